"""Where the gradebook is stands once, in nbgrader_config.py: our commands, nbgrader's and formgrader use that one."""

import csv
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from lstm_grader import course
from lstm_grader.__main__ import main
from lstm_grader.grading.secret import course_secret
from lstm_grader.pages.places import Places
from tests.lstm_grader.classes import NAME, WRONG, hand_in
from tests.lstm_grader.nbgrader_course import make_course, nbgrader, serving_formgrader

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.database)]


@pytest.fixture
def address(request, tmp_path) -> str:
    """Of a gradebook that is not where it would be by default."""
    return request.getfixturevalue("url") if request.param == "postgresql" else f"sqlite:///{tmp_path}/grades.db"


def exported(folder: Path) -> dict[str, dict[str, str]]:
    assert main(["export", "csv", NAME]) == 0
    with (folder / "course" / "exports" / "csv.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.mark.nbgrader
@pytest.mark.parametrize("address", KINDS, indirect=True)
def test_a_mark_given_by_hand_in_formgrader_shows_in_the_export(address, browser, tmp_path, monkeypatch):
    folder = make_course(tmp_path / "class", address)
    for student, work in {"ada": {}, "alan": WRONG}.items():
        hand_in(folder / "course" / "submitted", student, work)
    monkeypatch.chdir(folder)
    assert main(["grade", NAME]) == 0
    assert {student: row[NAME] for student, row in exported(folder).items()} == {"ada": "10", "alan": "8"}
    with Gradebook(address, "lstm") as book:
        submission = book.find_submission_notebook("forget_gate", NAME, "alan").id
    with serving_formgrader(folder) as server:
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{server}/formgrader/submissions/{submission}/")
        score = page.locator("input.score[placeholder='0']")  # of the one check that alan lost
        score.fill("1.5")
        with page.expect_response(lambda response: response.request.method == "PUT"):
            score.press("Tab")
        page.close()
    assert exported(folder)["alan"][f"{NAME} keep"] == "1.5"
    assert exported(folder)["alan"][NAME] == "9.5"
    nbgrader(folder, "export", f"--to={tmp_path}/nbgrader.csv")
    with (tmp_path / "nbgrader.csv").open(newline="") as file:
        theirs = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file) if row["assignment"] == NAME}
    assert theirs == {"ada": 10, "alan": 9.5}
    assert not list((tmp_path / "class").rglob("*.db")), "another gradebook was made"


@pytest.mark.grading
def test_every_command_about_grades_opens_the_one_that_the_settings_name(tmp_path, monkeypatch, capsys):
    address = f"sqlite:///{tmp_path}/grades.db"
    folder = make_course(tmp_path / "class", address)
    hand_in(folder / "course" / "submitted", "ada", WRONG)
    monkeypatch.chdir(folder)
    assert main(["grade", NAME, "--no-pages"]) == 0
    assert f"gradebook {tmp_path}/grades.db" in capsys.readouterr().out
    with Gradebook(address, "lstm") as book:
        book.find_grade("check_keep", "forget_gate", NAME, "ada").manual_score = 2.0
        book.db.commit()
    assert main(["export", "csv"]) == main(["report"]) == main(["explain", "ada", NAME]) == 0
    assert ",10\r\n" in (folder / "course" / "exports" / "csv.csv").read_bytes().decode()
    assert not list(folder.rglob("*.db"))


@pytest.mark.grading
def test_a_trial_in_another_folder_touches_neither_gradebook_nor_secret(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path}/grades.db"
    folder = make_course(tmp_path / "class", address)
    hand_in(folder / "course" / "submitted", "ada")
    monkeypatch.chdir(folder)
    trial = tmp_path / "trial"
    assert main(["grade", NAME, "--no-pages", "--out", str(trial)]) == 0
    with Gradebook(address, "lstm") as book:
        assert book.students == []
    assert (trial / "gradebook.db").is_file()
    assert course_secret(trial) != course_secret(folder / "course")


def test_the_settings_are_those_of_the_folder_one_stands_in_else_the_projects(tmp_path, monkeypatch):
    folder = make_course(tmp_path / "class", f"sqlite:///{tmp_path}/grades.db")
    monkeypatch.chdir(folder)
    assert course.folder() == folder / "course"
    assert Places(Path("course")).db_url == f"sqlite:///{tmp_path}/grades.db"
    monkeypatch.chdir(tmp_path)
    assert course.folder() == course.ROOT / "course"
    assert Places(course.folder()).db_url == f"sqlite:///{course.ROOT}/course/gradebook.db"
