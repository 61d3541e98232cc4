"""A class graded twice: what changed is judged, what did not is not, and what came out differently is said."""

import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from lstm_grader import __main__ as program
from lstm_grader import course as nbgrader_course
from lstm_grader.gradebook import history
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import pool, regrade, whole_class
from lstm_grader.grading.processes import Workers
from lstm_grader.grading.secret import course_secret
from lstm_grader.judging import judge
from lstm_grader.pages import handback
from lstm_grader.pages.places import Places
from lstm_grader.records import Graded, Record, key_of
from tests.lstm_grader.classes import NAME, WRONG, hand_in


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> tuple[Path, Path]:
    """Four students, graded once: ada is right, alan is not, kurt's file is no notebook, sofia handed in nothing."""
    folder = tmp_path_factory.mktemp("course")
    submitted, out = folder / "submitted", folder / "out"
    hand_in(submitted, "ada")
    hand_in(submitted, "alan", WRONG)
    hand_in(submitted, "kurt", "no notebook")
    (submitted / "sofia").mkdir()
    assert whole_class.grade(submitted, out, [NAME]).judged == 4
    return submitted, out


def graded(course, **more) -> whole_class.Grading:
    submitted, out = course
    return whole_class.grade(submitted, out, [NAME], **more)


def test_a_rerun_judges_nobody_who_has_a_verdict_and_gives_the_same_grades(course):
    csv = (course[1] / "grades.csv").read_text()
    again = graded(course)
    assert again.judged == 0
    assert again.changes == []
    assert (course[1] / "grades.csv").read_text() == csv


@pytest.mark.grading
def test_force_judges_everybody_and_adds_no_history(course):
    assert graded(course, force=True).judged == 4
    with closing(sqlite3.connect(course[1] / "gradebook.db")) as connection:
        assert connection.execute("select count(*) from lstm_grading").fetchone() == (4,)


@pytest.mark.grading
def test_who_has_no_notebook_is_judged_again_where_there_is_something_else_to_say(tmp_path):
    submitted, folder = tmp_path / "submitted", tmp_path / "submitted" / "sofia" / NAME
    folder.mkdir(parents=True)
    (submitted / "ada").symlink_to(folder.parent)

    def judged() -> int:
        return whole_class.grade(submitted, tmp_path, [NAME], unsafe=True).judged

    assert [judged(), judged()] == [2, 0], "one is missing, the other is refused"
    (folder / "gate.ipynb").write_text("{}")
    assert [judged(), judged()] == [1, 0]
    assert "Expected forget_gate.ipynb, found gate.ipynb." in (tmp_path / "grades.csv").read_text()
    (submitted / "ada").unlink()
    (submitted / "ada").mkdir()
    assert [judged(), judged()] == [1, 0]
    Places(tmp_path).page("feedback", "sofia", NAME).unlink()
    assert [judged(), judged()] == [1, 0]
    (folder / "gate.ipynb").rename(folder / "forget_gate.ipynb")
    assert judged() == 1
    (folder / "forget_gate.ipynb").unlink()
    assert [judged(), judged()] == [1, 0]


@pytest.mark.grading
def test_a_copy_and_a_name_in_another_form_are_judged_and_the_feedback_says_which_file(tmp_path):
    submitted = tmp_path / "submitted"
    apart = unicodedata.normalize("NFD", "José")
    folder = hand_in(submitted, apart, file="Copy of forget_gate").parent
    (folder / "timestamp.txt").write_text("2026-10-24 20:00:00 UTC")
    (record,) = whole_class.grade(submitted, tmp_path, [NAME]).records
    assert (record.student, record.score) == (apart, record.max_score)
    page = Places(tmp_path).page("feedback", apart, NAME)
    assert "Handed in as Copy of forget_gate.ipynb: by its cells it is forget_gate.ipynb." in page.read_text()
    assert page.with_name("timestamp.txt").read_text() == "2026-10-24 20:00:00 UTC"
    moved = submitted / "José"
    (submitted / apart).rename(moved)  # collected once more, on another machine
    again = whole_class.grade(submitted, tmp_path, [NAME])
    assert (again.judged, [item.student for item in again.records]) == (0, [apart])


