"""The same numbers as the plain path, sooner: all four gates at once, in place, in memory that serves again.

Five changes to the plain path, none to the mathematics:

1. One array holds every z_t = [x_t, h_prev, 1] and each h_t is written where the next step reads it. The biases are the
   last row of the weights, so one product a step is all the gates need (two, where weights are large), and one product
   after the last step gives the gradients of all weights and biases.
2. The gates of a step are blocks (B, H) below each other, in the order o i f c, then c_prev: the three sigmoids are
   neighbours, and i, f times their neighbours c_tilde, c_prev is one multiplication.
3. sigmoid(z) = (1 + tanh(z / 2)) / 2: with the weights of the three sigmoids halved beforehand, one tanh serves all
   four gates.
4. A product first copies large weights into an order that suits the processor, at every step anew. In bands of a few
   columns they are small enough to be read where they stand.
5. What the backward pass needs besides the gradient itself is computed for as many steps at once as a cache holds.
"""

from dataclasses import dataclass

import numpy as np

from lstm_ref import checks, workspace
from lstm_ref.parameters import Params, plain

ORDER = "oifc"
SCALES = {"o": 0.5, "i": 0.5, "f": 0.5, "c": 1}
SPAN = 2**16  # numbers; the gates of so many are worked on together on the way back
LARGE = 2**20  # bytes; weights above that are so slow to read that they meet the x_t of many steps at once,
ROWS = 2**10  # as many steps as make so many rows
BAND = 2**6  # columns; a product of that width is not copied first, by OpenBLAS with AVX-512,
UNCOPIED = 10**6  # where it takes so many multiplications at most


@dataclass(frozen=True, eq=False)
class FastCache:
    """What the fast path leaves for its backward pass."""

    z: np.ndarray  # (T+1, B, D+H+1): x_t, h_prev and 1
    blocks: np.ndarray  # (T+1, 5, B, H): o, i, f, c_tilde and c_prev
    tanh_cells: np.ndarray  # (T, B, H)
    lengths: np.ndarray
    params: Params


def fast_forward(x, h0, c0, params, lengths=None, keep=True):
    """lstm_forward_cached, sooner.

    Equation:
        the one of lstm_forward

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end; all arrays float32, or all float64
        h0: (B, H) float; first hidden state
        c0: (B, H) float; first cell
        params: Params; weights and biases
        lengths: (B,) int in 0..T, or None when all are T
        keep: bool; False keeps nothing for a backward pass, which takes less memory and time

    Returns:
        outputs: ((T, B, H), (B, H), (B, H)) float; hs, h_n and c_n
        cache: FastCache; None unless keep

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
    p = plain(params)
    sizes = {"D": p.D, "H": p.H}
    x = checks.array("x", x, "T B D", sizes)
    h0, c0 = checks.array("h0", h0, "B H", sizes), checks.array("c0", c0, "B H", sizes)
    T, B, D, H = (sizes[letter] for letter in "TBDH")
    lengths, dtype = checks.lengths_of(lengths, T, B), np.result_type(x, h0, c0, *p.to_dict().values())

    z, W = _inputs(x, h0, dtype), _weights(p, dtype)
    blocks, tanh_cells = (_history(steps, axes, dtype, keep) for steps, axes in [(T + 1, (5, B, H)), (T, (B, H))])
    blocks[0, 4] = c0
    _steps(z, blocks, tanh_cells, W, lengths)
    hs = workspace.empty((T, B, H), dtype)
    hs[:] = z[1:, :, D:-1]
    if (lengths < T).any():
        hs *= (np.arange(T)[:, None] < lengths)[..., None]
    outputs = hs, z[T, :, D:-1].copy(), blocks[T, 4].copy()
    return outputs, FastCache(z, blocks, tanh_cells, lengths, p) if keep else None


def _inputs(x, h0, dtype):
    """Every z_t = [x_t, h_prev, 1] with the hidden states after h0 still to come: (T+1, B, D+H+1)."""
    T, B, D = x.shape
    z = workspace.empty((T + 1, B, D + h0.shape[1] + 1), dtype)
    z[:T, :, :D] = x
    z[0, :, D:-1] = h0
    z[..., -1] = 1
    return z


def _history(steps, axes, dtype, keep):
    """An array (steps, *axes); unless keep, all steps share the memory of one."""
    if keep:
        return workspace.empty((steps, *axes), dtype)
    one = np.empty(axes, dtype)
    return np.lib.stride_tricks.as_strided(one, (steps, *axes), (0, *one.strides))


def _weights(p, dtype):
    """All gates, scaled, with the biases as last row: (4, D+H+1, H)."""
    W = np.empty((4, p.D + p.H + 1, p.H), dtype)
    for W_gate, gate in zip(W, ORDER, strict=True):
        np.multiply(getattr(p, f"W_{gate}"), SCALES[gate], out=W_gate[:-1])
        np.multiply(getattr(p, f"b_{gate}"), SCALES[gate], out=W_gate[-1])
    return W


def plan(B, D, H, itemsize):
    """How a step multiplies: are the weights large, so that the x_t go ahead, and how many columns has a band?"""
    large = 4 * (D + H + 1) * H * itemsize > LARGE
    depth = H + 1 if large else D + H + 1
    return large, BAND if H % BAND == 0 and B * depth * BAND <= UNCOPIED else H


def _bands(a, width):
    """A view of a (..., rows, H) as (..., H / width, rows, width)."""
    return a.reshape(*a.shape[:-1], -1, width).swapaxes(-3, -2)


def _steps(z, blocks, tanh_cells, W, lengths):
    """Every step forwards: fills blocks, tanh_cells and the hidden states in z."""
    T, B, H = tanh_cells.shape
    D = z.shape[2] - H - 1
    hs, padded = z[..., D:-1], (lengths < T).any()
    written, kept = both = np.empty((2, B, H), W.dtype)
    (large, width), ahead = plan(B, D, H, W.itemsize), min(T, max(1, ROWS // B))
    first = D if large else 0  # the first entry of z_t that a step multiplies itself
    from_x = workspace.empty((4, ahead, B, H), W.dtype) if large else None
    W_step = _bands(W[:, first:], width).copy()
    views = (
        z[:T, :, first:],
        blocks[:, :4],
        _bands(blocks[:, :4], width),
        blocks[:, 0],
        blocks[:, :3],
        blocks[:, 1:3],
        blocks[:, 3:],
        blocks[1:, 4],
        tanh_cells,
        hs[1:],
    )
    with np.errstate(over="ignore", under="ignore"):  # a product may be infinite: tanh(inf) = 1 is right
        for t, (z_t, a, a_bands, o, o_i_f, i_f, c_tilde_c_prev, c, tanh_c, h) in enumerate(zip(*views, strict=False)):
            np.matmul(z_t, W_step, a_bands)
            if large:
                if t % ahead == 0:
                    _multiply_inputs(z[t : min(t + ahead, T), :, :D], W[:, :D], from_x)
                a += from_x[:, t % ahead]
            np.tanh(a, a)
            o_i_f *= 0.5
            o_i_f += 0.5
            if padded:
                ended = t >= lengths
                i_f[:, ended] = [[[0]], [[1]]]  # a finished sequence keeps its cell
            np.multiply(i_f, c_tilde_c_prev, both)
            np.add(written, kept, c)
            np.tanh(c, tanh_c)
            np.multiply(o, tanh_c, h)
            if padded:
                h[ended] = hs[t, ended]


def _multiply_inputs(x, W, out):
    """x @ W for the next steps, into out (4, steps, B, H)."""
    steps, B, D = x.shape
    np.matmul(x.reshape(steps * B, D), W, out=out[:, :steps].reshape(4, steps * B, -1))


def fast_backward(d_hs, d_h_n, d_c_n, cache):
    """lstm_backward, sooner.

    Equation:
        the one of lstm_step_backward for every step; one product for all gradients of the weights, after the last

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
    (T, B, H), D, dtype = k.tanh_cells.shape, k.params.D, k.z.dtype
    sizes = {"T": T, "B": B, "H": H}
    d_hs = checks.array("d_hs", d_hs, "T B H", sizes)
    d_h = checks.array("d_h_n", d_h_n, "B H", sizes).astype(dtype)
    d_c = checks.array("d_c_n", d_c_n, "B H", sizes).astype(dtype)

    W = np.concatenate([getattr(k.params, f"W_{gate}") for gate in ORDER], axis=1, dtype=dtype)
    U_back = W[D:].T.copy()  # a product with a view is slower, and there are T of them
    d_a = _steps_backward(d_hs, d_h, d_c, k, U_back).reshape(T * B, 4 * H)
    d_x = np.matmul(d_a, W[:D].T, out=workspace.empty((T * B, D), dtype)).reshape(T, B, D)
    z = k.z[:T].reshape(T * B, D + H + 1)
    d_W = np.matmul(z.T, d_a, out=workspace.empty((D + H + 1, 4 * H), dtype))
    grads = {}
    for gate, d in zip(ORDER, np.split(d_W, 4, axis=1), strict=True):
        grads |= {f"W_{gate}": d[:-1], f"b_{gate}": d[-1]}
    return d_x, d_h, d_c, grads


