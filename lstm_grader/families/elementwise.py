"""A function of one argument, entry by entry: form(after(curve(inside(z))))."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import BY_MATH, Mistakes, by_if, refusing, same, variants


def _elementwise(p, z):
    p.guard(z)
    return p.form(p.after(p.curve(p.inside(z))))


def right(curve: Callable) -> Variant:
    """A function of each entry alone; `guard` may refuse an argument."""
    return Variant(_elementwise, guard=same, inside=same, curve=curve, after=same, form=same)


def arrays_only(z):
    """Code that indexes its argument."""
    if not isinstance(z, np.ndarray):
        raise TypeError(f"'{type(z).__name__}' object is not subscriptable")


NO_BITS = "ufunc 'bitwise_xor' not supported"
BY_CARET = refusing(TypeError, NO_BITS, "unsupported operand type(s) for ^"), refusing(TypeError, NO_BITS, NO_BITS)


def mistakes(right: Variant) -> Mistakes:
    """Right, but not in the form or for the kind of argument that is asked for."""
    return {
        "P5": variants(right, "form", np.ravel, np.atleast_1d),
        "P6": variants(
            right,
            "form",
            lambda value: np.asarray(value).tolist(),
            lambda value: [value],
            lambda value: value if np.ndim(value) else [float(value)],
        ),
        "P7": variants(right, "guard", BY_MATH, by_if),
        "P8": right.but(guard=arrays_only),
        "P11": variants(right, "guard", *BY_CARET),
    }
