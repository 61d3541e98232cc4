"""Looking again: `explain` reproduces a verdict, `check` tells by its exit status."""

import os
import subprocess
import sys
from dataclasses import replace

import nbformat
import pytest

from lstm_grader import ROOT
from lstm_grader.__main__ import main
from lstm_grader.gradebook import history
from lstm_grader.grading import appeal, whole_class
from lstm_grader.sandbox import SandboxUnavailable
from tests.lstm_grader.classes import NAME, hand_in, solved

NEGATIVE = {"keep": "def keep(f_t, c_prev):\n    return (1 - f_t) * c_prev"}


def write(path, notebook):
    path.write_text(nbformat.writes(notebook))
    return path


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    hand_in(folder / "submitted", "ada", NEGATIVE)
    whole_class.grade(folder / "submitted", folder / "out")
    return folder


def explain(course, *arguments):
    return main(["explain", *arguments, "--submitted", str(course / "submitted"), "--out", str(course / "out")])


def test_explain_reproduces_a_verdict(course, capsys):
    assert explain(course, "ada", NAME) == 0
    said = capsys.readouterr().out
    assert "keep: wrong A10 0/2 (reproduced)" in said
    assert "not reproduced" not in said
    assert "seed      " in said


def test_explain_sees_that_the_file_is_another_one(course, capsys):
    path = course / "submitted" / "ada" / NAME / "forget_gate.ipynb"
    handed_in = path.read_bytes()
    write(path, solved())
    assert explain(course, "ada", NAME) == 1
    said = capsys.readouterr().out
    path.write_bytes(handed_in)
    assert "another one than was graded" in said
    assert "keep: wrong A10 0/2 (now right  2)" in said


def test_explain_says_that_there_is_no_grade(course, capsys):
    assert explain(course, "nobody", NAME) == 2
    said = capsys.readouterr().err
    assert "nobody has no grade for 06_forget_gate" in said and "there are: none" in said


def test_explain_makes_no_gradebook_where_there_is_none(tmp_path, capsys):
    assert main(["explain", "ada", NAME, "--out", str(tmp_path / "nowhere")]) == 2
    assert f"no gradebook at {tmp_path / 'nowhere' / 'gradebook.db'}" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_explain_says_that_the_exercise_has_other_checks_now(course, capsys, monkeypatch):
    monkeypatch.setattr(history, "standing", lambda found: replace(found[-1], checks=found[-1].checks[1:]))
    assert explain(course, "ada", NAME) == 2
    said = capsys.readouterr().err
    assert "then keep, half_life" in said and "now forget_gate, keep" in said and "grade --out DIR" in said


def test_nothing_that_a_student_chose_steers_the_terminal(course, capsys, monkeypatch):
    monkeypatch.setattr(appeal, "_verdicts", lambda *_: ["\x1b[2J", "two"])
    explain(course, "ada", NAME)
    assert capsys.readouterr().out.endswith("\n\\x1b[2J\ntwo\n")


@pytest.mark.parametrize(
    ("changed", "status", "text"),
    [
        ({}, 0, "keep: right on all"),
        (NEGATIVE, 1, "Looks like: the forget gate turned upside down"),
        ({"answer_1": "answer_1 = ..."}, 1, "answer_1: not answered yet"),
        ({"answer_1": "answer_1 = 0"}, 1, "answer_1: 0 is not right."),
        ({"answer_2": "answer_2 = 3.0"}, 1, "answer_2: 3.0 is not right.\nLooks like: "),
        ({}, 0, "answer_3: right."),
    ],
)
def test_check_tells_by_its_exit_status(changed, status, text, tmp_path, capsys):
    path = write(tmp_path / "forget_gate.ipynb", solved(changed))
    assert main(["check", str(path)]) == status
    assert text in capsys.readouterr().out


def test_check_names_what_it_expected(tmp_path, capsys):
    broken = tmp_path / "forget_gate.ipynb"
    broken.write_text("{")
    assert main(["check", str(broken)]) == 1
    assert "the file is not JSON" in capsys.readouterr().out
    broken.unlink()
    os.mkfifo(broken)  # which is not waited for
    assert main(["check", str(broken)]) == 2
    assert "not a regular file" in capsys.readouterr().err
    assert main(["check", str(write(tmp_path / "other.ipynb", solved()))]) == 2
    assert "expected the notebook of an exercise" in capsys.readouterr().err


def test_explain_says_why_it_could_not_judge_again(course, capsys, monkeypatch):
    def missing(*_, **__):
        raise SandboxUnavailable("bubblewrap is not installed")

    monkeypatch.setattr(appeal.pool, "Sandbox", missing)
    assert explain(course, "ada", NAME) == 1
    said = capsys.readouterr().out
    assert "not judged again  Not graded yet, through no fault of yours: bubblewrap is not installed" in said
    assert "keep: wrong A10 0/2 (not judged again)" in said


def test_a_reader_who_has_enough_ends_a_command_quietly(course):
    arguments = ["explain", "ada", NAME, "--submitted", course / "submitted", "--out", course / "out"]
    command = [sys.executable, "-m", "lstm_grader", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, b"")
