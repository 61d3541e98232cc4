"""Not handed in is a verdict of its own: no score of 0, in no statistics, and in exports what one asks for."""

import csv
import datetime
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from lstm_grader.__main__ import main
from lstm_grader.course import api, settings
from lstm_grader.exercise import spec
from lstm_grader.gradebook import history, scores
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from lstm_grader.pages import class_page
from lstm_grader.pages.places import Places
from tests.lstm_grader.classes import NAME, WRONG, hand_in

pytestmark = pytest.mark.grading
LONG_AGO, FAR = datetime.datetime(2020, 1, 1), datetime.datetime(2999, 1, 1)


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Path:
    """ada is right, alan is not, sofia handed in nothing, kurt something else; emmy is in the gradebook alone."""
    folder = tmp_path_factory.mktemp("absent")
    hand_in(folder / "submitted", "ada")
    hand_in(folder / "submitted", "alan", WRONG)
    (folder / "submitted" / "sofia").mkdir()
    other = folder / "submitted" / "kurt" / NAME / "essay.txt"
    other.parent.mkdir(parents=True)
    other.write_text("an essay")
    with Store(Places(folder).db_url) as store:
        store.ensure_assignment(spec.load(NAME))
    with Gradebook(Places(folder).db_url, "lstm") as book:
        book.update_or_create_student("emmy", first_name="Emmy", last_name="Noether")
    whole_class.grade(folder / "submitted", folder, [NAME])
    return folder


@pytest.fixture
def course(graded, tmp_path):
    return Path(shutil.copytree(graded, tmp_path / "course"))


