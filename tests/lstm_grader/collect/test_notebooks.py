"""Reading a notebook, putting back what may not change, giving it back with grades."""

import json

import nbformat
import pytest

from lstm_grader.collect import notebooks
from lstm_grader.collect.outputs import without_outputs
from lstm_grader.records import CheckRecord, Record
from lstm_grader.release import derive

NAME = "06_forget_gate"


@pytest.fixture
def released():
    return derive.released_notebook(NAME)


@pytest.fixture
def handed_in():
    return derive.solved_notebook(NAME)


def restored(notebook, released):
    return notebooks.restore(notebooks.read_notebook(nbformat.writes(notebook).encode()), released)


def names(notebook):
    return [notebooks.grade_id(cell) for cell in notebook.cells if notebooks.grade_id(cell)]


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if notebooks.grade_id(cell) == name)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "no list of cells"),
        (b'{"nbformat": 3, "worksheets": []}', "got 3"),
        (b'{"nbformat": 5, "cells": []}', "got 5"),
        (json.dumps({"nbformat": 4, "cells": [{}] * 1001}).encode(), "1001 cells"),
        pytest.param(b" " * (notebooks.MAX_BYTES + 1), "40 MB, at most 40 are read", id="large"),
        pytest.param(b'["' + b"x" * 2**23 + b'"]', "8 MB beside outputs, at most 4 are read", id="large text"),
        pytest.param(b"[]," * 600_000, "more than 500,000 lists", id="many lists"),
    ],
)
def test_what_cannot_be_read_says_why(data, why):
    with pytest.raises(notebooks.Unreadable, match=why):
        notebooks.read_notebook(data)


def test_a_notebook_in_order_stays_in_order(released, handed_in):
    result = restored(handed_in, released)
    assert [cell.source for cell in result.cells] == [cell.source for cell in handed_in.cells]
    nbformat.validate(result)


def test_locked_cells_get_their_released_text_and_answers_keep_theirs(released, handed_in):
    for cell in handed_in.cells:
        cell.source = "pass"
    result = restored(handed_in, released)
    for name in names(released):
        original = cell_of(released, name)
        expected = "pass" if original.metadata.nbgrader.solution else original.source
        assert cell_of(result, name).source == expected
        assert cell_of(result, name).metadata == original.metadata


@pytest.mark.parametrize("name", ["tools", "selfcheck", "forget_gate", "check_forget_gate", "check_answer_3"])
def test_a_lost_cell_comes_back_in_its_place(name, released, handed_in):
    handed_in.cells = [cell for cell in handed_in.cells if cell.id != name]
    assert names(restored(handed_in, released)) == names(released)


def defined(notebook):
    """The answers after all cells, as text: of two definitions the later counts."""
    found = {}
    for cell in notebook.cells:
        for name in ("forget_gate", "keep", "half_life"):
            if cell.cell_type == "code" and f"def {name}(" in cell.source:
                found[name] = "starter" if "NotImplementedError" in cell.source else "written"
    return found


ANSWERS = ["forget_gate", "keep", "half_life"]


@pytest.mark.parametrize("stays", [*ANSWERS, "tools", "check_keep", "new"])
def test_answers_merged_into_one_cell_are_not_replaced_by_starters(stays, released, handed_in):
    """Whichever cell's name the merged one has, that of a locked one or none included."""
    merged = "\n\n".join(cell_of(handed_in, name).source for name in ANSWERS)
    place = next(index for index, cell in enumerate(handed_in.cells) if cell.id in (stays, "forget_gate"))
    cell = nbformat.v4.new_code_cell(merged, metadata={} if stays == "new" else cell_of(handed_in, stays).metadata)
    handed_in.cells.insert(place, cell)
    handed_in.cells = [cell for cell in handed_in.cells if cell.id not in (*ANSWERS, stays)]
    result = restored(handed_in, released)
    assert sorted(names(result)) == sorted(names(released))
    assert defined(result) == dict.fromkeys(ANSWERS, "written")


def test_an_answer_that_is_nowhere_is_the_starter(released, handed_in):
    handed_in.cells = [cell for cell in handed_in.cells if cell.id != "keep"]
    handed_in.cells.append(nbformat.v4.new_markdown_cell("I wrote `def keep(` first"))
    assert defined(restored(handed_in, released)) == {**dict.fromkeys(ANSWERS, "written"), "keep": "starter"}


def test_of_two_cells_with_one_name_the_last_keeps_it(released, handed_in):
    place = next(index for index, cell in enumerate(handed_in.cells) if cell.id == "keep")
    twin = nbformat.v4.new_code_cell("first = 1", metadata=handed_in.cells[place].metadata)
    handed_in.cells.insert(place, twin)
    result = restored(handed_in, released)
    assert names(result) == names(released)
    assert cell_of(result, "keep").source == handed_in.cells[place + 1].source
    assert "first = 1" in [cell.source for cell in result.cells]


def test_without_any_metadata_cells_are_known_by_what_they_hold(released, handed_in):
    for cell in handed_in.cells:
        cell.metadata = {}
    result = restored(handed_in, released)
    assert sorted(names(result)) == sorted(names(released))
    assert "np.concatenate" in cell_of(result, "forget_gate").source