@pytest.mark.grading
def test_a_lost_page_is_written_again_and_only_that(course):
    page = Places(course[1]).page("feedback", "ada", NAME)
    page.unlink()
    assert graded(course, pages=False).judged == 0
    assert not page.exists()
    assert graded(course).judged == 1
    assert "10 of 10" in page.read_text()


@pytest.mark.grading
def test_another_file_is_judged_and_old_score_new_score_and_why_are_said(course, capsys):
    submitted, out = course
    hand_in(submitted, "alan")
    assert program.main(["grade", NAME, "--submitted", str(submitted), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "1 of 4 judged now" in said
    assert f"alan, {NAME}: 8 -> 10 of 10 (another file was handed in)" in said
    hand_in(submitted, "alan", WRONG)
    assert [str(change) for change in graded(course).changes] == [
        f"alan, {NAME}: 10 -> 8 of 10 (another file was handed in)"
    ]
    with Store(Places(out).db_url) as store:
        assert [record.score for record in store.history("alan", NAME)] == [8, 10, 8]


@pytest.mark.grading
def test_a_page_of_an_older_grade_does_not_outlive_it(course):
    submitted, out = course
    hand_in(submitted, "emmy")
    graded(course)
    page = Places(out).page("autograded", "emmy", NAME)
    assert page.is_file()
    hand_in(submitted, "emmy", "{}")
    graded(course)
    assert not page.exists()
    assert "unreadable" in Places(out).page("feedback", "emmy", NAME).read_text()


def test_a_page_is_there_whole_or_not_at_all(tmp_path, monkeypatch):
    places = Places(tmp_path)
    record = Record("ada", NAME, "forget_gate", ())
    handback.write(Graded(record, {"feedback": b"old"}), places)
    monkeypatch.setattr(Path, "replace", _killed)
    with pytest.raises(KeyboardInterrupt):
        handback.write(Graded(record, {"feedback": b"new"}), places)
    assert places.page("feedback", "ada", NAME).read_bytes() == b"old"


def _killed(*_):
    raise KeyboardInterrupt


def test_no_name_in_a_gradebook_leads_to_a_file_elsewhere(tmp_path):
    """A page of a grade before goes; one named like a path must not take a submission with it."""
    mine = hand_in(tmp_path / "submitted", "ada")
    (tmp_path / "autograded").mkdir()
    handback.write(Graded(Record("../submitted/ada", NAME, "forget_gate", ())), Places(tmp_path))
    assert mine.is_file()


@pytest.fixture
def stored(course) -> tuple[Record, pool.Submission, pool.Job]:
    submission = pool.Submission("ada", NAME, course[0] / "ada" / NAME / "forget_gate.ipynb")
    with Store(Places(course[1]).db_url) as store:
        record = store.history("ada", NAME)[-1]
    return record, submission, pool.Job(course_secret(course[1]))


def test_a_record_is_true_of_its_file_exercise_judge_versions_secret_and_walls(stored):
    record, submission, job = stored
    assert regrade.still_true(record, submission, job, [])
    others = [
        replace(record, spec_hash="0" * 64),
        replace(record, versions=(("numpy", "1.0"),)),
        replace(record, sandbox=("none",)),
        replace(record, seed="0" * 64),
        replace(record, notebook_hash=""),
        replace(record, checks=(replace(record.checks[0], verdict="infrastructure"), *record.checks[1:])),
    ]
    assert [regrade.still_true(other, submission, job, []) for other in [None, *others]] == [False] * 7
    assert not regrade.still_true(record, submission, replace(job, secret=b"another"), [])
    assert regrade.still_true(replace(record, sandbox=("none",)), submission, replace(job, unsafe=True), [])


def test_why_a_grade_changed(stored):
    old, new = stored[0], replace(stored[0], checks=(replace(stored[0].checks[0], score=0), *stored[0].checks[1:]))
    fault = replace(old, checks=(replace(old.checks[0], verdict="infrastructure"), *old.checks[1:]))
    cases = {
        "the same file, judged again": (old, new),
        "it could not be graded before": (fault, new),
        "it could not be graded this time": (old, fault),
        "the exercise or the judge changed": (old, replace(new, spec_hash="0")),
        "versions changed, the sandbox changed": (old, replace(new, versions=(), sandbox=())),
        "another file was handed in": (replace(old, notebook_hash="", sandbox=()), replace(new, seed="0")),
        "what was handed in is not there any more, or is refused now": (
            old,
            replace(new, notebook_hash="", sandbox=()),
        ),
        "the course's secret changed": (old, replace(new, seed="0")),
    }
    for why, (before, after) in cases.items():
        assert [change.why for change in regrade.find_changes({key_of(before): before}, [after])] == [why]


def test_grades_are_stored_within_a_second_though_the_next_is_slow(course, tmp_path, monkeypatch):
    """What arrived is stored while nothing more arrives."""
    saved, save = [], Store.save
    monkeypatch.setattr(Store, "save", lambda self, records: [saved.append(len(records)), save(self, records)])
    monkeypatch.setattr(Workers, "grade", lambda self, tasks: _slowly(tasks, saved))
    submitted = tmp_path / "submitted"
    for student in ("ada", "alan"):
        (submitted / student).mkdir(parents=True)
    whole_class.grade(submitted, tmp_path / "out", [NAME], unsafe=True)
    assert [count for count in saved if count] == [1, 1]


def _slowly(tasks, saved):
    for task in tasks:
        yield pool.grade_one(task, pool.Job(b""))
        monotonic = whole_class.time.monotonic
        end = monotonic() + 30  # a busy machine is slow, and what waits for the next waits for ever
        before = sum(saved)
        while sum(saved) == before:
            assert monotonic() < end, "not stored though nothing more arrives"
            yield None


@pytest.mark.grading
def test_exit_status_is_one_where_something_could_not_be_graded(course, monkeypatch, tmp_path, capsys):
    submitted = tmp_path / "submitted"
    hand_in(submitted, "ada")
    monkeypatch.setattr(
        Workers,
        "grade",
        lambda self, tasks: (Graded(pool.as_not_judged(task, self.job, "the disk is full").record) for task in tasks),
    )
    arguments = ["grade", NAME, "--submitted", str(submitted), "--out", str(tmp_path / "out"), "--unsafe-no-sandbox"]
    assert program.main(arguments) == 1
    assert "infrastructure" in capsys.readouterr().out
    monkeypatch.undo()
    assert program.main([arg for arg in arguments if arg != "--unsafe-no-sandbox"]) == 0
    assert "0 -> 10 of 10 (it could not be graded before)" in capsys.readouterr().out


@pytest.mark.grading
def test_a_fault_while_judging_again_takes_no_grade_away(course, monkeypatch, tmp_path, capsys):
    """The old grade, its pages and its row stand; the history and the command say what failed; a new file is another
    matter."""
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    for student in ("ada", "alan"):
        hand_in(submitted, student, WRONG)
    arguments = ["grade", NAME, "--submitted", str(submitted), "--out", str(out), "--unsafe-no-sandbox"]
    assert program.main(arguments) == 0
    page, csv = Places(out).page("feedback", "ada", NAME).read_bytes(), (out / "grades.csv").read_bytes()
    hand_in(submitted, "alan")
    monkeypatch.setattr(
        Workers,
        "grade",
        lambda self, tasks: (Graded(pool.as_not_judged(task, self.job, "the disk is full").record) for task in tasks),
    )
    capsys.readouterr()
    for _ in range(2):
        assert program.main([*arguments, "--force"]) == 1
    said = capsys.readouterr().out
    assert said.count(f"before stands\n  ada, {NAME}: {pool.NO_FAULT}: the disk is full\n\n") == 2
    assert f"alan, {NAME}: 8 -> 0 of 10 (it could not be graded this time)" in said
    assert Places(out).page("feedback", "ada", NAME).read_bytes() == page
    assert (out / "grades.csv").read_bytes().splitlines()[:7] == csv.splitlines()[:7]
    with closing(sqlite3.connect(out / "gradebook.db")) as connection:
        query = "select sum(auto_score), max(needs_manual_grade) from grade group by notebook_id"
        assert sorted(connection.execute(query), key=str) == [(8.0, 0), (None, 1)]
    with Store(Places(out).db_url) as store:
        assert [record.score for record in store.latest()] == [8, 0]
        assert [record.ungraded for record in store.history("ada", NAME)] == [False, True]
    monkeypatch.undo()
    assert program.main(arguments) == 0
    assert "1 of 2 judged now" in capsys.readouterr().out, "ada has her grade"


@pytest.mark.grading
def test_the_grade_that_stands_is_the_one_that_is_written(monkeypatch, tmp_path, capsys):
    """A fault over another file, then one over the first file again: its verdict stands everywhere."""
    submitted, out = tmp_path / "submitted", tmp_path / "out"
    first = hand_in(submitted, "ada").read_bytes()
    arguments = ["grade", NAME, "--submitted", str(submitted), "--out", str(out), "--unsafe-no-sandbox"]
    assert program.main(arguments) == 0
    csv = (out / "grades.csv").read_bytes()
    monkeypatch.setattr(
        Workers,
        "grade",
        lambda self, tasks: (Graded(pool.as_not_judged(task, self.job, "the disk is full").record) for task in tasks),
    )
    hand_in(submitted, "ada", WRONG)
    assert program.main(arguments) == 1
    assert b"infrastructure" in (out / "grades.csv").read_bytes()
    hand_in(submitted, "ada").write_bytes(first)
    capsys.readouterr()
    assert program.main(arguments) == 1
    assert f"before stands\n  ada, {NAME}" in capsys.readouterr().out
    assert (out / "grades.csv").read_bytes() == csv


@pytest.mark.grading
def test_one_exercise_graded_again_leaves_the_others_in_the_table_and_on_the_page(tmp_path):
    submitted, other = tmp_path / "submitted", "05_squashing"
    hand_in(submitted, "ada")
    (submitted / "ada" / other).mkdir()
    for names in ([NAME, other], [NAME]):
        done = whole_class.grade(submitted, tmp_path, names, unsafe=True)
    assert [record.assignment for record in done.records] == [NAME]
    assert {line.split(",")[1] for line in (tmp_path / "grades.csv").read_text().splitlines()[1:]} == {NAME, other}
    assert all(f'id="{name}"' in (tmp_path / "report.html").read_text() for name in (NAME, other))


@pytest.mark.grading
def test_who_was_removed_from_the_gradebook_is_in_no_table(tmp_path):
    submitted = tmp_path / "submitted"
    for student in ("ada", "alan"):
        (submitted / student).mkdir(parents=True)
    whole_class.grade(submitted, tmp_path, [NAME], unsafe=True)
    with Gradebook(Places(tmp_path).db_url) as book:
        book.remove_student("alan")
    (submitted / "alan").rmdir()
    assert [record.student for record in whole_class.grade(submitted, tmp_path, [NAME], unsafe=True).records] == ["ada"]
    assert "alan" not in (tmp_path / "grades.csv").read_text()
    (submitted / "alan").mkdir()
    whole_class.grade(submitted, tmp_path, [NAME], unsafe=True)
    with Store(Places(tmp_path).db_url) as store:
        assert store.students() == ["ada", "alan"], "who is back is graded again"


def test_a_file_that_cannot_be_read_again_keeps_its_grade(stored):
    record, submission, job = stored
    unread = pool.as_not_judged(pool.Task(submission, None, "permission denied"), job, "permission denied").record
    assert history.standing([record, unread]) is record
    nothing_handed_in, another = replace(record, notebook_hash=""), replace(unread, notebook_hash="another")
    assert history.standing([nothing_handed_in, replace(unread, notebook_hash="first")]).ungraded, "there is a file now"
    assert history.standing([record, another]) is another
    assert history.standing([record, another, unread]).ungraded, "the file that could not be read may be the other one"
    again = replace(another, notebook_hash=record.notebook_hash)
    assert history.standing([record, another, again]) is record, "the first file is back"


def test_the_secret_is_made_once_whole_and_for_its_owner_alone(tmp_path):
    first = course_secret(tmp_path)
    assert len(first) == 64
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert course_secret(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


class Idle:
    """Graders that take nothing on."""

    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def grade(self, tasks):
        yield from ()


def test_a_policy_that_fails_takes_no_grades_away(tmp_path, monkeypatch):
    (tmp_path / "submitted" / "ada").mkdir(parents=True)
    monkeypatch.setattr(whole_class.penalties, "settle", _killed)
    with pytest.raises(KeyboardInterrupt):
        whole_class.grade(tmp_path / "submitted", tmp_path, [NAME], graders=Idle)
    assert (tmp_path / "grades.csv").is_file()


@pytest.mark.grading
def test_a_folder_that_is_no_student_is_not_judged_again(tmp_path):
    hand_in(tmp_path / "submitted", "van der Berg, J")
    (tmp_path / "submitted" / "O,Brien" / "notes").mkdir(parents=True)
    found = [whole_class.grade(tmp_path / "submitted", tmp_path / "out", unsafe=True) for _ in range(2)]
    assert [done.judged for done in found] == [2, 0]
    assert [done.records[0].checks[0].verdict for done in found] == ["absent"] * 2


def test_the_books_address_can_be_set_for_every_command(tmp_path, monkeypatch):
    assert nbgrader_course.book_address("", tmp_path).startswith("../")
    settings = Config({"FeedbackExporter": {"book": "https://example.org/lstm"}})
    monkeypatch.setattr(nbgrader_course, "settings", lambda: settings)
    assert nbgrader_course.book_address("", tmp_path) == "https://example.org/lstm/"
    assert nbgrader_course.book_address("https://example.org/other/", tmp_path) == "https://example.org/other/"


def test_notebooks_that_nobody_would_judge_are_said_and_nothing_is_no_success(tmp_path, capsys):
    submitted = tmp_path / "submitted"
    (submitted / "dora" / "06_Forget_Gate").mkdir(parents=True)
    (submitted / "dora" / "06_Forget_Gate" / "forget_gate.ipynb").write_text("{}")
    assert program.main(["grade", "--submitted", str(submitted), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().out
    assert "expected {student}/{exercise}/{notebook}.ipynb, with the exercise's exact name, found" in said
    assert "dora/06_Forget_Gate" in said and "nothing to grade" in said


def test_no_flag_steers_the_terminal_or_makes_a_row():
    record = Record("mallory", NAME, "forget_gate", (), flags=("file outside: \x1b[2K\rada\nada  06  10/10 \u202e",))
    _, row = whole_class.format_table([record]).split("\n")
    assert row.endswith(r"[file outside: \x1b[2K\rada\nada  06  10/10 \u202e]")


def test_a_file_that_cannot_be_read_is_the_graders_fault(tmp_path):
    submission = pool.Submission("ada", NAME, tmp_path / "gone.ipynb")
    record = pool.judge_one(submission, pool.Job(b"secret")).record
    assert {check.verdict for check in record.checks} == {"infrastructure"}
    assert judge.versions() == record.versions
