"""nbgrader's own commands and formgrader, unpatched, give what `python -m lstm_grader grade` gives."""

import csv
import os
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import notebook_hash
from traitlets.config import PyFileConfigLoader

from lstm_grader import nbgrader_seams
from lstm_grader.course import NO_BOOK
from lstm_grader.exercise import spec
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import pool, processes, whole_class
from tests.lstm_grader.classes import NAME, WRONG, hand_in, solved
from tests.lstm_grader.grading.test_processes import serve_one_that_is_stuck
from tests.lstm_grader.nbgrader_course import make_course, nbgrader, serving_formgrader

pytestmark = pytest.mark.nbgrader
NOTEBOOK = "forget_gate"


def twice() -> nbformat.NotebookNode:
    """Two cells with one name, which ends stock nbgrader's batch for everybody after it."""
    notebook = solved()
    double = nbformat.from_dict(next(cell for cell in notebook.cells if cell.source.startswith("check(keep)")))
    notebook.cells.append(nbformat.from_dict({**double, "id": "double"}))
    return notebook


def hostile(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with scripts wherever a notebook can show something."""
    script = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    shown = f"""class Shown:
    def _repr_html_(self):
        return {script!r}

    def _repr_svg_(self):
        return "<svg onload='window.hacked = 1'></svg>"

    def _repr_javascript_(self):
        return "window.hacked = 1"

Shown()"""
    notebook.cells.append(nbformat.v4.new_markdown_cell(f"{script} [link](javascript:window.hacked=1)"))
    notebook.cells += [nbformat.v4.new_code_cell(text) for text in (shown, f"print({script!r})", f"1 / {script!r}")]
    return notebook


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class with trouble in it, graded by `nbgrader autograde`."""
    folder = make_course(tmp_path_factory.mktemp("nbgrader") / "class")
    submitted = folder / "course" / "submitted"
    hand_in(submitted, "ada")
    hand_in(submitted, "alan", WRONG)
    hand_in(submitted, "cut", nbformat.writes(solved())[:3000])
    hand_in(submitted, "double", twice())
    misnamed = hand_in(submitted, "misnamed", file="my_gate")
    misnamed.with_name("timestamp.txt").write_text("2026-10-24 20:00:00 UTC")
    (submitted / "nothing" / NAME).mkdir(parents=True)
    link = submitted / "linked" / NAME / f"{NOTEBOOK}.ipynb"
    link.parent.mkdir(parents=True)
    link.symlink_to(submitted / "ada" / NAME / f"{NOTEBOOK}.ipynb")
    hand_in(submitted, "odd_time")
    (submitted / "odd_time" / NAME / "timestamp.txt").write_text("yesterday, I think")
    hand_in(submitted, "zoe")
    (folder / "key.txt").write_text("the instructor's")
    (submitted / "zoe" / NAME / "data.txt").symlink_to(folder / "key.txt")
    (submitted / "zoe" / NAME / "notes.txt").write_text("the student's")
    os.mkfifo(submitted / "zoe" / NAME / "pipe")
    with Gradebook(f"sqlite:///{folder}/course/gradebook.db", "lstm") as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-01 12:00:00 UTC")
    nbgrader(folder, "autograde", NAME)
    return folder


def stored(folder: Path) -> dict:
    with Store(f"sqlite:///{folder}/course/gradebook.db", "lstm") as store:
        return {record.student: record for record in store.latest(NAME)}


def test_everybody_gets_a_grade_and_a_reason(graded):
    expected = {
        "ada": (10, "right", ""),
        "alan": (8, "wrong", "A1"),
        "cut": (0, "unreadable", ""),
        "double": (10, "right", ""),
        "linked": (0, "refused", ""),
        "misnamed": (10, "right", ""),
        "nothing": (0, "absent", ""),
        "odd_time": (10, "right", ""),
        "zoe": (10, "right", ""),
    }
    keep = [check.name for check in spec.load(NAME).checks].index("keep")
    found = {
        student: (record.score, record.checks[keep].verdict, record.checks[keep].mistake)
        for student, record in stored(graded).items()
    }
    assert found == expected


def test_the_direct_way_gives_the_same_records_and_notebooks(graded, tmp_path):
    shutil.copy(graded / "course" / "secret", tmp_path / "secret")
    direct = whole_class.grade(graded / "course" / "submitted", tmp_path, [NAME]).records
    through = stored(graded)
    assert len(direct) == len(through) == 9
    for record in direct:
        assert replace(record, graded_at="") == replace(through[record.student], graded_at="")
    for student in ("ada", "alan", "double", "misnamed"):
        one, other = (
            nbformat.read(place / "autograded" / student / NAME / f"{NOTEBOOK}.ipynb", as_version=4)
            for place in (tmp_path, graded / "course")
        )
        assert one == other


def test_nbgrader_has_the_same_scores_and_nothing_to_do_by_hand(graded):
    with Gradebook(f"sqlite:///{graded}/course/gradebook.db", "lstm") as gradebook:
        for student, record in stored(graded).items():
            if {check.verdict for check in record.checks} == {"absent"}:  # who handed in nothing has no row there
                continue
            submission = gradebook.find_submission(NAME, student)
            assert (submission.score, submission.max_score) == (record.score, record.max_score)
            assert not submission.needs_manual_grade
        assert gradebook.find_submission(NAME, "misnamed").timestamp == datetime(2026, 10, 24, 20)


def test_what_a_student_links_to_is_not_copied(graded):
    copied = sorted(path.name for path in (graded / "course" / "autograded" / "zoe" / NAME).iterdir())
    assert copied == [f"{NOTEBOOK}.ipynb", "notes.txt"]


def test_only_what_is_plain_and_not_too_large_is_copied(tmp_path):
    """A link to /dev/zero would be copied until the disk is full."""
    (tmp_path / "zero").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(50 << 30)
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "\x1b[2J").write_text("")
    (tmp_path / "notes.txt").write_text("mine")
    found = nbgrader_seams._not_to_copy(str(tmp_path), 100)
    assert sorted(Path(path).name for path in found) == ["\x1b[2J", "pipe", "sparse", "zero"]
    for number in range(nbgrader_seams.ODD):
        (tmp_path / f"link{number}").symlink_to("/dev/zero")
    assert nbgrader_seams._not_to_copy(str(tmp_path), 100) == [str(tmp_path)]


