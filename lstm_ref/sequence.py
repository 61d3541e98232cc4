"""A cell run over a sequence, time first: x is (T, B, D)."""

from dataclasses import dataclass

import numpy as np

from lstm_ref import checks
from lstm_ref.cell import lstm_step_cached
from lstm_ref.fast import fast_forward
from lstm_ref.parameters import plain


@dataclass(frozen=True, eq=False)
class SequenceCache:
    """What a sequence leaves for its backward pass.

    Arguments:
        steps: tuple of one cache a step, first step first
        lengths: (B,) int, or None when all sequences are as long as the batch

    Example:
        >>> from lstm_ref import init_params
        >>> params, zero = init_params(np.random.default_rng(0), D=2, H=3), np.zeros((1, 3))
        >>> _, cache = lstm_forward_cached(np.ones((5, 1, 2)), zero, zero, params)
        >>> len(cache.steps), cache.lengths
        (5, array([5]))
    """

    steps: tuple
    lengths: np.ndarray | None = None


def run(step, x, state, params, lengths):
    """Any cell over a checked sequence: (outputs (T, B, H), last state, cache).

    ``step(x_t, *state, params)`` returns ``(state, cache)``; the first array of a state is what the cell shows.
    """
    outputs, caches = [], []
    # Copies, so that what is done to x or a state later does not reach the caches. The params are kept as they are:
    # weights changed in place before the backward pass change its gradients.
    x, state = x.copy(), tuple(a.copy() for a in state)
    for t, x_t in enumerate(x):
        after, cache = step(x_t, *state, params)
        running = (t < lengths)[:, None]
        # A finished sequence keeps its last state and shows 0, so padding cannot change any result.
        state = tuple(np.where(running, new, old) for new, old in zip(after, state, strict=True))
        outputs.append(np.where(running, state[0], 0))
        caches.append(cache)
    return np.stack(outputs), state, SequenceCache(tuple(caches), lengths)


def lstm_forward(x, h0, c0, params, lengths=None, fast=False):
    """An LSTM layer over a batch of sequences.

    Equation:
        h_t, c_t = lstm_step(x_t, h_prev, c_prev, params)  for t < length; after that the state stays

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end
        h0: (B, H) float; first hidden state
        c0: (B, H) float; first cell
        params: Params; weights and biases
        lengths: (B,) int in 0..T, or None when all are T
        fast: bool; the same numbers from the fast path

    Returns:
        hs: (T, B, H) float; every hidden state, 0 after a sequence's end
        h_n: (B, H) float; the last hidden state of each sequence
        c_n: (B, H) float; the last cell of each sequence

    Raises:
        TypeError: an argument does not hold numbers of the right kind, or params is not Params
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T

    Source:
        Hochreiter & Schmidhuber 1997 with the forget gate of Gers, Schmidhuber & Cummins 2000.

    Example:
        >>> from lstm_ref import init_params
        >>> params = init_params(np.random.default_rng(0), D=7, H=11)
        >>> x, zero = np.ones((5, 3, 7)), np.zeros((3, 11))
        >>> hs, h_n, c_n = lstm_forward(x, zero, zero, params, lengths=[5, 1, 2])
        >>> hs.shape, bool(np.all(h_n[1] == hs[0, 1])), bool(np.all(hs[1:, 1] == 0))
        ((5, 3, 11), True, True)
    """
    if fast:
        return fast_forward(x, h0, c0, params, lengths, keep=False)[0]
    outputs, _ = lstm_forward_cached(x, h0, c0, params, lengths)
    return outputs


def lstm_forward_cached(x, h0, c0, params, lengths=None, fast=False):
    """An LSTM layer that also returns what its backward pass needs.

    Equation:
        the one of lstm_forward

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end
        h0: (B, H) float; first hidden state
        c0: (B, H) float; first cell
        params: Params; weights and biases
        lengths: (B,) int in 0..T, or None when all are T
        fast: bool; the same numbers from the fast path

    Returns:
        outputs: ((T, B, H), (B, H), (B, H)) float; hs, h_n and c_n
        cache: SequenceCache; FastCache where fast

    Raises:
        TypeError: an argument does not hold numbers of the right kind, or params is not Params
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T

    Source:
        Hochreiter & Schmidhuber 1997 with the forget gate of Gers, Schmidhuber & Cummins 2000.

    Example:
        >>> from lstm_ref import init_params
        >>> params, zero = init_params(np.random.default_rng(0), D=2, H=3), np.zeros((1, 3))
        >>> (hs, h_n, c_n), cache = lstm_forward_cached(np.ones((5, 1, 2)), zero, zero, params)
        >>> bool(np.all(cache.steps[-1].c_t == c_n))
        True
    """
    if fast:
        return fast_forward(x, h0, c0, params, lengths)
    p = plain(params)
    sizes = {"D": p.D, "H": p.H}
    x = checks.array("x", x, "T B D", sizes)
    h0 = checks.array("h0", h0, "B H", sizes)
    c0 = checks.array("c0", c0, "B H", sizes)
    lengths = checks.lengths_of(lengths, sizes["T"], sizes["B"])
    hs, (h_n, c_n), cache = run(lstm_step_cached, x, (h0, c0), p, lengths)
    return (hs, h_n, c_n), cache
