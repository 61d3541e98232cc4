"""The self-check's cell is small, says what it is, and holds the code of `lstm_grader/selfcheck` and no other."""

import ast
import base64
import bz2
import json
from importlib.metadata import version

import numpy as np
import pytest

from lstm_grader import ROOT
from lstm_grader.exercise import spec
from lstm_grader.exercise.released import released_notebook, released_path
from lstm_grader.release import selfcheck_cell
from lstm_grader.selfcheck import PARTS, notebook


def largest(name):
    """Bytes that a notebook may have: those about one function of the cell fewer than those about many steps."""
    return 60_000 if name < "11" else 80_000


def cell(name):
    return next(cell for cell in released_notebook(name).cells if cell.id == "selfcheck")


@pytest.mark.exercise
@pytest.mark.parametrize("name", spec.names())
def test_a_notebook_is_small_and_its_code_has_short_lines(name):
    assert released_path(name).stat().st_size <= largest(name)
    code = [cell.source for cell in released_notebook(name).cells if cell.cell_type == "code"]
    assert max(len(line) for text in code for line in text.splitlines()) <= 200


@pytest.mark.exercise
@pytest.mark.parametrize("name", spec.names())
def test_a_cell_that_is_not_folded_says_what_it_is_and_which_versions_judge(name):
    found = cell(name)
    assert found.metadata.jupyter.source_hidden and found.metadata.cellView == "form"
    head = found.source.splitlines()[:3]
    assert all(line.startswith("# ") for line in head)
    assert "self-check" in head[0] and "lstm_grader/selfcheck" in head[1]
    assert f"Python 3.11 and NumPy {version('numpy')}." in head[2]
    assert f"Python 3.11 and NumPy {version('numpy')}" in (ROOT / "book" / "how_to.md").read_text(encoding="utf-8")
    assert len(found.source.splitlines()) <= largest(name) / 180


def test_the_code_in_it_is_that_of_the_package():
    packed = cell("06_forget_gate").source.split('"""')[1]
    code, _ = bz2.decompress(base64.b64decode(packed)).decode().splitlines()
    modules = dict(json.loads(code))
    assert modules.keys() == {"selfcheck", *(f"selfcheck.{part}" for part in PARTS)}
    for part in PARTS:
        own = ast.parse((selfcheck_cell.FILES / f"{part}.py").read_text())
        assert ast.dump(bare(own)) == ast.dump(bare(ast.parse(modules[f"selfcheck.{part}"])))


def bare(tree):
    """Without docstrings, and without the `pass` that stands where there was nothing else."""
    for node in ast.walk(tree):
        if isinstance(getattr(node, "body", None), list):
            kept = [line for line in node.body if not (isinstance(line, ast.Expr) and is_text(line.value))]
            node.body = [line for line in kept if not isinstance(line, ast.Pass)]
    return tree


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("order", ["C", "F"])
def test_an_array_of_the_examples_lies_in_memory_as_it_was_drawn(order):
    drawn = np.asarray(np.arange(6.0).reshape(2, 3), order=order)
    there = notebook.from_json(json.loads(json.dumps(selfcheck_cell._json(drawn))))
    assert np.array_equal(there, drawn)
    assert there.flags.f_contiguous == drawn.flags.f_contiguous
