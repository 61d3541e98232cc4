"""The whole notebooks are what the class of the grader's tests needs."""

import pytest

from lstm_grader import spec
from tests.course import submissions

EXERCISE = "06_forget_gate"


def test_three_right_ones_are_independent_and_one_is_noisy():
    right = submissions.right_ones(EXERCISE)
    assert len({one.notebook for one in right}) == 3
    assert [one.score for one in right] == [10, 10, 10]
    assert any(b"sys.stderr" in one.notebook for one in right)


def test_ten_mistakes_each_lose_one_check_only():
    wrong = submissions.mistaken(EXERCISE)
    assert len({one.student for one in wrong}) == 10
    for one in wrong:
        lost = [check for check in spec.load(EXERCISE).checks if one.expected[check.name][0] != "right"]
        assert len(lost) == 1
        assert one.score == 10 - lost[0].points


@pytest.mark.parametrize("exercise", spec.names())
def test_no_answer_and_no_key_is_in_a_released_notebook(exercise):
    released = submissions.unsolved(exercise).notebook.decode()
    assert "SOLUTION" not in released
    assert "HIDDEN TESTS" not in released
    for question, key in submissions.answers.right_predictions(exercise).items():
        assert f"{question} = {key!r}" not in released
    assert released.count("YOUR CODE HERE") >= len(submissions.answers.author(exercise))
