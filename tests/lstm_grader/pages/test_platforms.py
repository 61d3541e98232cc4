"""Files for spreadsheets, Canvas and Moodle, read back by the rules that the platforms document."""

import csv
import re
import unicodedata
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from lstm_grader import __main__ as program
from lstm_grader.collect import rosters
from lstm_grader.exercise import spec
from lstm_grader.gradebook import scores
from lstm_grader.gradebook.store import Store
from lstm_grader.pages import platforms
from lstm_grader.pages.places import Places
from lstm_grader.records import CheckRecord, Record

NAME, OTHER = "06_forget_gate", "05_squashing"
MOST = {name: spec.load(name).max_score for name in (NAME, OTHER)}


def record(student, name=NAME, wrong=(), word="wrong", mistake="A1"):
    checks = tuple(
        CheckRecord(
            check.name,
            check.points * (check.name not in wrong),
            check.points,
            word if check.name in wrong else "right",
            mistake * (check.name in wrong),
            "wrote this",
        )
        for check in spec.load(name).checks
    )
    return Record(student, name, spec.load(name).notebook, checks, notebook_hash="0")


@pytest.fixture
def course(tmp_path) -> Path:
    """ada has all, alan lost `keep` and half a point by hand, sofia was not judged in one check, kurt did one only."""
    records = [
        record("ada"),
        record("alan", wrong=("keep",)),
        record("sofia", wrong=("keep",), word="infrastructure"),
        record("=kurt+1"),
        record("ada", OTHER),
        record("alan", OTHER),
        record("sofia", OTHER),
    ]
    with Store(Places(tmp_path).db_url, "lstm") as store:
        for name in MOST:
            store.ensure_assignment(spec.load(name))
        store.save(records)
    with Gradebook(Places(tmp_path).db_url, "lstm") as book:
        book.find_grade("check_half_life", "forget_gate", NAME, "alan").manual_score = 1.5
        book.find_submission_notebook("forget_gate", NAME, "alan").late_submission_penalty = 0.75
        book.db.commit()
    return tmp_path


def export(course: Path, *arguments: str) -> list[list[str]]:
    assert program.main(["export", *arguments, "--out", str(course)]) == 0
    with (course / "exports" / f"{arguments[0]}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_scores_are_those_of_nbgrader_with_marks_by_hand_and_penalties(course):
    with Store(Places(course).db_url, "lstm") as store:
        found = {(row.student, row.assignment): row for row in scores.read_standings(store.engine, [NAME, OTHER])}
    with Gradebook(Places(course).db_url, "lstm") as book:
        for (student, name), row in found.items():
            submission = book.find_submission(name, student)
            assert row.penalty == submission.late_submission_penalty
            if (student, name) != ("sofia", NAME):
                assert row.total == submission.score - submission.late_submission_penalty
    assert found["alan", NAME].checks["half_life"] == 1.5 and found["alan", NAME].penalty == 0.75
    assert found["sofia", NAME].checks["keep"] is found["sofia", NAME].total is None
    assert len(found) == 7


def test_the_table_has_a_row_a_student_and_a_column_a_check(course):
    header, *rows = export(course, "csv")
    checks = [f"{name} {check.name}" for name in (OTHER, NAME) for check in spec.load(name).checks]
    assert [column for column in header if column in checks] == checks
    found = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert list(found) == ["'=kurt+1", "ada", "alan", "sofia"]
    assert found["alan"][f"{NAME} keep"] == "0" and found["alan"][f"{NAME} half_life"] == "1.5"
    assert found["alan"][f"{NAME} late"] == "-0.75"
    for student, row in found.items():
        for name in (OTHER, NAME):
            parts = [row[f"{name} {check.name}"] for check in spec.load(name).checks]
            if "" in parts:
                assert row[name] == "" and student in ("sofia", "'=kurt+1")
            else:
                assert float(row[name]) == sum(map(float, parts)) + float(row[f"{name} late"])


def imported_by_canvas(rows: list[list[str]], people: dict[str, dict[str, str]]) -> dict:
    """What Canvas takes from a gradebook file: (person, assignment) -> grade, by the rules of its importer.

    The first columns are Student, ID, SIS User ID, SIS Login ID, the last before the assignments is Section; a row that
    says Points Possible describes the assignments; people are found by ID, then SIS User ID, then SIS Login ID.
    """
    header, *body = rows
    assert "Student" in header[0] and "ID" in header[1]
    assert re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3])
    assert "Section" in header[4]
    assert len({len(row) for row in rows}) == 1
    found, possible = {}, {}
    for row in body:
        grades = dict(zip(header[5:], row[5:], strict=True))
        if "Points Possible" in row[0]:
            possible = {name: float(value) for name, value in grades.items()}
            continue
        person = next(
            (
                name
                for column, key in ((1, "ID"), (2, "SIS User ID"), (3, "SIS Login ID"))
                for name, ids in people.items()
                if row[column] and ids.get(key) == row[column]
            ),
            None,
        )
        assert person, f"Canvas would add a new user for {row}"
        found |= {(person, name): float(grade) for name, grade in grades.items() if grade}
    assert all(0 <= grade <= possible[name] for (_, name), grade in found.items())
    return found


