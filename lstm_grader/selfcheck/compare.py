"""Comparing: what is wrong with a result, and whether two calls did the same."""

from typing import Any

import numpy as np

from .outcome import Outcome
from .values import describe, is_number

RTOL, ATOL = 1e-7, 1e-9
LOOSE = {"float16": 1e-2, "float32": 1e-4}  # what is left to compare of a result of low precision
STAGES = ("type", "keys", "shape", "dtype", "value")  # of a wrong result, the plainest first


def faults_of(got: Any, want: Any, where: str = "", names: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """All that is wrong with a result; `names` are those of its parts."""
    if isinstance(want, (tuple, list)):
        if not as_many(got, want):
            return [("type", f"expected {describe(want)}", "")]
        parts = [names[i] if names else f"{where or 'the result'}[{i}]" for i in range(len(want))]
        return [fault for i, part in enumerate(parts) for fault in faults_of(got[i], want[i], part)]
    if isinstance(want, dict):
        if not isinstance(got, dict) or set(got) != set(want):
            return [("keys", f"expected {describe(want)}", "")]
        return [fault for key in want for fault in faults_of(got[key], want[key], f"{where or 'the result'}[{key!r}]")]
    if want is None or isinstance(want, (str, bool)):
        right = type(got) is type(want) and got == want
        return [] if right else [("value", "the value is not right", "")]
    return _number_faults(got, want, where)


def other_axes(got: Any, want: Any) -> bool:
    """Has a result, or a part of it, more axes or fewer than it should?"""
    if isinstance(want, (tuple, list)):
        return as_many(got, want) and any(map(other_axes, got, want))
    return is_number(got) and is_number(want) and np.ndim(got) != np.ndim(want)


def as_many(got: Any, want: Any) -> bool:
    """Is it a tuple or list of as many parts?"""
    return isinstance(got, (tuple, list)) and len(got) == len(want)


def _number_faults(got: Any, want: Any, where: str) -> list[tuple[str, str, str]]:
    of, for_it = (f" of {where}", f" for {where}") if where else ("", "")
    if not is_number(got):
        return [("type", f"expected {describe(want)}{for_it}", "")]
    have, need = np.asarray(got), np.asarray(want)
    if have.shape != need.shape:
        return [("shape", f"expected {describe(want)}{for_it}", "")]
    alike = have.dtype.name == need.dtype.name if need.dtype.kind == "f" else have.dtype.kind == need.dtype.kind
    if not alike and (need.dtype.kind != "f" or isinstance(got, np.ndarray)):
        lower = have.dtype.kind in "biuf" and have.dtype.itemsize <= need.dtype.itemsize
        return [("dtype" if lower else "type", f"expected {need.dtype}{for_it}", "")]
    if (have == need).all():
        return []  # nearly always, and told in a tenth of the time
    bad = ~np.isclose(have, need, RTOL, ATOL, equal_nan=True)
    if not bad.any():
        return []
    first = tuple(int(i) for i in np.argwhere(bad)[0])
    place = f"{where or 'the result'}{list(first) if first else ''}"
    place = f"the first wrong number is {place}, yours is {have[first]:.6g}" if first else f"yours is {have[()]:.6g}"
    many = f"{int(bad.sum())} of {bad.size} numbers"
    text = f"{many}{of} are not right" if bad.size > 1 else f"the number{of} is not right"
    if not np.isfinite(have).all() and np.isfinite(need).all():
        text += f", {int((~np.isfinite(have)).sum())} are NaN or infinite"
    return [("value", text, place)]


def same(one: Outcome, other: Outcome) -> bool:
    """Did two calls do the same?"""
    if one.kind != other.kind:
        return False
    return one.kind != "value" or same_values(one.value, other.value)


def same_values(one: Any, other: Any, exact: bool = False, truncated: bool = False) -> bool:
    """Equal structures of equal numbers; exact: to the bit; truncated: as far as the first one's dtype can tell."""
    if type(one) is type(other) and isinstance(one, (int, float)) and one == other:
        return True  # the common case in a list of very many numbers
    if isinstance(one, list) and isinstance(other, list):  # rows may be arrays or lists
        one, other = ([row.tolist() if isinstance(row, np.ndarray) else row for row in rows] for rows in (one, other))
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(lambda a, b: same_values(a, b, exact, truncated), one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_values(one[k], other[k], exact, truncated) for k in one)
    if not is_number(one) or not is_number(other):
        return describe(one) == describe(other)  # of an object of some other kind only the type is known
    a, b = np.asarray(one), np.asarray(other)
    if a.shape != b.shape or (a.dtype.kind not in "biuf" or b.dtype.kind not in "biuf"):
        return a.shape == b.shape and bool(np.all(a == b))
    if exact:
        return a.dtype == b.dtype and bool((a == b).all() or np.array_equal(a, b, equal_nan=True))
    if truncated and a.dtype.kind in "iu":
        return bool(np.all(a == np.trunc(b)) or np.all(a == np.rint(b)))
    loose = LOOSE.get(str(a.dtype), 0.0)
    return bool(np.allclose(a, b, max(RTOL, loose), max(ATOL, loose), equal_nan=True))
