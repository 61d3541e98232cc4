"""Handing in late costs the same through nbgrader and on the direct way, and nothing unless it was asked for."""

import datetime
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from traitlets import TraitError

from lstm_grader import __main__ as program
from lstm_grader.collect import clock, timestamps
from lstm_grader.exercise import spec
from lstm_grader.gradebook import late
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import penalties, whole_class
from lstm_grader.pages import class_page
from lstm_grader.pages.places import Places
from lstm_grader.records import CheckRecord, Record
from tests.lstm_grader.classes import NAME, WRONG, hand_in

DUE = datetime.datetime(2026, 11, 1, 12)
HOURS = {"ada": -3.0, "alan": 1.5, "emmy": 2.5, "grace": 27.0, "kurt": 2000.0, "sofia": 51.0}
CONFIG = """
c = get_config()
load_subconfig("nbgrader_config.py", path={project!r})
c.CourseDirectory.root = {folder!r}
c.CourseDirectory.db_url = "sqlite:///" + {folder!r} + "/course/gradebook.db"
c.PerDay.share_per_day, c.PerDay.grace_hours, c.PerDay.at_most = 0.1, 2.0, 0.5
"""
POLICY = late.PerDay(share_per_day=0.1, grace_hours=2.0, at_most=0.5)
EXPECTED = {"ada": 0, "alan": 0, "emmy": 1.0, "grace": 1.6, "kurt": 5.0, "sofia": 2.0}  # grace has 8 points, others 10


def test_days_begun_after_the_grace_are_counted_and_the_most_is_kept():
    hours = {0: None, 2: None, 2.01: 1.0, 26: 1.0, 26.01: 2.0, 98: 4.0, 98.01: 5.0, 1e6: 5.0}
    assert {hour: POLICY.late_submission_penalty("ada", 10.0, hour * 3600) for hour in hours} == hours
    assert POLICY.late_submission_penalty("ada", 0.0, 1e6) is None


def test_nothing_is_taken_off_unless_the_course_says_so():
    assert (late.load_policy().share_per_day, late.load_policy().grace_hours, late.load_policy().at_most) == (0, 0, 1)
    assert late.load_policy().late_submission_penalty("ada", 10.0, 1e9) is None


@pytest.mark.parametrize("wrong", [{"share_per_day": 10}, {"share_per_day": -0.1}, {"at_most": 2}, {"grace_hours": -1}])
def test_a_policy_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(TraitError):
        late.PerDay(**wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-01 13:30:00.000000 UTC", DUE + datetime.timedelta(hours=1.5)),
        ("2026-11-01T13:30:00+01:00", DUE + datetime.timedelta(hours=0.5)),
        ("2026-11-01T12:00", DUE),
        ("", None),
        ("soon", None),
        ("9" * 90, None),
        ("\0\xff", None),
        ("2026/11/01 12:00", DUE),
        ("2026-11-01" + " " * 91, None),
        # texts on which the parser of dates raises TypeError and decimal.InvalidOperation
        ("2026-11-01 12:00 ,4,1,0,7200,4,1,0,72002026-11-01", None),
        ("M3.2.0/2Sunday100000000000000000000000002026M3.2.0/2T", None),
    ],
)
def test_a_timestamp_is_a_time_or_nothing(tmp_path, text, expected):
    (tmp_path / "timestamp.txt").write_text(text)
    assert timestamps.read(tmp_path) == expected


def test_a_timestamp_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "other").write_text("2026-11-01 13:30")
    (tmp_path / "timestamp.txt").symlink_to(tmp_path / "other")
    assert timestamps.read(tmp_path) is None


def test_a_timestamp_that_is_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "timestamp.txt")
    assert timestamps.read(tmp_path) is None


@pytest.mark.parametrize("zone", ["{folder}/zone", ":{folder}/zone", "../../../..{folder}/zone"])
def test_no_file_that_a_timestamp_names_is_opened(tmp_path, monkeypatch, zone):
    monkeypatch.setattr(clock, "ZoneInfo", lambda name: pytest.fail(f"looked for {name}"))
    monkeypatch.setattr(clock, "course_zone", lambda: datetime.UTC)
    (tmp_path / "timestamp.txt").write_text("2026-11-01 12:00 " + zone.format(folder="/tmp/x"))
    assert timestamps.read(tmp_path) is None


