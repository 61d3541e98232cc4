"""Release: the authored exercise becomes the notebook that students get.

`solutions/NN_name/name.py` (percent format, cells with a role in their title) and `spec.py` become
`_build/source/NN_name/name.ipynb`; nbgrader's generate_assignment makes `exercises/NN_name/name.ipynb` of it.
The same text always gives the same bytes.
"""

from __future__ import annotations

import copy
import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from lstm_grader import course
from lstm_grader.exercise import spec, term
from lstm_grader.exercise.released import hidden_tests, released_notebook, released_path
from lstm_grader.exercise.spec import Question
from lstm_grader.release import figures, selfcheck_cell


def authored_cells(name: str) -> list[NotebookNode]:
    """The cells of an exercise as its author wrote them, their roles in their titles."""
    text = (spec.SOLUTIONS / name / f"{spec.load(name).notebook}.py").read_text(encoding="utf-8")
    return jupytext.reads(text, fmt="py:percent").cells


@cache
def source_notebook(name: str) -> NotebookNode:
    """The instructor's notebook of an exercise, with solutions, as nbgrader's source directory holds it.

    Raises:
        LookupError: no such exercise. ValueError: a cell title or a check that the spec does not know.
    """
    exercise = spec.load(name)
    cells = [_cell(exercise, cell, index) for index, cell in enumerate(authored_cells(name)) if cell.cell_type != "raw"]
    cells = list(_of_the_term(exercise, cells))
    checked = [cell.id.removeprefix("check_") for cell in cells if cell.id.startswith("check_")]
    expected = [check.name for check in exercise.checks]
    if checked != expected:
        raise ValueError(f"{name}: the notebook checks {checked}, the spec {expected}, in this order")
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3", "language": "python", "name": "python3"},
        language_info={"name": "python"},
    )
    return notebook


def solved_notebook(name: str, changed: Mapping[str, str] | None = None) -> NotebookNode:
    """The released notebook with the project's own answers.

    Args:
        name: the exercise.
        changed: a cell that is not locked -> another text for it.
    """
    exercise = spec.load(name)
    titled = {cell.metadata.get("title", ""): cell.source for cell in authored_cells(name)}
    answers = {title.removeprefix("answer "): text for title, text in titled.items() if title.startswith("answer ")}
    answers |= {check.name: f"{check.name} = {check.key!r}" for check in exercise.checks if isinstance(check, Question)}
    answers |= changed or {}
    notebook = copy.deepcopy(released_notebook(name))
    for cell in notebook.cells:
        if cell.id in answers and not cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source = answers[cell.id]
    return notebook


def _cell(exercise: spec.Exercise, authored: NotebookNode, index: int) -> NotebookNode:
    if authored.cell_type == "markdown":
        text = figures.embedded(authored.source, spec.SOLUTIONS / exercise.name)
        return nbformat.v4.new_markdown_cell(text, id=f"text_{index}")
    role, _, name = authored.metadata.get("title", "").partition(" ")
    make = nbformat.v4.new_code_cell
    if role == "":
        return make(authored.source, id=f"code_{index}")
    if role == "question":
        return make(authored.source, id=name)
    if role == "answer":
        return make(authored.source, id=name, metadata=_nbgrader(name, solution=True))
    if role == "locked":
        return make(authored.source, id=name, metadata=_nbgrader(name, locked=True))
    if role == "selfcheck":
        metadata = _nbgrader("selfcheck", locked=True) | selfcheck_cell.FOLDED
        return make(selfcheck_cell.as_code(exercise), id="selfcheck", metadata=metadata)
    if role == "check":
        check = next((check for check in exercise.checks if check.name == name), None)
        if check is None:
            raise ValueError(f"{exercise.name}: a check cell for {name!r}, which is not in the spec")
        metadata = _nbgrader(f"check_{name}", locked=True, grade=True, points=check.points)
        return make(f"{authored.source}\n{hidden_tests(name)}", id=f"check_{name}", metadata=metadata)
    raise ValueError(f"{exercise.name}: unknown cell title {authored.metadata.title!r}")


