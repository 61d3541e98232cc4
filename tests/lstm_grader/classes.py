"""A class for a test: what students hand in, as files below `{student}/{exercise}/`."""

from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from lstm_grader.release import derive

NAME = "06_forget_gate"
RIGHT: Mapping[str, str] = {}
WRONG = {"keep": "def keep(f_t, c_prev):\n    return f_t @ c_prev"}


def solved(answers: Mapping[str, str] = RIGHT, *cells: str, name: str = NAME) -> NotebookNode:
    """The right notebook, with other texts in the answer cells of these names, and more code cells at its end."""
    notebook = derive.solved_notebook(name, dict(answers))
    notebook.cells += [nbformat.v4.new_code_cell(cell) for cell in cells]
    return notebook


def hand_in(
    submitted: Path,
    student: str,
    work: Mapping[str, str] | NotebookNode | str | bytes = RIGHT,
    *cells: str,
    name: str = NAME,
    file: str = "",
) -> Path:
    """Writes the notebook of a student, over the one that is there.

    Args:
        work: other answers than the right ones; or a notebook, or what stands in the file instead of one.
        cells: code cells after the last one.
        file: how the notebook is called, where it is not called as it should be.
    """
    path = submitted / student / name / f"{file or name.split('_', 1)[1]}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(work, str | bytes):
        work = nbformat.writes(work if isinstance(work, NotebookNode) else solved(work, *cells, name=name))
    path.write_bytes(work.encode() if isinstance(work, str) else work)
    return path
