"""The words and example cases that travel in a notebook, and the queries that the judge draws."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_grader import catalogue, pairs, selfcheck
from lstm_grader.selfcheck import Call, Mistake, Outcome, Subject, fits
from lstm_grader.spec import Exercise, FunctionCheck, Question

PRINT_DIGITS = 9  # of a fingerprint: within `selfcheck.fingerprint.CLOSE`
DIGITS = 10  # of the shipped expected values: far below the tolerance, and the same on every processor
GENERAL = ("C17", "C20a", "P1", "P2", "P3", "P5", *selfcheck.ERRORS)  # mistakes that any function can make


def subject(check: FunctionCheck) -> Subject:
    """The words about one check, from the spec and the catalogue."""
    axes = {kind: axis for kind, axis in (("batch", check.batch), ("time", check.time)) if axis is not None}
    ids = dict.fromkeys([*check.mistakes, *GENERAL, check.changes, *(selfcheck.MISTAKE[kind] for kind in axes)])
    rows = catalogue.rows(ids, f"check {check.name}")
    mistakes = {key: Mistake(row.name, row.says, row.read) for key, row in rows.items()}
    return Subject(check.name, check.arguments, check.results, check.read, mistakes, check.stable, check.changes, axes)


def calls(check: FunctionCheck, queries: Sequence[tuple], shown: bool = False) -> list[Call]:
    """Queries with their right results."""
    return [Call(args, _right(check, args), (), shown) for args in queries]


def varied(check: FunctionCheck, calls: Sequence[Call], among: Sequence[Call]) -> list[Call]:
    """Probes: one of the calls again, with all but the first or the last example (or all later steps) replaced.

    Args:
        among: those of the calls that may be chosen; the one with most examples (or steps) is.
    """
    words = subject(check)
    found = []
    for kind, (numbers, _) in words.axes.items():
        (name, axis), *_ = numbers.items()
        place = check.arguments.index(name)
        lengths = [np.shape(call.args[place])[axis] if np.ndim(call.args[place]) else 0 for call in among]
        length = max(lengths)
        base = among[lengths.index(length)]
        index = next(index for index, call in enumerate(calls) if call is base)
        for kept in (length // 2 - 1,) if kind == "time" else (0, length - 1):
            args = selfcheck.varied(words, base.args, kind, kept)
            found.append(Call(args, _right(check, args), varied=(index, kind, kept)))
    return found


def with_mistakes(check: FunctionCheck, calls: Sequence[Call]) -> list[Call]:
    """The same calls with what each known mistake makes of them."""
    return _with(pairs.singles(check), calls)


def with_suspects(check: FunctionCheck, calls: Sequence[Call], got: Sequence[Outcome]) -> list[Call]:
    """The same calls with what those mistakes make of them that may explain an answer; pairs only where no single fits.

    What the known mistakes do to the examples is worked out once a process; only those that do to them what the
    answer did are worked out for the other calls.
    """
    places = [next(index for index, call in enumerate(calls) if call.args is args) for args in check.examples]
    on_examples = [got[index] for index in places]
    answered = any(outcome.kind == "value" and outcome.value is not None for outcome in on_examples)
    for table in (pairs.singles, pairs.of) if answered else (pairs.singles,):
        suspected = _with(pairs.fitting(table(check), on_examples), calls)
        if any(fits(row, suspected, got) for row in range(len(suspected[0].wrong))):
            return suspected
    smallest = min(range(len(calls)), key=lambda index: selfcheck.size(calls[index].args))
    return _with([  # a result of low precision has a fingerprint of its own
        single for single in pairs.singles(check)
        if selfcheck.same(got[smallest], _outcome(single.function, calls[smallest].args))
    ], calls) if answered else calls


def _with(known: Sequence[pairs.Known], calls: Sequence[Call]) -> list[Call]:
    return [
        replace(call, wrong=tuple((mistake.name, _outcome(mistake.function, call.args)) for mistake in known))
        for call in calls
    ]


def _outcome(function: Callable, args: tuple) -> Outcome:
    outcome = selfcheck.call(function, args)
    return Outcome(outcome.kind, outcome.value, error=outcome.error)


def _right(check: FunctionCheck, args: tuple) -> Any:
    with np.errstate(all="ignore"):
        return selfcheck.plain(check.reference(*copy.deepcopy(args)))


def as_json(exercise: Exercise) -> str:
    """Everything that the self-check of one notebook knows, as text."""
    functions = [check for check in exercise.checks if isinstance(check, FunctionCheck)]
    for check in exercise.checks:
        if isinstance(check, Question):
            catalogue.rows(check.traps.values(), f"{exercise.name}, question {check.name}")
    subjects = [subject(check) for check in functions]
    words = {key: mistake for item in subjects for key, mistake in item.mistakes.items()}
    return json.dumps({
        "mistakes": {key: [mistake.name, mistake.says, mistake.read] for key, mistake in words.items()},
        "questions": {check.name: check.kind for check in exercise.checks if isinstance(check, Question)},
        "checks": [_check_json(check, item) for check, item in zip(functions, subjects, strict=True)],
    })  # fmt: skip


def _check_json(check: FunctionCheck, item: Subject) -> dict:
    examples = with_mistakes(check, calls(check, check.examples))
    wrong = [[key, *(_json(call.wrong[row][1]) for call in examples)] for row, (key, _) in enumerate(examples[0].wrong)]
    return {
        "name": item.name, "arguments": item.arguments, "results": item.results, "read": item.read,
        "stable": item.stable, "changes": item.changes, "axes": item.axes,
        "calls": [
            {"args": [_json(arg) for arg in call.args], "want": _json(call.want), "varied": call.varied}
            for call in [*examples, *varied(check, examples, examples)]
        ],
        "wrong": [json.loads(row) for row in dict.fromkeys(map(json.dumps, wrong))],
        "pairs": {name: _rounded(prints, PRINT_DIGITS) for name, prints in pairs.told_apart(check).items()},
    }  # fmt: skip


def _json(value: Any) -> Any:
    """A value in the form that `selfcheck.from_json` reads."""
    if isinstance(value, Outcome):
        return {"raised": value.error} if value.kind == "raised" else _json(value.value)
    if isinstance(value, np.ndarray):
        return {"array": _rounded(value.tolist()), "dtype": str(value.dtype)}
    if isinstance(value, tuple):
        return {"tuple": [_json(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": {key: _json(item) for key, item in value.items()}}
    return [_json(item) for item in value] if isinstance(value, list) else _rounded(value)


def _rounded(value: Any, digits: int = DIGITS) -> Any:
    if isinstance(value, list):
        return [_rounded(item, digits) for item in value]
    return float(f"{value:.{digits}g}") if isinstance(value, float) else value
