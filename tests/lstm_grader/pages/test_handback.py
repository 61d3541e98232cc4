"""What goes back: read by the rules by which Moodle and Gradescope read it."""

import csv
import json
import os
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from lstm_grader.__main__ import main
from lstm_grader.exercise import spec
from lstm_grader.grading import whole_class
from lstm_grader.pages import moodle
from lstm_grader.pages.places import Places
from tests.lstm_grader.classes import NAME, WRONG, hand_in, solved
from tests.lstm_grader.collect import archive
from tests.lstm_grader.gradebook.test_address import room

pytestmark = pytest.mark.grading
HEAD = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission),"
    "Last modified (grade),Feedback comments"
)
GERMAN = (
    "ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,Zuletzt geändert (Abgabe),"
    "Zuletzt geändert (Bewertung),Feedback als Kommentar"
)


def notebook(changed=None) -> bytes:
    return nbformat.writes(solved(changed or {})).encode()


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """Two of one name and one with an underscore in it, collected from Moodle's archive; one handed in nothing."""
    folder = tmp_path_factory.mktemp("class") / "course"
    files = {
        f"Ada Lovelace_1001_{archive.MOODLE}_/forget_gate.ipynb": notebook(),
        f"Ada Lovelace_1002_{archive.MOODLE}_/forget_gate.ipynb": notebook(WRONG),
        f"Ó Brien_x_1003_{archive.MOODLE}_/forget_gate.ipynb": notebook(WRONG),
    }
    packed = archive.pack(folder.parent / "moodle.zip", files)
    assert main(["collect", NAME, str(packed), "--submitted", str(folder / "submitted")]) == 0
    (folder / "submitted" / "zoe").mkdir()
    whole_class.grade(folder / "submitted", folder, [NAME])
    return folder


def arguments(course: Path, *more: str) -> list[str]:
    return [*more, "--submitted", str(course / "submitted"), "--out", str(course)]


def taken_by_moodle(path: Path, participants: set[int]) -> dict[int, tuple[str, bytes]]:
    """Number -> file and content, by Moodle's rule: of a path's parts the first with NAME_NUMBER_TYPE_PLUGIN counts.

    Versions before 4.1 want a fifth piece behind another underscore, later ones take both.
    """
    found = {}
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            parts = name.split("/")
            for index, part in enumerate(parts):
                pieces = part.split("_", 4)
                if len(pieces) == 5 and pieces[1].isdigit() and int(pieces[1]) in participants:
                    assert pieces[2:4] == ["assignsubmission", "file"], "no such plugin"
                    assert int(pieces[1]) not in found
                    inner = "/".join([pieces[4], *parts[index + 1 :]])
                    found[int(pieces[1])] = inner.lstrip("/"), packed.read(name)
                    break
            else:
                raise AssertionError(f"Moodle would pass over {name}")
    return found


def test_moodle_gives_each_participant_their_own_page(course, capsys):
    assert main(arguments(course, "handback", "moodle", NAME)) == 0
    told = capsys.readouterr()
    path = Path(told.out.splitlines()[0])
    found = taken_by_moodle(path, {1001, 1002, 1003})
    assert {number: name for number, (name, _) in found.items()} == dict.fromkeys(
        (1001, 1002, 1003), "forget_gate.html"
    )
    assert b"<strong>10</strong> of 10" in found[1001][1] and b"<strong>8</strong> of 10" in found[1002][1]
    assert "Moodle's number is not known, so left out: zoe" in told.err
    assert "name Moodle's grading worksheet" in told.err
    before = path.read_bytes()
    assert main(arguments(course, "handback", "moodle", NAME)) == 0
    assert path.read_bytes() == before


