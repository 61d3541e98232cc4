"""Release: the same text gives the same bytes, holds no answer, and works alone."""

import ast
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import Question
from lstm_grader.release import derive
from tests.sample import how_many

EXERCISES = spec.names()


def bodies(text: str) -> list[str]:
    """The statements of every function in a text, without docstrings, as normalised code."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            inner = node.body[1:] if ast.get_docstring(node) else node.body
            found.append("\n".join(map(ast.unparse, inner)))
    return found


@pytest.mark.exercise
@pytest.mark.parametrize("name", EXERCISES)
def test_no_answer_is_released(name):
    source, released = derive.source_notebook(name), derive.released_notebook(name)
    answers = {cell.id: cell for cell in source.cells if "### BEGIN SOLUTION" in cell.source}
    assert answers
    for cell in released.cells:
        if cell.id in answers:
            assert "raise NotImplementedError" in cell.source
            assert not set(bodies(answers[cell.id].source)) & set(bodies(cell.source))
    text = nbformat.writes(released)
    assert "HIDDEN TESTS" not in text
    assert "lstm_ref" not in text
    for check in spec.load(name).checks:
        if isinstance(check, Question):
            assert next(cell for cell in released.cells if cell.id == check.name).source == f"{check.name} = ..."


@pytest.mark.exercise
@pytest.mark.parametrize("name", EXERCISES)
def test_every_check_has_a_locked_graded_cell_that_fails_closed(name):
    source = derive.source_notebook(name)
    for check in spec.load(name).checks:
        cell = next(cell for cell in source.cells if cell.id == f"check_{check.name}")
        assert (cell.metadata.nbgrader.grade, cell.metadata.nbgrader.locked) == (True, True)
        assert cell.metadata.nbgrader.points == check.points
        last = cell.source.splitlines()[-2]
        assert last.startswith("raise RuntimeError(") and last.endswith(f"#: judge {check.name}")


def run_alone(notebook, folder: Path):
    """Runs a notebook in a real kernel that knows neither the course nor its folder."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    client = NotebookClient(notebook, allow_errors=True, timeout=60, resources={"metadata": {"path": str(folder)}})
    return client.execute(env=environment, cwd=str(folder))


def said(cell) -> str:
    return "\n".join(
        "\n".join(output.traceback) if output.output_type == "error" else output.get("text", "")
        for output in cell.outputs
    )


@pytest.mark.long
@pytest.mark.nbgrader
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("name", EXERCISES[:: how_many(5, all_of=1)])
def test_a_notebook_opened_alone_checks_itself(name, tmp_path):
    empty = run_alone(nbformat.from_dict(derive.released_notebook(name)), tmp_path)
    solved = run_alone(derive.solved_notebook(name), tmp_path)
    for check in spec.load(name).checks:
        unsolved_text, solved_text = (
            said(next(cell for cell in notebook.cells if cell.id == f"check_{check.name}"))
            for notebook in (empty, solved)
        )
        if isinstance(check, Question):
            assert "not answered yet" in unsolved_text
            assert "It is judged when you hand in." in solved_text
        else:
            assert "not written yet" in unsolved_text
            assert "right on all" in solved_text
        assert "Traceback" not in unsolved_text


def test_what_an_editor_left_beside_a_source_is_not_handed_out(tmp_path):
    path, _ = derive.write_source("06_forget_gate", tmp_path)
    checkpoint = path.parent / ".ipynb_checkpoints" / "forget_gate-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("{}")
    (path.parent / "notes.txt").write_text("")
    assert derive.write_source("06_forget_gate", tmp_path) == (path, False)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.nbgrader
def test_a_notebook_that_a_release_did_not_make_is_made_again(tmp_path):
    directories = {"source_directory": tmp_path / "source", "release_directory": tmp_path / "release"}
    directories["db_url"] = f"sqlite:///{tmp_path / 'gradebook.db'}"
    (path,) = derive.release(["09_output_gate"], force=False, **directories)
    made, when = path.read_text(), path.stat().st_mtime_ns
    derive.release(["09_output_gate"], force=False, **directories)
    assert path.stat().st_mtime_ns == when, "made twice"
    path.write_text("an older one, which git has just put here")
    derive.release(["09_output_gate"], force=False, **directories)
    assert path.read_text() == made


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is tested on POSIX")
@pytest.mark.nbgrader
def test_nbgrader_works_where_no_environment_is_activated(tmp_path):
    """On a fresh clone, its first command makes the gradebook; nbgrader starts alembic for it by its bare name."""
    shutil.copy(spec.ROOT / "nbgrader_config.py", tmp_path)
    shutil.copytree(spec.ROOT / "lstm_grader", tmp_path / "lstm_grader")
    command = [Path(sys.executable).with_name("nbgrader"), "db", "assignment", "add", "06_forget_gate"]
    subprocess.run(
        command, cwd=tmp_path, env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, check=True, capture_output=True
    )
    with closing(sqlite3.connect(tmp_path / "course" / "gradebook.db")) as store:
        assert store.execute("select name from assignment").fetchall() == [("06_forget_gate",)]
        assert len(store.execute("select version_num from alembic_version").fetchall()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's command line is tested on POSIX")
@pytest.mark.nbgrader
def test_stock_nbgrader_gives_nothing_to_a_right_answer(tmp_path):
    """Without the course's nbgrader_config.py nobody judges: 0 and a message, never full marks."""
    name = "06_forget_gate"
    (tmp_path / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "stock"\n')
    derive.write_source(name, tmp_path / "source")
    handed_in = tmp_path / "submitted" / "ada" / name / "forget_gate.ipynb"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_text(nbformat.writes(derive.solved_notebook(name)))
    binaries = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}
    for command in ("generate_assignment", "autograde", "export"):
        arguments = [] if command == "export" else [name]
        subprocess.run(
            [binaries / "nbgrader", command, *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True
        )
    row = (tmp_path / "grades.csv").read_text().splitlines()
    assert dict(zip(row[0].split(","), row[1].split(","), strict=True))["score"] == "0.0"
    graded = (tmp_path / "autograded" / "ada" / name / "forget_gate.ipynb").read_text()
    assert "judged by lstm_grader: run nbgrader from the course folder" in graded