def test_canvas_finds_everybody_by_login_without_a_roster(course):
    rows = export(course, "canvas")
    people = {student: {"SIS Login ID": student} for student in ("ada", "alan", "sofia", "'=kurt+1")}
    found = imported_by_canvas(rows, people)
    assert found["alan", NAME] == MOST[NAME] - 2 - 0.5 - 0.75 and found["ada", NAME] == MOST[NAME]
    assert ("sofia", NAME) not in found and found["sofia", OTHER] == MOST[OTHER]


def canvas_roster(folder: Path, possible: str = "10") -> Path:
    path = folder / "roster.csv"
    path.write_text(
        "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,The forget gate (4711),Final Score\n"
        f"    Points Possible,,,,,{possible},(read only)\n"
        '"Lovelace, Ada",101,S1,ada@uni.example,L1,,\n'
        '"Turing, Alan",102,S2,turing,L1,3,\n'
        '"Noether, Emmy",103,S3,noether,L1,7,\n'
        '"Student, Test",104,,deadbeef,L1,,\n',
        encoding="utf-8",
    )
    return path


def names(course: Path) -> dict[str, tuple[str, str]]:
    """First and last names that formgrader shows, of whoever has one."""
    with Gradebook(Places(course).db_url, "lstm") as book:
        return {one.id: (one.first_name, one.last_name) for one in book.students if one.first_name or one.last_name}


def test_a_name_that_is_in_the_gradebook_stays(course):
    with Gradebook(Places(course).db_url, "lstm") as book:
        book.update_or_create_student("ada", first_name="Augusta", last_name="King")
    export(course, "canvas", NAME, "--roster", str(canvas_roster(course)))
    assert names(course) == {"ada": ("Augusta", "King")}


def test_canvas_gets_its_own_identifiers_and_assignment_from_the_roster(course, capsys):
    with Store(Places(course).db_url, "lstm") as store:
        store.save([record("s2", wrong=("keep",))])
    rows = export(course, "canvas", NAME, "--roster", str(canvas_roster(course)))
    people = {"Ada": {"ID": "101"}, "Alan": {"ID": "102"}}
    found = imported_by_canvas(rows, people)
    assert found == {("Ada", "The forget gate (4711)"): 10.0, ("Alan", "The forget gate (4711)"): 8.0}
    said = capsys.readouterr().err
    assert "not in the roster, so left out: =kurt+1, alan, sofia" in said
    assert "not graded, so left out: noether, deadbeef" in said
    assert names(course) == {"ada": ("Ada", "Lovelace"), "s2": ("Alan", "Turing")}
    assert "names put into the gradebook, for formgrader: 2" in said


def test_other_points_in_canvas_are_said_and_nothing_is_written(course, capsys):
    arguments = ["export", "canvas", NAME, "--out", str(course), "--roster", str(canvas_roster(course, "100"))]
    assert program.main(arguments) == 2
    assert "Canvas has 100 points for it, the exercise 10" in capsys.readouterr().err
    assert not (course / "exports").exists()


