"""Fingerprints: what a function did to the examples as one number, so that thousands of wrong ones fit a notebook."""

from typing import Any

import numpy as np

from .outcome import Outcome
from .values import size

LARGE = 1000  # no example has as many numbers; of more only their count is taken
CLOSE = 1e-8  # of two fingerprints, relative: above their rounding, far below the distance of two functions


def fingerprint(outcomes: list[Outcome]) -> float:
    """All shapes and numbers that came back, summed with fixed weights; an error counts as an error."""
    numbers = np.array([number for outcome in outcomes for number in _numbers(outcome)], dtype=float)
    return float(np.sin(np.arange(1, numbers.size + 1) ** 2) @ numbers)


def close(one: Any, other: Any) -> Any:
    """Are these fingerprints the same, but for rounding?"""
    return np.abs(np.subtract(one, other)) <= CLOSE * (1 + np.abs(other))


def _numbers(outcome: Outcome) -> list[float]:
    if outcome.kind != "value":
        return [-1.0]
    count = size(outcome.value)
    return flat(outcome.value) if count <= LARGE else [-5.0, count]


def named(known: dict[str, list[float]], outcomes: list[Outcome]) -> str:
    """The first name under which the fingerprint of these outcomes is known, or an empty string."""
    names = [name for name, numbers in known.items() for _ in numbers]
    fit = close([number for numbers in known.values() for number in numbers], fingerprint(outcomes))
    return names[int(np.argmax(fit))] if fit.any() else ""


def flat(value: Any) -> list[float]:
    """A value as a list of numbers: those in it, and the shapes."""
    if isinstance(value, (tuple, list, dict)):
        items = value.values() if isinstance(value, dict) else value
        return [-2.0 if isinstance(value, dict) else -4.0, len(items), *(x for item in items for x in flat(item))]
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        return [-3.0, array.size]
    finite = np.nan_to_num(array.astype(float), nan=0.1234, posinf=1e30, neginf=-1e30)
    return [array.ndim, *array.shape, *np.arcsinh(finite).ravel().tolist()]  # so that large ones do not drown the rest
