"""Why a verdict is what it is: what happened in the cells, added to its text."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from importlib.metadata import version

from nbformat import NotebookNode

from lstm_grader.collect import notebooks
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.sandbox import CellRun, Run
from lstm_grader.selfcheck import Verdict, Word

NO_MODULE = "ModuleNotFoundError"
OTHER_VERSION = re.compile(
    r"SyntaxError|module '(numpy|math)[\w.]*' has no attribute|cannot import name|was removed in"
)
VERSIONS = f"Python {platform.python_version()} and NumPy {version('numpy')}"
DEFINED = re.compile(r"^def +(\w+)", re.MULTILINE)


def with_cause(
    exercise: Exercise, check: FunctionCheck | Question, verdict: Verdict, code: Sequence[NotebookNode], run: Run
) -> Verdict:
    """A verdict that is not right, with what happened in the cells; `code` are those that were run."""
    if verdict.verdict == Word.RIGHT:
        return verdict
    word, lines = verdict.verdict, list(verdict.lines)
    errors = [_error(ran) for ran in run.cells]
    for cell, error in zip(code, errors, strict=True):
        if word != Word.MISSING or not _is_about(cell, check):
            continue
        others = DEFINED.findall(cell.source) if isinstance(check, FunctionCheck) else []
        if error:
            word = Word.ERROR
            lines.insert(1, f"Its cell ended with {error}"[:500])
        elif others and check.called not in others:
            lines.insert(-1, f"Its cell defines {', '.join(others)[:200]}; the name must stay {check.called}.")
    unknown = any(line.startswith("Came back: NameError") for line in lines)  # an import may have failed in a cell
    if any(NO_MODULE in line for line in (*lines, *(errors if unknown else ()))):
        given = f"{', '.join(exercise.packages)} and Python's own library"
        lines.insert(-1, f"Where the notebook is judged, only {given} can be imported.")
    if any(OTHER_VERSION.search(text) for text in (*lines, *(errors if verdict.verdict == Word.MISSING else ()))):
        lines.insert(-1, f"Judged with {VERSIONS}; is this form of it newer or older?")
    if run.stopped is not None:
        index, reason = run.stopped
        ended = Word.TIMEOUT if run.cells[index].status == "timeout" else Word.ERROR
        word = ended if word == Word.MISSING else word
        lines.append(f"The notebook stopped in code cell {index + 1}: {reason}. Judged on what stood before it.")
    return Verdict(verdict.check, word, verdict.mistake, tuple(lines))


def _error(ran: CellRun) -> str:
    """What a cell ended with, if it did not run to its end."""
    error = next((output for output in ran.outputs if output.get("output_type") == "error"), {})
    return f"{error.get('ename')}: {error.get('evalue')}" if ran.status == "error" else ""


def _is_about(cell: NotebookNode, check: FunctionCheck | Question) -> bool:
    """Is it the cell of this function, or one that gives this answer?"""
    name = check.called if isinstance(check, FunctionCheck) else check.name
    return notebooks.grade_id(cell) == name or bool(re.search(rf"^{name} *=", cell.source, re.MULTILINE))