def test_a_time_that_nbgrader_cannot_read_is_known_before_it_tries(tmp_path):
    stamp, readable = tmp_path / "timestamp.txt", nbgrader_seams._has_readable_time
    assert readable(tmp_path)
    for text in ("", "2026-11-01 12:00:00 UTC"):
        stamp.write_text(text)
        assert readable(tmp_path)
    for text in ("yesterday", "2026-11-01 12:00 ,4,1,0,7200,4,1,0,72002026-11-01"):
        stamp.write_text(text)
        assert not readable(tmp_path)
    stamp.unlink()
    stamp.symlink_to("/dev/zero")
    assert not readable(tmp_path)


def test_a_judge_that_fails_gives_a_record(tmp_path, monkeypatch):
    def fails(*_):
        raise SystemError("a fault of the judge")

    monkeypatch.setattr(pool, "judge_read", fails)
    record = nbgrader_seams._judged(pool.Submission("ada", NAME, None), pool.Job(b"secret")).record
    assert record.ungraded and "SystemError: a fault of the judge" in record.checks[0].message


def test_export_writes_the_scores(graded):
    nbgrader(graded, "export", "--to", "grades.csv")
    with (graded / "grades.csv").open(newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {student: record.score for student, record in stored(graded).items()}


def test_feedback_is_our_page_with_a_persons_score_and_comment(graded):
    place = (NOTEBOOK, NAME, "alan")
    with Gradebook(f"sqlite:///{graded}/course/gradebook.db", "lstm") as gradebook:
        gradebook.find_grade("check_keep", *place).manual_score = 1.5
        gradebook.find_comment("keep", *place).manual_comment = "Think of one unit."
        gradebook.db.commit()
    nbgrader(graded, "generate_feedback", NAME)
    pages = {path.parts[-3]: path.read_text() for path in (graded / "course" / "feedback").rglob("*.html")}
    assert sorted(pages) == ["ada", "alan", "cut", "double", "misnamed", "zoe"]
    assert "Handed in as my_gate.ipynb: by its cells it is forget_gate.ipynb." in pages["misnamed"]
    assert "<strong>9.5</strong> of 10 points" in pages["alan"] and "Think of one unit." in pages["alan"]
    assert "06_forget_gate.html#" in pages["alan"] and "Looks like" in pages["alan"]
    assert "as it was graded" not in pages["cut"] and "Not readable" in pages["cut"]
    assert not [student for student, page in pages.items() if "BEGIN HIDDEN" in page or "<script" in page]


def test_nbgrader_warns_once_of_links_to_a_book_that_no_student_has(graded):
    """Of many pages in one run; and not where the published book is named."""
    command = ("generate_feedback", NAME, "--force")
    assert nbgrader(graded, *command).count(NO_BOOK) == 1
    assert NO_BOOK not in nbgrader(graded, *command, "--FeedbackExporter.book=https://example.org/lstm/")
    page = (graded / "course" / "feedback" / "alan" / NAME / f"{NOTEBOOK}.html").read_text()
    assert "https://example.org/lstm/06_forget_gate.html#" in page


def test_without_execution_nothing_is_judged_and_no_grade_changes(graded):
    before = stored(graded)["zoe"]
    log = nbgrader(graded, "autograde", NAME, "--student", "zoe", "--no-execute", "--force")
    assert "the grades stay as they were" in log
    assert stored(graded)["zoe"] == before


def test_stock_execution_of_our_checks_fails_closed(graded):
    stock = f"sqlite:///{graded}/stock.db"
    with Store(stock, "lstm") as store:
        store.ensure_assignment(spec.load(NAME))
    execute = "--Autograde.autograde_preprocessors=nbgrader.preprocessors.Execute"
    log = nbgrader(graded, "autograde", NAME, "--student", "ada", "--force", "--db", stock, execute)
    notebook = nbformat.read(graded / "course" / "autograded" / "ada" / NAME / f"{NOTEBOOK}.ipynb", as_version=4)
    checks = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert len(checks) == len(spec.load(NAME).checks), log
    for cell in checks:
        assert cell.outputs[-1].output_type == "error" and "judged by lstm_grader" in cell.outputs[-1].evalue


@pytest.fixture
def formgrader(tmp_path):
    """The address of a server with formgrader, for a course with two submissions that nobody graded yet."""
    folder = make_course(tmp_path / "class")
    submitted = folder / "course" / "submitted"
    hand_in(submitted, "ada")
    hand_in(submitted, "alan", hostile(solved(WRONG)))
    with serving_formgrader(folder) as address:
        yield folder, address


def test_formgraders_button_grades_one_submission(browser, formgrader):
    folder, address = formgrader
    page = browser.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{address}/formgrader/manage_submissions/{NAME}/")
    row = page.locator("tr", has=page.get_by_text("alan", exact=True))
    row.locator(".autograde a").click()
    page.get_by_text("Successfully autograded").wait_for()
    page.goto(f"{address}/formgrader/gradebook/{NAME}/{NOTEBOOK}/")
    page.get_by_role("link", name="Submission #1").click()
    page.get_by_text("keep: wrong, 0 of 2").wait_for()
    text = page.locator("body").inner_text()
    assert page.locator("a[href*='hacked'], [onerror], [onload]").count() == 0
    assert page.evaluate("window.hacked") is None
    page.close()
    assert "[link](javascript:window.hacked=1)" in text, "shown, letter by letter"
    assert "Looks like:" in text and "forget_gate: right, 3 of 3" in text
    records = stored(folder)
    assert list(records) == ["alan"] and records["alan"].score == 8
    with Gradebook(f"sqlite:///{folder}/course/gradebook.db", "lstm") as gradebook:
        assert gradebook.find_submission(NAME, "alan").score == 8


@pytest.fixture
def own_workers():
    """The processes that judge for a test end with it."""
    yield
    nbgrader_seams.close_workers()


@pytest.mark.usefixtures("own_workers")
def test_a_notebook_on_which_our_side_spends_too_much_ends_no_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "_serve", serve_one_that_is_stuck)
    job = pool.Job(b"secret", processor_s=2.0)
    judged = {}
    for student in ("stuck", "ada"):
        path = tmp_path / f"{student}.ipynb"
        path.write_text(nbformat.writes(solved()))
        judged[student] = nbgrader_seams._judged(pool.Submission(student, NAME, path), job)
    words = {student: {check.verdict for check in found.record.checks} for student, found in judged.items()}
    assert words == {"stuck": {"timeout"}, "ada": {"right"}}
    assert judged["stuck"].notebook is None and judged["ada"].notebook.cells


