"""The notebooks that students got, as they stand in `exercises/`, and what they do not see of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from lstm_grader.exercise import spec, term

JUDGED_ELSEWHERE = (
    'raise RuntimeError("judged by lstm_grader: run nbgrader from the course folder, with its nbgrader_config.py")'
)


@cache
def released_notebook(name: str) -> NotebookNode:
    """What students get, as committed in `exercises/`.

    Raises:
        FileNotFoundError: it was never released.
    """
    path = released_path(name)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: run `python -m lstm_grader release {name}`")
    return nbformat.read(path, as_version=4)


@cache
def given_texts(name: str) -> frozenset[str]:
    """The texts of the cells that students got; none where the name is no exercise."""
    return frozenset(cell.source for cell in released_notebook(name).cells) if name in spec.names() else frozenset()


def released_path(name: str) -> Path:
    """Where that notebook is, once it is released: in the term's folder, or the project's."""
    return term.folder() / "exercises" / name / f"{spec.load(name).notebook}.ipynb"


def hidden_tests(check: str) -> str:
    """What stands hidden below a check: it fails wherever another than our judge runs it."""
    return f"### BEGIN HIDDEN TESTS\n{JUDGED_ELSEWHERE}  #: judge {check}\n### END HIDDEN TESTS"
