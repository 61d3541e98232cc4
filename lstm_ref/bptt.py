"""The graph of the LSTM run backwards: back-propagation through time.

``d_a`` is the gradient of the loss with respect to ``a``, and has the shape of ``a``.
"""

import numpy as np

from lstm_ref import checks
from lstm_ref.activations import d_sigmoid, d_tanh
from lstm_ref.cell import StepCache
from lstm_ref.fast import FastCache, fast_backward
from lstm_ref.parameters import Params
from lstm_ref.sequence import SequenceCache

A_CACHE = "take it from lstm_step_cached or StepCache.from_dict"


def lstm_step_backward(d_h, d_c, cache):
    """One LSTM step backwards.

    Equation:
        d_c_t = d_c + d_h * o_t * (1 - tanh(c_t)**2),  d_c_prev = d_c_t * f_t

    Arguments:
        d_h: (B, H) float; gradient of h_t
        d_c: (B, H) float; gradient that reaches c_t from the future, without the path through h_t
        cache: StepCache; what the step left

    Returns:
        d_x: (B, D) float; gradient of x_t
        d_h_prev: (B, H) float; gradient of h_prev
        d_c_prev: (B, H) float; gradient of c_prev
        grads: dict of arrays; one for each name of Params, with its shape

    Raises:
        TypeError: cache is not a StepCache of the plain LSTM, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on the equations of lstm_step; Graves & Schmidhuber 2005, appendix, without peepholes.

    Example:
        >>> from lstm_ref import init_params, lstm_step_cached
        >>> params = init_params(np.random.default_rng(0), D=2, H=3)
        >>> zero, one = np.zeros((1, 3)), np.ones((1, 3))
        >>> _, cache = lstm_step_cached(np.ones((1, 2)), zero, one, params)
        >>> d_x, d_h_prev, d_c_prev, grads = lstm_step_backward(zero, one, cache)
        >>> bool(np.all(d_c_prev == cache.f_t)), grads["W_f"].shape
        (True, (5, 3))
    """
    return gates_backward(d_h, d_c, _of_plain(cache))


def gates_backward(d_h, d_c, k):
    """The way back through the four gates, for the cache of any cell that has them."""
    d_c_t = d_cell(d_h, d_c, k.o_t, k.c_t)
    d_x, d_h_prev, grads = d_layer(d_sums(d_h, d_c_t, k), k)
    return d_x, d_h_prev, d_c_t * k.f_t, grads


def d_cell(d_h, d_c, o_t, c_t):
    """All of the gradient that reaches the cell: from the future, and through what was shown.

    Equation:
        d_c_t = d_c + d_h * o_t * (1 - tanh(c_t)**2)

    Arguments:
        d_h: (B, H) float; gradient of h_t
        d_c: (B, H) float; gradient that reaches c_t from the future
        o_t: (B, H) float in [0, 1]; output gate
        c_t: (B, H) float; the cell

    Returns:
        d_c_t: (B, H) float; the sum of the two roads

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on h_t = o_t * tanh(c_t).

    Example:
        >>> print(d_cell([[1.0]], [[0.25]], [[0.5]], [[0.0]]))
        [[0.75]]
    """
    sizes = {}
    o_t, c_t = checks.array("o_t", o_t, "B H", sizes), checks.array("c_t", c_t, "B H", sizes)
    d_h, d_c = checks.array("d_h", d_h, "B H", sizes), checks.array("d_c", d_c, "B H", sizes)
    return d_c + d_h * o_t * d_tanh(np.tanh(c_t))


def d_sums(d_h, d_c_t, cache):
    """The gradient of the four sums before squashing.

    Equation:
        d_a = (gradient of the gate) * (slope of its squashing, from its output)

    Arguments:
        d_h: (B, H) float; gradient of h_t
        d_c_t: (B, H) float; all of the gradient of c_t, as d_cell gives it
        cache: StepCache; what the step left

    Returns:
        d_a: dict of arrays; f (B, H), i (B, H), c (B, H), o (B, H); gradient of each gate's z_t @ W + b

    Raises:
        TypeError: cache is not a StepCache, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on c_t = f_t * c_prev + i_t * c_tilde_t and h_t = o_t * tanh(c_t).

    Example:
        >>> from lstm_ref import init_params, lstm_step_cached
        >>> params = init_params(np.random.default_rng(0), D=2, H=3)
        >>> zero, one = np.zeros((1, 3)), np.ones((1, 3))
        >>> _, cache = lstm_step_cached(np.ones((1, 2)), zero, one, params)
        >>> d_a = d_sums(zero, one, cache)
        >>> bool(np.all(d_a["o"] == 0)), bool(np.all(d_a["f"] > 0))
        (True, True)
    """
    k = checks.instance("cache", cache, StepCache, A_CACHE)
    sizes = dict(zip("BH", k.c_t.shape, strict=True))
    d_h, d_c_t = checks.array("d_h", d_h, "B H", sizes), checks.array("d_c_t", d_c_t, "B H", sizes)
    return {
        "f": d_c_t * k.c_prev * d_sigmoid(k.f_t),
        "i": d_c_t * k.c_tilde_t * d_sigmoid(k.i_t),
        "c": d_c_t * k.i_t * d_tanh(k.c_tilde_t),
        "o": d_h * np.tanh(k.c_t) * d_sigmoid(k.o_t),
    }


