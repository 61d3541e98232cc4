"""A class of forty by the guide alone: from the archives of Moodle and Canvas to marks in the formats of both.

Namesakes, blind marking, two groups, three extensions, and people who are late, absent, hand in twice, in folders, in
archives inside, under other names.
"""

import csv
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from lstm_grader import ROOT
from tests.lstm_grader.classes import WRONG, solved
from tests.lstm_grader.collect.archive import pack, worksheet

FORGET, SQUASH, INPUT = "06_forget_gate", "05_squashing", "07_input_gate"
FIRST = ("Ada", "Alan", "Grace", "Emmy", "Sofia", "Kurt", "Srinivasa", "José", "Мария", "小明")
LAST = ("Lovelace", "O'Neil", "van der Berg", "Müller")
PEOPLE = [f"{first} {last}" for last in LAST for first in FIRST]
PEOPLE[11] = PEOPLE[1]  # two of one name
MAIL = {number: f"p{number}@example.org" for number in range(1001, 1041)}
NAMES = dict(zip(MAIL, PEOPLE, strict=True))
ABSENT, LATE, GROUPED = (1005, 1017), (1003, 1004, 1021), {"Blue": (1030, 1031, 1032), "Red": (1033, 1034)}
MORE_TIME = {1004: 3, 1021: 1, 1005: 7}  # days; one of them never hands in
HALF = (1010, 1011, 1030)  # a mistake in one function
RIGHT_FILE, WRONG_FILE = (nbformat.writes(solved(answers)).encode() for answers in ({}, WRONG))
TERM = f"""
exercises = ["{SQUASH}", "{FORGET}", "{INPUT}"]
[due]
{FORGET} = "2026-11-01 12:00 Europe/Berlin"
"""
CONFIG = 'c.PerDay.share_per_day = 0.1\nc.FeedbackExporter.book = "https://example.org/lstm/"\n'

pytestmark = pytest.mark.nbgrader


