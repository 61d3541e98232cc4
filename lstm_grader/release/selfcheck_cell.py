"""What travels in a notebook for its self-check: the words and the example cases."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np

from lstm_grader.exercise import cases, catalogue, pairs
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.selfcheck import STEP, Outcome, Recipe, Subject, fingerprint

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
    wrong = [
        [key, *(_known_json(call.wrong[row][1]) for call in examples)] for row, (key, _) in enumerate(examples[0].wrong)
    ]
    words = {field.name: getattr(item, field.name) for field in fields(item) if field.name != "mistakes"}
    return {
        "subject": words,
        "uses": [part.called for part in check.uses],
        "calls": [
            [[_json(arg) for arg in call.args], _json(call.want), call.varied]
            for call in [*examples, *cases.varied(check, examples, examples)]
        ],
        "wrong": [json.loads(row) for row in dict.fromkeys(map(json.dumps, wrong))],
        "pairs": [[name, list(map(_steps, prints))] for name, prints in pairs.told_apart(check).items()],
    }


def _known_json(outcome: Outcome) -> int | str:
    """What a mistake does to one example: an error's text, or a fingerprint."""
    return outcome.error if outcome.kind == "raised" else _steps(fingerprint([outcome]))


def _steps(number: float) -> int:
    return round(number / STEP)


def _json(value: Any) -> Any:
    """A value in the form that `selfcheck.notebook.from_json` reads."""
    if isinstance(value, Recipe):
        return {"recipe": value.line}
    if isinstance(value, np.ndarray):
        return {"array": _rounded(value.ravel().tolist()), "shape": value.shape, "dtype": str(value.dtype)}
    if isinstance(value, tuple):
        return {"tuple": [_json(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[key, _json(item)] for key, item in value.items()]}
    return [_json(item) for item in value] if isinstance(value, list) else _rounded(value)


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
