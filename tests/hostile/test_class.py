"""One class: honest students, every known mistake, and attackers. Everybody ends with the right grade and reason."""

import csv
import socket
import sqlite3

import nbformat
import pytest

from lstm_grader.grading import whole_class
from lstm_grader.records import Record
from tests.course import answers
from tests.hostile import rows, submission
from tests.lstm_grader.classes import hand_in

pytestmark = pytest.mark.grading
NAME = submission.NAME
KEYS = answers.right_predictions(NAME)
STYLES = {
    "ada": ("two matrices", "multiply", "with care"),
    "emmy": ("fused, noisy", "loops", "where, with warnings"),  # warns on stderr
    "maryam": ("loops", "einsum", "base two"),
}
MISTAKES = answers.read("wrong", NAME)
ATTACKS = {f"attack_{make.__name__}": (make, expected) for make, expected in rows.ROWS.items()}
MISTAKEN = {f"mistake_{number:03}": answer for number, answer in enumerate(MISTAKES)}


def honest(changed: answers.Answer | None = None, styles: tuple = STYLES["ada"]) -> bytes:
    right = {(answer.check, answer.label): answer for answer in answers.read("right", NAME)}
    chosen = [right[key] for key in zip(("forget_gate", "keep", "half_life"), styles, strict=True)]
    chosen = [changed if changed and answer.check == changed.check else answer for answer in chosen]
    return nbformat.writes(answers.notebook(NAME, chosen, KEYS)).encode()


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    neighbour = folder / "submitted" / "ada" / NAME / "forget_gate.ipynb"
    yield (
        folder,
        listener,
        submission.World(str(folder / "out" / "gradebook.db"), str(neighbour), listener.getsockname()[1]),
    )
    listener.close()


@pytest.fixture(scope="module")
def records(world) -> dict[str, Record]:
    folder, _, known = world
    files = {student: honest(styles=styles) for student, styles in STYLES.items()}
    files |= {student: honest(answer) for student, answer in MISTAKEN.items()}
    files |= {student: make(known) for student, (make, _) in ATTACKS.items()}
    for student, data in files.items():
        hand_in(folder / "submitted", student, data)
    for make, files in rows.BESIDE.items():
        for name, text in files.items():
            (folder / "submitted" / f"attack_{make.__name__}" / NAME / name).write_text(text)
    (folder / "submitted" / "absent").mkdir()
    found = whole_class.grade(folder / "submitted", folder / "out", workers=2).records
    return {record.student: record for record in found}


def test_everybody_has_a_row_for_every_check(records, world):
    assert len(records) == len(STYLES) + len(MISTAKEN) + len(ATTACKS) + 1
    with (world[0] / "out" / "grades.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    assert ",".join(found[0]) == "student,assignment,check,score,max_score,verdict,mistake,message"
    assert {(row["student"], row["check"]) for row in found} == {
        (student, check) for student in records for check in rows.CHECKS
    }
    assert all(row["message"] for row in found)


@pytest.mark.parametrize("student", STYLES)
def test_right_answers_in_any_style_keep_every_mark(student, records):
    assert records[student].score == 10, [check for check in records[student].checks if check.verdict != "right"]


@pytest.mark.parametrize("student", MISTAKEN, ids=[f"{answer}" for answer in MISTAKES])
def test_a_mistake_costs_its_check_and_is_named(student, records):
    mistake = MISTAKEN[student]
    for check in records[student].checks:
        if check.check == mistake.check:
            assert (check.score, check.mistake) == (0, mistake.label), check.message
        else:
            assert check.verdict == "right", check.message


def test_nothing_handed_in_is_absent(records):
    assert {check.verdict for check in records["absent"].checks} == {"absent"}


@pytest.mark.parametrize("student", ATTACKS)
def test_an_attack_ends_with_the_right_grade_and_reason(student, records):
    record, (_, expected) = records[student], ATTACKS[student]
    assert {check.check: check.verdict for check in record.checks if check.verdict != "right"} == expected.words
    assert record.score == expected.score
    assert expected.flagged in (None, bool(record.flags)), record.flags
    for check, name in (expected.named or {}).items():
        assert next(row for row in record.checks if row.check == check).mistake == name
    for check in record.checks:
        assert check.verdict == "right" or expected.says in check.message


def test_nothing_leaks_and_nothing_runs_in_the_feedback(records, world):
    page = (world[0] / "out" / "feedback" / "attack_injects" / NAME / "forget_gate.html").read_text()
    assert "<script" not in page.lower()
    assert "window.hacked" in page  # as text
    hooked = (world[0] / "out" / "autograded" / "attack_hooks_cells" / NAME / "forget_gate.ipynb").read_text()
    assert "#: judge" not in hooked


def test_nothing_outside_was_touched(records, world):
    folder, listener, known = world
    assert (folder / "submitted" / "ada" / NAME / "forget_gate.ipynb").read_bytes() == honest()
    with pytest.raises(TimeoutError):
        listener.accept()
    with sqlite3.connect(known.gradebook) as connection:
        counted = connection.execute("select count(*), max(manual_score) from grade").fetchone()
    came = [record for record in records.values() if {check.verdict for check in record.checks} != {"absent"}]
    assert counted == (6 * len(came), None)
    connection.close()
