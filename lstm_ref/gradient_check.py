"""Gradients without calculus: move one number at a time and watch the loss."""

import numpy as np

from lstm_ref import checks


def numeric_gradient(f, x, eps=1e-5):
    """Gradient of a scalar function by central differences.

    Equation:
        num[k] = (f(x + eps at k) - f(x - eps at k)) / (2 * eps)

    Arguments:
        f: function of an array shaped like x; returns one number
        x: (...) float; where the slope is wanted
        eps: float > 0; how far each entry moves

    Returns:
        num: (...) float64; same shape as x

    Raises:
        TypeError: x does not hold real numbers, or f does not return one number
        ValueError: eps not above 0 or not finite, NaN or infinity in x or from f

    Source:
        The definition of the derivative; the error of central differences falls with eps**2.

    Example:
        >>> print(numeric_gradient(lambda x: np.sum(x**2), np.array([1.0, -2.0])).round(6))
        [ 2. -4.]
    """
    x = checks.finite("x", x).astype(np.float64)
    eps = checks.number("eps", eps, np.finfo(float).tiny, 1e300)
    num = np.empty_like(x)
    for k in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[k] += eps
        down[k] -= eps
        num[k] = (_value(f, up) - _value(f, down)) / (2 * eps)
    return num


def grad_check(f, x, d_f, eps=1e-5):
    """Largest relative error of a gradient against central differences.

    Equation:
        max abs(num - d_f) / max(1, abs(num), abs(d_f))

    Arguments:
        f: function of an array shaped like x; returns one number
        x: (...) float; where the gradient was taken
        d_f: (...) float; the gradient to check, same shape as x
        eps: float > 0; how far each entry moves

    Returns:
        error: float; below about 1e-8 for a right gradient in float64

    Raises:
        TypeError: an argument does not hold real numbers, or f does not return one number
        ValueError: x and d_f differ in shape, eps not above 0 or not finite, NaN or infinity

    Source:
        The definition of the derivative, entry by entry.

    Example:
        >>> x = np.array([1.0, -2.0])
        >>> grad_check(lambda x: np.sum(x**2), x, 2 * x) < 1e-8
        True
        >>> round(grad_check(lambda x: np.sum(x**2), x, x), 3)
        0.5
    """
    x, d_f = checks.finite("x", x), checks.finite("d_f", d_f)
    if x.shape != d_f.shape:
        raise ValueError(f"d_f: expected the shape of x, {x.shape}, got {d_f.shape}")
    num = numeric_gradient(f, x, eps)
    scale = np.maximum(1, np.maximum(np.abs(num), np.abs(d_f)))
    return float(np.max(np.abs(num - d_f) / scale, initial=0))


def _value(f, x):
    value = f(x)
    if np.ndim(value) != 0:
        raise TypeError(f"f: expected one number back, got an array of shape {np.shape(value)}; sum it")
    return float(checks.array("f(x)", value, "", {}))
