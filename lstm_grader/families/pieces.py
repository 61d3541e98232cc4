"""Pieces that every shape's mistakes are made of: squashings, forms, errors. Ids are those of the catalogue.

A known mistake takes the arguments of the right function and returns (or raises) what a student's code with that one
mistake returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from lstm_grader.exercise.variants import Variant, as_tuple

Mistakes = dict[str, Variant | tuple[Variant, ...]]


def sigmoid(z):
    """The right one."""
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, e) / (1 + e)


def softmax(z, axis=-1):
    """Shares of a whole."""
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def same(value):
    """The value as it is."""
    return value


def spread(value, like):
    """One row for all, or one column for all."""
    return np.broadcast_to(value, np.shape(like))


def variants(right: Variant, part: str, *functions: Callable) -> tuple[Variant, ...]:
    """The right function with each of these in place of one part."""
    return tuple(right.but(**{part: function}) for function in functions)


def wrong_forms(right: Variant) -> Mistakes:
    """The right numbers in the wrong form: on its side, an axis lost or added, a list."""
    return {
        "P4": right.but(form=np.transpose),
        "P5": variants(right, "form", np.ravel, np.squeeze, lambda value: value[None]),
        "P6": variants(right, "form", lambda value: np.asarray(value).tolist(), lambda value: [value]),
    }


def refusing(error: type[Exception], array: str = "", number: str = "") -> Callable:
    """Code that raises these words for an array or for a number; with no words it takes it."""

    def guard(z):
        words = array if np.ndim(z) else number
        if words:
            raise error(words)

    return guard


def by_if(z):
    """An `if` over an array takes one number, in however many brackets."""
    if np.size(z) > 1:
        raise ValueError("The truth value of an array with more than one element is ambiguous.")


BY_MATH = refusing(TypeError, "only 0-dimensional arrays can be converted to Python scalars")
NO_ARRAYS = by_if, BY_MATH, refusing(TypeError, "only length-1 arrays can be converted to Python scalars")  # NumPy 2.0


def one_by_one(function: Callable) -> tuple[Callable, ...]:
    """The function as code that takes single numbers alone."""
    return tuple(lambda z, guard=guard: guard(z) or function(z) for guard in NO_ARRAYS)


CUTS = (5, 6, 8, 10, 20, 50)


def cut_off(limit: float) -> Callable:
    """Nothing beyond a limit, on either side."""
    return lambda value: np.clip(value, -limit, limit)


def alone(several: tuple[Variant, ...]) -> tuple[Callable, ...]:
    """Mistakes that are not looked for beside another: a pair takes room in each notebook."""
    return tuple(lambda *args, one=one: one(*args) for one in several)


def merged(*tables: Mapping) -> Mistakes:
    """One table with all variants of each id."""
    ids = dict.fromkeys(key for table in tables for key in table)
    return {key: tuple(v for table in tables if key in table for v in as_tuple(table[key])) for key in ids}
