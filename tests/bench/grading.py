"""Seconds a submission: stock nbgrader, ours through nbgrader, ours direct. Same honest notebooks, one run."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat

from lstm_grader import ROOT
from lstm_grader.exercise import released, spec
from lstm_grader.exercise.spec import Question
from lstm_grader.release import derive
from tests.bench import stages

NAME = "06_forget_gate"
STUDENTS, FEW = int(os.environ.get("BENCH_STUDENTS", "40")), 4
BIN = Path(sys.executable).parent
STOCK_FUNCTION = """
import sys; sys.path.insert(0, {root!r})
import numpy as np
from lstm_grader.exercise import spec
_check = next(check for check in spec.load({name!r}).checks if check.name == {check!r})
for _seed in range(2):
    for _args in _check.draw(np.random.default_rng(_seed)):
        np.testing.assert_allclose({check}(*_args), _check.reference(*_args), rtol=1e-7, atol=1e-9)"""
STOCK_ANSWER = "assert answer_is({check}, {key!r}, {tolerance})"
ANSWER_IS = """def answer_is(got, key, tolerance):
    return got == key if isinstance(key, str) else abs(got - key) <= tolerance"""


def rows() -> list[dict]:
    """A row for each way: seconds a submission and to start; then the stages.

    A submission of nbgrader's is the slope between few and many; one of ours the time from the first tenth to the end
    of the command, everything written.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ways: list[tuple[str, str, Callable[[int], list[str]], Path, int]] = [
            ("stock nbgrader autograde", "pages", lambda n: stock(root / "stock", n), root / "stock", 1),
            ("ours through nbgrader autograde", "pages", lambda n: _through(root / "through", n), ROOT, 1),
        ]
        for workers in (1, 2):
            for kind, flag in (("grades", ["--no-pages"]), ("pages", [])):
                ways.append(
                    (
                        f"ours direct, {workers} worker{'s'[: workers - 1]}",
                        kind,
                        lambda n, w=workers, f=flag: _direct(root / f"direct{w}{len(f)}", n, w, f),
                        ROOT,
                        3,
                    )
                )
        found = [_measure(*way) for way in ways]
        hand_in(root / "stages" / "submitted", STUDENTS)
        where = stages.rows(root / "stages" / "submitted", root / "stages" / "out", NAME)
    first = found[0]["seconds"]
    return [row | {"times_stock": first / row["seconds"]} for row in found] + where


def _measure(title: str, kind: str, prepare: Callable[[int], list[str]], folder: Path, repeats: int) -> dict:
    """Seconds a submission and to start; the middle of some runs, for ways so quick that other work would show."""
    if repeats == 1:
        few, many = (_seconds(title, prepare(count), folder)[0] for count in (FEW, STUDENTS))
        seconds = (many - few) / (STUDENTS - FEW)
        return {"way": title, "written": kind, "seconds": seconds, "start": few - FEW * seconds}
    runs = [_seconds(title, prepare(STUDENTS), folder) for _ in range(repeats)]
    seconds = statistics.median((all_of_it - until) / (STUDENTS - done) for all_of_it, until, done in runs)
    start = statistics.median(until - done * seconds for _, until, done in runs)
    return {"way": title, "written": kind, "seconds": seconds, "start": start}


def _seconds(title: str, command: list[str], folder: Path) -> tuple[float, float, int]:
    """How long it took; when it first said how far it is, and how far (0 where it never does)."""
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    start, until, count, said = time.perf_counter(), 0.0, 0, []
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment, cwd=folder
    ) as process:
        for line in process.stderr:
            said.append(line)
            if not count and (found := re.match(r"graded (\d+)/", line)):
                until, count = time.perf_counter() - start, int(found[1])
    if process.returncode:
        raise RuntimeError(f"{title}: {command} ended with {process.returncode}\n{''.join(said)}"[-4000:])
    return time.perf_counter() - start, until, count


def hand_in(directory: Path, count: int) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    text = nbformat.writes(derive.solved_notebook(NAME))
    for index in range(count):
        path = directory / f"student{index:03}" / NAME / f"{spec.load(NAME).notebook}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text)


def _direct(root: Path, count: int, workers: int, flags: list[str]) -> list[str]:
    shutil.rmtree(root, ignore_errors=True)
    hand_in(root / "submitted", count)
    command = [sys.executable, "-m", "lstm_grader", "grade", "--workers", str(workers), *flags]
    return [*command, "--submitted", str(root / "submitted"), "--out", str(root / "out"), NAME]


def _through(root: Path, count: int) -> list[str]:
    shutil.rmtree(root, ignore_errors=True)
    hand_in(root / "submitted", count)
    places = [
        f"--CourseDirectory.submitted_directory={root / 'submitted'}",
        f"--CourseDirectory.autograded_directory={root / 'autograded'}",
        f"--CourseDirectory.db_url=sqlite:///{root / 'gradebook.db'}",
    ]
    folders = {"source_directory": root / "source", "release_directory": root / "release"}
    derive.release([NAME], force=True, db_url=f"sqlite:///{root / 'gradebook.db'}", **folders)
    return [str(BIN / "nbgrader"), "autograde", NAME, *places]


def stock(root: Path, count: int) -> list[str]:
    shutil.rmtree(root, ignore_errors=True)
    source = derive.source_notebook(NAME).copy()
    notebook = nbformat.from_dict(nbformat.reads(nbformat.writes(source), as_version=4))
    for cell in notebook.cells:
        if cell.id.startswith("check_"):
            cell.source = cell.source.replace(released.JUDGED_ELSEWHERE, _asserts(cell.id.removeprefix("check_")))
    path = root / "source" / NAME / f"{spec.load(NAME).notebook}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    (root / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "stock"\n')
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(
        [BIN / "nbgrader", "generate_assignment", NAME], cwd=root, check=True, env=environment, capture_output=True
    )
    hand_in(root / "submitted", count)
    return [str(BIN / "nbgrader"), "autograde", NAME]


def _asserts(name: str) -> str:
    check = next(check for check in spec.load(NAME).checks if check.name == name)
    if isinstance(check, Question):
        return f"{ANSWER_IS}\n" + STOCK_ANSWER.format(check=name, key=check.key, tolerance=check.tolerance)
    return STOCK_FUNCTION.format(root=str(ROOT), name=NAME, check=name).strip()


def table(found: list[dict]) -> str:
    """The ways and the stages as text."""
    ways, where = ([row for row in found if ("way" in row) == wanted] for wanted in (True, False))
    lines = [f"{'way':34} {'written':8} {'s a submission':>15} {'times stock':>12} {'start, s':>9}"]
    for row in ways:
        lines.append(
            f"{row['way']:34} {row['written']:8} {row['seconds']:15.4f} {row['times_stock']:12.1f} {row['start']:9.1f}"
        )
    return "\n".join([*lines, "", stages.table(where)])
