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
        norm: float; the length before clipping

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
    grads = _finite("grads", grads)
    limit = checks.number("limit", limit, low=np.finfo(float).tiny)
    largest = max(float(np.abs(d).max(initial=0)) for d in grads.values())
    if largest == 0:
        return grads, 0.0
    # Squares of the scaled numbers, so that a large gradient does not overflow before it is clipped.
    norm = largest * float(np.sqrt(sum(np.sum((d / largest) ** 2, dtype=np.float64) for d in grads.values())))
    if norm <= limit:
        return grads, norm
    return {name: d * d.dtype.type(limit / norm) for name, d in grads.items()}, norm


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
        TypeError: an array does not hold real numbers, lr or momentum are not numbers
        ValueError: NaN, infinity, names or shapes that differ, lr or momentum out of range

    Source:
        Polyak 1964, in the form of torch.optim.SGD.

    Example:
        >>> params, state = sgd_step({"b": np.array([1.0])}, {"b": np.array([2.0])}, {}, lr=0.1, momentum=0.9)
        >>> params, state = sgd_step(params, {"b": np.array([2.0])}, state, lr=0.1, momentum=0.9)
        >>> print(params["b"], state["b"])
        [0.42] [3.8]
    """
    params, grads = _pair(params, grads)
    lr = checks.number("lr", lr, low=np.finfo(float).tiny)
    momentum = checks.number("momentum", momentum, 0, np.nextafter(1, 0))
    v = {name: momentum * state.get(name, 0) + d for name, d in grads.items()}
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
        TypeError: an array does not hold real numbers, a setting is not a number
        ValueError: NaN, infinity, names or shapes that differ, a setting out of range

    Source:
        Kingma & Ba 2015, algorithm 1.

    Example:
        >>> params, state = adam_step({"b": np.array([1.0])}, {"b": np.array([2.0])}, {}, t=1, lr=0.1)
        >>> print(params["b"].round(6), state["b"][0].round(6))
        [0.9] [0.2]
    """
    params, grads = _pair(params, grads)
    t = checks.count("t", t)
    lr, eps = (checks.number(name, a, low=np.finfo(float).tiny) for name, a in (("lr", lr), ("eps", eps)))
    beta1 = checks.number("beta1", beta1, 0, np.nextafter(1, 0))
    beta2 = checks.number("beta2", beta2, 0, np.nextafter(1, 0))
    new_params, new_state = {}, {}
    for name, a in params.items():
        m, v = state.get(name, (0, 0))
        m = beta1 * m + (1 - beta1) * grads[name]
        v = beta2 * v + (1 - beta2) * grads[name] ** 2
        new_params[name] = a - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        new_state[name] = m, v
    return new_params, new_state


def _finite(what, arrays):
    if not arrays:
        raise ValueError(f"{what}: expected at least one array, got none")
    checked = {name: checks.real(f"{what}[{name!r}]", a) for name, a in arrays.items()}
    for name, a in checked.items():
        if not np.isfinite(a).all():
            raise ValueError(f"{what}[{name!r}]: expected finite numbers, got infinity; was the gradient clipped?")
    return checked


def _pair(params, grads):
    params, grads = _finite("params", params), _finite("grads", grads)
    if set(params) != set(grads):
        different = sorted(set(params) ^ set(grads))
        raise ValueError(f"grads: expected the names of params, got a difference in {', '.join(different)}")
    for name, a in params.items():
        if a.shape != grads[name].shape:
            raise ValueError(f"grads[{name!r}]: expected shape {a.shape}, got {grads[name].shape}")
    return params, grads
