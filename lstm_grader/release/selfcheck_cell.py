"""What travels in a notebook for its self-check: the words and the example cases."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from lstm_grader.exercise import cases, catalogue, pairs
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.selfcheck import Outcome, Subject

PRINT_DIGITS = 9  # of a fingerprint: within `selfcheck.fingerprint.CLOSE`
DIGITS = 10  # of the expected values: far below the tolerance, and the same on every processor


def as_json(exercise: Exercise) -> str:
    """Everything that the self-check of one notebook knows, as text."""
    functions = [check for check in exercise.checks if isinstance(check, FunctionCheck)]
    for check in exercise.checks:
        if isinstance(check, Question):
            catalogue.rows(check.traps.values(), f"{exercise.name}, question {check.name}")
    subjects = [cases.subject(check) for check in functions]
    words = {key: mistake for item in subjects for key, mistake in item.mistakes.items()}
    return json.dumps(
        {
            "mistakes": {key: [mistake.name, mistake.says, mistake.read] for key, mistake in words.items()},
            "questions": {check.name: check.kind for check in exercise.checks if isinstance(check, Question)},
            "checks": [_check_json(check, item) for check, item in zip(functions, subjects, strict=True)],
        }
    )


def _check_json(check: FunctionCheck, item: Subject) -> dict:
    examples = cases.with_mistakes(check, cases.calls(check, check.examples))
    wrong = [[key, *(_json(call.wrong[row][1]) for call in examples)] for row, (key, _) in enumerate(examples[0].wrong)]
    return {
        "name": item.name,
        "arguments": item.arguments,
        "results": item.results,
        "read": item.read,
        "stable": item.stable,
        "changes": item.changes,
        "axes": item.axes,
        "calls": [
            {"args": [_json(arg) for arg in call.args], "want": _json(call.want), "varied": call.varied}
            for call in [*examples, *cases.varied(check, examples, examples)]
        ],
        "wrong": [json.loads(row) for row in dict.fromkeys(map(json.dumps, wrong))],
        "pairs": {name: _rounded(prints, PRINT_DIGITS) for name, prints in pairs.told_apart(check).items()},
    }


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
