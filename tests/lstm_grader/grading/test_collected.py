"""What `collect` tells of times reaches the gradebook, the late policy and the class page."""

import datetime

import nbformat
import pytest
from nbgrader.api import Gradebook

from lstm_grader.collect import collecting
from lstm_grader.exercise import spec
from lstm_grader.gradebook import late
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from lstm_grader.pages.places import Places
from tests.lstm_grader.classes import NAME, solved
from tests.lstm_grader.collect.archive import FILE, MOODLE, pack, worksheet

pytestmark = pytest.mark.grading
RIGHT = nbformat.writes(solved()).encode()


@pytest.fixture
def course(tmp_path, monkeypatch):
    """Due at noon in Berlin; a tenth a day is taken off."""
    monkeypatch.setattr(late, "load_policy", lambda: late.PerDay(share_per_day=0.1))
    out = tmp_path / "course"
    with Store(Places(out).db_url, "lstm") as store:
        store.ensure_assignment(spec.load(NAME))
    with Gradebook(Places(out).db_url, "lstm") as book:
        book.update_or_create_assignment(NAME, duedate=datetime.datetime(2026, 11, 1, 11))
    return out


def grade(course):
    return whole_class.grade(course / "submitted", course, [NAME], pages=False)


def test_a_time_of_the_worksheet_is_late_and_one_that_is_not_known_never(tmp_path, course):
    old = pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": RIGHT})
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada", "a@x.org", "Sunday, 1 November 2026, 12:01 PM"))
    collecting.collect(NAME, [old], course / "submitted", sheet, "Europe/Berlin")
    assert [(one.student, one.seconds, one.penalty) for one in grade(course).late_ones] == [("Ada", 60, 1)]
    newer = pack(tmp_path / "b.zip", {f"Ada_7_{MOODLE}/{FILE}": RIGHT + b"\n"})
    collecting.collect(NAME, [newer], course / "submitted")
    assert grade(course).late_ones == []
    assert "when it came is not known" in Places(course).report.read_text()


def test_what_canvas_marks_late_stands_on_the_class_page_and_costs_nothing(tmp_path, course):
    files = {f"lovelaceada_LATE_1201_88001_{FILE}": RIGHT, f"turingalan_1202_88002_{FILE}": RIGHT}
    collecting.collect(NAME, [pack(tmp_path / "a.zip", files)], course / "submitted")
    assert grade(course).late_ones == []
    assert Places(course).report.read_text().count("late, says Canvas") == 1
