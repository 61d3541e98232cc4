"""A student's row in a platform's list: by an id first, then by the name, whichever of its words comes first."""

import pytest

from lstm_grader.collect.people import Known, People
from lstm_grader.collect.rosters import IDENTIFIERS, read_roster

PEOPLE = People(
    [
        Known("Ada 7", "moodle", "06_forget_gate", "7", "Ada Lovelace", ("b@x.org",)),
        Known("lovelaceada 1201", "canvas", "", "1201", "lovelaceada"),
    ]
)
MOODLE = "First name,Last name,Email address\nAda,Lovelace,a@x.org\nAda,Lovelace,b@x.org\nYe-jin,Kim,k@x.org\n"
CANVAS = 'Student,ID,SIS User ID,SIS Login ID,Section\n"Lovelace, Ada",1201,,ada,S\n"Turing, Alan",1202,,alan,S\n'


@pytest.mark.parametrize(
    ("platform", "text", "student", "column", "value"),
    [
        ("moodle", MOODLE, "Ada 7", "Email address", "b@x.org"),
        ("moodle", MOODLE, "Kim Ye-jin", "Email address", "k@x.org"),
        ("canvas", CANVAS, "lovelaceada 1201", "SIS Login ID", "ada"),
    ],
)
def test_the_row_of_a_student_is_found(tmp_path, platform, text, student, column, value):
    (tmp_path / "list.csv").write_text(text)
    roster = read_roster(tmp_path / "list.csv", platform, PEOPLE)
    assert roster.row_of(student, roster.by(IDENTIFIERS[platform]))[column] == value


def test_a_name_that_two_have_is_nobodys_row(tmp_path):
    (tmp_path / "list.csv").write_text(MOODLE)
    roster = read_roster(tmp_path / "list.csv", "moodle", PEOPLE)
    assert roster.row_of("Ada Lovelace", roster.by(IDENTIFIERS["moodle"])) is None
