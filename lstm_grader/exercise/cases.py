"""The calls that an answer is asked: with their right results, and with what known mistakes make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_grader import selfcheck
from lstm_grader.exercise import catalogue, pairs
from lstm_grader.exercise.checks import FunctionCheck
from lstm_grader.selfcheck import Call, Mistake, Outcome, Subject, fits

GENERAL = (
    "C17",
    "C20a",
    "P1",
    "P2",
    "P3",
    "P5",
    "P16",
    "P17",
    "P18",
    *selfcheck.ERRORS,
)  # mistakes that any function can make


def make_subject(check: FunctionCheck) -> Subject:
    """The words about one check, from the spec and the catalogue."""
    axes = {kind: axis for kind, axis in (("batch", check.batch), ("time", check.time)) if axis is not None}
    inner = [key for part in check.uses for key in part.mistakes]
    mixed = [selfcheck.MIXED_ALONG[kind] for kind in axes]
    rows = catalogue.rows(
        dict.fromkeys([*check.mistakes, *inner, *GENERAL, check.changes, *mixed]), f"check {check.name}"
    )
    mistakes = {key: Mistake(row.name, row.says, check.reads.get(key, row.read)) for key, row in rows.items()}
    return Subject(
        check.name,
        check.arguments,
        check.results,
        check.read,
        mistakes,
        check.stable,
        check.changes,
        axes,
        (check.rtol, check.atol),
        check.called,
        check.part,
        check.facts,
    )


def make_calls(check: FunctionCheck, queries: Sequence[tuple], shown: bool = False) -> list[Call]:
    """Queries with their right results."""
    return [Call(args, _right(check, args), (), shown) for args in queries]


def make_probes(check: FunctionCheck, calls: Sequence[Call], among: Sequence[Call]) -> list[Call]:
    """Probes: one of the calls again, with all but the first or the last example (or all later steps) replaced.

    Args:
        among: those of the calls that may be chosen; the one with most examples (or steps) is.
    """
    words = make_subject(check)
    found = []
    for kind, (numbers, _) in words.axes.items():
        (name, axis), *_ = numbers.items()
        place = check.arguments.index(name)
        lengths = [_length(call.args[place], axis) for call in among]
        length = max(lengths)
        base = among[lengths.index(length)]
        index = next(index for index, call in enumerate(calls) if call is base)
        if not length:
            continue
        for kept in (max(0, length // 2 - 1),) if kind == "time" else (0, length - 1):
            args = selfcheck.varied(words, base.args, kind, kept)
            found.append(Call(args, _right(check, args), varied=(index, kind, kept)))
    return found


def with_mistakes(check: FunctionCheck, calls: Sequence[Call]) -> list[Call]:
    """The same calls with what each known mistake makes of them."""
    return _with(pairs.make_singles(check), calls)


def with_suspects(
    check: FunctionCheck, calls: Sequence[Call], got: Sequence[Outcome], marked: Mapping[str, str]
) -> list[Call]:
    """The same calls with what those mistakes make of them that may explain an answer; pairs only where no single fits.

    Of the answer, `got` holds what is judged; `marked` says what the functions that it uses were marked with. Where
    several were, all of that together is asked for first.

    What the known mistakes do to the examples is worked out once a process; only those that do to them what the
    answer did are worked out for the other calls.
    """
    words = make_subject(check)
    places = [next(index for index, call in enumerate(calls) if call.args is args) for args in check.examples]
    on_examples = [got[index] for index in places]
    answered = any(outcome.kind == "value" and outcome.value is not None for outcome in on_examples)
    tables = [lambda check: tuple(pairs.make_carried(check, marked)), pairs.make_singles, pairs.make_pairs]
    for table in tables if answered else (pairs.make_singles,):
        known = table(check)
        suspected = _with(pairs.find_fitting(check, known, on_examples) if known else (), calls)
        if any(fits(words, row, suspected, got) for row in range(len(suspected[0].wrong))):
            return suspected
    return calls


def _with(known: Sequence[pairs.Known], calls: Sequence[Call]) -> list[Call]:
    queries = [call.args for call in calls]
    rows = [[(mistake.name, outcome) for outcome in pairs.done_by(mistake.function, queries)] for mistake in known]
    return [replace(call, wrong=tuple(row[index] for row in rows)) for index, call in enumerate(calls)]


def _right(check: FunctionCheck, args: tuple) -> Any:
    with np.errstate(all="ignore"):
        return selfcheck.plain(pairs.judged(check, check.reference)(*pairs.copy_arguments(args)))


def _length(argument: Any, axis: int) -> int:
    if isinstance(argument, (tuple, list)):
        return len(argument)
    return np.shape(argument)[axis] if np.ndim(argument) else 0
