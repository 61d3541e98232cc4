"""Looking again: `explain` reproduces a verdict, `check` tells by its exit status."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial

import nbformat
import pytest

from lstm_grader import ROOT
from lstm_grader.__main__ import main
from lstm_grader.gradebook import history
from lstm_grader.grading import appeal, pool, processes, rehearsal, whole_class
from lstm_grader.grading.pool import Job
from lstm_grader.sandbox import SandboxUnavailable
from tests.lstm_grader.classes import NAME, hand_in, solved

pytestmark = pytest.mark.grading
serve = processes._serve
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


def test_explain_and_check_say_why_they_could_not_judge(course, capsys, monkeypatch, tmp_path):
    def missing():
        raise SandboxUnavailable("bubblewrap is not installed")

    monkeypatch.setattr(processes.selftest, "require", missing)
    assert explain(course, "ada", NAME) == 1
    said = capsys.readouterr().out
    assert "not judged again  Not graded yet, through no fault of yours: bubblewrap is not installed" in said
    assert "keep: wrong A10 0/2 (not judged again)" in said
    path = write(tmp_path / "forget_gate.ipynb", solved())
    assert main(["check", str(path)]) == 2
    assert "bubblewrap is not installed" in capsys.readouterr().err
    assert main(["check", str(path), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert not told["passed"] and {check["verdict"] for check in told["checks"]} == {"infrastructure"}


def test_a_notebook_on_which_this_side_spends_too_much_ends_neither(course, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(processes, "_serve", serve_a_search_that_takes_years)
    for module in (appeal, rehearsal):
        monkeypatch.setattr(module, "Job", partial(Job, processor_s=2.0))
    path = write(tmp_path / "forget_gate.ipynb", solved())
    assert main(["check", str(path)]) == 1
    said = capsys.readouterr().out
    assert said.count("took more than 2 s") == 1
    assert explain(course, "ada", NAME) == 1
    assert "keep: wrong A10 0/2 (now timeout  0)" in capsys.readouterr().out


def serve_a_search_that_takes_years(connection, job):
    """A worker in which whatever is judged is one, inside a single call."""
    pool.judge_read = lambda *_: re.search(r"^(\s*)*x", "\n" * 100, re.MULTILINE)
    serve(connection, job)


def test_check_tells_other_programs(tmp_path, capsys):
    path = write(tmp_path / "forget_gate.ipynb", solved(NEGATIVE))
    assert main(["check", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["exercise"], told["passed"], told["score"], told["max_score"]) == (NAME, False, 8, 10)
    (keep,) = [check for check in told["checks"] if check["check"] == "keep"]
    assert (keep["verdict"], keep["mistake"], keep["score"], keep["max_score"]) == ("wrong", "A10", 0, 2)
    assert "Looks like: the forget gate turned upside down" in keep["message"]
    path = write(tmp_path / "forget_gate.ipynb", solved())
    assert main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passed"]
    path.write_text("{")
    assert main(["check", str(path), "--json"]) == 1
    assert {check["verdict"] for check in json.loads(capsys.readouterr().out)["checks"]} == {"unreadable"}


def test_a_reader_who_has_enough_ends_a_command_quietly(course):
    arguments = ["explain", "ada", NAME, "--submitted", course / "submitted", "--out", course / "out"]
    command = [sys.executable, "-m", "lstm_grader", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, b"")
