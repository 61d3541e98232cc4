"""From gradients to new parameters. Parameters, gradients and states are dictionaries by name; nothing is changed."""

import numpy as np

from lstm_ref import checks


def clip_by_global_norm(grads, limit):
    """Shorten all gradients together where their common length is above a limit; the direction stays.

    Equation:
        norm = sqrt(sum of all squares),  clipped = grads * min(1, limit / norm)

    Arguments:
        grads: dict of arrays; by name
        limit: float > 0; the largest length allowed

    Returns:
        clipped: dict of arrays; the shapes of grads
        norm: float; the length before clipping; infinity where no float is large enough

    Raises:
        TypeError: a gradient does not hold real numbers, limit is not a number
        ValueError: NaN, infinity, limit not above 0, no gradient

    Source:
        Pascanu, Mikolov & Bengio 2013, algorithm 1.

    Example:
        >>> clipped, norm = clip_by_global_norm({"W": np.array([3.0]), "b": np.array([4.0])}, limit=1.0)
        >>> print(norm, clipped["W"], clipped["b"])
        5.0 [0.6] [0.8]
    """
    grads = finite("grads", grads)
    limit = checks.number("limit", limit, low=np.finfo(float).tiny)
    largest = max(float(np.abs(d).max(initial=0)) for d in grads.values())
    if largest == 0:
        return grads, 0.0
    # All numbers are taken as shares of the largest, so that neither their squares nor limit / norm leave the floats.
    shares = {name: d / largest for name, d in grads.items()}
    root = float(np.sqrt(sum(np.sum(share**2, dtype=np.float64) for share in shares.values())))
    norm = largest * root
    if norm <= limit:
        return grads, norm
    return {name: share * share.dtype.type(limit / root) for name, share in shares.items()}, norm


def sgd_step(params, grads, state, lr, momentum=0.0):
    """One step of gradient descent with momentum.

    Equation:
        v = momentum * v + grad,  param = param - lr * v

    Arguments:
        params: dict of arrays; by name
        grads: dict of arrays; same names and shapes
        state: dict; name -> v; empty before the first step
        lr: float > 0; learning rate
        momentum: float in [0, 1); 0 is plain descent

    Returns:
        params: dict of arrays; the new parameters
        state: dict of arrays; the new v

    Raises:
        TypeError: an array does not hold real numbers, state is not a dict, lr or momentum are not numbers
        ValueError: NaN, infinity, names or shapes that differ, lr or momentum out of range

    Source:
        Polyak 1964, in the form of torch.optim.SGD.

    Example:
        >>> params, state = sgd_step({"b": np.array([1.0])}, {"b": np.array([2.0])}, {}, lr=0.1, momentum=0.9)
        >>> params, state = sgd_step(params, {"b": np.array([2.0])}, state, lr=0.1, momentum=0.9)
        >>> print(params["b"], state["b"])
        [0.42] [3.8]
    """
    params = finite("params", params)
    grads = _like(params, "grads", grads)
    started = checks.mapping("state", state)
    old = _like(params, "state", state, "; is it the state of adam_step?") if started else dict.fromkeys(params, 0)
    lr = _positive("lr", lr)
    momentum = checks.number("momentum", momentum, 0, np.nextafter(1, 0))
    v = {name: momentum * old[name] + d for name, d in grads.items()}
    return {name: a - lr * v[name] for name, a in params.items()}, v


def adam_step(params, grads, state, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    """One step of Adam.

    Equation:
        m = beta1 * m + (1 - beta1) * grad,  v = beta2 * v + (1 - beta2) * grad**2
        param = param - lr * (m / (1 - beta1**t)) / (sqrt(v / (1 - beta2**t)) + eps)

    Arguments:
        params: dict of arrays; by name
        grads: dict of arrays; same names and shapes
        state: dict; name -> (m, v); empty before the first step
        t: int >= 1; number of this step
        lr: float > 0; learning rate
        beta1: float in [0, 1); memory of the mean
        beta2: float in [0, 1); memory of the square
        eps: float > 0; keeps the division from 0

    Returns:
        params: dict of arrays; the new parameters
        state: dict; name -> the new (m, v)

    Raises:
        TypeError: an array does not hold real numbers, state does not hold pairs, a setting is not a number
        ValueError: NaN, infinity, names or shapes that differ, v below 0, a setting out of range

    Source:
        Kingma & Ba 2015, algorithm 1.

    Example:
        >>> params, state = adam_step({"b": np.array([1.0])}, {"b": np.array([2.0])}, {}, t=1, lr=0.1)
        >>> print(params["b"].round(6), state["b"][0].round(6))
        [0.9] [0.2]
    """
    params = finite("params", params)
    grads = _like(params, "grads", grads)
    old = moments(params, state) if checks.mapping("state", state) else dict.fromkeys(params, (0, 0))
    t, lr, eps = checks.count("t", t), _positive("lr", lr), _positive("eps", eps)
    beta1 = checks.number("beta1", beta1, 0, np.nextafter(1, 0))
    beta2 = checks.number("beta2", beta2, 0, np.nextafter(1, 0))
    new_params, new_state = {}, {}
    for name, a in params.items():
        m, v = old[name]
        m = beta1 * m + (1 - beta1) * grads[name]
        v = beta2 * v + (1 - beta2) * grads[name] ** 2
        new_params[name] = a - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        new_state[name] = m, v
    return new_params, new_state


def moments(params, state):
    """The checked state of adam_step after a step: for each name of params (m, v)."""
    for name, pair in state.items():
        checks.several(f"state[{name!r}]", pair, "the pair (m, v) of adam_step, not the v of sgd_step", 2)
    m, v = (
        _like(params, f"{letter} of state", {name: pair[k] for name, pair in state.items()})
        for k, letter in enumerate("mv")
    )
    for name, a in v.items():
        checks.within(f"v of state[{name!r}]", a, 0, np.inf, "it is a mean of squares")
    return {name: (m[name], v[name]) for name in params}


def finite(what, arrays, hint="; was the gradient clipped?"):
    """Arrays by name, each of them checked; at least one."""
    if not checks.mapping(what, arrays):
        raise ValueError(f"{what}: expected at least one array, got none")
    return {name: checks.finite(f"{what}[{name!r}]", a, hint) for name, a in arrays.items()}


def _like(params, what, arrays, hint=""):
    """Arrays with the names and shapes of params."""
    arrays = finite(what, arrays)
    if different := sorted(map(str, set(params) ^ set(arrays))):
        raise ValueError(f"{what}: expected the names of params, got a difference in {', '.join(different)}")
    for name, a in params.items():
        if a.shape != arrays[name].shape:
            raise ValueError(f"{what}[{name!r}]: expected shape {a.shape}, got {arrays[name].shape}{hint}")
    return arrays


def _positive(name, value):
    return checks.number(name, value, np.finfo(float).tiny, np.finfo(float).max)