def _of_the_term(exercise: spec.Exercise, cells: Sequence[NotebookNode]) -> Iterator[NotebookNode]:
    """The cells with what the term says: its points below the first text, and hints before each answer."""
    this = term.current()
    hints = {check.called: check.hints for check in exercise.checks if getattr(check, "hints", ()) and this.hints}
    for cell in cells:
        if cell is cells[0] and exercise.name in this.points:
            points = ", ".join(f"`{check.name}` {check.points:g}" for check in exercise.checks)
            cell.source += f"\n\n**In this term** these points count: {points}; {exercise.max_score:g} in all."
        if found := hints.get(cell.id):
            text = "\n".join(f"<details><summary>Hint {n}</summary>{hint}</details>" for n, hint in enumerate(found, 1))
            yield nbformat.v4.new_markdown_cell(text, id=f"hints_{cell.id}")
        yield cell


def _nbgrader(grade_id: str, grade=False, solution=False, locked=False, **more) -> dict:
    return {
        "nbgrader": {
            "schema_version": 3,
            "grade_id": grade_id,
            "grade": grade,
            "solution": solution,
            "locked": locked,
            "task": False,
            **more,
        }
    }


def write_source(name: str, directory: Path) -> tuple[Path, bool]:
    """Writes the source notebook of an exercise below `directory`, as nbgrader expects it.

    Returns:
        Its path, and whether anything changed.
    """
    path = directory / name / f"{spec.load(name).notebook}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    for other in path.parent.iterdir():  # nbgrader hands out whatever lies here
        if other.is_dir() and not other.is_symlink():
            shutil.rmtree(other)
        elif other != path:
            other.unlink()
    text = nbformat.writes(source_notebook(name)) + "\n"
    changed = not path.is_file() or path.read_text(encoding="utf-8") != text
    if changed:
        path.write_text(text, encoding="utf-8")
    return path, changed


def release(names: Sequence[str], force: bool = True, **directories: Path | str) -> list[Path]:
    """Writes the source notebooks and runs nbgrader's generate_assignment on them.

    Args:
        names: exercises.
        force: also those whose source did not change since they were released.
        directories: overrides of `course.settings`, for a release somewhere else.

    Returns:
        The released notebooks.

    Raises:
        RuntimeError: nbgrader could not release an exercise; with its own log.
    """
    settings = course.settings(**directories)
    gradebook = Path(settings.CourseDirectory.db_url.removeprefix("sqlite:///"))
    released = []
    for name in names:
        source, changed = write_source(name, Path(settings.CourseDirectory.source_directory))
        target = Path(settings.CourseDirectory.release_directory) / name / source.name
        fresh = target.is_file() and _time_of(target) == _time_of(source) and gradebook.is_file()
        if force or changed or not fresh:
            result = course.api(settings).generate_assignment(name, force=True, create=True)
            if not result["success"]:
                raise RuntimeError(f"nbgrader could not release {name}:\n{result['error'] or ''}\n{result['log']}")
            os.utime(source, ns=(_time_of(target),) * 2)  # marks what was made from it: git gives others new times
        released.append(target)
    return released


def _time_of(path: Path) -> int:
    return path.stat().st_mtime_ns


def find_outdated(names: Sequence[str]) -> list[str]:
    """The exercises whose committed notebook is not what a release would write now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = release(
            names,
            source_directory=f"{folder}/source",
            release_directory=f"{folder}/release",
            db_url=f"sqlite:///{folder}/gradebook.db",
        )
        committed = [released_path(path.parent.name) for path in fresh]
        return [
            old.parent.name
            for old, new in zip(committed, fresh, strict=True)
            if not old.is_file() or not filecmp.cmp(old, new, shallow=False)
        ]
