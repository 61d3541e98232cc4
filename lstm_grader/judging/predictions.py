"""Judging a prediction: a number within its tolerance, or a letter."""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm_grader.exercise import catalogue
from lstm_grader.exercise.spec import Question
from lstm_grader.selfcheck import ANSWERS, Outcome, Verdict, Word, is_answer


def judge_answer(question: Question, outcome: Outcome) -> Verdict:
    """The verdict on a prediction: a number within the tolerance, or a letter."""
    name, value = question.name, outcome.value
    read, expected = f"Read: {question.read}", f"Expected {ANSWERS[question.kind]}."
    if outcome.kind != "value" or getattr(value, "type_name", None) == "ellipsis":
        return Verdict(name, Word.MISSING, "", (f"{name}: not answered yet.", expected, read))
    if isinstance(value, np.ndarray) and value.size == 1:
        value = float(value.item()) if value.dtype.kind == "f" else value.item()  # np.longdouble stays one
    if _answers(value, question.key, question.tolerance):
        return Verdict(name, Word.RIGHT, "", (f"{name}: right.",))
    shown = repr(value)[:40] if isinstance(value, (int, float, str)) else "this"
    lines = [f"{name}: {shown} is not right."]
    if not is_answer(value, question.kind):
        lines.append(expected)
    trap = next((key for wrong, key in question.traps.items() if _answers(value, wrong, question.tolerance)), "")
    if trap:
        row = catalogue.read()[trap]
        lines.append(f"Looks like: {row.name}. {row.says}")
    return Verdict(name, Word.WRONG, trap, (*lines, read))


def _answers(value: Any, key: float | str, tolerance: float) -> bool:
    if isinstance(key, str):
        return isinstance(value, str) and value.strip().casefold() == key.casefold()
    return is_answer(value, "number") and bool(abs(value - key) <= tolerance)