def export(course: Path, *arguments: str) -> dict[str, dict[str, str]]:
    assert main(["export", *arguments, "--out", str(course)]) == 0
    with (course / "exports" / f"{arguments[0]}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    who = header.index("Username") if "Username" in header else 0
    return {row[who]: dict(zip(header, row, strict=True)) for row in rows}


def test_nothing_handed_in_is_absent_and_something_else_is_missing(graded):
    with Store(Places(graded).db_url) as store:
        found = {record.student: (record.checks[0].verdict, record.absent) for record in store.latest(NAME)}
    assert found == {
        "ada": ("right", False),
        "alan": ("right", False),
        "emmy": ("absent", True),
        "kurt": ("missing", False),
        "sofia": ("absent", True),
    }


def test_nbgrader_has_no_submission_of_who_handed_in_nothing_and_no_zero_in_its_average(graded):
    with Gradebook(Places(graded).db_url, "lstm") as book:
        assert {one.student.id for one in book.assignment_submissions(NAME)} == {"ada", "alan", "kurt"}
        assert book.average_assignment_score(NAME) == 6


def test_formgrader_counts_the_exercise_in_the_list_of_students_and_not_on_a_students_page(course):
    """nbgrader's own sums, which the guide tells of: only the list has all exercises in everybody's maximum."""
    with Gradebook(Places(course).db_url, "lstm") as book:
        listed = {one["id"]: (one["score"], one["max_score"]) for one in book.student_dicts()}
    assert listed == {"ada": (10, 10), "alan": (8, 10), "kurt": (0, 10), "emmy": (0, 10), "sofia": (0, 10)}
    config = settings(submitted_directory=course / "submitted", autograded_directory=course / "autograded")
    config.CourseDirectory.db_url = Places(course).db_url
    shown = api(config).get_submission(NAME, "sofia")
    assert (shown["score"], shown["max_score"], shown["submitted"]) == (0, 0, False)


def test_who_hands_in_later_is_judged_and_who_takes_it_away_is_absent_again(course):
    path = hand_in(course / "submitted", "sofia")
    done = whole_class.grade(course / "submitted", course, [NAME])
    assert [(change.after.student, change.after.score) for change in done.changes] == [("sofia", 10)]
    path.unlink()
    done = whole_class.grade(course / "submitted", course, [NAME])
    assert [change.why for change in done.changes] == ["what was handed in is not there any more, or is refused now"]
    assert export(course, "csv")["sofia"][NAME] == ""
    assert whole_class.grade(course / "submitted", course, [NAME]).judged == 0


def test_the_screen_the_table_and_the_page_say_so(graded):
    with Store(Places(graded).db_url) as store:
        text = whole_class.format_table(store.latest(NAME))
    assert re.search(r"^sofia +06_forget_gate +not handed in$", text, re.MULTILINE)
    with (graded / "grades.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["student"] == "sofia"]
    said = {(row["score"], row["verdict"], row["message"]) for row in rows}
    assert said == {("", "absent", "No notebook was handed in.")}
    page = Places(graded).page("feedback", "sofia", NAME).read_text()
    assert "Not handed in." in page and "of 10" not in page and "<h2>Checks" not in page
    assert "0 of 10" in re.sub(r"<[^>]*>", "", Places(graded).page("feedback", "kurt", NAME).read_text())


def test_statistics_leave_them_out_and_say_how_many(graded, tmp_path):
    with Store(Places(graded).db_url) as store:
        records = store.latest(NAME)
    page = class_page.summarize(records, tmp_path)
    assert (page.students, page.absent, page.mean, page.median) == (3, 2, 6, 8)
    assert sum(column.count for column in page.bins) == 3
    assert all(row.total == 3 for row in page.checks)
    class_page.write(records, tmp_path / "report.html")
    assert "2 of 5 did not hand in; they are in no number below." in (tmp_path / "report.html").read_text()
    class_page.write([record for record in records if record.absent], tmp_path / "nobody.html")
    assert "2 of 2 did not hand in" in (tmp_path / "nobody.html").read_text()


def totals(course: Path, *arguments: str) -> dict[str, str]:
    return {student: row[NAME] for student, row in export(course, "csv", *arguments).items()}


def test_an_export_leaves_them_empty_or_gives_zero(course, capsys):
    everybody = {"ada": "10", "alan": "8", "kurt": "0"}
    assert totals(course) == everybody | {"emmy": "", "sofia": ""}
    assert "not handed in, left empty (--missing zero or after-due gives 0): emmy, sofia" in capsys.readouterr().err
    assert totals(course, "--missing", "zero") == everybody | {"emmy": "0", "sofia": "0"}
    assert "not handed in, so 0: emmy, sofia" in capsys.readouterr().err
    assert totals(course, "--missing", "after-due") == everybody | {"emmy": "", "sofia": ""}, "there is no due date"


def test_zero_after_the_due_date_waits_for_an_extension(course):
    with Gradebook(Places(course).db_url, "lstm") as book:
        book.update_or_create_assignment(NAME, duedate=LONG_AGO)
        book.update_or_create_submission(NAME, "emmy").extension = FAR - LONG_AGO
        book.db.commit()
    assert totals(course, "--missing", "after-due") == {"ada": "10", "alan": "8", "kurt": "0", "emmy": "", "sofia": "0"}
    with Gradebook(Places(course).db_url, "lstm") as book:
        book.update_or_create_assignment(NAME, duedate=FAR)
    assert totals(course, "--missing", "after-due")["sofia"] == ""


def test_points_that_a_person_gave_to_somebody_who_handed_in_nothing_count(course):
    path = hand_in(course / "submitted", "sofia")
    whole_class.grade(course / "submitted", course, [NAME], pages=False)
    path.unlink()
    whole_class.grade(course / "submitted", course, [NAME], pages=False)
    with Gradebook(Places(course).db_url, "lstm") as book:
        book.find_grade("check_keep", "forget_gate", NAME, "sofia").manual_score = 1.5
        book.db.commit()
    with Store(Places(course).db_url) as store:
        (found,) = [
            one for one in scores.read_standings(store.engine, [NAME], {("sofia", NAME)}) if one.student == "sofia"
        ]
    assert (found.total, found.absent) == (1.5, False)


def test_who_is_in_the_platforms_list_alone_is_absent_too(course):
    roster = course / "moodle.csv"
    roster.write_text("Username,Email address\nada,a@x\nalan,b@x\nsofia,c@x\nnina,n@x\n")
    assert set(export(course, "moodle", NAME, "--roster", str(roster))) == {"ada", "alan", "sofia"}
    found = export(course, "moodle", NAME, "--roster", str(roster), "--missing", "zero")
    told = {student: (row[NAME], row[f"{NAME} feedback"]) for student, row in found.items()}
    assert told["nina"] == told["sofia"] == ("0", "Not handed in.")
    assert set(told) == {"ada", "alan", "sofia", "nina"}


def test_canvas_gets_an_empty_cell_or_zero(course):
    rows = export(course, "canvas", NAME)
    assert rows["Noether, Emmy"][NAME] == "" and rows["sofia"][NAME] == ""
    assert export(course, "canvas", NAME, "--missing", "zero")["Noether, Emmy"][NAME] == "0"


def test_an_older_gradebook_that_had_zeros_for_them_has_none_after_the_next_grading(course):
    with Store(Places(course).db_url) as store:
        (old,) = store.history("sofia", NAME)
        zero = tuple(replace(check, verdict="missing") for check in old.checks)
        store.save([replace(old, checks=zero)])
        assert not history.standing(store.history("sofia", NAME)).absent
    assert totals(course)["sofia"] == "0"
    whole_class.grade(course / "submitted", course, [NAME], pages=False)
    assert totals(course)["sofia"] == ""
