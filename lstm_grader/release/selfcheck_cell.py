"""The self-check's cell: code, words and example cases, packed, so that a notebook stays small and needs nothing else.

The code is that of `lstm_grader/selfcheck` without what only its readers need. bz2 packs alike on every machine.
"""

from __future__ import annotations

import base64
import bz2
import json
import re
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lstm_grader import ROOT, selfcheck
from lstm_grader.exercise import cases, catalogue, pairs
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.release.reading import say_where
from lstm_grader.release.stripped import stripped
from lstm_grader.selfcheck import STEP, Outcome, Recipe, Subject, fingerprint

DIGITS = 10  # of the expected values: far below the tolerance, and the same on every processor
WIDTH = 196
FILES = Path(selfcheck.__file__).parent
FOLDED = {
    "jupyter": {"source_hidden": True},
    "cellView": "form",  # Colab's word for it
    "tags": ["hide-input"],
    "deletable": False,
    "editable": False,
}
CELL = """\
# @title The self-check of this course: run this cell. There is nothing in it to read or to change; it needs NumPy only.
# It is packed, so that the notebook stays small. Its code lies open in lstm_grader/selfcheck of the course's source.
# What you hand in is judged with {judged_with}.
PACKED = \"\"\"
{packed}
\"\"\"


def unpacked():
    import base64, bz2, json, sys, types

    modules, cases = bz2.decompress(base64.b64decode(PACKED)).decode().splitlines()
    for name, text in json.loads(modules):
        module = sys.modules[name] = types.ModuleType(name)
        module.__package__, module.__path__ = "selfcheck", []
        exec(compile(text, f"<{{name}}>", "exec"), module.__dict__)
    return module, module.SelfCheck(cases)


selfcheck, check = unpacked()"""


def as_code(exercise: Exercise) -> str:
    """The text of the cell, in short lines."""
    modules = [("selfcheck", "")]  # where the parts find each other
    for name in selfcheck.PARTS:
        modules.append((f"selfcheck.{name}", stripped((FILES / f"{name}.py").read_text(encoding="utf-8"))))
    content = f"{json.dumps(modules)}\n{as_json(exercise)}"
    packed = base64.b64encode(bz2.compress(content.encode())).decode()
    lines = [packed[start : start + WIDTH] for start in range(0, len(packed), WIDTH)]
    return CELL.format(judged_with=judged_with(), packed="\n".join(lines))


@cache
def judged_with() -> str:
    """The oldest Python that may judge, and the NumPy that does, from the project's own lists."""
    python = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    oldest = re.search(r">=([\d.]+)", python)[1]
    numpy = re.search(r"^numpy==([\d.]+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)[1]
    return f"Python {oldest} and NumPy {numpy}"


def as_json(exercise: Exercise) -> str:
    """Everything that the self-check of one notebook knows, as text."""
    functions = [check for check in exercise.checks if isinstance(check, FunctionCheck)]
    for check in exercise.checks:
        if isinstance(check, Question):
            catalogue.rows(check.traps.values(), f"{exercise.name}, question {check.name}")
    subjects = [cases.make_subject(check) for check in functions]
    words = {key: mistake for item in subjects for key, mistake in item.mistakes.items()}
    return json.dumps(
        {
            "mistakes": {key: [mistake.name, mistake.says, say_where(mistake.read)] for key, mistake in words.items()},
            "questions": {check.name: check.kind for check in exercise.checks if isinstance(check, Question)},
            "checks": [_check_json(check, item) for check, item in zip(functions, subjects, strict=True)],
        },
        separators=(",", ":"),
    )


def _check_json(check: FunctionCheck, item: Subject) -> dict:
    examples = cases.with_mistakes(check, cases.make_calls(check, check.examples))
    wrong = [
        [key, *(_known_json(call.wrong[row][1]) for call in examples)] for row, (key, _) in enumerate(examples[0].wrong)
    ]
    words = {field.name: getattr(item, field.name) for field in fields(item) if field.name != "mistakes"}
    words["read"] = say_where(check.read)
    return {
        "subject": words,
        "uses": [part.called for part in check.uses],
        "calls": [
            [[_json(arg) for arg in call.args], _json(call.want), call.varied]
            for call in [*examples, *cases.make_probes(check, examples, examples)]
        ],
        "wrong": [json.loads(row) for row in dict.fromkeys(map(json.dumps, wrong))],
        "pairs": _pairs_json(pairs.tell_apart(check)),
    }


def _pairs_json(known: dict[str, list[float]]) -> dict[str, list]:
    """First id -> what stands behind it, and the fingerprints: an id stands once, not in each of its pairs."""
    found: dict[str, list] = {}
    for name, prints in known.items():
        first, plus, others = name.partition("+")
        found.setdefault(first, []).append([plus + others, *map(_steps, prints)])
    return found


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
        by_column = value.flags.f_contiguous and not value.flags.c_contiguous
        order = {"order": "F"} if by_column else {}
        content = _rounded(value.ravel(order="F" if by_column else "C").tolist())
        return {"array": content, "shape": value.shape, "dtype": str(value.dtype), **order}
    if isinstance(value, tuple):
        return {"tuple": [_json(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[key, _json(item)] for key, item in value.items()]}
    return [_json(item) for item in value] if isinstance(value, list) else _rounded(value)


def _rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
