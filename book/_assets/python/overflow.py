"""NumPy warns of an exponential that is too large, as elsewhere: WebAssembly has no flags that tell it of one."""

import sys
import warnings

import numpy as np


class Exp:
    """NumPy's exp, with its warning.

    >>> with np.errstate(over="raise"):
    ...     Exp(lambda x: np.array([1.0, np.inf]))([0, 1000])
    Traceback (most recent call last):
    FloatingPointError: overflow encountered in exp
    """

    def __init__(self, plain):
        self.plain = plain

    def __call__(self, x, *args, **kwargs):
        value, asked = self.plain(x, *args, **kwargs), np.geterr()["over"]
        if asked != "ignore" and np.any(np.isinf(value) & np.isfinite(x)):
            if asked == "raise":
                raise FloatingPointError("overflow encountered in exp")
            warnings.warn("overflow encountered in exp", RuntimeWarning, stacklevel=2)
        return value

    def __getattr__(self, name):
        return getattr(self.plain, name)


def tell() -> None:
    """Put the warning in, where it is missing."""
    if sys.platform == "emscripten":
        np.exp = Exp(np.exp)
