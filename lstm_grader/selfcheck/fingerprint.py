"""Fingerprints: what a function did to the examples as one number, so that thousands of wrong ones fit a notebook.

A fingerprint is a sum with fixed weights. All results that lie within the tolerance of a mistake's have fingerprints
within `slack` of its own, wherever they lie: nothing is rounded into boxes, so there is no edge.
"""

import zlib
from typing import Any

import numpy as np

from .outcome import NEAR, Outcome
from .values import LOOSE, describe, is_word, size, word

LARGE = 1000  # no example has as many numbers; of more only their count is taken
STEP = 2.0**-22  # of a fingerprint as it travels
RANGE = 1024.0  # where they begin anew
CLOSE = 1e-8  # of two fingerprints of the very same numbers, relative: above their rounding


def fingerprint(outcomes: list[Outcome]) -> float:
    """All shapes, numbers and texts that came back, summed with fixed weights; an error counts as an error."""
    numbers = np.array([number for outcome in outcomes for number, _ in _numbers(outcome, NEAR)], dtype=float)
    return float(_weights(numbers.size) @ numbers)


def slack(outcomes: list[Outcome], near: tuple[float, float] = NEAR) -> float:
    """How far the fingerprint of a result may lie from these outcomes' that is equal to them within the tolerance."""
    spread = np.array([spread for outcome in outcomes for _, spread in _numbers(outcome, near)], dtype=float)
    return float(np.abs(_weights(spread.size)) @ spread)


def close(one: Any, other: Any, slack: float = 0.0) -> Any:
    """Are these fingerprints the same, but for rounding and `slack`?"""
    apart = np.abs((np.subtract(one, other) + RANGE / 2) % RANGE - RANGE / 2)
    return apart <= 1.01 * slack + STEP + CLOSE * (1 + np.abs(one))


def named(known: dict[str, list[float]], outcomes: list[Outcome], near: tuple[float, float] = NEAR) -> str:
    """The name under which the fingerprint nearest to that of these outcomes is known, or an empty string."""
    names = [name for name, numbers in known.items() for _ in numbers]
    mine, prints = fingerprint(outcomes), np.array([number for numbers in known.values() for number in numbers])
    near_ones = np.flatnonzero(close(mine, prints, slack(outcomes, near)))
    return names[min(near_ones, key=lambda index: abs(mine - prints[index]))] if near_ones.size else ""


def flat(value: Any) -> list[float]:
    """A value as a list of numbers: those in it, and the shapes."""
    return [number for number, _ in _flat(value, NEAR)]


def _weights(count: int) -> np.ndarray:
    return np.sin(np.arange(1, count + 1) ** 2)


def _numbers(outcome: Outcome, near: tuple[float, float]) -> list[tuple[float, float]]:
    if outcome.kind != "value":
        return [(-1.0, 0.0)]
    count = size(outcome.value)
    return _flat(outcome.value, near) if count <= LARGE else [(-5.0, 0.0), (count, 0.0)]


def _flat(value: Any, near: tuple[float, float]) -> list[tuple[float, float]]:
    """The numbers, each with how far a right one may lie from it."""
    value = word(value)
    if is_word(value):
        return [(-6.0, 0.0), (_hash(repr(value)), 0.0)]
    if isinstance(value, dict):
        items = [(_hash(repr(key)), value[key]) for key in sorted(value, key=repr)]
        inside = [number for key, item in items for number in ((key, 0.0), *_flat(item, near))]
        return [(-2.0, 0.0), (len(items), 0.0), *inside]
    if isinstance(value, (tuple, list)):
        listed = isinstance(value, list) or len(value) == 1  # rows of numbers may be arrays or lists
        rows = [row.tolist() if listed and type(row) is np.ndarray and row.ndim < 2 else row for row in value]
        return [(-4.0, 0.0), (len(rows), 0.0), *(number for row in rows for number in _flat(row, near))]
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        return [(-3.0, 0.0), (_hash(describe(value)), 0.0)]
    shape = [(float(number), 0.0) for number in (array.ndim, *array.shape)]
    finite, loose = array.astype(float).ravel(), LOOSE.get(array.dtype.char, 0.0)
    if not np.isfinite(finite).all():
        finite = np.nan_to_num(finite, nan=0.1234, posinf=1e30, neginf=-1e30)
    relative, absolute = (max(part, loose) for part in near)
    spread = (absolute + relative * np.abs(finite)) / np.hypot(1, finite)
    return shape + list(zip(np.arcsinh(finite).tolist(), spread.tolist(), strict=True))  # large ones drown no others


def _hash(text: str) -> float:
    return zlib.crc32(text.encode("utf-8", "replace")) / 2**29
