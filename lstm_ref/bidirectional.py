"""Two layers over the same sequence, one in each direction: every output sees the past and the future."""

import numpy as np

from lstm_ref import checks
from lstm_ref.layer import LayerCache, layer_backward, layer_forward, zero_state

PAIR = "a pair, forward and backward"


def bilstm(x, lengths, params_fw, params_bw):
    """A bidirectional LSTM layer that starts from zero states.

    Equation:
        out[t] = [h_t of the forward layer, h_t of the backward layer]

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end
        lengths: (B,) int in 0..T, or None when all are T
        params_fw: Params; the layer that reads from first to last
        params_bw: Params; the layer that reads from last to first

    Returns:
        out: (T, B, 2H) float; 0 after a sequence's end

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T

    Source:
        Schuster & Paliwal 1997; Graves & Schmidhuber 2005.

    Example:
        >>> from lstm_ref import init_params
        >>> rng = np.random.default_rng(0)
        >>> fw, bw = init_params(rng, D=7, H=11), init_params(rng, D=7, H=11)
        >>> bilstm(np.ones((5, 3, 7)), [5, 1, 2], fw, bw).shape
        (5, 3, 22)
    """
    x = checks.array("x", x, "T B D", {})
    states = zero_state(params_fw, x.shape[1]), zero_state(params_bw, x.shape[1])
    out, _, _ = bidirectional_forward(x, states, (params_fw, params_bw), lengths)
    return out


def bidirectional_forward(x, states, params, lengths=None):
    """A bidirectional layer of any cell, with whole state.

    Equation:
        out[t] = [h_t of the forward layer, h_t of the backward layer]

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end
        states: pair of states; forward and backward layer
        params: pair of parameters; forward and backward layer
        lengths: (B,) int in 0..T, or None when all are T

    Returns:
        out: (T, B, 2H) float; 0 after a sequence's end; (T, B, 2P) for ProjectedParams
        states: pair of states; the forward layer's after the last input, the backward layer's after the first
        cache: pair of LayerCache

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T, not two layers

    Source:
        Schuster & Paliwal 1997; Graves & Schmidhuber 2005.

    Example:
        >>> from lstm_ref import init_params
        >>> fw = init_params(np.random.default_rng(0), D=7, H=11)
        >>> out, states, cache = bidirectional_forward(np.ones((5, 3, 7)), 2 * (zero_state(fw, 3),), (fw, fw))
        >>> out.shape
        (5, 3, 22)
    """
    checks.several("params", params, PAIR, 2)
    checks.several("states", states, PAIR, 2)
    forward, state_fw, cache_fw = layer_forward(x, states[0], params[0], lengths)
    backward, state_bw, cache_bw = layer_forward(x, states[1], params[1], lengths, reverse=True)
    return np.concatenate([forward, backward], axis=2), (state_fw, state_bw), (cache_fw, cache_bw)


def bidirectional_backward(d_out, d_states, cache):
    """A bidirectional layer backwards.

    Equation:
        d_x is the sum of what the two layers send back

    Arguments:
        d_out: (T, B, 2H) float; gradient of every output; (T, B, 2P) for ProjectedParams
        d_states: pair of states; gradients of the two last states
        cache: pair of LayerCache; what bidirectional_forward left

    Returns:
        d_x: (T, B, D) float; gradient of x
        d_states: pair of states; gradients of the two first states
        grads: pair of dicts; forward and backward layer

    Raises:
        TypeError: cache is not a pair of LayerCache, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, not two of a kind

    Source:
        The chain rule on bidirectional_forward.

    Example:
        >>> from lstm_ref import init_params
        >>> fw = init_params(np.random.default_rng(0), D=7, H=11)
        >>> out, states, cache = bidirectional_forward(np.ones((5, 3, 7)), 2 * (zero_state(fw, 3),), (fw, fw))
        >>> d_x, d_states, grads = bidirectional_backward(out, states, cache)
        >>> d_x.shape, len(grads)
        ((5, 3, 7), 2)
    """
    checks.several("d_states", d_states, PAIR, 2)
    for one in checks.several("cache", cache, PAIR, 2):
        checks.instance("cache", one, LayerCache, "take the pair from bidirectional_forward")
    forward_width, backward_width = (zero_state(one.params, 1)[0].shape[1] for one in cache)
    d_out = checks.array("d_out", d_out, "T B W", {"W": forward_width + backward_width})
    d_x_fw, d_state_fw, grads_fw = layer_backward(d_out[..., :forward_width], d_states[0], cache[0])
    d_x_bw, d_state_bw, grads_bw = layer_backward(d_out[..., forward_width:], d_states[1], cache[1])
    return d_x_fw + d_x_bw, (d_state_fw, d_state_bw), (grads_fw, grads_bw)
