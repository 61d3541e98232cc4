"""What the judge asks, and what it adds to a verdict from what happened in the cells."""

import nbformat
import numpy as np
import pytest

from lstm_grader import judge, spec
from lstm_grader.sandbox import CellRun, Run
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
    assert judge._verdict(check, calls, got).misconception == "P2"


def test_right_on_one_example_alone_is_not_taken_for_copied():
    calls = judge.draw(CHECK, "seed")
    example = CHECK.examples[2]
    got = [Outcome("value", call.want if call.args is example else 0 * call.want, call.args) for call in calls]
    assert judge._verdict(CHECK, calls, got).misconception == "unknown"


@pytest.mark.parametrize(("source", "word"), [
    ("answer_3 = d", "error"), ("answer_3=d", "error"), ("other = d", "missing"), ("# answer_3\nd", "missing"),
])  # fmt: skip
def test_an_answer_that_is_lost_with_its_cell_hears_why(source, word):
    said = {"output_type": "error", "ename": "NameError", "evalue": "name 'd' is not defined", "traceback": []}
    run = Run((CellRun("error", [said], 0.0),), (), None, ())
    lost = Verdict("answer_3", "missing", "", ("answer_3: not answered yet.", "Read: page.html"))
    found = judge._with_cause(QUESTION, lost, [nbformat.v4.new_code_cell(source)], run)
    assert found.verdict == word
    assert ("Its cell ended with NameError: name 'd' is not defined" in found.lines) == (word == "error")