def test_a_large_class_is_asked_for_at_once(tmp_path):
    """Asked for one by one, the points of each would be looked for among those of all."""
    exercise = spec.load(NAME)
    checks = tuple(CheckRecord(check.name, 1.0, check.points, "wrong") for check in exercise.checks)
    records = [Record(f"student{number}", NAME, exercise.notebook, checks) for number in range(2000)]
    with Store(f"sqlite:///{tmp_path}/gradebook.db") as store:
        store.ensure_assignment(exercise)
        store.save(records)
        with store.engine.begin() as connection:
            connection.execute(late.ASSIGNMENT.update().values(duedate=DUE))
            connection.execute(late.SUBMITTED.update().values(timestamp=DUE + datetime.timedelta(days=1)))
        start = time.process_time()
        assert len(late.find_late(store.engine, [NAME])) == 2000
        assert time.process_time() - start < 2


def hand_in_late(submitted: Path) -> None:
    for student, hours in HOURS.items():
        path = hand_in(submitted, student, WRONG if student == "grace" else {})
        came = DUE + datetime.timedelta(hours=hours)
        path.with_name("timestamp.txt").write_text(f"{came:%Y-%m-%d %H:%M:%S.%f} UTC\n")


def prepare(db_url: str, due: datetime.datetime | None = DUE) -> None:
    """The exercise with a due date; sofia has a day more."""
    with Store(db_url, "lstm") as store:
        store.ensure_assignment(spec.load(NAME))
    with Gradebook(db_url, "lstm") as book:
        book.update_or_create_assignment(NAME, duedate=due)
        book.update_or_create_student("sofia")
        book.update_or_create_submission(NAME, "sofia").extension = datetime.timedelta(days=1)
        book.db.commit()


def penalties_in(db_url: str) -> dict:
    with Gradebook(db_url, "lstm") as book:
        return {
            item.student.id: (item.score, item.late_submission_penalty, item.total_seconds_late)
            for item in book.assignment_submissions(NAME)
        }


