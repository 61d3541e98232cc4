"""The same numbers as the plain path, sooner: all four gates at once, feature-major, in place.

Three changes to the plain path, none to the mathematics:

1. Arrays stand feature-major, (4H, B), gates in the order o i f c, so that the three sigmoids are one contiguous block
   and the three gradients that come from the cell are another.
2. One matrix product a step for all gates; the products with the inputs and with the gradients of the weights wait
   until they can be done for all steps at once.
3. tanh(z) = 2 * sigmoid(2 * z) - 1: with the weights of the candidate doubled beforehand, and all weights negated, one
   1 / (1 + exp(a)) serves all four gates.
"""

from dataclasses import dataclass

import numpy as np

from lstm_ref import checks
from lstm_ref.parameters import Params

ORDER = "oifc"


@dataclass(frozen=True)
class FastCache:
    """What the fast path leaves for its backward pass: per step the gates (4H, B), cells (H, B) and their tanh."""

    x: np.ndarray
    h_rows: np.ndarray      # (T+1, B, H), h0 first
    gates: np.ndarray       # (T, 4H, B)
    cells: np.ndarray       # (T+1, H, B), c0 first
    tanh_cells: np.ndarray  # (T, H, B)
    lengths: np.ndarray
    params: Params


def fast_forward(x, h0, c0, params, lengths=None):
    """lstm_forward_cached, sooner.

    Equation:
        the one of lstm_forward

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end; all arrays float32, or all float64
        h0: (B, H) float; first hidden state
        c0: (B, H) float; first cell
        params: Params; weights and biases
        lengths: (B,) int in 0..T, or None when all are T

    Returns:
        outputs: ((T, B, H), (B, H), (B, H)) float; hs, h_n and c_n
        cache: FastCache

    Raises:
        TypeError: an argument does not hold numbers of the right kind, or params is not Params
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T

    Source:
        Appleyard, Kočiský & Blunsom 2016, who describe such steps for GPUs.

    Example:
        >>> from lstm_ref import init_params, lstm_forward
        >>> params, zero = init_params(np.random.default_rng(0), D=7, H=11), np.zeros((3, 11))
        >>> (hs, h_n, c_n), cache = fast_forward(np.ones((5, 3, 7)), zero, zero, params)
        >>> bool(np.allclose(hs, lstm_forward(np.ones((5, 3, 7)), zero, zero, params)[0], rtol=0, atol=1e-12))
        True
    """
    p = checks.instance("params", params, Params, "make it with Params.from_dict(arrays)")
    sizes = {"D": p.D, "H": p.H}
    x = checks.array("x", x, "T B D", sizes).copy()         # so that no later change from outside reaches the cache
    h0, c0 = checks.array("h0", h0, "B H", sizes), checks.array("c0", c0, "B H", sizes)
    T, B, H = (sizes[letter] for letter in "TBH")
    lengths = checks.lengths_of(lengths, T, B)
    W, U, dtype = *_packed(p, {"o": -1, "i": -1, "f": -1, "c": -2}), np.result_type(x, h0, c0, p.b_f)

    h_rows, cells = np.empty((T + 1, B, H), dtype), np.empty((T + 1, H, B), dtype)
    h_rows[0], cells[0] = h0, c0.T
    h = np.ones((H + 1, B), dtype)               # the last row stays 1 and meets the bias
    h_t = h[:H]
    h_t[:] = h0.T
    padded = (lengths < T).any()
    gates, tanh_cells = np.empty((T, 4 * H, B), dtype), np.empty((T, H, B), dtype)
    np.matmul(W, x.transpose(0, 2, 1), out=gates)
    recurrent, written = np.empty((4 * H, B), dtype), np.empty((H, B), dtype)
    for t, (a, c_prev, c, tanh_c) in enumerate(zip(gates, cells, cells[1:], tanh_cells, strict=False)):
        a += np.matmul(U, h, out=recurrent)
        with np.errstate(over="ignore", under="ignore"):     # exp(a) may be infinite: 1 / (1 + inf) = 0 is right
            np.exp(a, out=a)
        a += 1
        np.reciprocal(a, out=a)
        o, i, f, c_tilde = a.reshape(4, H, B)
        c_tilde *= 2
        c_tilde -= 1
        np.multiply(f, c_prev, out=c)
        c += np.multiply(i, c_tilde, out=written)
        np.tanh(c, out=tanh_c)
        np.multiply(o, tanh_c, out=h_t)
        if padded:
            ended = t >= lengths
            np.copyto(c, c_prev, where=ended)
            np.copyto(h_t, h_rows[t].T, where=ended)
        h_rows[t + 1] = h_t.T
    for a in (h_rows, cells):
        a.setflags(write=False)                  # the caller sees views of them, and the cache still needs them
    hs = h_rows[1:]
    if padded:
        hs = np.where((np.arange(T)[:, None] < lengths)[..., None], hs, 0)
    return (hs, h_rows[T], cells[T].T), FastCache(x, h_rows, gates, cells, tanh_cells, lengths, p)


