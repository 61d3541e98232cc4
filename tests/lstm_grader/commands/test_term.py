"""A term has a folder of its own, and what it changes touches nothing of the project."""

import csv
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import nbformat
import pytest

from lstm_grader import ROOT, course
from lstm_grader.exercise import spec, term
from lstm_grader.exercise.term import Term, TermError
from lstm_grader.gradebook import due, late
from tests.lstm_grader.classes import NAME, hand_in

pytestmark = pytest.mark.nbgrader
EXERCISE = spec.load(NAME)
NEARLY = {"keep": "def keep(f_t, c_prev):\n    return f_t * c_prev * (1 + 1e-4)"}
SETTINGS = f"""
exercises = ["05_squashing", "{NAME}"]
hints = true
[due]
{NAME} = "2027-05-03 12:00 Europe/Berlin"
[points.{NAME}]
keep = 5
[tolerance.{NAME}]
keep = {{ rtol = 1e-3, atol = 1e-3 }}
"""


def run(folder: Path, *words: str, status: int = 0, typed: str = "") -> str:
    """What a command prints that somebody types in a folder."""
    command = [sys.executable, "-m", *(words if words[0] == "nbgrader" else ("lstm_grader", *words))]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    told = {"cwd": folder, "env": environment, "input": typed}
    done = subprocess.run(command, **told, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def scores(folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    with (folder / "course" / "grades.csv").open() as file:
        for row in csv.DictReader(file):
            found[row["student"]] = found.get(row["student"], 0) + float(row["score"])
    return found


def tracked() -> str:
    return subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def terms(tmp_path_factory):
    """Two terms side by side, released and graded: one that changes things, one that does not."""
    both = tmp_path_factory.mktemp("terms")
    for name in ("changed", "plain"):
        run(both, "term", str(both / name))
        if name == "changed":
            (both / name / term.FILE).write_text(SETTINGS)
        run(both / name, "release", NAME)
        hand_in(both / name / "course" / "submitted", "ada")
        hand_in(both / name / "course" / "submitted", "alan", NEARLY)
        run(both / name, "grade", "--workers", "1")
    return both


def test_two_terms_differ_in_points_and_tolerance_and_the_project_in_nothing(terms):
    before = tracked()
    assert scores(terms / "changed") == {"ada": 13, "alan": 13}
    assert scores(terms / "plain") == {"ada": 10, "alan": 8}
    assert "nothing is graded" not in run(terms / "changed", "report")
    assert tracked() == before
    assert spec.load(NAME).max_score == 10


def test_a_term_s_notebook_tells_points_and_hints(terms):
    path = terms / "changed" / "exercises" / NAME / "forget_gate.ipynb"
    cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells}
    assert "`keep` 5" in cells["text_0"] and "13 in all" in cells["text_0"]
    assert cells["hints_keep"].count("<summary>Hint") == 3
    plain = (terms / "plain" / "exercises" / NAME / "forget_gate.ipynb").read_bytes()
    assert plain == (ROOT / "exercises" / NAME / "forget_gate.ipynb").read_bytes()


def test_settings_that_a_term_shows_as_comments_count_once_they_are_none(terms, tmp_path, monkeypatch):
    shown = (terms / "plain" / "nbgrader_config.py").read_text()
    (tmp_path / "nbgrader_config.py").write_text(shown.replace("\n# c.", "\nc."))
    monkeypatch.chdir(tmp_path)
    assert course.published_book() == "https://example.org/lstm/"
    policy = late.load_policy()
    assert (policy.share_per_day, policy.grace_hours, policy.at_most) == (0.1, 2.0, 0.5)
    monkeypatch.chdir(terms / "plain")
    assert course.published_book() == "" and late.load_policy().share_per_day == 0


def test_due_dates_of_a_term_are_in_nbgrader_s_table(terms):
    assert "2027-05-03 10:00" in run(terms / "changed", "nbgrader", "db", "assignment", "list")


def test_an_exercise_that_the_term_leaves_out_is_none(terms):
    said = run(terms / "changed", "release", "07_input_gate", status=2)
    assert "no exercise '07_input_gate'; there are: 05_squashing, 06_forget_gate" in said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("points = 3", "points: expected a table"),
        ("point = 3", "a term has exercises, hints, due, points, tolerance, limits; got point"),
        ("[points.06_forget_gate]\nkep = 3", "points of 06_forget_gate: expected forget_gate, keep"),
        ("[points.06_forget_gate]\nkeep = -1", "points.06_forget_gate.keep: expected a number, 0 or more, got -1"),
        ("[points.06_forget]\nkeep = 1", "no exercise 06_forget; there are"),
        ("[limits.06_forget_gate]\nseconds = 1", "expected cell_s, call_s"),
        ("[due]\n06_forget_gate = '2027-05-03'", "due of 06_forget_gate: '2027-05-03' is no time"),
        ("hints = ", "Invalid value"),
    ],
)
def test_what_a_term_cannot_mean_is_said(tmp_path, monkeypatch, text, word):
    (tmp_path / term.FILE).write_text(text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises((TermError, LookupError), match=re.escape(word)):
        spec.names()
        due.read_due_dates()
        term.current().apply(EXERCISE)


def test_checks_made_of_others_stay_made_of_the_changed_ones():
    exercise = Term(points={"03_rnn": {"rnn_step": 1}}).apply(spec.load("03_rnn"))
    made = next(check for check in exercise.checks if getattr(check, "uses", ()))
    assert all(any(part is check for check in exercise.checks) for part in made.uses)


def test_a_tolerance_of_nothing_known_is_refused():
    with pytest.raises(TermError, match="tolerance of keep: expected rtol, atol; got digits"):
        Term(tolerance={NAME: {"keep": {"digits": 3}}}).apply(spec.load(NAME))


def test_a_term_begins_in_a_new_folder(terms):
    assert "there is something already" in run(terms, "term", "plain", status=2)


def test_a_backup_is_set_up_again_elsewhere_and_grading_changes_nothing(terms, tmp_path):
    run(terms / "changed", "backup", str(tmp_path / "kept.tar.gz"))
    assert (tmp_path / "kept.tar.gz").stat().st_mode & 0o077 == 0
    again = tmp_path / "again"
    with tarfile.open(tmp_path / "kept.tar.gz") as archive:
        archive.extractall(again, filter="data")
    said = run(again, "grade", "--workers", "1")
    assert "0 of 2 judged now" in said and scores(again) == {"ada": 13, "alan": 13}
    assert (again / "course" / "secret").read_bytes() == (terms / "changed" / "course" / "secret").read_bytes()


def test_a_student_is_forgotten_and_the_others_are_not(terms, tmp_path):
    run(terms / "plain", "backup", str(tmp_path / "kept.tar.gz"))
    with tarfile.open(tmp_path / "kept.tar.gz") as archive:
        archive.extractall(tmp_path / "again", filter="data")
    again = tmp_path / "again"
    for command in (f"handback folder {NAME}", f"results {NAME} --format gradescope", f"similar {NAME}"):
        run(again, *command.split())
    assert len([*again.rglob("alan*")]) == 6 == len([*again.rglob("ada*")])
    assert "nothing is removed" in run(again, "forget", "alan", typed="ada\n", status=1)
    run(again, "forget", "alan", typed="alan\n")
    assert scores(again) == {"ada": 10} and not [*again.rglob("alan*")]
    assert len([*again.rglob("ada*")]) == 6
    assert "alan" not in run(again, "nbgrader", "db", "student", "list")
    assert "the term has nothing of 'alan'" in run(again, "forget", "alan", "--yes", status=2)
    assert "no student's name" in run(again, "forget", "../ada", "--yes", status=2)
