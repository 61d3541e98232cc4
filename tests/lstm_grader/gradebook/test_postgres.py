"""The gradebook in PostgreSQL: the same grades as in SQLite, read by nbgrader while they are being written."""

import multiprocessing
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

from lstm_grader import __main__ as program
from lstm_grader import course
from lstm_grader.commands import grade as grade_command
from lstm_grader.exercise import spec
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from lstm_grader.pages.places import Places
from lstm_grader.records import CheckRecord, Record
from tests.lstm_grader.classes import NAME, WRONG, hand_in
from tests.lstm_grader.nbgrader_course import make_course

pytestmark = pytest.mark.database
EXERCISE = spec.load(NAME)


def record(number: int, right: bool) -> Record:
    word, mistake = ("right", "") if right else ("wrong", "C4")
    checks = tuple(
        CheckRecord(check.name, check.points if right else 0.0, check.points, word, mistake, f"so it is \0 {number}")
        for check in EXERCISE.checks
    )
    return Record(f"student{number:04}", NAME, EXERCISE.notebook, checks, "a" * 64, f"{number}", "b" * 64)


def test_the_command_gives_the_same_grades_in_both_databases(url, tmp_path, monkeypatch, capsys):
    submitted = tmp_path / "submitted"
    for student, changed in {"ada": {}, "alan": WRONG}.items():
        hand_in(submitted, student, changed)
    (submitted / "sofia").mkdir()
    (submitted / ("long" * 60)).mkdir()
    (submitted / os.fsdecode(b"\xff" * 100)).mkdir()
    folder = make_course(tmp_path / "class", url)
    monkeypatch.chdir(folder)
    arguments = ["grade", NAME, "--submitted", str(submitted), "--no-pages"]
    assert program.main(arguments) == 0
    assert not list(folder.rglob("gradebook.db"))
    grades = (folder / "course" / "grades.csv").read_bytes()
    assert program.main(arguments) == 0
    assert "0 of 5 judged now" in capsys.readouterr().out
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret").write_bytes((folder / "course" / "secret").read_bytes())  # the same draws
    assert program.main([*arguments, "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "grades.csv").read_bytes() == grades
    found = scores(url)
    assert found == scores(Places(tmp_path / "out").db_url)
    assert sorted(found.values()) == [0, 0, 8, 10]
    assert max(map(len, found)) <= 128 < len("long" * 60)


def scores(url: str) -> dict[str, float]:
    with Gradebook(url, "lstm") as gradebook:
        return {submission.student.id: submission.score for submission in gradebook.assignment_submissions(NAME)}


def test_nbgrader_reads_whole_submissions_while_we_write(url):
    """A reader sees a submission with all its grades or not at all, and stops nobody."""
    with Store(url, "lstm") as store:
        store.ensure_assignment(EXERCISE)
        stop, seen = threading.Event(), []
        readers = [threading.Thread(target=read, args=(url, stop, seen)) for _ in range(3)]
        for reader in readers:
            reader.start()
        for start in range(0, 300, 20):
            store.save(record(number, number % 3 > 0) for number in range(start, start + 20))
        stop.set()
        for reader in readers:
            reader.join()
    assert all(isinstance(item, dict) for item in seen), seen
    assert all(score in (0, 10) for found in seen for score in found.values())
    assert len({len(found) for found in seen}) > 1, "nothing was read while we wrote"
    assert scores(url) == {f"student{number:04}": 10.0 * (number % 3 > 0) for number in range(300)}


def read(url: str, stop: threading.Event, seen: list) -> None:
    while not stop.is_set():
        try:
            seen.append(scores(url))
        except Exception as error:  # whatever it is, the test shows it
            seen.append(error)
            return


def test_two_graders_at_once_lose_and_double_nothing(url):
    with Store(url, "lstm") as store:
        store.ensure_assignment(EXERCISE)
    context = multiprocessing.get_context("spawn")
    graders = [context.Process(target=write, args=(url, start)) for start in (0, 60)]
    for grader in graders:
        grader.start()
    for grader in graders:
        grader.join()
    assert [grader.exitcode for grader in graders] == [0, 0]
    assert len(scores(url)) == 180
    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from lstm_grading")) == 180
        assert connection.scalar(text("select count(*) from grade")) == 180 * len(EXERCISE.checks)
    engine.dispose()


def write(url: str, start: int) -> None:
    """120 students, half of them also the other's."""
    with Store(url, "lstm") as store:
        for number in range(start, start + 120, 10):
            store.save(record(each, True) for each in range(number, number + 10))


def test_a_killed_writer_leaves_no_half_of_a_batch(url):
    with Store(url, "lstm") as store:
        store.ensure_assignment(EXERCISE)
    writer = multiprocessing.get_context("spawn").Process(target=write_for_ever, args=(url,))
    writer.start()
    while not scores(url):
        time.sleep(0.05)
    writer.kill()
    writer.join()
    found = scores(url)
    assert len(found) % 10 == 0
    assert set(found.values()) == {10}
    with Store(url, "lstm") as store:
        store.save(record(number, True) for number in range(len(found) + 10))
    assert len(scores(url)) == len(found) + 10


def write_for_ever(url: str) -> None:
    with Store(url, "lstm") as store:
        for number in range(0, 10_000, 10):
            store.save(record(each, True) for each in range(number, number + 10))


def test_many_open_a_new_gradebook_at_once_and_put_the_same_exercise_into_it(url):
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(put, [url] * 4)) == [[]] * 4
    with Store(url, "lstm") as store:
        store.save([record(0, True)])
    assert scores(url) == {"student0000": 10}


def put(url: str) -> list:
    with Store(url, "lstm") as store:
        store.ensure_assignment(EXERCISE)
        return store.latest()


def test_a_server_that_ends_while_we_grade_is_named_and_the_next_try_goes_on(server, url):
    with Store(url, "lstm") as store:
        store.ensure_assignment(EXERCISE)
        store.save([record(0, True)])
        engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            name = text("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
            assert connection.execute(name, {"name": store.engine.url.database}).all()
        engine.dispose()
        said = r"^the gradebook at postgresql\+psycopg://teacher@/grades_\d+ failed: .*the same command goes on"
        with pytest.raises(RuntimeError, match=said):
            store.save([record(1, True)])
        store.save([record(1, True)])
    assert scores(url) == {"student0000": 10, "student0001": 10}


def test_a_password_is_not_shown(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(course, "gradebook", lambda _: "postgresql+psycopg://teacher:secret@example.org/grades")
    grade_command.show(whole_class.Grading([record(0, True)], [], 0), tmp_path)
    said = capsys.readouterr().out
    assert "gradebook postgresql+psycopg://teacher:***@example.org/grades" in said and "secret" not in said
