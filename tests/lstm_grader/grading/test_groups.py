"""A group's work is judged once and is everyone's: mark, feedback, lateness, export."""

import csv
import datetime
from typing import ClassVar

import pytest
from nbgrader.api import Gradebook

from lstm_grader import __main__ as program
from lstm_grader.collect import groups
from lstm_grader.gradebook import late, scores
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import appeal, whole_class
from lstm_grader.grading.processes import Workers
from lstm_grader.pages import similarity
from lstm_grader.pages.places import Places
from tests.lstm_grader.classes import NAME, WRONG, hand_in
from tests.lstm_grader.test_nbgrader_seams import make_course, nbgrader, stored

pytestmark = pytest.mark.grading
ROWS = "group,student\nBlue,ada\nBlue,bob\nBlue,cleo\nRed,dan\nRed,eve\n"


class Counting(Workers):
    """Worker processes that say how much they were given."""

    given: ClassVar[list[int]] = []

    def grade(self, tasks):
        tasks = list(tasks)
        self.given.append(len(tasks))
        return super().grade(tasks)


@pytest.fixture
def course(tmp_path):
    """Blue's work is ada's, Red's lies in the group's own folder, zoe works alone."""
    (tmp_path / "groups.csv").write_text(ROWS)
    hand_in(tmp_path / "submitted", "ada", WRONG)
    hand_in(tmp_path / "submitted", "Red")
    hand_in(tmp_path / "submitted", "zoe")
    return tmp_path


def grade(course, **more):
    return whole_class.grade(course / "submitted", course, [NAME], **more)


def totals(course):
    with Store(Places(course).db_url, "lstm") as store:
        return {item.student: item.total for item in scores.read_standings(store.engine, [NAME])}


def test_one_judgement_is_everyones_mark_and_page(course):
    Counting.given.clear()
    done = grade(course, graders=Counting)
    assert Counting.given == [3]
    assert {record.student: record.score for record in done.records} == {
        "ada": 8,
        "bob": 8,
        "cleo": 8,
        "dan": 10,
        "eve": 10,
        "zoe": 10,
    }
    assert {record.student: record.judged_as for record in done.records if record.judged_as} == {
        "bob": "ada",
        "cleo": "ada",
        "dan": "Red",
        "eve": "Red",
    }
    assert len({record.seed for record in done.records if record.student in ("ada", "bob", "cleo")}) == 1
    pages = {
        record.student: Places(course).page("feedback", record.student, NAME).read_text() for record in done.records
    }
    assert all(f"Feedback for {student}" in page for student, page in pages.items())
    assert "handed in by ada" in pages["bob"]
    assert grade(course).judged == 0


def test_a_new_file_of_another_member_is_judged_for_all(course):
    grade(course, pages=False)
    hand_in(course / "submitted", "bob").with_name("timestamp.txt").write_text("2099-01-01 00:00 UTC")
    assert {record.student: record.score for record in grade(course, pages=False).records}["ada"] == 10
    assert totals(course)["cleo"] == 10


def test_a_mark_by_hand_is_everyones_unless_members_have_different_ones(course):
    grade(course)
    with Gradebook(Places(course).db_url, "lstm") as book:
        book.find_grade("check_keep", "forget_gate", NAME, "ada").manual_score = 1.5
        book.db.commit()
    assert {name: total for name, total in totals(course).items() if name in ("ada", "bob", "cleo", "zoe")} == {
        "ada": 9.5,
        "bob": 9.5,
        "cleo": 9.5,
        "zoe": 10,
    }
    with Gradebook(Places(course).db_url, "lstm") as book:
        book.find_grade("check_keep", "forget_gate", NAME, "bob").manual_score = 0.5
        book.db.commit()
    assert [totals(course)[name] for name in ("ada", "bob", "cleo")] == [9.5, 8.5, 8]


def test_a_late_hand_in_is_late_for_everybody(course, monkeypatch):
    (course / "submitted" / "ada" / NAME / "timestamp.txt").write_text("2026-11-02 11:00 UTC")
    monkeypatch.setattr(late, "load_policy", lambda: late.PerDay(share_per_day=0.1))
    grade(course, pages=False)
    with Gradebook(Places(course).db_url, "lstm") as book:
        book.update_or_create_assignment(NAME, duedate=datetime.datetime(2026, 11, 1, 12))
    grade(course, pages=False)
    assert [totals(course)[name] for name in ("ada", "bob", "cleo", "zoe")] == [7.2, 7.2, 7.2, 10]


def test_every_member_is_in_the_export(course):
    grade(course, pages=False)
    assert program.main(["export", "csv", "--out", str(course)]) == 0
    with (course / "exports" / "csv.csv").open(newline="") as file:
        found = {row["student"]: row[NAME] for row in csv.DictReader(file)}
    assert found == {"ada": "8", "bob": "8", "cleo": "8", "dan": "10", "eve": "10", "zoe": "10"}


def test_an_appeal_of_any_member_comes_to_the_same(course):
    grade(course, pages=False)
    with Store(Places(course).db_url, "lstm") as store:
        text, same = appeal.explain("bob", NAME, course / "submitted", course, store)
    assert same, text


def test_members_are_not_told_to_be_alike(course):
    records = grade(course, pages=False).records
    assert len(similarity.read_solutions(records, course / "submitted")) == 3


def test_groups_of_one_exercise_are_none_in_another(course):
    (course / "groups.csv").write_text("group,student,exercise\nBlue,ada,05_squashing\nBlue,bob,05_squashing\n")
    assert {record.student for record in grade(course, pages=False).records} == {"ada", "Red", "zoe"}


def test_a_person_in_two_groups_is_an_error_that_names_both(course):
    (course / "groups.csv").write_text(ROWS + "Red,bob\n")
    with pytest.raises(RuntimeError, match="bob is in two groups, Blue and Red"):
        grade(course)


def test_a_file_with_other_columns_is_told(course):
    (course / "groups.csv").write_text("team;who\nBlue;ada\n")
    with pytest.raises(RuntimeError, match="expected the columns group,student"):
        groups.read(course / "submitted")


def test_members_are_found_by_their_address_or_name(course):
    (course / "collected").mkdir()
    (course / "collected" / "people.csv").write_text(
        f"student,platform,exercise,number,name,ids\nada,moodle,{NAME},7,Ada Lovelace,ada@x.org\n"
    )
    (course / "groups.csv").write_text('group,student\nBlue,ADA@x.org\nGreen,"Lovelace, Ada"\n')
    with pytest.raises(RuntimeError, match="is in two groups, Blue and Green"):
        groups.read(course / "submitted")


@pytest.mark.nbgrader
def test_nbgrader_gives_every_member_the_same_mark_and_page(tmp_path):
    folder = make_course(tmp_path / "class")
    (folder / "course" / "groups.csv").write_text(ROWS)
    hand_in(folder / "course" / "submitted", "ada", WRONG)
    hand_in(folder / "course" / "submitted", "Red")
    nbgrader(folder, "autograde", NAME)
    nbgrader(folder, "generate_feedback", NAME)
    found = {student: record.score for student, record in stored(folder).items()}
    assert found == {"ada": 8, "bob": 8, "cleo": 8, "dan": 10, "eve": 10}
    assert sorted(path.name for path in (folder / "course" / "feedback").iterdir()) == sorted(found)
