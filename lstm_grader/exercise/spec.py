"""The exercises there are, each read from its folder.

`solutions/NN_name/spec.py` defines one `exercise`, with the words that stand here. Nothing in it ever reaches a process
of a student.
"""

from __future__ import annotations

import importlib.util
import sys

from lstm_grader import ROOT
from lstm_grader.exercise import term
from lstm_grader.exercise.checks import Exercise, FunctionCheck, Question
from lstm_grader.once import once

__all__ = ["NO_VERDICT", "SOLUTIONS", "Exercise", "FunctionCheck", "Question", "load", "names"]
SOLUTIONS = ROOT / "solutions"
NO_VERDICT = ("right.py", "wrong.py", "near.py", "hints.py")  # what decides none: answers that tests judge, and hints


def names() -> list[str]:
    """All exercises, in the order of the course; in a term that names some, those.

    Raises:
        LookupError: the term names an exercise that there is not.
    """
    found, wanted = sorted(path.parent.name for path in SOLUTIONS.glob("[0-9][0-9]_*/spec.py")), term.current()
    if unknown := {*wanted.exercises, *wanted.due, *wanted.points, *wanted.tolerance, *wanted.limits} - set(found):
        raise LookupError(f"{term.FILE}: no exercise {', '.join(sorted(unknown))}; there are: {', '.join(found)}")
    return [name for name in found if not wanted.exercises or name in wanted.exercises]


@once
def load(name: str) -> Exercise:
    """The exercise in `solutions/<name>/spec.py`, which imports what lies beside it as `from . import mistakes`.

    As the term has it, see `term`.

    Raises:
        LookupError: there is no such exercise, or not in this term.
    """
    path = SOLUTIONS / name / "spec.py"
    if not path.is_file() or name not in names():
        raise LookupError(f"no exercise {name!r}; there are: {', '.join(names()) or 'none'}")
    package = f"lstm_exercise_{name}"
    spec = importlib.util.spec_from_file_location(package, path, submodule_search_locations=[str(path.parent)])
    module = importlib.util.module_from_spec(spec)
    for part in [part for part in sys.modules if part.startswith(f"{package}.")]:
        del sys.modules[part]  # of a folder that was read before
    sys.modules[package] = module
    spec.loader.exec_module(module)
    return term.current().apply(module.exercise)
