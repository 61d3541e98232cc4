"""Hostile and malformed submissions for 06, each a function that gives the bytes of a file. Numbers are those of the
list of known attacks that the grader has to survive; `wrong` and `right` say what the functions in it are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from lstm_grader import release

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
    return release.solved_notebook(NAME)


def wrong() -> NotebookNode:
    """A notebook that deserves none."""
    return release.solved_notebook(NAME, WRONG)


def code(text: str) -> NotebookNode:
    """A code cell."""
    return nbformat.v4.new_code_cell(text)


def index(notebook: NotebookNode, name: str) -> int:
    """The place of the cell with this id."""
    return next(place for place, cell in enumerate(notebook.cells) if cell.id == name)


def with_cell(notebook: NotebookNode, text: str, before: str | None = None) -> bytes:
    """The notebook with one more code cell, at the start or before a named cell."""
    notebook.cells.insert(0 if before is None else index(notebook, before), code(text))
    return nbformat.writes(notebook).encode()


def no_asserts(world: World) -> bytes:
    """1: an AST transformer takes every assert away."""
    return with_cell(wrong(), """import ast
class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(NoAsserts())""")


def agreeable_allclose(world: World) -> bytes:
    """4: every comparison that NumPy offers says yes."""
    return with_cell(wrong(), """import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None""")


def writes_gradebook(world: World) -> bytes:
    """9: gives itself 99 points in the gradebook."""
    return with_cell(wrong(), f"""import sqlite3
connection = sqlite3.connect({world.gradebook!r})
connection.execute("update grade set manual_score = 99")
connection.commit()""")


def edits_neighbour(world: World) -> bytes:
    """12: spoils another student's file."""
    return with_cell(right(), f"open({world.neighbour!r}, 'w').write('spoiled')")


def exits(world: World) -> bytes:
    """15: ends the process between the second and the third function."""
    return with_cell(right(), "import os\nos._exit(0)", before="half_life")


def loops_in_call(world: World) -> bytes:
    """17: one function never returns."""
    text = "def half_life(f):\n    while True:\n        pass"
    return nbformat.writes(release.solved_notebook(NAME, {"half_life": text})).encode()


def memory_bomb(world: World) -> bytes:
    """19: a list that grows for ever."""
    return with_cell(right(), "hoard = []\nwhile True:\n    hoard.append(bytearray(10**8))", before="half_life")


def prints_much(world: World) -> bytes:
    """21: twenty megabytes of output."""
    return with_cell(right(), "for _ in range(20_000):\n    print('x' * 1000)")


def prints_for_ever(world: World) -> bytes:
    """21: output without an end."""
    return with_cell(right(), "while True:\n    print('x' * 1000)", before="half_life")


def calls_out(world: World) -> bytes:
    """23: opens a connection."""
    return with_cell(right(), f"import socket\nsocket.create_connection(('127.0.0.1', {world.port}), timeout=2)")


def duplicated_check(world: World) -> bytes:
    """31: a check cell stands there twice."""
    notebook = right()
    place = index(notebook, "check_keep")
    twin = nbformat.from_dict(notebook.cells[place])
    twin.id = "twin"
    notebook.cells.insert(place, twin)
    return nbformat.writes(notebook).encode()


def deleted_check(world: World) -> bytes:
    """33: a check cell is gone."""
    notebook = right()
    del notebook.cells[index(notebook, "check_keep")]
    return nbformat.writes(notebook).encode()


def truncated(world: World) -> bytes:
    """38: half a file."""
    data = nbformat.writes(right()).encode()
    return data[: len(data) // 2]


def empty(world: World) -> bytes:
    """38: nothing."""
    return b""


def web_page(world: World) -> bytes:
    """38: a saved web page."""
    return b"<!doctype html><title>forget_gate</title><p>My notebook"


def old_format(world: World) -> bytes:
    """38: notebook format 3."""
    return nbformat.writes(nbformat.convert(right(), 3), version=3).encode()


def huge(world: World) -> bytes:
    """38: 100 MB."""
    return b'{"nbformat": 4, "cells": ["' + b"x" * 100_000_000 + b'"]}'


@dataclass(frozen=True)
class Expected:
    """The right end: points in all, words of checks that are not right, a flag."""

    score: float
    words: dict[str, str]
    flagged: bool = False
    says: str = ""
    """A part of the message of every check that is not right."""


CHECKS = ("forget_gate", "keep", "half_life", "answer_1", "answer_2", "answer_3")
NOTHING = dict.fromkeys(CHECKS, "wrong")
UNREADABLE = Expected(0, dict.fromkeys(CHECKS, "unreadable"), says="Not readable")
AFTER = ("half_life", "answer_1", "answer_2", "answer_3")

ROWS: dict[Callable[[World], bytes], Expected] = {
    no_asserts: Expected(0, NOTHING),
    agreeable_allclose: Expected(0, NOTHING),
    writes_gradebook: Expected(0, NOTHING, flagged=True),
    edits_neighbour: Expected(10, {}, flagged=True),
    exits: Expected(5, dict.fromkeys(AFTER, "error"), says="stopped in code cell"),
    loops_in_call: Expected(8, {"half_life": "timeout"}, says="within the time limit"),
    memory_bomb: Expected(10, {}),
    prints_much: Expected(10, {}),
    prints_for_ever: Expected(5, dict.fromkeys(AFTER, "timeout"), says="stopped in code cell"),
    calls_out: Expected(10, {}, flagged=True),
    duplicated_check: Expected(10, {}),
    deleted_check: Expected(10, {}),
    truncated: UNREADABLE,
    empty: UNREADABLE,
    web_page: UNREADABLE,
    old_format: UNREADABLE,
    huge: UNREADABLE,
}
