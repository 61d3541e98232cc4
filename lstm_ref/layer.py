"""Any cell of this package over a batch of sequences, forwards in time or in reverse."""

from dataclasses import dataclass

import numpy as np

from lstm_ref import checks
from lstm_ref.bptt import lstm_step_backward, run_backward
from lstm_ref.cell import lstm_step_cached
from lstm_ref.gru import GRUParams, gru_step_backward, gru_step_cached
from lstm_ref.parameters import Params
from lstm_ref.projection import ProjectedParams, projected_step_backward, projected_step_cached
from lstm_ref.rnn import RNNParams, rnn_step_backward, rnn_step_cached
from lstm_ref.sequence import SequenceCache, run
from lstm_ref.variants import VariantParams, variant_step_backward, variant_step_cached

# The kind of the parameters says which cell reads them: its step, the step backwards, and the shapes of its state.
CELLS = {
    Params: (lstm_step_cached, lstm_step_backward, {"h0": "B H", "c0": "B H"}),
    VariantParams: (variant_step_cached, variant_step_backward, {"h0": "B H", "c0": "B H"}),
    ProjectedParams: (projected_step_cached, projected_step_backward, {"h0": "B P", "c0": "B H"}),
    GRUParams: (gru_step_cached, gru_step_backward, {"h0": "B H"}),
    RNNParams: (rnn_step_cached, rnn_step_backward, {"h0": "B H"}),
}


@dataclass(frozen=True, eq=False)
class LayerCache:
    """What a layer leaves for its backward pass: the steps in the order in which they ran, and the direction."""

    steps: SequenceCache
    params: object
    reverse: bool


def zero_state(params, B):
    """The state of zeros that a layer starts from where none is given.

    Equation:
        h0 = 0,  c0 = 0

    Arguments:
        params: parameters of any cell; Params, VariantParams, ProjectedParams, GRUParams or RNNParams
        B: int; batch size

    Returns:
        state: ((B, H), (B, H)) float; h0 and c0; a tuple of h0 alone for cells without a memory cell; h0 is (B, P) for
            ProjectedParams

    Raises:
        TypeError: params are of no known cell, B is not a whole number
        ValueError: B below 1

    Source:
        The usual start; see lstm_forward for states of your own.

    Example:
        >>> from lstm_ref import init_params
        >>> h0, c0 = zero_state(init_params(np.random.default_rng(0), D=2, H=3), B=1)
        >>> print(h0, c0)
        [[0. 0. 0.]] [[0. 0. 0.]]
    """
    _, _, state_axes = _cell(params)
    B, dtype = checks.count("B", B), next(iter(params.to_dict().values())).dtype
    return tuple(np.zeros((B, params.sizes[axes[-1]]), dtype) for axes in state_axes.values())


def reverse_padded(x, lengths):
    """Each sequence of a padded batch in reverse; the padding stays at the end.

    Equation:
        out[t, b] = x[lengths[b] - 1 - t, b] for t < lengths[b], and x[t, b] after that

    Arguments:
        x: (T, B, D) float; padded sequences, time first
        lengths: (B,) int in 0..T

    Returns:
        out: (T, B, D) float

    Raises:
        TypeError: x does not hold real numbers, lengths are not integers
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T

    Source:
        Schuster & Paliwal 1997, for sequences of different lengths. Done twice, it changes nothing.

    Example:
        >>> print(reverse_padded(np.array([1.0, 2.0, 0.0]).reshape(3, 1, 1), [2]).ravel())
        [2. 1. 0.]
    """
    sizes = {}
    x = checks.array("x", x, "T B D", sizes)
    return _reversed(x, checks.lengths_of(lengths, sizes["T"], sizes["B"]))


