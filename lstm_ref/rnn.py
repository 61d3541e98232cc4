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


def step_jacobian(h_t, W_h):
    """How each entry of the state answers to each entry of the state before, for one example.

    Equation:
        J[j, k] = d h_t[j] / d h_prev[k] = (1 - h_t[j]**2) * W_h[k, j]

    Arguments:
        h_t: (H,) float in [-1, 1]; the state after tanh
        W_h: (H, H) float; the rows of W that read h_prev

    Returns:
        J: (H, H) float

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, a state outside [-1, 1]

    Source:
        Pascanu, Mikolov & Bengio 2013, eq. 5.

    Example:
        >>> print(step_jacobian([0.0, 0.5], [[1.0, 2.0], [3.0, 4.0]]))
        [[1.  3. ]
         [1.5 3. ]]
    """
    sizes = {}
    h_t = checks.array("h_t", h_t, "H", sizes)
    checks.within("h_t", h_t, -1, 1, "pass the state after tanh")
    return d_tanh(h_t)[:, None] * checks.array("W_h", W_h, "H H", sizes).T


def gradient_norms(hs, W_h):
    """How strongly the last state still feels each earlier one.

    Equation:
        norms[t] = spectral norm of d h_T / d h_t = norm of J_T @ J_(T-1) @ ... @ J_(t+1)

    Arguments:
        hs: (T, H) float in [-1, 1]; the states of one example
        W_h: (H, H) float; the rows of W that read h_prev

    Returns:
        norms: (T,) float; 1 at the last step

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, a state outside [-1, 1], a gradient too large for a float

    Source:
        Bengio, Simard & Frasconi 1994; Pascanu, Mikolov & Bengio 2013.

    Example:
        >>> print(gradient_norms(np.zeros((3, 1)), np.array([[0.5]])))
        [0.25 0.5  1.  ]
    """
    sizes = {}
    hs = checks.array("hs", hs, "T H", sizes)
    checks.within("hs", hs, -1, 1, "pass the states after tanh")
    W_h = checks.array("W_h", W_h, "H H", sizes)
    product, norms = np.eye(sizes["H"]), []
    for h_t in hs[::-1]:
        if not np.isfinite(product).all():
            raise ValueError(
                f"W_h: expected a gradient that a float can hold, got overflow over the last {len(norms)} "
                "steps; scale W_h down or pass fewer states"
            )
        norms.append(np.linalg.norm(product, ord=2))
        with np.errstate(over="ignore", invalid="ignore"):
            product = product @ step_jacobian(h_t, W_h)
    return np.array(norms[::-1])
