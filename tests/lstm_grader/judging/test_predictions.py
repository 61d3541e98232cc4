"""Judging a prediction, whatever stands in its place."""

import numpy as np
import pytest

from lstm_grader.exercise.spec import Question
from lstm_grader.judging.predictions import judge_answer
from lstm_grader.sandbox.wire import Opaque
from lstm_grader.selfcheck import Outcome

NUMBER = Question("answer_1", 1, "page.html", key=0.09, traps={0.19: "S5"})
LETTER = Question("answer_2", 1, "page.html", key="d", traps={"a": "L9"})


def verdict(question, value):
    return judge_answer(question, Outcome("value", value))


@pytest.mark.parametrize(
    "value",
    [0.09, 0.0904, np.array(0.09), np.array([[0.09]]), np.array(0.09, np.float32), np.array(0.09, np.longdouble)],
)
def test_one_number_is_a_number(value):
    assert verdict(NUMBER, value).verdict == "right"


@pytest.mark.parametrize("value", ["d", "D", " d "])
def test_a_letter_is_a_letter(value):
    assert verdict(LETTER, value).verdict == "right"


@pytest.mark.parametrize(
    "value",
    [
        "0.09",
        (0, 9),
        [0.09],
        np.array([0.09, 0.09]),
        None,
        True,
        {},
        0.09 + 0j,
        Opaque("Fraction"),
        np.zeros(0),
    ],
)
def test_what_is_no_number_hears_that_one_was_expected(value):
    found = verdict(NUMBER, value)
    assert found.verdict == "wrong"
    assert "Expected one number, without quotes and with a point: 0.5, not 0,5." in found.lines


@pytest.mark.parametrize("value", [4, -3, "e", "ab", "", ("d",), None, Opaque("function")])
def test_what_is_no_letter_hears_that_one_was_expected(value):
    assert "Expected one of the letters a, b, c, d, in quotes." in verdict(LETTER, value).lines


@pytest.mark.parametrize("value", [0.1, float("nan"), float("inf"), 2**62])
def test_a_wrong_number_is_shown(value):
    found = verdict(NUMBER, value)
    assert found.verdict == "wrong"
    assert found.lines[0] == f"answer_1: {value!r} is not right."


def test_a_trap_is_named():
    assert verdict(NUMBER, 0.19).mistake == "S5"
    assert verdict(LETTER, "A").mistake == "L9"


def test_three_dots_and_a_lost_name_are_no_answer():
    assert verdict(NUMBER, Opaque("ellipsis")).verdict == "missing"
    found = judge_answer(LETTER, Outcome("missing"))
    assert found.verdict == "missing"
    assert "Expected one of the letters a, b, c, d, in quotes." in found.lines
