"""A term's commands on a full disk, by two instructors at once, and beside a database that stops.

Each ends with one line that says what is wrong, nothing is lost or half written, and the same command goes on.
"""

import contextlib
import io
import multiprocessing
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from lstm_grader import ROOT
from lstm_grader.__main__ import main
from lstm_grader.drafts import GO_ON
from lstm_grader.gradebook import extensions
from lstm_grader.gradebook.store import Store
from tests.lstm_grader.classes import WRONG, solved
from tests.lstm_grader.collect.archive import FILE, MOODLE, NAME, pack
from tests.sample import how_many

COMMANDS = {
    "collect": f"collect {NAME} {{disk}}/newer.zip",
    "extend": f"extend Emmy {NAME} --days 3",
    "export": "export csv --missing zero",
    "handback": f"handback moodle {NAME} --worksheet {{disk}}/worksheet.csv",
    "folders": f"handback folder {NAME}",
    "results": f"results {NAME} --format gradescope",
    "backup": "backup {disk}/kept.tar.gz",
    "forget": "forget Alan --yes",
    "term": "term {disk}/next",
}
ROOMS = (4, 8, 16, 32, 64, 128, 256, 512, 1024)  # KiB that are left on a disk
DISK = 64 * 2**20
PATIENCE_S = 600.0  # far more than anything here takes: it is for what would never end
WORKSHEET = """Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission)
Participant 101,Ada,ada@example.org,Submitted,,10.00,"Sunday, 1 November 2026, 10:00 AM"
Participant 102,Alan,alan@example.org,Submitted,,10.00,"Sunday, 1 November 2026, 11:00 AM"
Participant 103,Emmy,emmy@example.org,No submission,,10.00,-
"""


@pytest.fixture(scope="module")
def before(tmp_path_factory) -> Path:
    """A disk with a term on it, which is graded, and what its commands read."""
    disk = tmp_path_factory.mktemp("rough") / "disk"
    disk.mkdir()
    work = {"Ada": {}, "Alan": WRONG}
    for turn, name in enumerate(("older", "newer")):
        notebooks = {student: nbformat.writes(solved(own, f"turn = {turn}")) for student, own in work.items()}
        numbered = zip((101, 102), notebooks.items(), strict=True)
        pack(disk / f"{name}.zip", {f"{who}_{n}_{MOODLE}/{FILE}": data.encode() for n, (who, data) in numbered})
    (disk / "worksheet.csv").write_text(WORKSHEET)
    assert run("term {disk}/now", disk, disk)[0] == 0
    (disk / "now" / "course" / "groups.csv").write_text("group,student\nBlue,alan@example.org\nBlue,Emmy\n")
    collect = f"collect {NAME} {{disk}}/older.zip --worksheet {{disk}}/worksheet.csv --zone UTC"
    for command in (f"release {NAME}", collect, "grade --workers 1"):
        assert run(command, disk)[0] == 0
    return disk


def run(command: str, disk: Path, folder: Path | None = None) -> tuple[int, str]:
    """Exit status, and what was said of what went wrong, of a command that somebody types in a folder of the disk."""
    said, here = io.StringIO(), Path.cwd()
    os.chdir(folder or disk / "now")
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
            return main(command.format(disk=disk).split()), said.getvalue()
    finally:
        os.chdir(here)


def copied(before: Path, disk: Path) -> Path:
    shutil.copytree(before, disk, dirs_exist_ok=True)
    return disk


def everything(disk: Path) -> dict[str, object]:
    """What is on a disk: the bytes of each file, what is packed in an archive, and what stands in the gradebook."""
    found: dict[str, object] = {}
    for path in sorted(disk.rglob("*")):
        name = str(path.relative_to(disk))
        if path.name == "gradebook.db":
            found[name] = rows(path)
        elif path.name.endswith(".tar.gz"):
            with tarfile.open(path) as archive:
                members = [member for member in archive if not member.name.startswith("course/gradebook.db")]
                found[name] = {one.name: archive.extractfile(one).read() for one in members if one.isfile()}
        elif path.is_file() and not path.name.startswith(("gradebook.db", ".lock")):
            found[name] = path.read_bytes()
    return found


