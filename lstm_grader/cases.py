"""The words and example cases that travel in a notebook, and the queries that the judge draws."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_grader import catalogue, selfcheck
from lstm_grader.selfcheck import Call, Mistake, Outcome, Subject
from lstm_grader.slips import as_tuple
from lstm_grader.spec import Exercise, FunctionCheck

DIGITS = 10  # of the shipped expected values: far below the tolerance, and the same on every processor
GENERAL = ("C17", "C20a", "P1", "P2", "P3")  # mistakes that any function can make


def subject(check: FunctionCheck) -> Subject:
    """The words about one check, from the spec and the catalogue."""
    ids = dict.fromkeys([*check.mistakes, *GENERAL, check.changes])
    rows = catalogue.read()
    mistakes = {key: Mistake(rows[key].name, rows[key].says, rows[key].read) for key in ids}
    return Subject(check.name, check.arguments, check.results, check.read, mistakes, check.stable, check.changes)


def calls(check: FunctionCheck, queries: Sequence[tuple], shown: bool = False) -> list[Call]:
    """Queries with their right results."""
    return [Call(args, _right(check, args), (), shown) for args in queries]


def with_mistakes(check: FunctionCheck, calls: Sequence[Call], got: Sequence[Outcome] | None = None) -> list[Call]:
    """The same calls with what the known mistakes make of them.

    Args:
        got: what a student's function did in each call; then only mistakes that do the same in the smallest call are
            worked out for the others.
    """
    if got is None:
        return [replace(call, wrong=tuple(_wrong(check, call.args))) for call in calls]
    smallest = min(range(len(calls)), key=lambda index: selfcheck.size(calls[index].args))
    suspects = [
        (key, function) for key, function in _functions(check)
        if selfcheck.same(got[smallest], _outcome(function, calls[smallest].args))
    ]
    return [
        replace(call, wrong=tuple((key, _outcome(function, call.args)) for key, function in suspects))
        for call in calls
    ]


def _functions(check: FunctionCheck) -> Iterator[tuple[str, Callable]]:
    yield from ((key, function) for key, functions in check.mistakes.items() for function in as_tuple(functions))


def _outcome(function: Callable, args: tuple) -> Outcome:
    outcome = selfcheck.call(function, args)
    return Outcome(outcome.kind, outcome.value, error=outcome.error)


def _right(check: FunctionCheck, args: tuple) -> Any:
    with np.errstate(all="ignore"):
        return selfcheck.plain(check.reference(*copy.deepcopy(args)))


def _wrong(check: FunctionCheck, args: tuple) -> Iterator[tuple[str, Outcome]]:
    yield from ((key, _outcome(function, args)) for key, function in _functions(check))


def as_json(exercise: Exercise) -> str:
    """Everything that the self-check of one notebook knows, as text."""
    functions = [check for check in exercise.checks if isinstance(check, FunctionCheck)]
    subjects = [subject(check) for check in functions]
    words = {key: mistake for item in subjects for key, mistake in item.mistakes.items()}
    return json.dumps({
        "mistakes": {key: [mistake.name, mistake.says, mistake.read] for key, mistake in words.items()},
        "checks": [_check_json(check, item) for check, item in zip(functions, subjects, strict=True)],
    })  # fmt: skip


def _check_json(check: FunctionCheck, item: Subject) -> dict:
    return {
        "name": item.name, "arguments": item.arguments, "results": item.results, "read": item.read,
        "stable": item.stable, "changes": item.changes,
        "calls": [{
            "args": [_json(arg) for arg in call.args],
            "want": _json(call.want),
            "wrong": [[key, _json(outcome)] for key, outcome in call.wrong],
        } for call in with_mistakes(check, calls(check, check.examples, shown=True))],
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


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
