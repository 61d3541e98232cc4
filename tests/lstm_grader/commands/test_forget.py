"""Nothing of a student stays in a term, wherever it is noted, and nothing of the others goes."""

from dataclasses import replace
from pathlib import Path

import pytest

from lstm_grader import course
from lstm_grader.__main__ import main
from lstm_grader.collect import groups
from lstm_grader.collect.people import People
from lstm_grader.exercise import spec
from lstm_grader.gradebook.store import Store
from lstm_grader.judging import judge
from lstm_grader.selfcheck import Word
from tests.lstm_grader.collect.archive import FILE, MOODLE, NAME, notebook, pack, worksheet
from tests.lstm_grader.nbgrader_course import make_course

GROUPS = "group,student\nBlue,alan@x\nBlue,Bea\nRed,Carl\nBlue,Dora\n"
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.database)]


@pytest.fixture
def folder(request, tmp_path, monkeypatch) -> Path:
    """A course into which Alan handed in, for his group, and Carl for himself; Emmy is in the worksheet alone."""
    kind = getattr(request, "param", "sqlite")
    made = make_course(tmp_path / "class", request.getfixturevalue("url") if kind == "postgresql" else "")
    monkeypatch.chdir(made)
    files = {f"Alan_1_{MOODLE}/{FILE}": notebook(1), f"Carl_2_{MOODLE}/{FILE}": notebook(2)}
    people = [(1, "Alan", "alan@x", "-"), (2, "Carl", "carl@x", "-"), (3, "Emmy", "emmy@x", "-")]
    sheet = worksheet(tmp_path / "sheet.csv", *people)
    (made / "course").mkdir(exist_ok=True)
    (made / "course" / groups.FILE).write_text(GROUPS)
    assert main(["collect", NAME, str(pack(tmp_path / "a.zip", files)), "--worksheet", str(sheet)]) == 0
    return made


def forget(student: str, status: int = 0) -> None:
    assert main(["forget", student, "--yes"]) == status


def mentions(folder: Path, *words: str) -> list[str]:
    found = [
        path for path in (folder / "course").rglob("*") if path.is_file() and not path.name.startswith("gradebook")
    ]
    return [path.name for path in found if any(word in f"{path} {path.read_text()}" for word in words)]


def test_a_student_leaves_the_table_of_groups_whatever_it_calls_them(folder):
    assert groups.group_of(folder / "course" / "submitted", "Alan", NAME).members == ("Alan", "Bea", "Dora")
    forget("Alan")
    assert (folder / "course" / groups.FILE).read_text() == GROUPS.replace("Blue,alan@x\n", "")
    assert mentions(folder, "Alan", "alan@x") == []
    forget("Bea")  # she is in that table alone
    assert (folder / "course" / groups.FILE).read_text() == "group,student\nRed,Carl\nBlue,Dora\n"
    forget("Bea", status=2)


def test_who_is_known_from_a_worksheet_alone_is_forgotten(folder, capsys):
    forget("Emmy")
    assert "people.csv" in capsys.readouterr().out
    assert mentions(folder, "Emmy", "emmy@x") == []
    people = People.read(folder / "course" / "collected" / "people.csv")
    assert {known.student for known in people.known} == {"Alan", "Carl"}


def test_the_work_of_a_group_is_told_before_it_goes_and_stays_where_it_is_moved_to(folder, monkeypatch, capsys):
    submitted = folder / "course" / "submitted"
    monkeypatch.setattr("builtins.input", lambda _: "no")
    assert main(["forget", "Alan"]) == 1
    told = (
        f"the work of the group Blue lies there and goes, too; it stays if you first move it to {submitted}/Bea/{NAME}"
    )
    assert told in capsys.readouterr().out
    (submitted / "Bea").mkdir()
    (submitted / "Alan" / NAME).rename(submitted / "Bea" / NAME)
    forget("Alan")
    assert "the work of the group" not in capsys.readouterr().out
    assert (submitted / "Bea" / NAME / FILE).read_bytes() == notebook(1)


@pytest.mark.parametrize("folder", KINDS, indirect=True)
def test_the_gradebook_has_nothing_left_of_them_and_all_of_the_others(folder):
    record = judge.without_run("Alan", spec.load(NAME), Word.REFUSED, "Refused.", None, b"secret").record
    others = [replace(record, student=student, judged_as="Alan") for student in ("Dora", "Bea")]
    with Store(course.gradebook(folder / "course")) as store:
        store.save([record, *others, replace(record, student="Carl")])
        forget("Alan")
        assert store.students() == ["Bea", "Carl", "Dora"]
        assert store.history("Alan", NAME) == []
        assert {one.student: one.judged_as for one in store.latest()} == {"Bea": "Bea", "Carl": "", "Dora": "Bea"}
        assert all(len(one.checks) == len(record.checks) for one in store.latest())
    assert "Alan" not in (folder / "course" / "grades.csv").read_text()
