"""Notebooks of 06 to be spoiled, right ones and wrong ones, and what an attacker may know of the machine."""

from __future__ import annotations

from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from lstm_grader.release import derive

NAME = "06_forget_gate"
WRONG = {
    "forget_gate": "def forget_gate(x_t, h_prev, W_f, b_f):\n    return np.zeros((len(x_t), len(b_f)))",
    "keep": "def keep(f_t, c_prev):\n    return np.zeros_like(c_prev)",
    "half_life": "def half_life(f):\n    return np.zeros_like(f)",
    "answer_1": "answer_1 = -1",
    "answer_2": "answer_2 = -1",
    "answer_3": 'answer_3 = "z"',
}


@dataclass(frozen=True)
class World:
    """What an attacker may know of the machine: where the gradebook and a neighbour's file are, a listening port."""

    gradebook: str
    neighbour: str
    port: int


def right() -> NotebookNode:
    """A notebook that deserves all points."""
    return derive.solved_notebook(NAME)


def wrong() -> NotebookNode:
    """A notebook that deserves none."""
    return derive.solved_notebook(NAME, WRONG)


def code(text: str) -> NotebookNode:
    """A code cell."""
    return nbformat.v4.new_code_cell(text)


def index(notebook: NotebookNode, name: str) -> int:
    """The place of the cell with this id."""
    return next(place for place, cell in enumerate(notebook.cells) if cell.id == name)


def lines(notebook: NotebookNode) -> bytes:
    """The notebook as a file."""
    return nbformat.writes(notebook).encode()


def with_cell(notebook: NotebookNode, text: str, before: str | None = None) -> bytes:
    """The notebook with one more code cell, at the start or before a named cell."""
    notebook.cells.insert(0 if before is None else index(notebook, before), code(text))
    return lines(notebook)


def answered(**changed: str) -> bytes:
    """A right notebook with some answers replaced."""
    return lines(derive.solved_notebook(NAME, changed))