def fast_backward(d_hs, d_h_n, d_c_n, cache):
    """lstm_backward, sooner.

    Equation:
        the one of lstm_step_backward for every step; one product for each gradient of the weights, after the last

    Arguments:
        d_hs: (T, B, H) float; gradient of every output
        d_h_n: (B, H) float; gradient of the last hidden state, beside d_hs
        d_c_n: (B, H) float; gradient of the last cell
        cache: FastCache; what fast_forward left

    Returns:
        d_x: (T, B, D) float; gradient of x, 0 after a sequence's end
        d_h0: (B, H) float; gradient of h0
        d_c0: (B, H) float; gradient of c0
        grads: dict of arrays; one for each name of Params, with its shape

    Raises:
        TypeError: cache is not a FastCache, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Werbos 1990 (back-propagation through time).

    Example:
        >>> from lstm_ref import init_params
        >>> params, zero = init_params(np.random.default_rng(0), D=7, H=11), np.zeros((3, 11))
        >>> (hs, _, _), cache = fast_forward(np.ones((5, 3, 7)), zero, zero, params)
        >>> d_x, d_h0, d_c0, grads = fast_backward(np.ones_like(hs), zero, zero, cache)
        >>> d_x.shape, grads["W_f"].shape
        ((5, 3, 7), (18, 11))
    """
    k = checks.instance("cache", cache, FastCache, "take it from fast_forward")
    T, H, B = k.tanh_cells.shape
    sizes, dtype = {"T": T, "B": B, "H": H}, k.gates.dtype
    d_hs = checks.array("d_hs", d_hs, "T B H", sizes)
    d_h = np.array(checks.array("d_h_n", d_h_n, "B H", sizes).T, dtype, order="C")
    d_c = np.array(checks.array("d_c_n", d_c_n, "B H", sizes).T, dtype, order="C")
    W, U = _packed(k.params, dict.fromkeys(ORDER, 1))
    U_back = np.ascontiguousarray(U[:, :H].T)
    d_a, slope = np.empty((4 * H, T, B), dtype), np.empty((4 * H, B), dtype)
    spare, above = np.empty((H, B), dtype), np.empty((H, B), dtype)
    padded = (k.lengths < T).any()
    for t in reversed(range(T)):
        np.add(d_h, d_hs[t].T, out=above)
        if padded:
            ended = t >= k.lengths
            waiting = d_h * ended, d_c * ended
            above *= ~ended
            d_c *= ~ended
        _slopes(k, t, slope, spare)
        d_c += np.multiply(above, spare, out=spare)
        slope[:H] *= above
        slope.reshape(4, H, B)[1:] *= d_c
        d_c *= k.gates[t, 2 * H:3 * H]
        np.matmul(U_back, slope, out=d_h)
        d_a[:, t] = slope
        if padded:
            d_h += waiting[0]
            d_c += waiting[1]
    d_a = d_a.reshape(4 * H, T * B)
    d_x = (d_a.T @ W).reshape(k.x.shape)
    d_W = np.concatenate([k.x.reshape(T * B, -1).T @ d_a.T, k.h_rows[:T].reshape(T * B, H).T @ d_a.T])
    grads = {f"W_{g}": d for g, d in zip(ORDER, np.split(d_W, 4, axis=1), strict=True)}
    grads |= {f"b_{g}": d for g, d in zip(ORDER, np.split(d_a.sum(axis=1), 4), strict=True)}
    return d_x, d_h.T, d_c.T, grads


def _slopes(k, t, slope, spare):
    """Fills slope (4H, B), the way from d_h (o) and d_c (i, f, c) to z_t @ W + b, and spare (H, B), from d_h to d_c."""
    a, H = k.gates[t], k.tanh_cells.shape[1]
    o, i, _, c_tilde = a.reshape(4, H, -1)
    np.multiply(a, a, out=slope)
    np.subtract(a[:3 * H], slope[:3 * H], out=slope[:3 * H])        # s - s * s
    np.subtract(1, slope[3 * H:], out=slope[3 * H:])                # 1 - c_tilde * c_tilde
    slope[:H] *= k.tanh_cells[t]
    slope[H:2 * H] *= c_tilde
    slope[2 * H:3 * H] *= k.cells[t]
    slope[3 * H:] *= i
    np.multiply(k.tanh_cells[t], k.tanh_cells[t], out=spare)
    np.subtract(1, spare, out=spare)
    spare *= o


def _packed(p, scale):
    """All gates below each other, scaled: W (4H, D), and U (4H, H+1) with the bias as last column."""
    rows = np.concatenate([getattr(p, f"W_{g}").T * scale[g] for g in ORDER])
    b = np.concatenate([getattr(p, f"b_{g}") * scale[g] for g in ORDER])
    return np.ascontiguousarray(rows[:, :p.D]), np.concatenate([rows[:, p.D:], b[:, None]], axis=1)
