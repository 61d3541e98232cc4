"""Finding what was handed in, without trusting it."""

import os

import pytest

from lstm_grader.collect import submissions

NAME = "06_forget_gate"


def hand_in(root, student, name=NAME, file="forget_gate.ipynb", text="{}"):
    path = root / student / name / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_every_student_has_an_entry_for_every_exercise(tmp_path):
    hand_in(tmp_path, "ada")
    hand_in(tmp_path, "emmy", "05_squashing", "squashing.ipynb")
    found = {(item.student, item.assignment): item for item in submissions.find(tmp_path, roster=["kurt"])}
    assert set(found) == {(s, a) for s in ("ada", "emmy", "kurt") for a in ("05_squashing", NAME)}
    assert found["ada", NAME].read() == b"{}"
    assert found["kurt", NAME].read() is None


def test_a_wrong_file_name_is_told(tmp_path):
    hand_in(tmp_path, "ada", file="Untitled.ipynb")
    (item,) = submissions.find(tmp_path)
    assert item.path is None
    assert item.note == "Expected forget_gate.ipynb, found Untitled.ipynb. Hand it in under the expected name."


CELLS = '{"cells": [{"metadata": {"nbgrader": {"grade_id": "check_keep"}}}]}'
BARE = '{"cells": [{"source": ["def keep(f_t, c_prev):"]}]}'
NAMES = (
    "Copy of forget_gate.ipynb",
    "forget_gate (1).ipynb",
    "forget_gate-Copy1.ipynb",
    "Forget_Gate.ipynb",
    "forget_gate.ipynb.txt",
    "Untitled.IPYNB",
)


@pytest.mark.parametrize("text", [CELLS, BARE])
@pytest.mark.parametrize("file", NAMES)
def test_a_notebook_of_another_name_is_known_by_its_cells(tmp_path, file, text):
    path = hand_in(tmp_path, "ada", file=file, text=text)
    (item,) = submissions.find(tmp_path)
    assert (item.assignment, item.path, item.read()) == (NAME, path, text.encode())
    assert item.note == f"Handed in as {file}: by its cells it is forget_gate.ipynb."


def test_of_two_notebooks_the_one_with_the_right_name_counts_else_the_newest(tmp_path):
    for age, file in enumerate(("forget_gate (1).ipynb", "Forget_Gate.ipynb", "Copy of forget_gate.ipynb")):
        path = hand_in(tmp_path, "ada", file=file, text=CELLS)
        os.utime(path, (1e9 - age, 1e9 - age))
    folder = path.parent
    scratch = folder / "Untitled.ipynb"
    scratch.write_text("{}")  # the newest, and nothing of this exercise
    (folder / "._forget_gate.ipynb").write_text(CELLS)
    item = submissions.find_one(tmp_path, "ada", NAME)
    assert item.path == folder / "forget_gate (1).ipynb"
    beside = "Copy of forget_gate.ipynb, Forget_Gate.ipynb"
    assert item.note == (
        "Handed in as forget_gate (1).ipynb: by its cells it is forget_gate.ipynb. "
        f"Not judged, another notebook beside it: {beside}, Untitled.ipynb."
    )
    right = folder / "forget_gate.ipynb"
    right.write_text("{}")
    os.utime(right, (0, 0))
    scratch.unlink()
    item = submissions.find_one(tmp_path, "ada", NAME)
    assert item.path == right
    assert item.note == f"Not judged, another notebook beside it: {beside}, forget_gate (1).ipynb."