@pytest.fixture(scope="module")
def direct(tmp_path_factory):
    """The class graded on the direct way, with the policy."""
    folder = tmp_path_factory.mktemp("direct")
    hand_in_late(folder / "submitted")
    prepare(Places(folder).db_url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(late, "load_policy", lambda: POLICY)
        whole_class.grade(folder / "submitted", folder, [NAME])
    return folder


def test_the_direct_way_takes_off_what_the_policy_says(direct):
    found = penalties_in(Places(direct).db_url)
    assert {student: taken for student, (_, taken, _) in found.items()} == pytest.approx(EXPECTED)
    assert found["sofia"][2] == 27 * 3600, "an extension counts"


def test_the_student_and_the_instructor_are_told(direct):
    def page(student):
        return Places(direct).page("feedback", student, NAME).read_text()

    assert "<strong>6.4</strong> of 10 points (8, less 1.6 for handing in late)" in page("grace")
    assert "as it was graded" in page("grace") and "handing in late" not in page("ada") + page("alan")
    came = DUE + datetime.timedelta(hours=HOURS["sofia"])
    told = (
        f'id="when">Handed in {came:%Y-%m-%d %H:%M} UTC. Due {DUE + datetime.timedelta(days=1):%Y-%m-%d %H:%M} UTC.</p>'
    )
    assert told in page("sofia"), "with the extension"
    assert f"Graded: {NAME[3:]}.ipynb, the file whose sha256 begins with " in page("ada")
    text = (direct / "report.html").read_text()
    assert "Handed in late" in text and "83 d 8 h" in text and "1 h 30 min" in text


def test_the_screen_says_that_points_are_taken_off(direct, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(late, "load_policy", lambda: POLICY)
    shutil.copytree(direct, tmp_path / "again")
    folder = str(tmp_path / "again")
    assert program.main(["grade", "--submitted", f"{folder}/submitted", "--out", folder]) == 0
    taken = sum(points > 0 for points in EXPECTED.values())
    assert f"points are taken off for lateness from {taken}:" in capsys.readouterr().out


@pytest.mark.nbgrader
def test_nbgrader_autograde_takes_off_the_same(direct, tmp_path):
    folder = tmp_path / "class"
    shutil.copytree(direct / "submitted", folder / "course" / "submitted")
    (folder / "nbgrader_config.py").write_text(CONFIG.format(project=str(spec.ROOT), folder=str(folder)))
    db_url = f"sqlite:///{folder}/course/gradebook.db"
    prepare(db_url)
    places = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    environment = {**os.environ, **places, "JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "HOME": str(folder)}
    command = [str(Path(sys.executable).parent / "nbgrader"), "autograde", NAME]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert penalties_in(db_url) == penalties_in(Places(direct).db_url)


def test_a_later_due_date_gives_the_points_back(direct, tmp_path, monkeypatch):
    monkeypatch.setattr(late, "load_policy", lambda: POLICY)
    folder = tmp_path / "later"
    shutil.copytree(direct, folder)
    places = Places(folder)
    assert "handing in late" in places.page("feedback", "emmy", NAME).read_text()
    prepare(places.db_url, DUE + datetime.timedelta(days=1))
    done = whole_class.grade(folder / "submitted", folder, [NAME])
    assert done.judged == 0
    taken = {student: taken for student, (_, taken, _) in penalties_in(places.db_url).items()}
    assert taken == pytest.approx({**EXPECTED, "emmy": 0, "grace": 0.8, "sofia": 1.0})
    emmy = places.page("feedback", "emmy", NAME).read_text()
    assert "handing in late" not in emmy
    assert f"Due {DUE + datetime.timedelta(days=1):%Y-%m-%d %H:%M} UTC" in emmy


def test_a_persons_points_and_comment_stay_on_the_page(direct, tmp_path, monkeypatch):
    """What was taken off is of the points that count; a page of which nothing changed is not written again."""
    monkeypatch.setattr(late, "load_policy", lambda: POLICY)
    folder = tmp_path / "marked"
    shutil.copytree(direct, folder)
    places = Places(folder)
    for student in ("grace", "ada"):  # one late, one not
        mark(places.db_url, student)

    def text(student):
        return places.page("feedback", student, NAME).read_text()

    assert whole_class.grade(folder / "submitted", folder, [NAME]).judged == 0
    assert "<strong>7.4</strong> of 10 points (9.25, less 1.85 for handing in late)" in text("grace")
    assert "Nearly." in text("grace") and "Nearly." not in text("ada"), "her page is nbgrader's to write"
    places.page("feedback", "grace", NAME).write_text("a person's")
    assert whole_class.grade(folder / "submitted", folder, [NAME]).judged == 0
    assert text("grace") == "a person's"
    whole_class.grade(folder / "submitted", folder, [NAME], force=True)
    assert "<strong>7.4</strong> of 10 points (9.25, less 1.85 for handing in late)" in text("grace")
    assert "<strong>9.25</strong> of 10 points" in text("ada")
    assert "Nearly." in text("grace") and "Nearly." in text("ada")


def mark(db_url: str, student: str) -> None:
    with Gradebook(db_url, "lstm") as book:
        grade = book.find_grade("check_keep", "forget_gate", NAME, student)
        grade.manual_score, grade.extra_credit = 1.0, 0.25
        book.find_comment("keep", "forget_gate", NAME, student).manual_comment = "Nearly."
        book.db.commit()


def test_a_grading_that_ends_before_a_page_is_told_tells_it_the_next_time(direct, tmp_path, monkeypatch):
    monkeypatch.setattr(late, "load_policy", lambda: POLICY)
    folder = tmp_path / "ended"
    shutil.copytree(direct, folder)
    places = Places(folder)
    prepare(places.db_url, DUE + datetime.timedelta(days=1))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(penalties.handback, "rewrite", _ended)
        whole_class.grade(folder / "submitted", folder, [NAME])
    assert "handing in late" in places.page("feedback", "emmy", NAME).read_text()
    whole_class.grade(folder / "submitted", folder, [NAME])
    assert "handing in late" not in places.page("feedback", "emmy", NAME).read_text()


def _ended(*_):
    raise KeyboardInterrupt


def test_how_long_is_said_in_words():
    assert [class_page._long(seconds) for seconds in (30, 3600, 86400)] == ["0 min", "1 h 0 min", "1 d 0 h"]
