"""The plain recurrent network: no gates, no memory cell."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from lstm_ref import checks
from lstm_ref.activations import d_tanh
from lstm_ref.parameters import Weights
from lstm_ref.sequence import run


@dataclass(frozen=True, eq=False)
class RNNParams(Weights):
    """Weights and bias of a plain RNN layer.

    Arguments:
        W: (D+H, H) float; weights on z_t = [x_t, h_prev]
        b: (H,) float; bias

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Example:
        >>> RNNParams(np.zeros((5, 3)), np.zeros(3)).D
        2
    """

    W: np.ndarray
    b: np.ndarray

    AXES: ClassVar = {"b": "H", "W": "D+H H"}


@dataclass(frozen=True, eq=False)
class RNNCache:
    """What an RNN step leaves for its backward pass: z_t (B, D+H), h_t (B, H) and the params."""

    z_t: np.ndarray
    h_t: np.ndarray
    params: RNNParams


def rnn_step(x_t, h_prev, W, b):
    """One step of a plain RNN.

    Equation:
        h_t = tanh(z_t @ W + b),  z_t = [x_t, h_prev]

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the state of the step before
        W: (D+H, H) float; weights
        b: (H,) float; bias

    Returns:
        h_t: (B, H) float in (-1, 1)

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Elman 1990.

    Example:
        >>> print(rnn_step(np.ones((1, 1)), np.ones((1, 1)), np.array([[1.0], [-1.0]]), np.array([0.5])).round(4))
        [[0.4621]]
    """
    (h_t,), _ = rnn_step_cached(x_t, h_prev, RNNParams(W, b))
    return h_t


def rnn_step_cached(x_t, h_prev, params):
    """One step of a plain RNN that also returns what its backward pass needs.

    Equation:
        h_t = tanh(z_t @ W + b),  z_t = [x_t, h_prev]

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the state of the step before
        params: RNNParams; weights and bias

    Returns:
        state: ((B, H),) float; h_t alone, as a tuple of one
        cache: RNNCache

    Raises:
        TypeError: an argument does not hold real numbers, or params is not RNNParams
        ValueError: a wrong shape, NaN or infinity

    Source:
        Elman 1990.

    Example:
        >>> (h_t,), cache = rnn_step_cached([[1.0]], [[0.0]], RNNParams([[1.0], [1.0]], [0.0]))
        >>> bool(cache.h_t == h_t)
        True
    """
    p = checks.instance("params", params, RNNParams, "make it with RNNParams(W, b)")
    sizes = {"D": p.D, "H": p.H}
    x_t = checks.array("x_t", x_t, "B D", sizes)
    h_prev = checks.array("h_prev", h_prev, "B H", sizes)
    z_t = np.concatenate([x_t, h_prev], axis=1)
    h_t = np.tanh(z_t @ p.W + p.b)
    return (h_t,), RNNCache(z_t, h_t, p)


def rnn_step_backward(d_h, cache):
    """One step of a plain RNN backwards.

    Equation:
        d_a = d_h * (1 - h_t**2),  d_z = d_a @ W.T

    Arguments:
        d_h: (B, H) float; gradient of h_t
        cache: RNNCache; what the step left

    Returns:
        d_x: (B, D) float; gradient of x_t
        d_h_prev: (B, H) float; gradient of h_prev
        grads: dict of arrays; one for each array of RNNParams, with its shape

    Raises:
        TypeError: cache is not an RNNCache, d_h does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on rnn_step.

    Example:
        >>> _, cache = rnn_step_cached([[0.0]], [[0.0]], RNNParams([[2.0], [3.0]], [0.0]))
        >>> d_x, d_h_prev, grads = rnn_step_backward([[1.0]], cache)
        >>> print(d_x, d_h_prev)
        [[2.]] [[3.]]
    """
    k = checks.instance("cache", cache, RNNCache, "take it from rnn_step_cached")
    d_h = checks.array("d_h", d_h, "B H", dict(zip("BH", k.h_t.shape, strict=True)))
    d_a = d_h * d_tanh(k.h_t)
    d_z = d_a @ k.params.W.T
    D = k.params.D
    return d_z[:, :D], d_z[:, D:], {"W": k.z_t.T @ d_a, "b": d_a.sum(axis=0)}


def rnn_forward(x, h0, W, b, lengths=None):
    """A plain RNN layer over a batch of sequences.

    Equation:
        h_t = rnn_step(x_t, h_prev, W, b)

    Arguments:
        x: (T, B, D) float; inputs, time first
        h0: (B, H) float; first state
        W: (D+H, H) float; weights
        b: (H,) float; bias
        lengths: (B,) int in 0..T, or None when all are T

    Returns:
        hs: (T, B, H) float; every state, 0 after a sequence's end

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T

    Source:
        Elman 1990.

    Example:
        >>> rnn_forward(np.ones((5, 3, 7)), np.zeros((3, 11)), np.zeros((18, 11)), np.zeros(11)).shape
        (5, 3, 11)
    """
    params = RNNParams(W, b)
    sizes = {"D": params.D, "H": params.H}
    x = checks.array("x", x, "T B D", sizes)
    h0 = checks.array("h0", h0, "B H", sizes)
    lengths = checks.lengths_of(lengths, sizes["T"], sizes["B"])
    hs, _, _ = run(rnn_step_cached, x, (h0,), params, lengths)
    return hs