def test_a_link_or_a_folder_of_another_name_is_no_notebook(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text(CELLS)
    folder = tmp_path / "class" / "eve" / NAME
    (folder / "forget_gate (1).ipynb").mkdir(parents=True)
    (folder / "Copy of forget_gate.ipynb").symlink_to(secret)
    item = submissions.find_one(tmp_path / "class", "eve", NAME)
    assert item.path is None and item.note.startswith("Expected forget_gate.ipynb, found Copy of forget_gate.ipynb")


def test_notebooks_in_no_place_of_an_exercise_are_listed(tmp_path):
    hand_in(tmp_path, "ada")
    hand_in(tmp_path, "dora", "06_Forget_Gate")
    hand_in(tmp_path, "emmy", "notes", "notes.txt")
    hand_in(tmp_path, "kurt", ".ipynb_checkpoints")
    for place in ("forget_gate.ipynb", "carl/forget_gate.ipynb", "carl/a\x1b[2J.ipynb"):
        (tmp_path / "carl").mkdir(exist_ok=True)
        (tmp_path / place).write_text("{}")
    (tmp_path / "eve").symlink_to(tmp_path)
    assert submissions.find_strays(tmp_path) == [
        r"carl/a\x1b[2J.ipynb",
        "carl/forget_gate.ipynb",
        "dora/06_Forget_Gate",
        "forget_gate.ipynb",
    ]


def test_links_are_refused(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text("{}")
    folder = tmp_path / "class" / "eve" / NAME
    folder.mkdir(parents=True)
    (folder / "forget_gate.ipynb").symlink_to(secret)
    (tmp_path / "class" / "mallory").symlink_to(tmp_path)
    found = submissions.find(tmp_path / "class", [NAME])
    assert [(item.student, item.path, "link" in item.problem) for item in found] == [
        ("eve", None, True),
        ("mallory", None, True),
    ]


def test_an_odd_student_id_is_refused(tmp_path):
    hand_in(tmp_path, "=cmd|' calc'!A0")
    (item,) = submissions.find(tmp_path)
    assert "rename it, say to " in item.problem


def test_an_odd_student_id_is_refused_only_for_what_was_handed_in(tmp_path):
    hand_in(tmp_path, "van der Berg, Jörg")
    assert submissions.find_one(tmp_path, "Jörg van der O'Berg", NAME).problem == ""
    hand_in(tmp_path, "ada", "05_squashing", "squashing.ipynb")
    nothing, refused = [item for item in submissions.find(tmp_path) if item.student != "ada"]
    assert (nothing.assignment, nothing.problem, nothing.note) == ("05_squashing", "", "No notebook was handed in.")
    assert "'van der Berg, Jörg' is no student id" in refused.problem
    assert refused.problem.endswith("rename it, say to 'van der Berg_ Jörg'")


def test_no_folder_and_no_such_exercise_are_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="no submissions at"):
        submissions.find(tmp_path / "nowhere")
    with pytest.raises(LookupError, match="no exercise '99_none'"):
        submissions.find(tmp_path, ["99_none"])


def test_a_folder_that_may_not_be_read_is_a_fault_of_one_submission(tmp_path, monkeypatch):
    hand_in(tmp_path, "ada")
    monkeypatch.setattr(submissions, "_link", _denied)
    item = submissions.find_one(tmp_path, "ada", NAME)
    assert item.path is not None and not item.problem
    for asked in ("scandir", "listdir"):
        monkeypatch.setattr(submissions.os, asked, _denied)
        assert submissions._handed_in([tmp_path / "ada"]) == []


@pytest.mark.parametrize("swap", [os.mkfifo, os.mkdir, lambda path: os.symlink("/etc/hostname", path)])
def test_what_takes_a_files_place_after_it_was_found_is_not_read(tmp_path, swap):
    """A pipe would be waited for, a link would lead to the file of somebody else."""
    path = hand_in(tmp_path, "mallory")
    item = submissions.find_one(tmp_path, "mallory", NAME)
    path.unlink()
    swap(path)
    with pytest.raises(OSError, match=r"not a regular file|symbolic links|directory"):
        item.read()


def test_a_folder_without_a_notebook_sets_nobody_an_exercise(tmp_path):
    hand_in(tmp_path, "ada")
    (tmp_path / "eve" / "10_whole_cell").mkdir(parents=True)
    (tmp_path / "eve" / "09_output_gate" / "x.ipynb").mkdir(parents=True)
    (tmp_path / "eve" / "08_memory_cell").symlink_to(tmp_path / "ada" / NAME)
    assert {item.assignment for item in submissions.find(tmp_path)} == {NAME}
    assert {item.assignment for item in submissions.find(tmp_path, ["10_whole_cell"])} == {"10_whole_cell"}


def test_names_that_would_steer_a_terminal_are_shown_instead(tmp_path):
    hand_in(tmp_path, "ada", file="a\nb\x1b[2J.ipynb")
    hand_in(tmp_path, "eve\x1b[2J\u202e")
    found = submissions.find(tmp_path)
    assert [item.student for item in found] == ["ada", r"eve\x1b[2J\u202e"]
    assert found[0].note == r"Expected forget_gate.ipynb, found a\nb\x1b[2J.ipynb. Hand it in under the expected name."


def _denied(_):
    raise PermissionError("permission denied")


def test_a_name_that_is_no_text_is_refused_under_one_that_every_gradebook_holds(tmp_path):
    (tmp_path / os.fsdecode(b"\xff" * 100)).mkdir()
    (item,) = submissions.find(tmp_path, [NAME])
    assert item.problem and len(item.student) <= 128
    item.student.encode()