def run(folder: Path, *words: str, status: int = 0) -> str:
    """What a command prints that the instructor types in the term's folder."""
    command = [sys.executable, "-m", "lstm_grader", *words]
    told = {"cwd": folder, "env": os.environ | {"PYTHONPATH": str(ROOT)}}
    done = subprocess.run(command, **told, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def moodle(path: Path) -> Path:
    """06 in Moodle, names shown: folders, a folder inside, an archive inside, other names, a second upload."""
    files: dict[str, bytes] = {"__MACOSX/._x": b"junk"}
    silent = {number for members in GROUPED.values() for number in members[1:]}
    for number, name in NAMES.items():
        if number in ABSENT or number in silent:
            continue
        folder, work = f"{name}_{number}_assignsubmission_file", WRONG_FILE if number in HALF else RIGHT_FILE
        if number == 1006:
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w") as packed:
                packed.writestr("work/forget_gate.ipynb", work)
            files[f"{folder}/work.zip"] = inner.getvalue()
        elif number == 1007:
            files[f"{folder}/my work/forget_gate.ipynb"] = work
        elif number == 1008:
            files[f"{folder}/Copy of forget_gate.ipynb"] = work
        elif number == 1009:
            files[f"{folder}/forget_gate.ipynb"] = WRONG_FILE
            files[f"{folder}/forget_gate (1).ipynb"] = work
        else:
            files[f"{folder}/forget_gate.ipynb"] = work
        files[f"{name}_{number}_assignsubmission_onlinetext/onlinetext.html"] = b"<p>done</p>"
    return pack(path, files)


def canvas(path: Path) -> Path:
    """05 in Canvas: one late, one with a second attempt."""
    work, files = nbformat.writes(solved({}, name=SQUASH)).encode(), {}
    for number, name in NAMES.items():
        if number in ABSENT:
            continue
        sortable = re.sub(r"\W", "", "".join(reversed(name.split(" ", 1)))).lower()
        late = "_LATE" if number == 1012 else ""
        files[f"{sortable}{late}_{number}_{number * 7}_squashing.ipynb"] = work
        if number == 1013:
            files[f"{sortable}_{number}_{number * 7 + 1}_squashing-1.ipynb"] = work + b"\n"
    return pack(path, files)


def blind(path: Path) -> Path:
    """07 in Moodle, names hidden; people have other numbers there."""
    work = nbformat.writes(solved({}, name=INPUT)).encode()
    numbers = [number + 1000 for number in NAMES if number not in ABSENT]
    return pack(path, {f"Participant_{n}_assignsubmission_file/input_gate.ipynb": work for n in numbers})


def sheet(path: Path, numbers: dict[int, int]) -> Path:
    """Moodle's worksheet: who is which participant, and when they handed in."""
    hours = {number: 13 if number in LATE else 11 for number in NAMES}
    rows = [
        (theirs, NAMES[number], MAIL[number], f"Sunday, 1 November 2026, {hours[number]}:30")
        for number, theirs in numbers.items()
        if number not in ABSENT
    ]
    return worksheet(path, *rows)


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """What the instructor types, in this order, and what it prints."""
    place = tmp_path_factory.mktemp("forty")
    folder, told = place / "term", {}
    run(place, "term", str(folder))
    (folder / "term.toml").write_text(TERM)
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write(CONFIG)
    run(folder, "release")
    class_list = place / "participants.csv"
    lines = [f"{name.split(' ', 1)[0]},{name.split(' ', 1)[1]},{MAIL[number]}" for number, name in NAMES.items()]
    class_list.write_text("\n".join(["First name,Last name,Email address", *lines]) + "\n")
    named = sheet(place / "06.csv", {number: number for number in NAMES})
    hidden = sheet(place / "07.csv", {number: number + 1000 for number in NAMES})
    options = ("--zone", "Europe/Berlin", "--roster", str(class_list))
    told[FORGET] = run(folder, "collect", FORGET, str(moodle(place / "06.zip")), "--worksheet", str(named), *options)
    told[INPUT] = run(folder, "collect", INPUT, str(blind(place / "07.zip")), "--worksheet", str(hidden), *options)
    told[SQUASH] = run(folder, "collect", SQUASH, str(canvas(place / "05.zip")))
    rows = [f"{colour},{MAIL[number]}" for colour, members in GROUPED.items() for number in members]
    (folder / "course" / "groups.csv").write_text("\n".join(["group,student", *rows]) + "\n")
    nbgrader = [sys.executable, "-m", "nbgrader", "db", "student", "add", NAMES[1005]]
    subprocess.run(nbgrader, cwd=folder, check=True, capture_output=True)
    for number, days in MORE_TIME.items():
        run(folder, "extend", student(folder, number), FORGET, "--days", str(days))
    told["grade"] = run(folder, "grade")
    told["again"] = run(folder, "grade")
    told["moodle"] = run(folder, "export", "moodle", FORGET, "--roster", str(class_list))
    told["zero"] = run(folder, "export", "csv", FORGET, "--missing", "zero")
    told["handback"] = run(folder, "handback", "moodle", INPUT, "--worksheet", str(hidden))
    for key, text in told.items():
        (place / f"{key}.txt").write_text(text)
    return folder, told


def student(folder: Path, number: int) -> str:
    """The folder of one of the class, as the register has it."""
    with (folder / "course" / "collected" / "people.csv").open() as file:
        return next((row["student"] for row in csv.DictReader(file) if MAIL[number] in row["ids"]), NAMES[number])


def final(folder: Path, name: str) -> dict[str, str]:
    with (folder / "course" / "exports" / name).open() as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def test_nobody_is_lost_on_the_way_in(term):
    _, told = term
    members = sum(len(members) - 1 for members in GROUPED.values())
    assert f"{40 - 2 - members} with a notebook, {2 + members} without" in told[FORGET]
    for number in ABSENT:
        assert NAMES[number] in told[FORGET]
    assert "handed in as Copy of forget_gate.ipynb" in told[FORGET]
    assert "38 with a notebook" in told[INPUT] and "38 with a notebook" in told[SQUASH]


def test_everybody_has_one_folder_in_all_three_exercises(term):
    folder, _ = term
    both = {number: student(folder, number) for number in NAMES if number not in ABSENT}
    assert len(set(both.values())) == 38
    submitted = folder / "course" / "submitted"
    alone = [number for number in both if not any(number in members[1:] for members in GROUPED.values())]
    assert [number for number in alone if not (submitted / both[number] / FORGET).is_dir()] == []
    assert [number for number in both if not (submitted / both[number] / INPUT).is_dir()] == []


def test_marks_count_mistakes_lateness_extensions_and_groups(term):
    folder, told = term
    marks = {number: _points(folder, number) for number in NAMES}
    wrong = {number for number in HALF} | set(GROUPED["Blue"])
    wanted = {number: 8.0 if number in wrong else 10.0 for number in NAMES}
    wanted[1003] = 9.0  # late by an hour and a half: a day begun
    assert {number: mark for number, mark in marks.items() if number not in ABSENT} == {
        number: mark for number, mark in wanted.items() if number not in ABSENT
    }
    assert all(marks[number] is None for number in ABSENT)
    assert "0 of" in told["again"]


def _points(folder: Path, number: int) -> float | None:
    row = final(folder, "moodle.csv").get(MAIL[number])
    return float(row[FORGET]) if row and row[FORGET] != "-" else None


def test_blind_participants_get_their_own_page_and_mark(term):
    folder, _ = term
    with zipfile.ZipFile(next((folder / "course" / "exports").glob("*.zip"))) as packed:
        people = {name.split("/")[0] for name in packed.namelist()}
        assert len(people) == 38 and all(re.search(r"_\d{4}_", name) for name in people)
        assert b"https://example.org/lstm/" not in packed.read(packed.namelist()[0])  # all right: nothing to read up


def test_the_project_is_as_it_was(term):
    told = ["git", "status", "--porcelain", "course", "exercises"]
    done = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == ""