def d_layer(d_a, cache):
    """From the gradient of the four sums to the inputs, the weights and the biases.

    Equation:
        d_z = sum over the gates of d_a @ W.T,  d_W = z_t.T @ d_a,  d_b = sum over the batch of d_a

    Arguments:
        d_a: dict; gate f, i, c, o -> (B, H) float, as d_sums gives it
        cache: StepCache; what the step left

    Returns:
        d_x: (B, D) float; gradient of x_t
        d_h_prev: (B, H) float; gradient of h_prev
        grads: dict of arrays; one for each name of Params, with its shape

    Raises:
        TypeError: cache is not a StepCache, d_a is not a dict of arrays
        ValueError: a wrong shape, NaN or infinity, a gate is missing

    Source:
        The chain rule on z_t @ W + b, which all four gates read from the same z_t.

    Example:
        >>> from lstm_ref import init_params, lstm_step_cached
        >>> params = init_params(np.random.default_rng(0), D=2, H=3)
        >>> _, cache = lstm_step_cached(np.ones((1, 2)), np.zeros((1, 3)), np.ones((1, 3)), params)
        >>> d_x, d_h_prev, grads = d_layer(dict.fromkeys("fico", np.ones((1, 3))), cache)
        >>> d_x.shape, grads["b_f"]
        ((1, 2), array([1., 1., 1.]))
    """
    k = checks.instance("cache", cache, StepCache, A_CACHE)
    sizes = dict(zip("BH", k.c_t.shape, strict=True))
    gates = zip("fico", checks.named("d_a", d_a, "fico"), strict=True)
    d_a = {gate: checks.array(f"d_a[{gate!r}]", d, "B H", sizes) for gate, d in gates}
    z_t = np.concatenate([k.x_t, k.h_prev], axis=1)
    grads = {f"W_{gate}": z_t.T @ d for gate, d in d_a.items()}
    grads |= {f"b_{gate}": d.sum(axis=0) for gate, d in d_a.items()}
    d_z = sum(d @ getattr(k.params, f"W_{gate}").T for gate, d in d_a.items())
    D = k.x_t.shape[1]
    return d_z[:, :D], d_z[:, D:], grads


def _of_plain(cache):
    checks.instance("cache", cache, StepCache, A_CACHE)
    checks.instance("cache.params", cache.params, Params, "go back through other cells with layer_backward", exact=True)
    return cache


def run_backward(step_backward, d_outputs, d_state, cache):
    """Any cell backwards over a sequence: (d_x (T, B, D), d_state at the start, grads summed over time)."""
    d_x, total = [], {}
    for t in reversed(range(len(cache.steps))):
        running = True if cache.lengths is None else (t < cache.lengths)[:, None]
        d_after = (d_state[0] + d_outputs[t], *d_state[1:])
        d_x_t, *d_before, grads = step_backward(*(np.where(running, d, 0) for d in d_after), cache.steps[t])
        # Where a sequence had ended the state only passed by, and its output was a constant 0.
        d_state = tuple(np.where(running, before, d) for before, d in zip(d_before, d_state, strict=True))
        d_x.append(d_x_t)
        total = {name: total.get(name, 0) + d for name, d in grads.items()}
    return np.stack(d_x[::-1]), d_state, total


def lstm_backward(d_hs, d_h_n, d_c_n, cache):
    """An LSTM layer backwards through the whole sequence.

    Equation:
        d_h at t is d_hs[t] plus what step t+1 sends back; each grads[name] is the sum over t

    Arguments:
        d_hs: (T, B, H) float; gradient of every output
        d_h_n: (B, H) float; gradient of the last hidden state, beside d_hs
        d_c_n: (B, H) float; gradient of the last cell
        cache: SequenceCache or FastCache; what lstm_forward_cached left

    Returns:
        d_x: (T, B, D) float; gradient of x, 0 after a sequence's end
        d_h0: (B, H) float; gradient of h0
        d_c0: (B, H) float; gradient of c0
        grads: dict of arrays; one for each name of Params, with its shape

    Raises:
        TypeError: cache is not a SequenceCache of the plain LSTM, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Werbos 1990 (back-propagation through time); full, not truncated.

    Example:
        >>> from lstm_ref import init_params, lstm_forward_cached
        >>> params, zero = init_params(np.random.default_rng(0), D=7, H=11), np.zeros((3, 11))
        >>> (hs, _, _), cache = lstm_forward_cached(np.ones((5, 3, 7)), zero, zero, params)
        >>> d_x, d_h0, d_c0, grads = lstm_backward(np.ones_like(hs), zero, zero, cache)
        >>> d_x.shape, d_h0.shape, grads["b_o"].shape
        ((5, 3, 7), (3, 11), (11,))
    """
    if isinstance(cache, FastCache):
        return fast_backward(d_hs, d_h_n, d_c_n, cache)
    checks.instance("cache", cache, SequenceCache, "take it from lstm_forward_cached")
    if not cache.steps:
        raise ValueError("cache: expected at least one step, got none")
    B, H = _of_plain(cache.steps[0]).c_t.shape
    sizes = {"T": len(cache.steps), "B": B, "H": H}
    d_hs = checks.array("d_hs", d_hs, "T B H", sizes)
    d_h_n = checks.array("d_h_n", d_h_n, "B H", sizes)
    d_c_n = checks.array("d_c_n", d_c_n, "B H", sizes)
    d_x, (d_h0, d_c0), grads = run_backward(lstm_step_backward, d_hs, (d_h_n, d_c_n), cache)
    return d_x, d_h0, d_c0, grads
