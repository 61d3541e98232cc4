"""Layers on layers: the outputs of one are the inputs of the next."""

from dataclasses import dataclass

import numpy as np

from lstm_ref import checks
from lstm_ref.bidirectional import bidirectional_backward, bidirectional_forward
from lstm_ref.dropout import dropout as drop
from lstm_ref.layer import layer_backward, layer_forward, zero_state


@dataclass(frozen=True, eq=False)
class StackCache:
    """What a stack leaves for its backward pass: one cache a layer, and the dropout mask below each but the first."""

    layers: tuple
    masks: tuple


def stacked_forward(x, layers, states=None, lengths=None):
    """A stack of layers over a batch of sequences.

    Equation:
        x of layer k+1 = outputs of layer k

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end
        layers: list; for each layer its parameters, or a pair (forward, backward) for both directions
        states: list, one state a layer, a pair of states for a bidirectional one; None for zeros
        lengths: (B,) int in 0..T, or None when all are T

    Returns:
        hs: (T, B, H) float; outputs of the last layer, (T, B, P) for ProjectedParams; twice as wide in both directions
        states: tuple; the last state of each layer

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T, no layer

    Source:
        Graves, Mohamed & Hinton 2013.

    Example:
        >>> from lstm_ref import init_params
        >>> rng = np.random.default_rng(0)
        >>> layers = [init_params(rng, D=7, H=11), init_params(rng, D=11, H=13)]
        >>> hs, states = stacked_forward(np.ones((5, 3, 7)), layers)
        >>> hs.shape
        (5, 3, 13)
    """
    hs, states, _ = stacked_forward_cached(x, layers, states, lengths)
    return hs, states


def stacked_forward_cached(x, layers, states=None, lengths=None, dropout=0.0, rng=None):
    """A stack of layers for training: dropout between the layers, and what the backward pass needs.

    Equation:
        x of layer k+1 = dropout(outputs of layer k)

    Arguments:
        x: (T, B, D) float; inputs, time first, padded at the end
        layers: list; for each layer its parameters, or a pair (forward, backward) for both directions
        states: list, one state a layer, a pair of states for a bidirectional one; None for zeros
        lengths: (B,) int in 0..T, or None when all are T
        dropout: float in [0, 1); rate between layers; not before the first, not after the last
        rng: np.random.Generator; needed where dropout is above 0

    Returns:
        hs: (T, B, H) float; outputs of the last layer, (T, B, P) for ProjectedParams; twice as wide in both directions
        states: tuple; the last state of each layer
        cache: StackCache

    Raises:
        TypeError: an argument does not hold numbers of the right kind, no rng for dropout
        ValueError: a wrong shape, NaN or infinity, a length outside 0..T, no layer, dropout outside [0, 1)

    Source:
        Graves, Mohamed & Hinton 2013; Zaremba, Sutskever & Vinyals 2014 (where dropout goes).

    Example:
        >>> from lstm_ref import init_params
        >>> rng = np.random.default_rng(0)
        >>> layers = [init_params(rng, D=7, H=11), init_params(rng, D=11, H=13)]
        >>> hs, states, cache = stacked_forward_cached(np.ones((5, 3, 7)), layers, dropout=0.5, rng=rng)
        >>> hs.shape, len(cache.masks)
        ((5, 3, 13), 2)
    """
    if not isinstance(layers, tuple | list):
        raise TypeError(f"layers: expected a list of layers, got {type(layers).__name__}; for one layer write [params]")
    if not layers:
        raise ValueError("layers: expected at least one layer, got none")
    x = checks.array("x", x, "T B D", {})
    dropout = checks.number("dropout", dropout, 0, np.nextafter(1, 0))
    if dropout:
        checks.generator(rng)
    if states is None:
        states = [_zeros(layer, x.shape[1]) for layer in layers]
    checks.several("states", states, f"a list of {len(layers)}, one a layer", len(layers))
    last, caches, masks = [], [], []
    for k, (layer, state) in enumerate(zip(layers, states, strict=True)):
        mask = np.ones((), x.dtype)
        if dropout and k > 0:
            x, mask = drop(x, dropout, rng)
        forward = bidirectional_forward if _two_ways(layer) else layer_forward
        x, state_n, cache = forward(x, state, layer, lengths)
        last.append(state_n)
        caches.append(cache)
        masks.append(mask)
    return x, tuple(last), StackCache(tuple(caches), tuple(masks))


def stacked_backward(d_hs, d_states, cache):
    """A stack of layers backwards, from the last layer to the first.

    Equation:
        d_outputs of layer k = d_x of layer k+1, times its dropout mask

    Arguments:
        d_hs: (T, B, H) float; gradient of the outputs of the last layer, with their shape
        d_states: list, one a layer; gradients of the last states
        cache: StackCache; what stacked_forward_cached left

    Returns:
        d_x: (T, B, D) float; gradient of x
        d_states: tuple; gradients of the first states
        grads: tuple; for each layer a dict of arrays, or a pair of them

    Raises:
        TypeError: cache is not a StackCache, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on stacked_forward_cached.

    Example:
        >>> from lstm_ref import init_params
        >>> layers = [init_params(np.random.default_rng(0), D=7, H=11)]
        >>> hs, states, cache = stacked_forward_cached(np.ones((5, 3, 7)), layers)
        >>> d_x, d_states, grads = stacked_backward(hs, states, cache)
        >>> d_x.shape, len(grads)
        ((5, 3, 7), 1)
    """
    checks.instance("cache", cache, StackCache, "take it from stacked_forward_cached")
    checks.several("d_states", d_states, f"a list of {len(cache.layers)}, one a layer", len(cache.layers))
    d_first, all_grads = [], []
    for layer, mask, d_state in zip(cache.layers[::-1], cache.masks[::-1], d_states[::-1], strict=True):
        backward = bidirectional_backward if _two_ways(layer) else layer_backward
        d_hs, d_state, grads = backward(d_hs, d_state, layer)
        d_hs = d_hs * mask
        d_first.append(d_state)
        all_grads.append(grads)
    return d_hs, tuple(d_first[::-1]), tuple(all_grads[::-1])


def _two_ways(layer):
    return isinstance(layer, tuple | list)


def _zeros(layer, B):
    return tuple(zero_state(p, B) for p in layer) if _two_ways(layer) else zero_state(layer, B)