def worksheet(course: Path, head: str, word: str = "Participant", most: str = "10.00") -> Path:
    rows = [
        f'{word} 1001,Ada Lovelace,ada@x,"Submitted for grading",-,{most},"Sunday, 1 November 2026, 9:00 AM",-,kept',
        f'{word} 1002,Ada Lovelace,other@x,"Submitted for grading",4.00,{most},"Sunday, 1 November 2026, 9:01 AM",x,',
        f'{word} 1003,Ó Brien x,brien@x,"Submitted for grading",-,{most},"Sunday, 1 November 2026, 9:02 AM",-,',
        f"{word} 1004,zoe,zoe@x,No submission,-,{most},-,-,",
        f"{word} 1005,Nina,nina@x,No submission,-,{most},-,-,",
    ]
    path = course.parent / "worksheet.csv"
    path.write_text("\ufeff" + "\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("head", "word"), [(HEAD, "Participant"), (GERMAN, "Teilnehmer/in")])
def test_the_worksheet_comes_back_with_grades_and_nothing_else_changed(course, capsys, head, word):
    path = worksheet(course, head, word)
    assert main(arguments(course, "handback", "moodle", NAME, "--worksheet", str(path))) == 0
    told = capsys.readouterr()
    with Path(told.out.splitlines()[1]).open(encoding="utf-8", newline="") as file:
        after = list(csv.reader(file))
    with path.open(encoding="utf-8-sig", newline="") as file:
        before = list(csv.reader(file))
    assert [row[4] for row in after[1:]] == ["10", "8", "8", "-", "-"]
    assert [row[:4] + row[5:] for row in after] == [row[:4] + row[5:] for row in before]
    assert "no grade in the worksheet: 1004, 1005" in told.err
    assert set(taken_by_moodle(Path(told.out.splitlines()[0]), {1001, 1002, 1003, 1004})) == {1001, 1002, 1003, 1004}


def test_who_handed_in_nothing_gets_zero_where_one_asks_for_it(course, capsys):
    path = worksheet(course, HEAD)
    assert main(arguments(course, "handback", "moodle", NAME, "--worksheet", str(path), "--missing", "zero")) == 0
    with Path(capsys.readouterr().out.splitlines()[1]).open(encoding="utf-8", newline="") as file:
        assert [row[4] for row in csv.reader(file)][1:] == ["10", "8", "8", "0", "-"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "Moodle has 100 points for it, the exercise 10"),
        ("Name,Grade\nada,1\n", "expected Moodle's grading worksheet"),
        ("Identifier,Full name\nParticipant 1,ada\n", "there is no column of grades"),
    ],
)
def test_another_worksheet_is_refused_in_one_line(course, capsys, text, says):
    path = worksheet(course, HEAD, most="100.00")
    if text:
        path.write_text(text)
    assert main(arguments(course, "handback", "moodle", NAME, "--worksheet", str(path))) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1


def test_of_a_group_moodle_gets_one_file_under_the_groups_number(tmp_path, capsys):
    folder = tmp_path / "course"
    packed = archive.pack(tmp_path / "m.zip", {f"Group A_31_{archive.MOODLE}_/forget_gate.ipynb": notebook()})
    folder.mkdir()
    (folder / "groups.csv").write_text("group,student\nGroup A,ada\nGroup A,alan\n")
    assert main(["collect", NAME, str(packed), "--submitted", str(folder / "submitted")]) == 0
    whole_class.grade(folder / "submitted", folder, [NAME])
    assert main(arguments(folder, "handback", "moodle", NAME)) == 0
    found = taken_by_moodle(folder / "exports" / f"{NAME}_feedback.zip", {31})
    assert b"Feedback for ada" in found[31][1]


def test_where_moodle_numbered_nobody_no_empty_zip_is_written(tmp_path, capsys):
    hand_in(tmp_path / "submitted", "ada")
    whole_class.grade(tmp_path / "submitted", tmp_path, [NAME])
    assert main(arguments(tmp_path, "handback", "moodle", NAME)) == 2
    assert "`collect` reads them in its archive" in capsys.readouterr().err
    assert not (tmp_path / "exports").exists()


def test_a_name_has_no_underscore_and_no_slash_in_moodles_folder():
    assert moodle.Participant("7", "a_b/c\\d").folder == "a b c d_7_assignsubmission_file_"
    assert moodle.Participant("7", "///").folder == "Participant_7_assignsubmission_file_"


def test_a_folder_a_person(course, capsys):
    assert main(arguments(course, "handback", "folder", NAME)) == 0
    folder = Path(capsys.readouterr().out.strip())
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert len(pages) == 4 and "zoe/forget_gate.html" in pages


