"""The gated recurrent unit: two gates, and no cell beside the hidden state."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from lstm_ref import checks
from lstm_ref.activations import d_sigmoid, d_tanh, sigmoid
from lstm_ref.parameters import Weights


@dataclass(frozen=True, eq=False)
class GRUParams(Weights):
    """Weights and biases of one GRU layer.

    Arguments:
        W_r: (D+H, H) float; reset gate
        W_z: (D+H, H) float; update gate
        W_n: (D+H, H) float; candidate
        b_r: (H,) float; bias of the reset gate
        b_z: (H,) float; bias of the update gate
        b_n: (H,) float; bias of the candidate, beside its input
        b_hn: (H,) float; bias of the candidate, beside its state
        reset: "before" (Cho 2014) or "after" (torch, cuDNN): where the reset gate acts, seen from the matrix product

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, another word for reset

    Example:
        >>> params = GRUParams(*3 * [np.zeros((5, 3))], *4 * [np.zeros(3)], reset="before")
        >>> params.D, params.H
        (2, 3)
    """

    W_r: np.ndarray
    W_z: np.ndarray
    W_n: np.ndarray
    b_r: np.ndarray
    b_z: np.ndarray
    b_n: np.ndarray
    b_hn: np.ndarray
    reset: str = "after"

    AXES: ClassVar = dict.fromkeys(("b_r", "b_z", "b_n", "b_hn"), "H") | dict.fromkeys(("W_r", "W_z", "W_n"), "D+H H")

    def __post_init__(self):
        super().__post_init__()
        if self.reset not in ("before", "after"):
            raise ValueError(f"reset: expected 'before' or 'after', got {self.reset!r}")


@dataclass(frozen=True, eq=False)
class GRUCache:
    """What a GRU step leaves for its backward pass: x_t (B, D); h_prev, r_t, z_t, n_t and a_hn, the part of the
    candidate that reads the state, all (B, H); and the params."""

    x_t: np.ndarray
    h_prev: np.ndarray
    r_t: np.ndarray
    z_t: np.ndarray
    n_t: np.ndarray
    a_hn: np.ndarray
    params: GRUParams


def gru_step(x_t, h_prev, params):
    """One GRU step for a batch.

    Equation:
        h_t = (1 - z_t) * n_t + z_t * h_prev

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the state of the step before
        params: GRUParams; weights, biases and the place of the reset gate

    Returns:
        h_t: (B, H) float

    Raises:
        TypeError: an argument does not hold real numbers, or params is not GRUParams
        ValueError: a wrong shape, NaN or infinity

    Source:
        Cho et al. 2014 ("before"); torch.nn.GRU ("after"). In Chung et al. 2014 z_t and 1 - z_t change places.

    Example:
        >>> params = GRUParams(*3 * [np.zeros((2, 1))], *4 * [np.zeros(1)])
        >>> print(gru_step(np.ones((1, 1)), np.array([[4.0]]), params))
        [[2.]]
    """
    (h_t,), _ = gru_step_cached(x_t, h_prev, params)
    return h_t


def gru_step_cached(x_t, h_prev, params):
    """One GRU step that also returns what its backward pass needs.

    Equation:
        before: n_t = tanh([x_t, r_t * h_prev] @ W_n + b_n + b_hn)
        after:  n_t = tanh(x_t @ W_n[:D] + b_n + r_t * (h_prev @ W_n[D:] + b_hn))

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the state of the step before
        params: GRUParams; weights, biases and the place of the reset gate

    Returns:
        state: ((B, H),) float; h_t alone, as a tuple of one
        cache: GRUCache

    Raises:
        TypeError: an argument does not hold real numbers, or params is not GRUParams
        ValueError: a wrong shape, NaN or infinity

    Source:
        Cho et al. 2014 ("before"); torch.nn.GRU ("after"). In Chung et al. 2014 z_t and 1 - z_t change places.

    Example:
        >>> params = GRUParams(*3 * [np.zeros((2, 1))], *4 * [np.zeros(1)])
        >>> (h_t,), cache = gru_step_cached(np.ones((1, 1)), np.array([[4.0]]), params)
        >>> print(cache.r_t, cache.z_t, cache.n_t)
        [[0.5]] [[0.5]] [[0.]]
    """
    p = checks.instance("params", params, GRUParams, "make it with GRUParams.from_dict(arrays)")
    sizes = {"D": p.D, "H": p.H}
    x_t = checks.array("x_t", x_t, "B D", sizes)
    h_prev = checks.array("h_prev", h_prev, "B H", sizes)
    xh = np.concatenate([x_t, h_prev], axis=1)
    r_t = sigmoid(xh @ p.W_r + p.b_r)
    z_t = sigmoid(xh @ p.W_z + p.b_z)
    if p.reset == "before":
        a_hn = (r_t * h_prev) @ p.W_n[p.D :] + p.b_hn
        n_t = np.tanh(x_t @ p.W_n[: p.D] + p.b_n + a_hn)
    else:
        a_hn = h_prev @ p.W_n[p.D :] + p.b_hn
        n_t = np.tanh(x_t @ p.W_n[: p.D] + p.b_n + r_t * a_hn)
    h_t = (1 - z_t) * n_t + z_t * h_prev
    return (h_t,), GRUCache(x_t, h_prev, r_t, z_t, n_t, a_hn, p)


def gru_step_backward(d_h, cache):
    """One GRU step backwards.

    Equation:
        d_n = d_h * (1 - z_t),  d_z = d_h * (h_prev - n_t),  and the chain rule from there

    Arguments:
        d_h: (B, H) float; gradient of h_t
        cache: GRUCache; what the step left

    Returns:
        d_x: (B, D) float; gradient of x_t
        d_h_prev: (B, H) float; gradient of h_prev
        grads: dict of arrays; one for each array of GRUParams, with its shape

    Raises:
        TypeError: cache is not a GRUCache, d_h does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on gru_step.

    Example:
        >>> params = GRUParams(*3 * [np.zeros((2, 1))], *4 * [np.zeros(1)])
        >>> _, cache = gru_step_cached(np.ones((1, 1)), np.array([[4.0]]), params)
        >>> d_x, d_h_prev, grads = gru_step_backward([[1.0]], cache)
        >>> print(d_x, d_h_prev, grads["b_z"])
        [[0.]] [[0.5]] [1.]
    """
    k = checks.instance("cache", cache, GRUCache, "take it from gru_step_cached")
    p, D = k.params, k.params.D
    d_h = checks.array("d_h", d_h, "B H", dict(zip("BH", k.h_prev.shape, strict=True)))
    d_an = d_h * (1 - k.z_t) * d_tanh(k.n_t)
    d_az = d_h * (k.h_prev - k.n_t) * d_sigmoid(k.z_t)
    d_h_prev = d_h * k.z_t
    if p.reset == "before":
        d_rh = d_an @ p.W_n[D:].T
        d_r, d_h_prev = d_rh * k.h_prev, d_h_prev + d_rh * k.r_t
        d_a_hn, read_by_W_n = d_an, k.r_t * k.h_prev
    else:
        d_r, d_a_hn, read_by_W_n = d_an * k.a_hn, d_an * k.r_t, k.h_prev
        d_h_prev = d_h_prev + d_a_hn @ p.W_n[D:].T
    d_ar = d_r * d_sigmoid(k.r_t)
    d_xh = d_ar @ p.W_r.T + d_az @ p.W_z.T
    xh = np.concatenate([k.x_t, k.h_prev], axis=1)
    grads = {
        "W_r": xh.T @ d_ar,
        "W_z": xh.T @ d_az,
        "W_n": np.concatenate([k.x_t.T @ d_an, read_by_W_n.T @ d_a_hn]),
        "b_r": d_ar.sum(axis=0),
        "b_z": d_az.sum(axis=0),
        "b_n": d_an.sum(axis=0),
        "b_hn": d_a_hn.sum(axis=0),
    }
    return d_xh[:, :D] + d_an @ p.W_n[:D].T, d_h_prev + d_xh[:, D:], grads
