"""Dropout: while training, numbers are set to 0 at random, so that no unit can lean on one other."""

import numpy as np

from lstm_ref import checks


def dropout(x, rate, rng):
    """Set each number to 0 with probability ``rate`` and scale the rest, so that the mean stays.

    Equation:
        out = x * mask,  mask is 0 with probability rate, else 1 / (1 - rate)

    Arguments:
        x: (...) float; an array of any shape
        rate: float in [0, 1); the share set to 0; at 0 nothing happens
        rng: np.random.Generator; the source of the random numbers

    Returns:
        out: (...) float; same shape as x
        mask: (...) float; the gradient of x is the gradient of out times mask

    Raises:
        TypeError: x does not hold real numbers, rng is not a Generator
        ValueError: NaN or infinity, a rate outside [0, 1)

    Source:
        Srivastava et al. 2014; between layers alone, Zaremba, Sutskever & Vinyals 2014.

    Example:
        >>> out, mask = dropout(np.ones(6), 0.5, np.random.default_rng(1))
        >>> print(out)
        [2. 2. 0. 2. 0. 0.]
    """
    x = checks.finite("x", x)
    rate = checks.number("rate", rate, 0, np.nextafter(1, 0))
    mask = ((checks.generator(rng).random(x.shape) >= rate) / (1 - rate)).astype(x.dtype)
    return x * mask, mask