def test_dead_links_are_warned_of_and_links_to_a_published_book_are_not(course, tmp_path, capsys):
    assert main(arguments(course, "handback", "folder", NAME)) == 0
    assert "2 of 4 pages: links in the feedback lead to the book on this machine" in capsys.readouterr().err
    whole_class.grade(course / "submitted", tmp_path, [NAME], book="https://example.org/lstm")
    assert main(["handback", "folder", NAME, "--out", str(tmp_path), "--submitted", str(course / "submitted")]) == 0
    assert "lead to the book" not in capsys.readouterr().err


def test_grading_warns_of_dead_links_before_anybody_gets_them(course, tmp_path, capsys):
    command = ["grade", NAME, "--submitted", str(course / "submitted"), "--out", str(tmp_path)]
    for more, warned in (([], True), (["--no-pages"], False), (["--book", "https://example.org/lstm"], False)):
        assert main([*command, *more]) == 0
        assert ("lead to the book on this machine" in capsys.readouterr().err) is warned


def test_a_full_disk_leaves_what_was_there_and_the_same_command_goes_on(course, capsys):
    command = arguments(course, "handback", "moodle", NAME)
    assert main(command) == 0
    path = course / "exports" / f"{NAME}_feedback.zip"
    before = path.read_bytes()
    capsys.readouterr()
    with room(1):
        assert main(command) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []
    assert main(command) == 0


def test_gradescopes_results_hold_the_points_that_count(course, capsys):
    with Gradebook(Places(course).db_url, "lstm") as book:
        student = next(path.parts[-3] for path in course.glob("submitted/*/*/*.ipynb") if "Brien" in path.parts[-3])
        book.find_grade("check_keep", "forget_gate", NAME, student).manual_score = 1.0
        book.db.commit()
    assert main(["results", NAME, "--format", "gradescope", "--out", str(course)]) == 0
    folder = Path(capsys.readouterr().out.strip())
    found = {path.parent.name: json.loads(path.read_text()) for path in folder.glob("*/results.json")}
    assert found[student]["score"] == 9 and found["zoe"]["score"] == 0
    assert found["zoe"]["output"] == "Not handed in."
    for told in found.values():
        assert [test["name"] for test in told["tests"]] == [check.name for check in spec.load(NAME).checks]
        assert told["score"] == sum(test["score"] for test in told["tests"])
        for test in told["tests"]:
            assert set(test) == {"name", "score", "max_score", "status", "output", "output_format", "visibility"}
            assert test["status"] in ("passed", "failed") and test["output_format"] == "text"
            assert test["visibility"] == "visible" and 0 <= test["score"] <= test["max_score"]
    keep = next(test for test in found[student]["tests"] if test["name"] == "keep")
    assert keep["status"] == "failed" and "Looks like: " in keep["output"]


def test_what_is_not_graded_is_said(course, capsys):
    for command in (["handback", "moodle", "05_squashing"], ["results", "05_squashing", "--format", "gradescope"]):
        assert main([*command, "--out", str(course)]) == 2
        assert "nothing is graded of 05_squashing" in capsys.readouterr().err
    assert main(["handback", "folder", NAME, "--worksheet", os.devnull, "--out", str(course)]) == 2
    assert "only Moodle has one" in capsys.readouterr().err


def test_late_work_has_its_penalty_in_the_score(course, tmp_path, capsys):
    hand_in(tmp_path / "submitted", "ada")
    whole_class.grade(tmp_path / "submitted", tmp_path, [NAME], pages=False)
    with Gradebook(Places(tmp_path).db_url, "lstm") as book:
        book.find_submission_notebook("forget_gate", NAME, "ada").late_submission_penalty = 2.5
        book.db.commit()
    assert main(["results", NAME, "--format", "gradescope", "--out", str(tmp_path)]) == 0
    told = json.loads((tmp_path / "exports" / "gradescope" / NAME / "ada" / "results.json").read_text())
    assert (told["score"], told["output"]) == (7.5, "2.5 points are taken off for handing in late.")
    assert main(["handback", "folder", NAME, "--out", str(tmp_path)]) == 2
    assert "no feedback pages" in capsys.readouterr().err