def layer_forward(x, state, params, lengths=None, reverse=False):
    """One layer of any cell over a batch of sequences.

    Equation:
        state = step(x_t, state, params), from the first input to the last, or from the last to the first

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end
        state: tuple of arrays; (h0, c0) or (h0,), as zero_state gives it
        params: parameters of any cell; their kind chooses it
        lengths: (B,) int in 0..T, or None when all are T
        reverse: bool; read each sequence from its last input to its first

    Returns:
        outputs: (T, B, H) float; the hidden states, each where its input stands, 0 after a sequence's end; (T, B, P)
            for ProjectedParams
        state: tuple of arrays; the state after the last input read
        cache: LayerCache

    Raises:
        TypeError: an argument does not hold numbers of the right kind, params are of no known cell
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T

    Source:
        Hochreiter & Schmidhuber 1997; Schuster & Paliwal 1997 (reverse).

    Example:
        >>> from lstm_ref import init_params
        >>> params = init_params(np.random.default_rng(0), D=7, H=11)
        >>> x = np.ones((5, 3, 7))
        >>> outputs, (h_n, c_n), _ = layer_forward(x, zero_state(params, 3), params, reverse=True)
        >>> outputs.shape, bool(np.all(outputs[0] == h_n))
        ((5, 3, 11), True)
    """
    step, _, state_axes = _cell(params)
    sizes = dict(params.sizes)
    x = checks.array("x", x, "T B D", sizes)
    state = _checked_state("state", state, state_axes, sizes)
    lengths = checks.lengths_of(lengths, sizes["T"], sizes["B"])
    outputs, state, steps = run(step, _reversed(x, lengths) if reverse else x, state, params, lengths)
    return _reversed(outputs, lengths) if reverse else outputs, state, LayerCache(steps, params, reverse)


def layer_backward(d_outputs, d_state, cache):
    """One layer of any cell backwards.

    Equation:
        the sum over t of step backwards, in the order opposite to the forward pass

    Arguments:
        d_outputs: (T, B, H) float; gradient of every output; (T, B, P) for ProjectedParams
        d_state: tuple of arrays; gradient of the last state, beside d_outputs
        cache: LayerCache; what layer_forward left

    Returns:
        d_x: (T, B, D) float; gradient of x
        d_state: tuple of arrays; gradient of the first state
        grads: dict of arrays; one for each array of the params

    Raises:
        TypeError: cache is not a LayerCache, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Werbos 1990.

    Example:
        >>> from lstm_ref import init_params
        >>> params = init_params(np.random.default_rng(0), D=7, H=11)
        >>> outputs, state, cache = layer_forward(np.ones((5, 3, 7)), zero_state(params, 3), params)
        >>> d_x, d_state, grads = layer_backward(outputs, state, cache)
        >>> d_x.shape, grads["W_f"].shape
        ((5, 3, 7), (18, 11))
    """
    k = checks.instance("cache", cache, LayerCache, "take it from layer_forward")
    _, step_backward, state_axes = _cell(k.params)
    lengths = k.steps.lengths
    sizes = {name: size for name, size in k.params.sizes.items() if name != "D"}
    sizes |= {"T": len(k.steps.steps), "B": len(lengths)}
    first = state_axes["h0"][-1]
    d_outputs = checks.array("d_outputs", d_outputs, f"T B {first}", sizes)
    d_state = _checked_state("d_state", d_state, {f"d_{name[0]}_n": axes for name, axes in state_axes.items()}, sizes)
    if k.reverse:
        d_outputs = _reversed(d_outputs, lengths)
    d_x, d_state, grads = run_backward(step_backward, d_outputs, d_state, k.steps)
    return _reversed(d_x, lengths) if k.reverse else d_x, d_state, grads


def _cell(params):
    if type(params) not in CELLS:
        kinds = ", ".join(kind.__name__ for kind in CELLS)
        raise TypeError(f"params: expected one of {kinds}, got {type(params).__name__}")
    return CELLS[type(params)]


def _checked_state(what, state, state_axes, sizes):
    checks.several(what, state, f"a tuple ({', '.join(state_axes)}{',' * (len(state_axes) == 1)})", len(state_axes))
    return tuple(checks.array(name, a, axes, sizes) for a, (name, axes) in zip(state, state_axes.items(), strict=True))


def _reversed(x, lengths):
    t = np.arange(len(x))[:, None]
    return x[np.where(t < lengths, lengths - 1 - t, t), np.arange(len(lengths))]