def test_feedback_of_whoever_our_command_graded_is_released(tmp_path):
    """One handed in through the exchange and finds the feedback by the secret; one did not, and stops nobody."""
    folder = make_course(tmp_path / "class")
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    submitted = folder / "course" / "submitted"
    for student in ("ada", "zoe"):
        hand_in(submitted, student)
    (submitted / "zoe" / NAME / "timestamp.txt").write_text("2026-10-24 20:00:00.000000 UTC")
    (submitted / "zoe" / NAME / "submission_secret.txt").write_text("zoe's own")
    whole_class.grade(submitted, folder / "course", [NAME])
    nbgrader(folder, "release_feedback", NAME, f"--Exchange.root={exchange}")
    released = exchange / "lstm" / "feedback"
    assert len(list(released.glob("*.html"))) == 2
    name = notebook_hash(secret="zoe's own", notebook_id=NOTEBOOK)
    found = released / f"{name}.html"
    assert found.read_bytes() == (folder / "course" / "feedback" / "zoe" / NAME / f"{NOTEBOOK}.html").read_bytes()
    secrets = [folder / "course" / kind / "ada" / NAME / "submission_secret.txt" for kind in ("autograded", "feedback")]
    assert len({path.read_text() for path in secrets}) == 1 and len(secrets[0].read_text()) == 64


def test_the_course_folder_is_its_owners_alone(tmp_path):
    shutil.copy(spec.ROOT / "nbgrader_config.py", tmp_path)
    for name in ("lstm_grader", "lstm_ref"):
        (tmp_path / name).symlink_to(spec.ROOT / name)
    (tmp_path / "course").mkdir(mode=0o755)
    PyFileConfigLoader("nbgrader_config.py", path=str(tmp_path)).load_config()
    assert (tmp_path / "course").stat().st_mode & 0o777 == 0o700
