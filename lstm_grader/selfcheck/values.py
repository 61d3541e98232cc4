"""Values: what a function may be given and return, and the words for it."""

from typing import Any

import numpy as np


def plain(value: Any) -> Any:
    """The value with NumPy's single numbers as arrays of shape ()."""
    if isinstance(value, np.generic):
        return np.asarray(value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value] if isinstance(value, list) else tuple(map(plain, value))
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


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


def describe(value: Any, depth: int = 3) -> str:
    if type(value) is np.ndarray:
        return f"an array {value.shape} of {value.dtype}" if value.ndim else f"a number ({value.dtype})"
    if isinstance(value, dict):
        keys = [str(key)[:40] for key in value]
        return f"a dict with {', '.join(keys[:9]) + (', …' if len(keys) > 9 else '') or 'nothing'}"
    if isinstance(value, (tuple, list)):
        inside = ", ".join(describe(item, depth - 1) for item in value[:4]) if depth else "…"
        inside += ", …" if depth and len(value) > 4 else ""
        return f"a {type(value).__name__} of {len(value)}: {inside}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "a number"
    if value is None or isinstance(value, (str, bool)):
        return repr(value)[:40]
    return f"an object of type {getattr(value, 'type_name', type(value).__name__)}"