def _steps_backward(d_hs, d_h, d_c, k, U_back):
    """Every step backwards: the gradient of z_t @ W + b, (T, B, 4H); d_h and d_c become those of h0 and c0."""
    T, B, H = k.tanh_cells.shape
    padded, span = (k.lengths < T).any(), min(T, max(1, SPAN // (4 * B * H)))
    slopes, through = (np.empty((span, *axes), d_h.dtype) for axes in [(4, B, H), (B, H)])
    above, by_h = np.empty((2, B, H), d_h.dtype)
    d_a = workspace.empty((T, B, 4 * H), d_h.dtype)
    d_gates = d_a.reshape(T, B, 4, H).transpose(0, 2, 1, 3)
    for t in reversed(range(T)):
        s = t % span
        if s == span - 1 or t == T - 1:
            _slopes(k.blocks[t - s : t + 1], k.tanh_cells[t - s : t + 1], slopes[: s + 1], through[: s + 1])
        np.add(d_h, d_hs[t], above)
        if padded:
            ended = t >= k.lengths
            above[ended], waiting = 0, d_h[ended]
        d_c += np.multiply(above, through[s], by_h)
        np.multiply(slopes[s, 0], above, d_gates[t, 0])
        np.multiply(slopes[s, 1:], d_c, d_gates[t, 1:])
        d_c *= k.blocks[t, 2]
        np.matmul(d_a[t], U_back, d_h)
        if padded:
            d_h[ended] = waiting
    return d_a


def _slopes(blocks, tanh_c, slopes, through):
    """Fills slopes, the way from d_h (o) and d_c (i, f, c) to z_t @ W + b, and through, from d_h to d_c."""
    np.multiply(blocks[:, :4], blocks[:, :4], slopes)
    np.subtract(blocks[:, :3], slopes[:, :3], slopes[:, :3])  # s - s * s
    np.subtract(1, slopes[:, 3], slopes[:, 3])  # 1 - c_tilde * c_tilde
    slopes[:, 0] *= tanh_c
    slopes[:, 1:3] *= blocks[:, 3:]
    slopes[:, 3] *= blocks[:, 1]
    np.multiply(tanh_c, tanh_c, through)
    np.subtract(1, through, through)
    through *= blocks[:, 0]