def test_a_cell_retyped_to_markdown_is_code_again(released, handed_in):
    for cell in handed_in.cells:
        if cell.id in ("keep", "check_keep"):
            cell.cell_type = "markdown"
            del cell["outputs"], cell["execution_count"]
    result = restored(handed_in, released)
    assert {cell_of(result, name).cell_type for name in ("keep", "check_keep")} == {"code"}


@pytest.mark.parametrize(
    "odd", [1, None, [], {}, {"cell_type": "heading"}, {"cell_type": "code", "source": None}, {"source": {"a": 1}}]
)
def test_an_odd_cell_costs_the_others_nothing(odd, released, handed_in):
    document = json.loads(nbformat.writes(handed_in))
    document["cells"].insert(2, odd)
    result = notebooks.restore(notebooks.read_notebook(json.dumps(document).encode()), released)
    assert [cell.source for cell in result.cells if cell.source] == [cell.source for cell in handed_in.cells]


def test_outputs_attachments_and_widgets_are_read_past_however_large(released, handed_in):
    document = json.loads(nbformat.writes(handed_in))
    large = ['a "quoted" \\ word ] }\n' * 1000] * 1200
    document["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": large}]
    document["cells"][0]["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo" * 100_000}}
    document["metadata"]["widgets"] = {"state": large[:100]}
    data = json.dumps(document).encode()
    assert len(data) > 21 * 2**20
    result = notebooks.restore(notebooks.read_notebook(data), released)
    assert [cell.source for cell in result.cells] == [cell.source for cell in handed_in.cells]


def test_only_what_stands_under_outputs_is_read_past():
    cell = {"cell_type": "code", "outputs": [1, {"a": []}], "source": 'x = {"outputs": [1]} # "outputs": ['}
    data = json.dumps({"cells": [cell], "outputs": {"a": 1}, '"outputs': [1]}).encode()
    cell["outputs"] = []
    assert json.loads(without_outputs(data, 1000)) == {"cells": [cell], "outputs": {}, '"outputs': [1]}


@pytest.mark.parametrize(
    "answer", ["def keep (f, c):\n    return f * c", "keep = lambda f, c: f * c", "keep: object = print"]
)
@pytest.mark.parametrize("where", ["typed", "merged"])
def test_an_answer_in_a_locked_cell_is_kept_however_it_is_written(where, answer, released, handed_in):
    check = cell_of(handed_in, "check_keep")
    check.source = f"{answer}\n\n{check.source}"
    if where == "merged":
        handed_in.cells.remove(cell_of(handed_in, "keep"))
    result = restored(handed_in, released)
    assert cell_of(result, "check_keep").source == cell_of(released, "check_keep").source
    sources = [cell.source for cell in result.cells]
    assert check.source in sources
    if where == "merged":
        assert cell_of(result, "keep").source == check.source
    else:  # it is what stands at the end
        assert sources.index(check.source) > sources.index(cell_of(result, "keep").source)


@pytest.mark.parametrize("where", ["typed", "merged"])
def test_a_prediction_in_a_locked_cell_is_kept(where, released, handed_in):
    check = cell_of(handed_in, "check_answer_1")
    check.source = f"answer_1 = 3\n{check.source}"
    if where == "merged":
        handed_in.cells.pop(handed_in.cells.index(check) - 1)
    result = restored(handed_in, released)
    assert cell_of(result, "check_answer_1").source == cell_of(released, "check_answer_1").source
    assert [cell.source for cell in result.cells].count(check.source) == 1


def test_what_is_added_to_the_cell_of_tools_stays_and_the_given_functions_stay_as_they_were(released, handed_in):
    tools = cell_of(handed_in, "tools")
    tools.source = f"import math\n{tools.source}\n\ndef sigmoid(z): return 0"
    result = restored(handed_in, released)
    place = [cell.source for cell in result.cells].index(tools.source)
    assert result.cells[place + 1].source == cell_of(released, "tools").source
    assert len(result.cells) == len(handed_in.cells) + 1


def test_blank_lines_are_looked_at_once():
    cell = nbformat.v4.new_code_cell("\n \t" * 100_000 + "def f")
    assert notebooks.defined(cell, {"forget_gate", "keep"}) == set()


def test_a_made_up_name_is_dropped(released, handed_in):
    handed_in.cells.append(nbformat.v4.new_code_cell("1", metadata={"nbgrader": {"grade_id": "check_bonus"}}))
    assert names(restored(handed_in, released)) == names(released)


def test_the_graded_notebook_carries_score_and_words_and_cannot_be_marked_up(released, handed_in):
    base = restored(handed_in, released)
    rows = (CheckRecord("keep", 0.0, 2.0, "wrong", "A1", "Called: keep\n<script>alert(1)</script> [x](javascript:1)"),)
    code = [cell for cell in base.cells if cell.cell_type == "code"]
    said = [[{"output_type": "stream", "name": "stdout", "text": f"{index}\n"}] for index in range(len(code))]
    graded = notebooks.annotate(base, Record("ada", NAME, "forget_gate", rows), said)
    nbformat.validate(graded)
    feedback, score = cell_of(graded, "check_keep").outputs
    assert score.data["text/plain"] == "0.0"
    assert "\n    <script>" in feedback.data["text/markdown"]
    assert [cell.outputs[0].text for cell in graded.cells if cell.cell_type == "code" and len(cell.outputs) == 1] == [
        f"{index}\n" for index, cell in enumerate(code) if notebooks.grade_id(cell) != "check_keep"
    ]