def rows(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as book:
        assert book.execute("pragma integrity_check").fetchall() == [("ok",)]
        asked = (
            "select id from student order by id",
            "select student_id, extension from submitted_assignment order by student_id",
            "select count(*), sum(auto_score) from grade",
            "select count(*) from comment",
            "select student, judged_as from lstm_grading order by student",
            "select count(*), sum(score) from lstm_check",
        )
        return [book.execute(query).fetchall() for query in asked]


# A full disk ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled(before, tmp_path_factory) -> str:
    """What was said of each command on a file system of its own with little room left."""
    disk = tmp_path_factory.mktemp("filled") / "disk"
    disk.mkdir()
    called = f"from {__name__} import fill_up; fill_up({str(before)!r})"
    small = ["bwrap", "--dev-bind", "/", "/", "--size", str(DISK), "--tmpfs", str(disk), "--chdir", str(disk)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [*small, sys.executable, "-c", called]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
@pytest.mark.parametrize("name", COMMANDS)
def test_on_a_full_disk_a_command_says_so_in_one_line_and_the_same_one_goes_on(name, filled):
    """The more room there is, the further the command gets."""
    assert f"{name}: refused" in filled, "there was always room enough"


def fill_up(before: str) -> None:
    """Each command with so much room, then again with all that is needed; in a folder that is a disk of its own."""
    disk, pristine = Path.cwd(), everything(Path(before))
    for name, command in COMMANDS.items():
        assert run(command, anew(before, disk))[0] == 0
        expected = everything(disk)
        for kib in [0, *sorted(random.Random(name).sample(ROOMS, how_many(1, len(ROOMS))))]:
            with full(anew(before, disk), kib):
                status, said = run(command, disk)
            print(f"{name}: {'refused' if status else 'done'} with {kib} KiB {said}", flush=True)
            left = everything(disk)
            for path in left.keys() | pristine.keys() | expected.keys():
                assert left.get(path) in (pristine.get(path), expected.get(path)), (name, kib, path, "is half done")
            if status:
                assert status == 2 and said.startswith("lstm_grader: ") and said.count("\n") == 1, (name, kib, said)
                assert GO_ON in said or "is there room on the disk?" in said, (name, kib, said)
                assert run(command, disk)[0] == 0, (name, kib)
            assert everything(disk) == expected, (name, kib)


def anew(before: str, disk: Path) -> Path:
    for path in disk.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return copied(Path(before), disk)


@contextlib.contextmanager
def full(disk: Path, kib: int):
    """A disk on which so much is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(2**16)):
            pass
    os.truncate(filler, filler.stat().st_size - 1024 * kib)
    yield
    filler.unlink()


# Two at once ----------------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_two_instructors_who_type_the_same_at_one_moment_lose_and_double_nothing(before, tmp_path):
    alone, both = copied(before, tmp_path / "alone"), copied(before, tmp_path / "both")
    for command in COMMANDS.values():
        assert run(command, alone)[0] == 0
    context = multiprocessing.get_context("spawn")
    start, said = context.Barrier(2), context.Queue()
    people = [context.Process(target=type_all, args=(both, start, said)) for _ in range(2)]
    with ended(*people):
        found = [said.get(timeout=PATIENCE_S) for _ in range(2 * len(COMMANDS))]
    for name in COMMANDS:
        statuses = sorted(status for other, status, _ in found if other == name)
        assert statuses in ([[0, 0], [0, 2]] if name in ("forget", "term") else [[0, 0]]), found
    assert everything(both) == everything(alone)


@contextlib.contextmanager
def ended(*processes):
    """Processes that run meanwhile; none is left, whatever happens."""
    try:
        for process in processes:
            process.start()
        yield
        for process in processes:
            process.join(PATIENCE_S)
            assert process.exitcode == 0
    finally:
        for process in processes:
            if process.is_alive():
                process.kill()
                process.join()


def type_all(disk: Path, start, said) -> None:
    for name, command in COMMANDS.items():
        start.wait(PATIENCE_S)
        said.put((name, *run(command, disk)))


@pytest.mark.long
def test_a_backup_is_whole_while_somebody_grades(before, tmp_path):
    """Of what is written meanwhile it has the old or the new; what is taken away meanwhile stops nothing."""
    disk = copied(before, tmp_path / "disk")
    grading = multiprocessing.get_context("spawn").Process(target=grade_on, args=(disk,))
    count, until = 0, time.monotonic() + PATIENCE_S
    with ended(grading):
        while grading.is_alive() or not count:
            assert time.monotonic() < until
            assert run(COMMANDS["backup"], disk) == (0, "")
            count += 1
            with tarfile.open(disk / "kept.tar.gz") as archive:
                archive.extractall(tmp_path / str(count), filter="data")
            assert rows(tmp_path / str(count) / "course" / "gradebook.db")
            assert (tmp_path / str(count) / "course" / "grades.csv").read_text().count("Alan") == 6


def grade_on(disk: Path) -> None:
    for _ in range(how_many(2, 10)):
        assert run("grade --workers 1 --force", disk)[0] == 0


# A database that stops ------------------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.long
def test_beside_a_database_that_stops_a_command_says_so_in_one_line_and_the_same_one_goes_on(
    before, tmp_path, control, url
):
    """It is stopped before the command, and while the command waits for an answer."""
    disk = copied(before, tmp_path / "disk")
    with (disk / "now" / "nbgrader_config.py").open("a") as file:
        file.write(f"c.CourseDirectory.db_url = {url!r}\n")
    for path in (disk / "now" / "course").glob("gradebook.db*"):
        path.unlink()
    assert run("grade --workers 1", disk)[0] == 0
    for name in ("extend", "export", "handback", "folders", "results", "backup", "forget"):
        there = everything(disk)
        control.stop()
        try:
            status, said = run(COMMANDS[name], disk)
        finally:
            control.start()
        assert status == 2 and "cannot be opened" in said and said.count("\n") == 1, said
        status, said = stop_while_it_waits(COMMANDS[name], disk, control, url)
        assert status == 2 and url.partition("?")[0] in said and said.count("\n") == 1, said
        assert everything(disk) == there, name
        assert run(COMMANDS[name], disk)[0] == 0, name
    with Store(url) as store:
        assert "Alan" not in store.students()
        assert [one.student for one in extensions.read_extensions(store, NAME)] == ["Emmy"]


def stop_while_it_waits(command: str, disk: Path, control, url: str) -> tuple[int, str]:
    """What a command says whose database goes while somebody else holds what it asks for."""
    found: list[tuple[int, str]] = []
    engine = create_engine(url)
    with contextlib.suppress(DBAPIError), engine.connect() as connection:  # which goes, too
        connection.execute(text("lock table student, course in access exclusive mode"))
        typing = threading.Thread(target=lambda: found.append(run(command, disk)), daemon=True)
        typing.start()
        waiting = text("select count(*) from pg_locks where not granted")
        until = time.monotonic() + PATIENCE_S
        while typing.is_alive() and not connection.scalar(waiting) and time.monotonic() < until:
            time.sleep(0.02)
        control.stop()
        typing.join(PATIENCE_S)
    engine.dispose()
    control.start()
    assert not typing.is_alive()
    return found[0]


@pytest.mark.long
def test_what_needs_no_database_works_without_one(before, tmp_path):
    disk = copied(before, tmp_path / "disk")
    with (disk / "now" / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.db_url = 'postgresql+psycopg://ada@127.0.0.1:1/lstm'\n")
    for name in ("collect", "term"):
        assert run(COMMANDS[name], disk)[0] == 0


@pytest.mark.long
def test_before_anything_is_graded_a_backup_is_made_and_what_shows_grades_says_that_there_are_none(before, tmp_path):
    disk = copied(before, tmp_path / "disk")
    (disk / "now" / "course" / "secret").unlink()
    for path in (disk / "now" / "course").glob("gradebook.db*"):
        path.unlink()
    assert run(COMMANDS["extend"], disk)[0] == 0
    assert run(COMMANDS["backup"], disk)[0] == 0
    assert f"course/submitted/Ada/{NAME}/{FILE}" in everything(disk)["kept.tar.gz"]
    for command in ("export csv", "report"):
        assert run(command, disk) == (2, "lstm_grader: nothing is graded yet: grade first\n")
    assert run(COMMANDS["results"], disk)[1].startswith(f"lstm_grader: nothing is graded of {NAME}")
