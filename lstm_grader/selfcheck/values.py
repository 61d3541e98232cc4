"""Values: what a function may be given and return, and the words for it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Recipe:
    """An argument that is made where the function is called: a seeded generator, a function to differentiate.

    >>> Recipe("lambda x: x**2").make()(3)
    9
    """

    line: str
    """An expression of the exercise's own source; `np` is there."""

    def make(self) -> Any:
        """A fresh one."""
        return eval(self.line, {"np": np})


def plain(value: Any) -> Any:
    """The value with NumPy's single numbers as arrays of shape (), and fractions and decimals as floats."""
    if isinstance(value, (Fraction, Decimal)):
        try:
            return float(value)
        except (ValueError, ArithmeticError):
            return value
    if isinstance(value, np.generic):
        return word(np.asarray(value))
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value] if isinstance(value, list) else tuple(map(plain, value))
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def as_many(got: Any, want: Any) -> bool:
    """Is it a tuple or list of as many parts?"""
    return isinstance(got, (tuple, list)) and len(got) == len(want)


LOOSE = {"e": 1e-2, "f": 1e-4}  # by its dtype's letter, what is left to compare of a result of low precision


def word(value: Any) -> Any:
    """A text or a truth value that came as NumPy's, as Python's own; anything else as it is."""
    return value.item() if type(value) is np.ndarray and value.ndim == 0 and value.dtype.kind in "bU" else value


def is_word(value: Any) -> bool:
    """Is it a text, a truth value or None: what is equal or not, and never nearly?"""
    return value is None or isinstance(value, (str, bool))


def is_number(value: Any) -> bool:
    """A number, or a plain array: no truth value, and none of NumPy's special arrays."""
    if type(value) is np.ndarray:
        return value.dtype.kind in "biufcU"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return isinstance(value, float) or abs(value) < 2**63


LETTERS = "abcd"
ANSWERS = {  # what a prediction may be
    "number": "one number, without quotes and with a point: 0.5, not 0,5",
    "letter": f"one of the letters {', '.join(LETTERS)}, in quotes",
}


def is_answer(value: Any, kind: str) -> bool:
    """Has a prediction the form that was asked for? Says nothing about whether it is right."""
    if kind == "letter":
        return isinstance(value, str) and value.strip().casefold() in tuple(LETTERS)
    return is_number(value) and np.size(value) == 1 and np.asarray(value).dtype.kind in "iuf"


def size(value: Any) -> int:
    """How many numbers a value holds."""
    if isinstance(value, (tuple, list)):
        return sum(map(size, value))
    return sum(map(size, value.values())) if isinstance(value, dict) else int(np.size(value))


def expected(want: Any) -> str:
    """The form of a right result, without what stands in it."""
    if isinstance(want, dict):
        return f"a dict with {len(want)} keys"
    if isinstance(want, (tuple, list)):
        return f"a {type(want).__name__} of {len(want)}" + _of_kinds(list(map(expected, want)))
    return {bool: "True or False", str: "a string"}.get(type(want)) or describe(want)


def _of_kinds(kinds: list[str]) -> str:
    if len(kinds) > 4:
        kinds = list(dict.fromkeys(kinds))
    return f": {', '.join(kinds[:4])}{', …' if len(kinds) > 4 else ''}" if kinds else ""


def describe(value: Any, depth: int = 3) -> str:
    """What came, in words; of lists in lists three deep.

    >>> describe([["a", "b"], []])
    "a list of 2: a list of 2 ('a', 'b'), an empty list"
    """
    if type(value) is np.ndarray:
        return f"an array {value.shape} of {value.dtype}" if value.ndim else f"a number ({value.dtype})"
    if isinstance(value, dict):
        keys = [str(key)[:40] for key in value]
        return f"a dict with {', '.join(keys[:9]) + (', …' if len(keys) > 9 else '') or 'nothing'}"
    if isinstance(value, (tuple, list)):
        kind = type(value).__name__
        inside = ", ".join(describe(item, depth - 1) for item in value[:4]) if depth else "…"
        inside += ", …" if depth and len(value) > 4 else ""
        if not value:
            return f"an empty {kind}"
        return f"a {kind} of {len(value)}" + (f": {inside}" if depth == 3 else f" ({inside})")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "a number"
    if isinstance(value, Recipe):
        return value.line[:60] + "…" * (len(value.line) > 60)
    if is_word(value):
        return repr(value)[:40]
    return f"an object of type {getattr(value, 'type_name', type(value).__name__)}"
