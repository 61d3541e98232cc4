"""Who has no notebook is named, whoever lists the class."""

import pytest

from lstm_grader import __main__ as program
from tests.lstm_grader.collect.archive import FILE, MOODLE, NAME, notebook, pack, worksheet

ROWS = "Ada,Lovelace,a@x\nAlan,Turing,b@x\nKurt,Gödel,k@x\n"
LISTS = {
    "Moodle": f"First name,Last name,Email address\n{ROWS}",
    "family first": "Last name;First name;Email address\nLovelace;Ada;a@x\nTuring;Alan;b@x\nGödel;Kurt;k@x\n",
    "German": f"Vorname,Nachname,E-Mail\n{ROWS}",
    "repeated": f"First name,Last name,Email address\n{ROWS}{ROWS}",
}


@pytest.fixture
def run(tmp_path, capsys):
    def run(*arguments):
        command = ["collect", NAME, "--submitted", str(tmp_path / "course" / "submitted"), *map(str, arguments)]
        status = program.main(command)
        return status, capsys.readouterr().out

    return run


def archive(tmp_path):
    files = {f"Ada Lovelace_7_{MOODLE}/{FILE}": notebook(1), f"Kurt Gödel_11_{MOODLE}/work.pdf": b"%PDF"}
    return pack(tmp_path / "a.zip", files)


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_a_list_of_the_class_tells_who_is_missing(tmp_path, run, text):
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    status, said = run(archive(tmp_path), "--roster", tmp_path / "list.csv")
    assert status == 0
    assert "1 with a notebook, 2 without" in said
    assert "  Kurt Gödel: handed in work.pdf" in said
    assert said.count("in the roster, not in an archive") == 1
    assert "Alan Turing" in said or "Turing Alan" in said


def test_canvas_finds_people_by_their_number(tmp_path, run):
    files = {f"lovelaceada_1201_88001_{FILE}": notebook(1)}
    rows = '"Lovelace, Ada",1201,,ada,S\n"Turing, Alan",1202,,alan,S\n'
    (tmp_path / "list.csv").write_text(f"Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n{rows}")
    said = run(pack(tmp_path / "a.zip", files), "--roster", tmp_path / "list.csv")[1]
    assert "1 with a notebook, 1 without\n  Turing, Alan: in the roster" in said


def test_of_two_namesakes_one_who_handed_in_does_not_stand_for_the_other(tmp_path, run):
    files = {f"Ada_7_{MOODLE}/{FILE}": notebook(1)}
    (tmp_path / "list.csv").write_text("First name,Last name,Email address\nAda,,a@x\nAda,,b@x\n")
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada", "a@x", "-"))
    said = run(pack(tmp_path / "a.zip", files), "--roster", tmp_path / "list.csv", "--worksheet", sheet)[1]
    assert "1 with a notebook, 1 without" in said


def test_the_worksheet_tells_who_is_missing_and_who_is_in_no_worksheet(tmp_path, run):
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada Lovelace", "a@x", "-"), (13, "Alan Turing", "b@x", "-"))
    said = run(archive(tmp_path), "--worksheet", sheet)[1]
    assert "  Alan Turing: in the worksheet, not in an archive" in said
    assert "in the archive, not in the worksheet; is it that of this assignment? Kurt Gödel" in said


def test_the_members_of_a_group_that_handed_in_are_not_missing(tmp_path, run):
    """The group's number is that of a participant, too."""
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "groups.csv").write_text("group,student\nBlue,a@x\nBlue,Alan Turing\n")
    rows = [(31, "Sofia K", "s@x", "-"), (7, "Ada Lovelace", "a@x", "-"), (13, "Alan Turing", "b@x", "-")]
    files = {f"Blue_31_{MOODLE}/{FILE}": notebook(1)}
    said = run(pack(tmp_path / "a.zip", files), "--worksheet", worksheet(tmp_path / "w.csv", *rows))[1]
    assert said.startswith("1 with a notebook, 2 more through their group, 1 without\n  Sofia K: in the worksheet")
    assert "Turing" not in said and "Lovelace" not in said
    assert [path.name for path in (tmp_path / "course" / "submitted").iterdir()] == ["Blue"]


def test_before_version_4_moodle_packs_a_groups_work_for_each_member(tmp_path, run):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "groups.csv").write_text("group,student\nBlue-green,Ada\nBlue-green,Alan\n")
    files = {f"Blue-green-{name}_{number}_{MOODLE}/{FILE}": notebook(1) for number, name in ((7, "Ada"), (11, "Alan"))}
    run(pack(tmp_path / "a.zip", files))
    assert sorted(path.name for path in (tmp_path / "course" / "submitted").iterdir()) == ["Ada", "Alan"]


@pytest.mark.parametrize(("zone", "status"), [("UTC", 0), ("+02:00", 0), ("Europe/Berlin", 0), ("CEST", 2), ("x/y", 2)])
def test_a_zone_has_one_meaning(tmp_path, run, zone, status):
    assert run(archive(tmp_path), "--zone", zone)[0] == status
    assert (tmp_path / "course").exists() == (status == 0)


def test_an_archive_that_is_none_is_told_and_is_no_success(tmp_path, run, capsys):
    (tmp_path / "b.zip").write_bytes(b"none")
    status, said = run(archive(tmp_path), tmp_path / "b.zip", tmp_path / "c.zip")
    assert (status, "1 with a notebook" in said) == (1, True)