def imported_by_moodle(rows: list[list[str]], identifier: str, users: set[str]) -> dict:
    """What Moodle takes from a CSV file when each grade and feedback column is mapped to its exercise.

    An unknown user, or a grade that is no number, ends the whole import; "-" is no grade; none is above 100.
    """
    header, *body = rows
    assert len({len(row) for row in rows}) == 1 and len(set(header)) == len(header)
    column, found = header.index(identifier), {}
    for row in body:
        assert row[column] in users, f"Moodle would end the import at {row}"
        for name in (NAME, OTHER):
            if name in header:
                grade, text = row[header.index(name)], row[header.index(f"{name} feedback")]
                assert grade == "-" or 0 <= float(grade) <= 100
                found[row[column], name] = (None if grade == "-" else float(grade), text)
    return found


def test_moodle_finds_everybody_by_username_without_a_roster(course, capsys):
    rows = export(course, "moodle")
    found = imported_by_moodle(rows, "Username", {"ada", "alan", "sofia", "'=kurt+1"})
    assert "take the apostrophe off before you import: =kurt+1" in capsys.readouterr().err
    assert found["ada", NAME] == (10, "All right.")
    assert found["alan", NAME] == (
        6.75,
        "keep: wrong (a matrix product where each entry should meet its own partner). "
        "half_life: 1.5 of 2 by hand. Late: 0.75 off.",
    )
    assert found["sofia", NAME][0] is None
    assert not [row for row in rows for cell in row if "wrote this" in cell], "no student's words"


def test_moodle_gets_its_own_identifiers_from_the_roster(course):
    path = course / "roster.csv"
    path.write_text(
        "First name;Last name;ID number;Email address\nAda;L;7;Ada@Uni.example\nAlan;T;8;alan@uni.example\n"
    )
    rows = export(course, "moodle", NAME, "--roster", str(path))
    assert rows[0] == ["ID number", "Email address", NAME, f"{NAME} feedback"]
    found = imported_by_moodle(rows, "Email address", {"Ada@Uni.example", "alan@uni.example"})
    assert {who: grade for (who, _), (grade, _) in found.items()} == {"Ada@Uni.example": 10, "alan@uni.example": 6.75}
    assert names(course) == {"ada": ("Ada", "L"), "alan": ("Alan", "T")}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_only_an_end_of_line_ends_a_row(tmp_path, end):
    """Some signs that Unicode calls line ends may stand in a name."""
    path = tmp_path / "moodle.csv"
    rows = ["Username,First name", "ada,Ada\u2028Augusta", "alan,Alan\x0b\x1c\x85M."]
    path.write_bytes(end.join(rows).encode())
    assert [list(row.values()) for row in rosters.read_roster(path, "moodle").rows] == [
        row.split(",") for row in rows[1:]
    ]


def test_what_two_students_share_finds_neither(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("Username,Email address\none,ada@a.example\ntwo,ada@b.example\none,x@c.example\n")
    found = rosters.read_roster(path, "moodle").by(rosters.MOODLE)
    assert set(found) == {"ada@a.example", "ada@b.example", "x@c.example", "two", "x"}


def test_moodles_archives_name_students_by_first_and_last_name(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(
        "First name,Last name,Email address\nJörg,van der Berg,j@a.example\nAda,L,a@a.example\n"
        "Ada,L,a@b.example\n,Noname,n@a.example\n",
        encoding="utf-8",
    )
    found = rosters.read_roster(path, "moodle").by(rosters.MOODLE)
    assert found["jörg van der berg"]["Email address"] == "j@a.example"
    assert "ada l" not in found and "noname" not in found, "shared, or half a name"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_a_roster_and_a_folder_may_write_accents_in_different_forms(tmp_path, form, other):
    told = unicodedata.normalize(form, "First name,Last name,Username\nJosé,Núñez,josé\n")
    (tmp_path / "roster.csv").write_text(told, encoding="utf-8")
    roster = rosters.read_roster(tmp_path / "roster.csv", "moodle")
    for student in ("José Núñez", "josé"):
        folder = unicodedata.normalize(other, student)
        names = tuple(unicodedata.normalize(form, name) for name in ("José", "Núñez"))
        assert platforms.find_names([folder], roster, "moodle") == {folder: names}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"Name,Age\nada,36\n", "expected one of the columns Username"),
        (b"", "expected one of the columns"),
        ("Username,Größe\n".encode("latin-1"), "expected UTF-8"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(course, capsys, text, says):
    (course / "roster.csv").write_bytes(text)
    assert program.main(["export", "moodle", "--out", str(course), "--roster", str(course / "roster.csv")]) == 2
    assert says in capsys.readouterr().err
