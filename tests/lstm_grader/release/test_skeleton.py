"""A new exercise begins as a whole: every file is there, can be read, and says what is still to do."""

import subprocess
import sys

import numpy as np
import pytest

from lstm_grader import __main__ as command_line
from lstm_grader.exercise import spec
from lstm_grader.release import derive, skeleton
from tests.course import answers

NAME = "19_sequences"
CONTENTS = """\
root: intro
parts:
  - caption: The gates
    chapters:
      - file: 10_whole_cell
      - file: 20_applications
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "_toc.yml").write_text(CONTENTS)
    return tmp_path


@pytest.fixture
def course(project, monkeypatch):
    """The skeleton as an exercise of its own course."""
    skeleton.write(NAME, "shift", ["x", "h0"], root=project)
    monkeypatch.setattr(spec, "SOLUTIONS", project / "solutions")
    spec.load.cache_clear()
    yield project
    spec.load.cache_clear()


def test_all_files_of_an_exercise_and_its_page_are_written(project):
    written = skeleton.write(NAME, "shift", ["x", "h0"], root=project)
    assert all(path.is_file() for path in written)
    own = {path.name for path in (spec.SOLUTIONS / "06_forget_gate").iterdir() if path.is_file()}
    there = {path.name for path in (project / "solutions" / NAME).iterdir()}
    assert there - {"sequences.py"} == own - {"forget_gate.py"}
    assert (project / "book" / f"{NAME}.md").read_text().count("# 19 · Sequences\n") == 1
    assert (project / "book" / "_toc.yml").read_text().splitlines()[-3:] == [
        "      - file: 10_whole_cell",
        "      - file: 19_sequences",
        "      - file: 20_applications",
    ]


def test_every_file_says_what_is_still_to_do(project):
    for path in skeleton.write(NAME, "shift", ["x"], root=project):
        assert path.name == "_toc.yml" or "TODO" in path.read_text(), path.name


def test_a_skeleton_is_an_exercise_whose_reference_is_missing(course):
    (check, *questions) = spec.load(NAME).checks
    assert (check.name, check.arguments, len(questions)) == ("shift", ("x", "h0"), 3)
    assert spec.load(NAME).max_score == 10
    assert all(x.shape == h0.shape for x, h0 in check.draw(np.random.default_rng(0)))
    assert [answer.label for answer in answers.read("wrong", NAME)] == ["C20a", "C18", "P1"]
    assert [answer.check for answer in answers.author(NAME) + answers.read("right", NAME)] == ["shift"] * 4
    with pytest.raises(NotImplementedError, match="shift has no reference yet: see the TODO in solutions/19_sequences"):
        derive.source_notebook(NAME)


def test_a_skeleton_is_formatted_and_linted(course):
    own = 'lint.isort.known-first-party=["lstm_grader"]'
    settings = ["--config", str(spec.ROOT / "pyproject.toml"), "--config", own]
    for command in (["check"], ["format", "--check"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *settings, "solutions"], cwd=course, check=True)


@pytest.mark.parametrize("chapter, place", [("05_squashing", 4), ("11_sequences", 5), ("21_limits", 6)])
def test_a_chapter_stands_by_its_number(chapter, place):
    assert skeleton.with_chapter(CONTENTS, chapter).splitlines()[place] == f"      - file: {chapter}"


@pytest.mark.parametrize(
    "name, function, arguments, told",
    [
        ("sequences", "shift", ["x"], "'sequences' is no name of an exercise"),
        (NAME, "shift it", ["x"], "'shift it' is no name in Python"),
        (NAME, "shift", ["lambda"], "'lambda' is no name in Python"),
    ],
)
def test_what_cannot_be_a_name_is_told(project, name, function, arguments, told):
    with pytest.raises(LookupError, match=told):
        skeleton.write(name, function, arguments, root=project)


def test_what_is_there_is_never_replaced(capsys):
    assert command_line.main(["new", "06_forget_gate", "keep", "f_t"]) == 2
    assert "already there; a skeleton replaces nothing" in capsys.readouterr().err
