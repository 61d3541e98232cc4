"""Naming: which mistake of the catalogue explains everything that came back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from .compare import other_axes, same, same_values
from .outcome import Call, Outcome, Subject
from .probes import dependence
from .values import is_number

MOST = 0.75
DIGITS = range(1, 11)  # behind the point, to which somebody rounds
ERRORS = {  # mistakes that Python itself tells, in these words
    "P12": re.compile(r"NameError: name '\w+' is not defined"),
    "P13": re.compile(r"TypeError: [\w.<>]+\(\) (takes|missing|got) "),
    "P14": re.compile("TypeError: only integer scalar arrays can be converted to a scalar index"),
    "P15": re.compile("ModuleNotFoundError: No module named "),
}


def name_of(
    subject: Subject, calls: list[Call], got: list[Outcome], faults: list, marked: Mapping[str, str] | None = None
) -> str:
    """The catalogue id that explains all outcomes, several with a plus between them, or "unknown".

    An id stands behind the name of the function that it is a mistake of, where that is another: `rnn_step/C13`. If it
    was marked there, it comes before another that would explain as much.
    """
    seen = [replace(outcome, value=subject.seen(outcome.value)) for outcome in got]
    kinds = {fault[0] for fault in faults if fault}
    known = _known(subject, calls, seen, marked or {}, kinds == {"type"})
    for kind, key in (("overwritten", "P16"), ("changed", subject.changes)):
        if kind in kinds:
            return _joined(key, known)
    return (
        _by_form(subject, calls, seen, kinds)
        or (known and _joined(known, "C20a" if "dtype" in kinds else ""))
        or _by_manner(subject, calls, got, seen, faults)
        or "unknown"
    )


def _by_form(subject: Subject, calls: list[Call], got: list[Outcome], kinds: set[str]) -> str:
    """What is wrong with the form alone: low precision, more than was asked for, rounding, arguments in another order.

    Asked before the known mistakes, since some of them do the same to a few examples.
    """
    pairs = [(outcome.value, call.want) for call, outcome in zip(calls, got, strict=True)]
    if kinds == {"dtype"} and all(same_values(*pair, truncated=True, near=subject.near) for pair in pairs):
        return "C20a"
    if all(outcome.kind == "value" for outcome in got):
        if all(_with_more(*pair) for pair in pairs):
            return "P9"
        if kinds <= {"value"} and any(all(_rounded(*pair, digits) for pair in pairs) for digits in DIGITS):
            return "P18"
    named = next((outcome.parameters for outcome in got if outcome.parameters), ())
    swapped = list(named) != list(subject.arguments) and sorted(named) == sorted(subject.arguments)
    return "P17" if swapped else ""


def _by_manner(subject: Subject, calls: list[Call], got: list[Outcome], seen: list[Outcome], faults: list) -> str:
    """What no table of functions can hold: an error in Python's own words, two answers to one question, answers
    that are right for the examples alone, numbers from other examples or later steps, axes too many or too few.

    Asked after the known mistakes, which say more.
    """
    wrong = [outcome for outcome, fault in zip(got, faults, strict=True) if fault]
    for name, words in ERRORS.items():
        if all(outcome.kind == "raised" and words.match(outcome.error) for outcome in wrong):
            return name
    whole = got if subject.facts else seen
    for call, outcome in zip(calls, whole, strict=True):
        if call.repeats is not None and not same(outcome, whole[call.repeats], subject.near):
            return "P2"
    shown = [bool(fault) for call, fault in zip(calls, faults, strict=True) if call.shown]
    fresh = [bool(fault) for call, fault in zip(calls, faults, strict=True) if not call.shown]
    if shown and not any(shown) and sum(fresh) >= MOST * len(fresh):  # some fresh results may be right by themselves
        return "P3"
    mixed, _ = dependence(subject, calls, got)
    if not mixed and all(
        outcome.kind == "value" and (not fault or other_axes(outcome.value, call.want))
        for call, outcome, fault in zip(calls, seen, faults, strict=True)
    ):
        return "P5"
    return mixed


def _with_more(got: Any, want: Any) -> bool:
    """Are these the results that were asked for, and further ones behind them?"""
    many = isinstance(got, (tuple, list)) and isinstance(want, tuple) and len(got) > len(want)
    return many and same_values(tuple(got[: len(want)]), want)


def _rounded(got: Any, want: Any, digits: int) -> bool:
    """Is this the right result, rounded to so many digits behind the point?"""
    one, other = _numbers(got), _numbers(want)
    return len(one) == len(other) and np.allclose(one, np.round(other, digits), 1e-15, 1e-3 * 10.0**-digits)


def _numbers(value: Any) -> list[float]:
    if isinstance(value, (tuple, list, dict)):
        return [x for item in (value.values() if isinstance(value, dict) else value) for x in _numbers(item)]
    real = is_number(value) and np.asarray(value).dtype.kind in "biuf"
    return np.ravel(value).tolist() if real else [float("nan")]


def _joined(*names: str) -> str:
    """Every id once; a name may be a pair already."""
    return "+".join(dict.fromkeys(key for name in names if name for key in name.split("+")))


def carried(name: str, marked: Mapping[str, str]) -> bool:
    """Does all that is wrong come from mistakes in other functions, each marked there?"""
    of: dict[str, set[str]] = {}
    for piece in name.split("+"):
        part, _, key = piece.rpartition("/")
        of.setdefault(part, set()).add(key)
    return all(part and set(marked.get(part, "").split("+")) == keys for part, keys in of.items())


def _known(
    subject: Subject, calls: list[Call], got: list[Outcome], marked: Mapping[str, str], typed: bool = False
) -> str:
    """The first of the known mistakes that does all of it, or one that is carried; none where the values are right,
    unless their type is all that is wrong, as with whole numbers that came as floats."""
    if all(outcome.kind == "value" for outcome in got):
        if all(outcome.value is None for outcome in got):
            return "P1"
        if not typed and all(
            same_values(outcome.value, call.want, near=subject.near) for call, outcome in zip(calls, got, strict=True)
        ):
            return ""
    rows = [row for row in range(len(calls[0].wrong)) if fits(subject, row, calls, got)]
    rows.sort(key=lambda row: -_same_errors(row, calls, got))  # of mistakes that fit, the errors tell
    found = [calls[0].wrong[row][0] for row in rows]
    return next((name for name in found if carried(name, marked)), found[0] if found else "")


def _same_errors(row: int, calls: list[Call], got: list[Outcome]) -> int:
    """In how many calls a known mistake raises what the answer raised."""
    pairs = [(outcome, call.wrong[row][1]) for call, outcome in zip(calls, got, strict=True) if call.wrong]
    return sum(outcome.kind == "raised" and outcome.error.startswith(known.error.strip()) for outcome, known in pairs)


def fits(subject: Subject, row: int, calls: list[Call], got: list[Outcome]) -> bool:
    """Does a known mistake do what came back in every call? Where all calls raise, the errors must agree as well.

    A call of which nobody worked out what the mistakes do (a probe, in the notebook) says nothing.
    """
    pairs = [(outcome, call.wrong[row][1]) for call, outcome in zip(calls, got, strict=True) if call.wrong]
    return all(same(*pair, subject.near) for pair in pairs) and (
        any(outcome.kind == "value" for outcome in got)
        or all(outcome.error.startswith(known.error.strip()) for outcome, known in pairs)  # a line may follow
    )
