"""What the judge asks, and what it adds to a verdict from what happened in the cells."""

import nbformat
import numpy as np
import pytest

from lstm_grader.exercise import spec
from lstm_grader.judging import judge
from lstm_grader.judging.causes import with_cause
from lstm_grader.release import derive
from lstm_grader.sandbox import CellRun, Run, Sandbox
from lstm_grader.selfcheck import Outcome, Verdict, call

EXERCISE = spec.load("06_forget_gate")
CHECK, QUESTION = EXERCISE.checks[0], EXERCISE.checks[-1]


def test_the_queries_are_fresh_ones_all_examples_and_one_repeated():
    calls = judge.draw(CHECK, "seed")
    assert sum(call.shown for call in calls[:-1]) == len(CHECK.examples)
    assert sum(not call.shown for call in calls[:-1]) >= 5
    assert calls[-1].args is calls[calls[-1].repeats].args


@pytest.mark.parametrize("seed", "abcdefgh")
def test_an_answer_that_remembers_is_told_so_whatever_the_order(seed):
    check, seen = EXERCISE.checks[2], set()

    def half_life(f):
        seen.add(np.shape(f))
        return check.reference(f) * (1 if len(seen) < 3 else len(seen))

    calls = judge.draw(check, seed)
    got = [call(half_life, item.args) for item in calls]
    assert judge._verdict(check, calls, got).mistake == "P2"


def test_right_on_one_example_alone_is_not_taken_for_copied():
    calls = judge.draw(CHECK, "seed")
    example = CHECK.examples[2]
    got = [Outcome("value", call.want if call.args is example else 0 * call.want, call.args) for call in calls]
    assert judge._verdict(CHECK, calls, got).mistake == "unknown"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("answer_3 = d", "error"),
        ("answer_3=d", "error"),
        ("other = d", "missing"),
        ("# answer_3\nd", "missing"),
    ],
)
def test_an_answer_that_is_lost_with_its_cell_hears_why(source, word):
    said = {"output_type": "error", "ename": "NameError", "evalue": "name 'd' is not defined", "traceback": []}
    run = Run((CellRun("error", [said], 0.0),), (), None, ())
    lost = Verdict("answer_3", "missing", "", ("answer_3: not answered yet.", "Read: page.html"))
    found = with_cause(EXERCISE, QUESTION, lost, [nbformat.v4.new_code_cell(source)], run)
    assert found.verdict == word
    assert ("Its cell ended with NameError: name 'd' is not defined" in found.lines) == (word == "error")


def graded(changed, exercise=EXERCISE):
    """The verdicts on the solved notebook with other texts in some cells, run by Python alone."""
    data = nbformat.writes(derive.solved_notebook(exercise.name, changed)).encode()
    with Sandbox(exercise.packages, unsafe=True) as sandbox:
        record = judge.judge("ada", exercise, data, b"secret", sandbox).record
    return {row.check: row for row in record.checks}


def test_a_library_that_is_not_there_is_told_wherever_it_is_imported():
    rows = graded(
        {
            "forget_gate": "from scipy.special import expit\n\n\ndef forget_gate(x_t, h_prev, W_f, b_f):\n    pass",
            "keep": "def keep(f_t, c_prev):\n    import torch\n    return f_t * c_prev",
            "half_life": "def half_life(f):\n    return expit(f)",
            "answer_1": "import scipy\nanswer_1 = 1.39",
            "answer_2": "answer_2 = d",
        }
    )
    told = "Where the notebook is judged, only numpy, matplotlib and Python's own library can be imported."
    assert [name for name, row in rows.items() if told in row.message.splitlines()] == [
        "forget_gate",
        "keep",
        "half_life",
        "answer_1",
    ]
    assert all("Not a mistake I know" not in row.message for row in rows.values())
    assert "Expected one number" in rows["answer_1"].message


def test_a_function_under_another_name_is_told_its_name():
    rows = graded({"keep": "def helper(a):\n    return a\n\n\ndef kept(f_t, c_prev):\n    return f_t * c_prev"})
    assert "Its cell defines helper, kept; the name must stay keep." in rows["keep"].message
    assert [name for name, row in rows.items() if row.verdict != "right"] == ["keep"]


@pytest.mark.exercise
@pytest.mark.parametrize("other", spec.names())
def test_the_notebook_of_another_exercise_is_told_from_ones_own(other):
    notebook = derive.solved_notebook(other)
    for _ in range(2):
        data = nbformat.writes(notebook).encode()
        for exercise in map(spec.load, spec.names()):
            if exercise.name == other:
                assert judge._read(exercise, data).cells
            else:
                found = judge.judge("ada", exercise, data, b"secret", None).record
                assert {(row.score, row.message) for row in found.checks} == {
                    (0.0, f"Not readable: it is the notebook of {other}; hand in {exercise.notebook}.ipynb.")
                }
        notebook.cells = [cell for cell in notebook.cells if cell.id != "selfcheck"]


@pytest.mark.parametrize("source", ["def keep(f, c):\n    return f * c", "keep = np.multiply", "if 1:\n    keep = max"])
def test_a_notebook_with_any_answer_to_the_exercise_is_judged(source):
    data = nbformat.writes(derive.solved_notebook("07_input_gate", {"candidate": source})).encode()
    assert source in [cell.source for cell in judge._read(EXERCISE, data).cells]
