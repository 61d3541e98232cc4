"""Whom a list of the class alone has is expected: they are in the table, on the page and in exports, not handed in."""

import csv
import re

import pytest

from lstm_grader.__main__ import main
from lstm_grader.collect.people import People
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from lstm_grader.pages.places import Places
from tests.lstm_grader.collect.archive import FILE, MOODLE, NAME, notebook, pack, worksheet
from tests.lstm_grader.collect.test_missing import LISTS

CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section\n"


@pytest.fixture
def collect(tmp_path):
    def collect(files: dict[str, bytes], roster: str, *more: str) -> set[str]:
        """Who is known afterwards."""
        (tmp_path / "list.csv").write_text(roster, encoding="utf-8")
        submitted, archive = tmp_path / "course" / "submitted", pack(tmp_path / "a.zip", files)
        given = ["--submitted", str(submitted), "--roster", str(tmp_path / "list.csv"), *more]
        assert main(["collect", NAME, str(archive), *given]) == 0
        return People.read(tmp_path / "course" / "collected" / "people.csv").students()

    return collect


def test_grade_has_a_row_for_everybody_of_the_list(tmp_path, collect, capsys):
    course = tmp_path / "course"
    collect({f"Ada Lovelace_7_{MOODLE}/{FILE}": notebook(1)}, LISTS["Moodle"])
    done = whole_class.grade(course / "submitted", course, [NAME])
    assert [(record.student, record.absent) for record in done.records] == [
        ("Ada Lovelace", False),
        ("Alan Turing", True),
        ("Kurt Gödel", True),
    ]
    assert re.search(r"^Alan Turing +06_forget_gate +not handed in$", whole_class.format_table(done.records), re.M)
    with Places(course).csv.open(encoding="utf-8", newline="") as file:
        assert {row["verdict"] for row in csv.DictReader(file) if row["student"] == "Kurt Gödel"} == {"absent"}
    assert "2 of 3 did not hand in; they are in no number below." in Places(course).report.read_text(encoding="utf-8")
    assert main(["export", "moodle", NAME, "--roster", str(tmp_path / "list.csv"), "--out", str(course)]) == 0
    exported = (course / "exports" / "moodle.csv").read_text(encoding="utf-8")
    assert all(address in exported for address in ("a@x", "b@x", "k@x"))
    assert "in the roster, but not graded" not in capsys.readouterr().err
    with Store(Places(course).db_url) as store:
        assert "Alan Turing" in store.students()


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_who_hands_in_later_is_the_one_who_was_expected(collect, text):
    """With no worksheet, in whatever order the list puts the names."""
    ada = {f"Ada Lovelace_7_{MOODLE}/{FILE}": notebook(1)}
    before = collect(ada, text)
    assert len(before) == 3
    more = {f"Alan Turing_11_{MOODLE}/{FILE}": notebook(2), f"Kurt Gödel_13_{MOODLE}/{FILE}": notebook(3)}
    assert collect(ada | more, text) == before


def test_of_canvas_the_number_tells_namesakes_apart(collect):
    rows = CANVAS + '"Lovelace, Ada",1201,,ada,S\n"Lovelace, Ada",1202,,ada2,S\n'
    first = {f"lovelaceada_1201_88001_{FILE}": notebook(1)}
    before = collect(first, rows)
    assert len(before) == 2
    assert collect(first | {f"lovelaceada_1202_88002_{FILE}": notebook(2)}, rows) == before


def test_namesakes_without_a_number_wait_for_the_worksheet(tmp_path, collect, capsys):
    rows = "First name,Last name,Email address\nAda,L,a@x\nAda,L,b@x\nKurt,G,k@x\n"
    files = {f"Kurt G_7_{MOODLE}/{FILE}": notebook(1)}
    assert collect(files, rows) == {"Kurt G"}
    said = capsys.readouterr().out
    assert "no later archive tells them apart without --worksheet\n  Ada L\n  Ada L" in said
    listed = (7, "Kurt G", "k@x", "-"), (11, "Ada L", "a@x", "-"), (13, "Ada L", "b@x", "-")
    sheet = worksheet(tmp_path / "w.csv", *listed)
    assert collect(files, rows, "--worksheet", str(sheet)) == {"Kurt G", "Ada L 11", "Ada L 13"}
    assert "does not expect" not in capsys.readouterr().out


def test_where_marking_is_blind_nobody_is_there_twice(collect):
    assert collect({f"Participant_7_{MOODLE}/{FILE}": notebook(1)}, LISTS["Moodle"]) == {"Participant 7"}


def test_a_group_is_nobody_who_is_expected(tmp_path, collect):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "groups.csv").write_text("group,student\nBlue,a@x\nBlue,Alan Turing\n")
    assert "Blue" not in collect({f"Blue_31_{MOODLE}/{FILE}": notebook(1)}, LISTS["Moodle"])
