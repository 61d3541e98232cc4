"""The two squashing functions of the LSTM and their slopes.

Both slopes are written from the *output* of the squashing: after the forward pass the output is what is at hand.
"""

import numpy as np

from lstm_ref import checks


def sigmoid(z):
    """Logistic sigmoid: squashes any number into (0, 1).

    Equation:
        sigmoid(z) = 1 / (1 + exp(-z))

    Arguments:
        z: (...) float; an array of any shape, or a number; integers are read as float64

    Returns:
        s: (...) float; same shape and precision as z

    Raises:
        TypeError: z does not hold real numbers
        ValueError: z holds NaN

    Source:
        Hochreiter & Schmidhuber 1997, appendix A.1, eq. 3; written so that exp never overflows.

    Example:
        >>> print(sigmoid(np.array([-800, 0, 800])))
        [0.  0.5 1. ]
    """
    z = checks.real("z", z)
    # exp only sees numbers <= 0, so it cannot overflow; where it underflows, 0 is the right answer.
    with np.errstate(under="ignore"):
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, np.ones_like(e), e) / (1 + e)


def d_sigmoid(s):
    """Slope of the sigmoid, from its output.

    Equation:
        d sigmoid(z) / d z = s * (1 - s),  s = sigmoid(z)

    Arguments:
        s: (...) float in [0, 1]; what sigmoid returned, an array of any shape or a number

    Returns:
        slope: (...) float in [0, 0.25]; same shape as s

    Raises:
        TypeError: s does not hold real numbers
        ValueError: s holds NaN or values outside [0, 1]

    Source:
        The quotient rule on sigmoid; at z = 0 the slope is largest, 1/4.

    Example:
        >>> print(d_sigmoid(np.array([0.0, 0.5, 0.75, 1.0])))
        [0.     0.25   0.1875 0.    ]
    """
    s = checks.real("s", s)
    checks.within("s", s, 0, 1, "pass the output sigmoid(z), not z")
    return s * (1 - s)


def d_tanh(y):
    """Slope of tanh, from its output.

    Equation:
        d tanh(a) / d a = 1 - y * y,  y = tanh(a)

    Arguments:
        y: (...) float in [-1, 1]; what tanh returned, an array of any shape or a number

    Returns:
        slope: (...) float in [0, 1]; same shape as y

    Raises:
        TypeError: y does not hold real numbers
        ValueError: y holds NaN or values outside [-1, 1]

    Source:
        The quotient rule on tanh; at a = 0 the slope is largest, 1.

    Example:
        >>> print(d_tanh(np.array([-1.0, 0.0, 0.5])))
        [0.   1.   0.75]
    """
    y = checks.real("y", y)
    checks.within("y", y, -1, 1, "pass the output tanh(a), not a")
    # The same as 1 - y * y, but y * y loses digits near 1 and underflows near 0.
    return (1 - y) * (1 + y)
