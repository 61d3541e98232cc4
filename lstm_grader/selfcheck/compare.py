"""Comparing: what is wrong with a result, and whether two calls did the same."""

from typing import Any

import numpy as np

from .fingerprint import close, fingerprint, slack
from .outcome import NEAR, Outcome
from .values import LOOSE, as_many, describe, expected, is_number, is_word, word

STAGES = ("type", "keys", "shape", "dtype", "value")  # of a wrong result, the plainest first


def faults_of(
    got: Any, want: Any, where: str = "", names: tuple[str, ...] = (), near=NEAR
) -> list[tuple[str, str, str]]:
    """All that is wrong with a result; `names` are those of its parts."""
    place = where or "the result"
    if isinstance(want, (tuple, list)):
        if not as_many(got, want):
            return [("type", f"expected {expected(want)}", "")]
        if all(isinstance(item, str) for item in want):
            return _text_faults(got, want, place)
        parts = [names[i] if names else f"{place}[{i}]" for i in range(len(want))]
        return [fault for i, part in enumerate(parts) for fault in faults_of(got[i], want[i], part, near=near)]
    if isinstance(want, dict):
        if not isinstance(got, dict) or set(got) != set(want):
            return [("keys", f"expected {expected(want)}{_other_keys(got, want)}", "")]
        return [fault for key in want for fault in faults_of(got[key], want[key], f"{place}[{key!r}]", near=near)]
    if is_word(want):
        got = word(got)
        if type(got) is not type(want):
            return [("type", f"expected {expected(want)}{f' for {where}' if where else ''}", "")]
        right = got == want
        return [] if right else [("value", f"{place} is not right", f"{place} is wrong, yours is {got!r:.40}")]
    return _number_faults(got, want, where, near)


def _text_faults(got: Any, want: Any, place: str) -> list[tuple[str, str, str]]:
    got = [word(item) for item in got]
    if not all(isinstance(item, str) for item in got):
        return [("type", f"expected strings in {place}", "")]
    wrong = [index for index, text in enumerate(want) if got[index] != text]
    text = f"{len(wrong)} of {len(want)} texts in {place} are not right"
    first = f"the first wrong one is {place}[{wrong[0]}], yours is {got[wrong[0]]!r:.40}" if wrong else ""
    return [("value", text, first)] if wrong else []


def _other_keys(got: Any, want: dict) -> str:
    """What is wrong with the keys; those that are missing may be secret, those that are there are not."""
    if not isinstance(got, dict):
        return ""
    more, less = [key for key in got if key not in want], sum(key not in got for key in want)
    besides = f"{more[0]!r:.40} is none of them" if more else ""
    return "; " + " and ".join(filter(None, [f"{less} of them are missing" if less else "", besides]))


def other_axes(got: Any, want: Any) -> bool:
    """Has a result, or a part of it, more axes or fewer than it should?"""
    if isinstance(want, (tuple, list)):
        return as_many(got, want) and any(map(other_axes, got, want))
    return is_number(got) and is_number(want) and np.ndim(got) != np.ndim(want)


def _number_faults(got: Any, want: Any, where: str, near: tuple[float, float]) -> list[tuple[str, str, str]]:
    of, for_it = (f" of {where}", f" for {where}") if where else ("", "")
    if not is_number(got):
        return [("type", f"expected {describe(want)}{for_it}", "")]
    have, need = np.asarray(got), np.asarray(want)
    if have.shape != need.shape:
        return [("shape", f"expected {describe(want)}{for_it}", "")]
    if need.dtype.kind in "iu":
        if have.dtype.kind not in "iu":
            return [("type", f"expected whole numbers{for_it}, of an integer dtype", "")]
        near = (0, 0)
    alike = have.dtype.name == need.dtype.name if need.dtype.kind == "f" else have.dtype.kind in _kinds(need)
    if not alike and (need.dtype.kind != "f" or isinstance(got, np.ndarray)):
        lower = have.dtype.kind in "biuf" and have.dtype.itemsize <= need.dtype.itemsize
        return [("dtype" if lower else "type", f"expected {need.dtype}{for_it}", "")]
    if (have == need).all():
        return []  # nearly always, and told in a tenth of the time
    bad = ~np.isclose(have, need, *near, equal_nan=True)
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


def _kinds(need: np.ndarray) -> str:
    return "iu" if need.dtype.kind in "iu" else need.dtype.kind


def same(one: Outcome, other: Outcome, near: tuple[float, float] = NEAR) -> bool:
    """Did two calls do the same? Of the other one the fingerprint may be all that is known."""
    if one.kind == "value" and other.kind == "print":
        return bool(close(fingerprint([one]), other.value, slack([one], near)))
    if one.kind != other.kind:
        return False
    return one.kind != "value" or same_values(one.value, other.value, near=near)


def same_values(one: Any, other: Any, exact=False, truncated=False, near: tuple[float, float] = NEAR) -> bool:
    """Equal structures of equal numbers; exact: to the bit; truncated: as far as the first one's dtype can tell."""
    if type(one) is type(other) and isinstance(one, (int, float)) and one == other:
        return True  # the common case in a list of very many numbers
    one, other = word(one), word(other)
    if is_word(one) or is_word(other):
        return type(one) is type(other) and one == other
    if isinstance(one, list) and isinstance(other, list):  # rows may be arrays or lists
        one, other = ([row.tolist() if isinstance(row, np.ndarray) else row for row in rows] for rows in (one, other))
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(lambda a, b: same_values(a, b, exact, truncated, near), one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_values(one[k], other[k], exact, truncated, near) for k in one)
    if not is_number(one) or not is_number(other):
        return describe(one) == describe(other)  # of an object of some other kind only the type is known
    a, b = np.asarray(one), np.asarray(other)
    if a.shape != b.shape or (a.dtype.kind not in "biuf" or b.dtype.kind not in "biuf"):
        return a.shape == b.shape and bool(np.all(a == b))
    if exact:
        return a.dtype == b.dtype and bool((a == b).all() or np.array_equal(a, b, equal_nan=True))
    if truncated and a.dtype.kind in "iu":
        return bool(np.all(a == np.trunc(b)) or np.all(a == np.rint(b)))
    loose = LOOSE.get(a.dtype.char, 0.0)
    return bool(np.allclose(a, b, max(near[0], loose), max(near[1], loose), equal_nan=True))
