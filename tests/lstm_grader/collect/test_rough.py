"""Collecting goes on after a kill and a full disk, beside another instructor, and whatever names an archive holds."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from lstm_grader import ROOT
from lstm_grader.collect import archives, collecting, owners, people, placing, students, table
from tests.lstm_grader.collect.archive import FILE, MOODLE, NAME, notebook, pack

CLASS = 40
ROUNDS = 300
ALPHABET = "aZ0 _-._/\\()[]{}'’\"`$%#!?*<>|:;,~^&=+@\0\x01\x1b\n\t\x7f\u200d\u202e\u2028éा́中😀\udcff"
PIECES = [
    "_assignsubmission_file",
    "_123",
    "_LATE",
    "_1201_88001_",
    "anon_aB3xY_",
    "..",
    ".ipynb",
    ".zip",
    FILE,
    "-1",
    " (1)",
]


def command(submitted, *paths):
    return [sys.executable, "-m", "lstm_grader", "collect", NAME, "--submitted", str(submitted), *map(str, paths)]


def alone(submitted, *paths, **more):
    return subprocess.run(command(submitted, *paths), cwd=ROOT, capture_output=True, text=True, check=False, **more)


def files(submitted):
    found = [path for path in submitted.rglob("*") if path.is_file()]
    return {str(path.relative_to(submitted)): path.read_bytes() for path in found}


@pytest.fixture
def two(tmp_path):
    """A class, and the same class with newer notebooks."""
    return [
        pack(
            tmp_path / f"{turn}.zip",
            {f"S {n}_{n}_{MOODLE}/{FILE}": notebook(n + turn) for n in range(100, 100 + CLASS)},
        )
        for turn in (1, 500)
    ]


@pytest.fixture
def expected(tmp_path, two):
    for archive in two:
        collecting.collect(NAME, [archive], tmp_path / "whole" / "submitted")
    return files(tmp_path / "whole" / "submitted")


@pytest.mark.kill
@pytest.mark.parametrize("seen", [0, 3, CLASS - 5])
def test_the_same_command_goes_on_after_a_kill(tmp_path, two, expected, seen):
    submitted = tmp_path / "course" / "submitted"
    collecting.collect(NAME, [two[0]], submitted)
    process = subprocess.Popen(command(submitted, two[1]), cwd=ROOT, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end and len([*submitted.glob("*/*/earlier/*")]) < seen:
        time.sleep(0.001)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    collecting.collect(NAME, [two[1]], submitted)
    assert files(submitted) == expected


def test_the_same_command_goes_on_where_a_file_could_not_be_written(tmp_path, two, expected):
    submitted = tmp_path / "course" / "submitted"
    collecting.collect(NAME, [two[0]], submitted)
    before = files(submitted)
    few = len(notebook(0)) // 2
    ran = alone(submitted, two[1], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (few, few)))
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "the same command goes on from there" in ran.stderr
    assert files(submitted) == before
    collecting.collect(NAME, [two[1]], submitted)
    assert files(submitted) == expected


@pytest.mark.long
def test_two_instructors_at_once_lose_nothing(tmp_path):
    submitted = tmp_path / "course" / "submitted"
    parts = [pack(tmp_path / f"{n}.zip", {f"S {n}_{n}_{MOODLE}/{FILE}": notebook(n)}) for n in range(3)]
    running = [subprocess.Popen(command(submitted, part), cwd=ROOT, stdout=subprocess.DEVNULL) for part in parts]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert {row.student for row in table.read(tmp_path / "course" / "collected" / f"{NAME}.csv")} == {
        "S 0",
        "S 1",
        "S 2",
    }
    assert len(people.People.read(tmp_path / "course" / "collected" / "people.csv").known) == 3


def a_name(rng):
    parts = [
        "".join(rng.choices(ALPHABET, k=rng.randrange(8))) if rng.random() < 0.6 else rng.choice(PIECES)
        for _ in range(rng.randrange(1, 7))
    ]
    name = "".join(parts) * (60 if rng.random() < 0.05 else 1)
    return name.encode("utf-8", "replace").decode().replace("\0", "") or "x"


def test_whatever_an_archive_names_has_a_row_and_stays_in_the_course(tmp_path):
    rng = random.Random(20261101)
    names = list(dict.fromkeys(a_name(rng) for _ in range(ROUNDS)))
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in names:
            packed.writestr(zipfile.ZipInfo(name), b"" if name.endswith("/") else notebook(1))
        packed.writestr(f"Ada_7_{MOODLE}/{FILE}", notebook(2))
    submitted = tmp_path / "course" / "submitted"
    done = collecting.collect(NAME, [archive], submitted)
    assert done.failed == []
    assert (submitted / "Ada" / NAME / FILE).read_bytes() == notebook(2)
    entries = [entry for entry in archives.open_archive(archive)[1] if not entry.folder]
    shown = {table.shown(table.Row("", "", "", "", "", entry.path)).entry for entry in entries}
    assert shown <= {table.shown(row).entry for row in done.rows}
    assert all(row.outcome for row in done.rows)
    assert all(students.is_student_id(path.name) for path in submitted.iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "course"}
    assert {path.name for path in (tmp_path / "course").iterdir()} == {"collected", "submitted"}
    assert all(len(path.relative_to(submitted).parts) in (3, 4) for path in submitted.rglob("*") if path.is_file())
    before = files(submitted)
    assert collecting.collect(NAME, [archive], submitted).replaced == []
    assert files(submitted) == before
    said = (tmp_path / "course" / "collected" / f"{NAME}.csv").read_text()
    assert not set("\x1b\u202e\x7f") & set(said)


def test_no_name_makes_a_path(tmp_path):
    rng = random.Random(20261102)
    for _ in range(2000):
        name = a_name(rng)
        for made in (people.folder_name(name), placing.own_name(name), placing.earlier_name(name, "0" * 64)[8:]):
            assert made not in ("", ".", "..") and "/" not in made and len(os.fsencode(made)) < 230
        owners.tell([name.split("/")], [NAME], "forget_gate")
