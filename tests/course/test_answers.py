"""Answers as they are written down become the answers of students."""

import pytest

from lstm_grader.exercise import spec
from tests.course import answers

BASE = "def keep(f_t, c_prev):\n    a = f_t * 1\n    b = a * c_prev\n    return b"


@pytest.mark.parametrize(
    "lines, body",
    [
        ("return a", "a = f_t * 1\nb = a * c_prev\nreturn a"),
        ("b = a\nb = b + c_prev", "a = f_t * 1\nb = a\nb = b + c_prev\nreturn b"),
        ("for row in f_t:\n    row *= 2\na = f_t", "for row in f_t:\n    row *= 2\na = f_t\nb = a * c_prev\nreturn b"),
        ("c_prev *= f_t\nreturn c_prev", "a = f_t * 1\nb = a * c_prev\nc_prev *= f_t\nreturn c_prev"),
    ],
)
def test_lines_stand_where_the_base_sets_the_same(lines, body):
    head, *rest = answers.on_base(BASE, lines).splitlines()
    assert head == "def keep(f_t, c_prev):"
    assert [line.removeprefix("    ") for line in rest] == body.splitlines()


def test_a_line_that_has_no_place_is_told():
    with pytest.raises(ValueError, match="nowhere in the base to put: print\\(b\\)"):
        answers.on_base(BASE, "b = a\nprint(b)")


def test_lines_without_a_base_are_told(tmp_path, monkeypatch):
    folder = tmp_path / "06_forget_gate"
    folder.mkdir()
    (folder / "wrong.py").write_text("# %% keep C10\nreturn f_t + c_prev\n")
    monkeypatch.setattr(spec, "SOLUTIONS", tmp_path)
    with pytest.raises(LookupError, match="06_forget_gate: keep-C10 is no whole function, and no cell `keep base`"):
        answers.read("wrong", "06_forget_gate")


def test_an_answer_of_another_exercise_takes_over_names_and_ids():
    (answer,) = [answer for answer in answers.read("wrong", "07_input_gate") if str(answer) == "input_gate-G5"]
    assert answer.source.splitlines() == [
        "def input_gate(x_t, h_prev, W_i, b_i):",
        "    z = np.hstack([x_t, h_prev]) @ W_i + b_i",
        "    return 1 - sigmoid(z)",
    ]
