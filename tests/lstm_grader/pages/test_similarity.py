"""Copies are found though names were changed; what everybody writes, and what was handed out, is no copy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_grader import __main__ as program
from lstm_grader.exercise import spec
from lstm_grader.gradebook.store import Store
from lstm_grader.judging.judge import without_run
from lstm_grader.pages.places import Places
from lstm_grader.records import Record
from tests.course import answers as written

pytest.importorskip("copydetect", reason="the extra `similarity`")
from lstm_grader.pages import similarity
from tests.lstm_grader.classes import NAME, hand_in

UNUSUAL = """def forget_gate(x_t, h_prev, W_f, b_f):
    joined = np.empty((x_t.shape[0], x_t.shape[1] + h_prev.shape[1]))
    joined[:, :x_t.shape[1]], joined[:, x_t.shape[1]:] = x_t, h_prev
    result = [[sum(v * w for v, w in zip(row, column)) for column in W_f.T] for row in joined]
    return sigmoid(np.asarray(result) + b_f.reshape(1, -1))"""
RENAMED = UNUSUAL.replace("joined", "z").replace("result", "out_values").replace("row", "r").replace("    ", "  ")


def others() -> dict[str, str]:
    """Right answers in as many styles as there are."""
    found: dict[str, list[str]] = {}
    for answer in written.read("right", NAME):
        found.setdefault(answer.label, []).append(answer.source)
    return {label: "\n\n".join(parts) for label, parts in found.items()}


def test_a_renamed_copy_is_found_and_nobody_else():
    pairs = similarity.find_alike(NAME, {**others(), "one": UNUSUAL, "two": RENAMED})
    assert [(pair.one, pair.other) for pair in pairs] == [("one", "two")]
    assert pairs[0].share > 0.9


def test_what_a_fifth_of_the_class_writes_is_no_copy():
    texts = {**others(), **{f"student_{number}": UNUSUAL for number in range(6)}}
    assert similarity.find_alike(NAME, texts) == []


def test_what_thirty_students_of_a_large_class_write_is_no_copy():
    """Else each of them were alike with each other, more pairs than anybody can look at, and hours to compare."""
    many = {f"student_{number}": UNUSUAL for number in range(31)}
    texts = {**others(), **many, **{f"other_{number}": f"x_{number} = {number}" for number in range(200)}}
    assert similarity.find_alike(NAME, texts) == []
    del texts["student_0"]
    assert len(similarity.find_alike(NAME, texts)) == 30 * 29 / 2


def test_short_answers_and_starter_code_are_no_copies():
    short = "def keep(f_t, c_prev):\n    return f_t * c_prev"
    assert similarity.find_alike(NAME, {"one": short, "two": short, "three": "", "four": ""}) == []
    assert (
        similarity.find_alike(NAME, {"one": similarity.read_starter(NAME), "two": similarity.read_starter(NAME)}) == []
    )


def stored(folder: Path, student: str, source: str) -> Record:
    path = hand_in(folder, student, {"forget_gate": source}, "experiment = 'that is nobody else’s business'")
    return without_run(student, spec.load(NAME), "wrong", "", path.read_bytes(), b"").record


@pytest.fixture
def course(tmp_path) -> Path:
    right = next(answer.source for answer in written.read("right", NAME) if answer.check == "forget_gate")
    texts = {"ada": UNUSUAL, "alan": RENAMED, "emmy": right, "grace": right}
    records = [stored(tmp_path / "submitted", student, text) for student, text in texts.items()]
    hand_in(tmp_path / "submitted", "grace", "no notebook")
    with Store(Places(tmp_path).db_url) as store:
        store.ensure_assignment(spec.load(NAME))
        store.save(records)
    return tmp_path


def run(course: Path, command: str) -> int:
    return program.main([command, "--out", str(course), "--submitted", str(course / "submitted")])


def test_the_class_page_names_the_pair(course):
    assert run(course, "report") == 0
    text = (course / "report.html").read_text()
    assert "Solutions that are alike" in text and "<bdi>ada</bdi> and <bdi>alan</bdi>" in text
    assert text.count("<bdi>emmy</bdi>") == 0


def test_without_the_tool_the_page_is_written_and_the_command_says_what_is_missing(course, monkeypatch, capsys):
    monkeypatch.setattr(similarity, "is_installed", lambda: False)
    assert run(course, "report") == 0
    assert "pip install -e '.[similarity]'" in capsys.readouterr().err
    assert "not looked for" in (course / "report.html").read_text()


def test_answer_cells_alone_are_written_as_python_and_the_tool_reads_them(course, capsys):
    assert run(course, "similar") == 0
    command = capsys.readouterr().out.split()
    folder = course / "similar" / NAME
    files = {path.stem: path.read_text() for path in (folder / "students").iterdir()}
    assert set(files) == {"ada", "alan", "emmy"}
    for text in files.values():
        ast.parse(text)
        assert "business" not in text and "def check" not in text and "def forget_gate" in text
    assert "def forget_gate" in (folder / "starter" / "starter.py").read_text()
    assert command[0] == "copydetect"
    tool = [str(Path(sys.executable).parent / "copydetect"), *command[1:], "--disable-autoopen"]
    environment = {"MPLCONFIGDIR": str(course)}
    done = subprocess.run(tool, capture_output=True, text=True, check=True, cwd=course, env=environment)
    assert "ada.py" in (folder / "report.html").read_text(), done.stdout
