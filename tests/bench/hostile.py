"""The hostile corpus, once through stock nbgrader and once through ours: what each gives for every row.

Stock nbgrader runs whatever is handed in with the rights of whoever grades. So that this machine survives, each
submission is graded in a course of its own inside bubblewrap: no network but its own, a private /tmp, a user without
rights, limits on memory, processes and time. What stock nbgrader cannot survive shows as "no grade".

The stock course has the same exercise; its hidden tests compare with the reference, and a cell may take as long as in
ours.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import nbformat

from lstm_grader import ROOT
from lstm_grader.exercise import spec
from lstm_grader.grading import whole_class as grader
from lstm_grader.records import Record
from tests.bench import grading
from tests.hostile import rows as corpus
from tests.hostile import submission
from tests.hostile.test_class import STYLES, honest

NAME, NOTEBOOK = submission.NAME, spec.load(submission.NAME).notebook
SECONDS, PATIENCE_S, PORT, FIRST_USER = 60, 30, 4711, 61_000
CELL_S = round(spec.load(NAME).limits.cell_s)
AT_ONCE = min(2, os.cpu_count() or 1)


@dataclass(frozen=True)
class Row:
    """One submission: what it does, the bytes of its file, what it deserves."""

    student: str
    about: str
    make: Callable[[submission.World], bytes]
    deserves: float
    beside: dict[str, str]


@dataclass(frozen=True)
class Stock:
    """What stock nbgrader made of it: points, None for no grade, and what it let happen."""

    score: float | None
    notes: tuple[str, ...]


def rows() -> list[dict]:
    """A row for each submission: the right score, stock's and ours, and what happened besides."""
    found = submissions()
    with tempfile.TemporaryDirectory(prefix="lstm-hostile-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        grading.stock(root / "template", 0)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            stock = list(threads.map(lambda item: through_stock(root, *item), enumerate(found)))
        ours, notes = through_ours(root / "ours", found)
    return [
        {
            "student": row.student,
            "about": row.about,
            "deserves": row.deserves,
            "stock": theirs.score,
            "stock_notes": theirs.notes,
            "ours": ours[row.student].score,
            "ours_notes": [*sorted({check.verdict for check in ours[row.student].checks} - {"right", "wrong"}), *notes],
        }
        for row, theirs in zip(found, stock, strict=True)
    ]


def submissions() -> list[Row]:
    """The rows of the corpus, after three honest students whose answers are written in different ways."""
    found = [
        Row(student, f"honest: {', '.join(styles)}", lambda _, styles=styles: honest(styles=styles), 10.0, {})
        for student, styles in STYLES.items()
    ]
    for make, expected in corpus.ROWS.items():
        found.append(
            Row(f"attack_{make.__name__}", make.__doc__ or "", make, expected.score, corpus.BESIDE.get(make, {}))
        )
    return found


def hand_in(submitted: Path, row: Row, world: submission.World) -> Path:
    """The notebook, and what lies beside it."""
    folder = submitted / row.student / NAME
    folder.mkdir(parents=True)
    (folder / f"{NOTEBOOK}.ipynb").write_bytes(row.make(world))
    for name, text in row.beside.items():
        (folder / name).write_text(text)
    return folder


# Stock nbgrader -------------------------------------------------------------------------------------------------------


def through_stock(root: Path, number: int, row: Row) -> Stock:
    """Grades one submission in a copy of the course, behind the wall."""
    course = root / row.student
    shutil.copytree(root / "template", course)
    neighbour = course / "submitted" / "neighbour" / NAME / f"{NOTEBOOK}.ipynb"
    neighbour.parent.mkdir(parents=True)
    neighbour.write_text("mine")
    hand_in(course / "submitted", row, submission.World(str(course / "gradebook.db"), str(neighbour), PORT))
    for path in [course, *course.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)
    command = [
        *wall(course, FIRST_USER + number),
        sys.executable,
        str(Path(__file__).with_name("behind_wall.py")),
        str(FIRST_USER + number),
        str(PORT),
        str(SECONDS),
        sys.executable,
        "-m",
        "nbgrader",
        "autograde",
        NAME,
        f"--student={row.student}",
        f"--Execute.timeout={CELL_S}",
    ]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=SECONDS + PATIENCE_S
        )
        if not done.stdout:
            raise RuntimeError(f"the wall around stock nbgrader did not stand: {done.stderr[-2000:]}")
        report = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        report = {"status": None, "called": False, "said": ""}
    if row.student in STYLES and report["status"] != 0:
        raise RuntimeError(f"stock nbgrader did not grade an honest notebook: {report['said']}")
    score, by_hand, forged = scores(course / "gradebook.db", row.student)
    notes = list(effects(course, row, report, neighbour, forged))
    if report["status"] is None:
        notes.append(f"ended after {SECONDS} s")
    if report["status"] or report["status"] is None or score is None:
        score = None
    elif by_hand:
        notes.append("wants a grade by hand")
    shutil.rmtree(course)
    return Stock(score, tuple(notes))


def wall(course: Path, user: int) -> list[str]:
    """bubblewrap: the machine's programs and this project to read, the course to write, nothing else."""
    arguments = [
        "bwrap",
        "--die-with-parent",
        "--new-session",
        "--unshare-net",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--cap-drop",
        "ALL",
    ]
    if os.getuid() == 0:
        arguments += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        arguments += ["--unshare-user", "--uid", str(user), "--gid", str(user)]
    arguments += ["--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", str(2**29), "--tmpfs", "/tmp"]
    environment_folder = Path(sys.prefix).resolve()
    for path in map(Path, ("/usr", "/etc", "/bin", "/lib", "/lib64", sys.base_prefix, ROOT, environment_folder)):
        for parent in reversed(path.parents[:-1]):
            arguments += ["--perms", "0755", "--dir", str(parent)]
        arguments += ["--ro-bind-try", str(path), str(path)]
    for parent in reversed(course.parents[:-1]):
        arguments += ["--perms", "0755", "--dir", str(parent)]
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {"HOME": "/tmp", "PATH": path, "LANG": "C.UTF-8", **one_thread}
    arguments += ["--bind", str(course), str(course), "--chdir", str(course), "--clearenv"]
    return [*arguments, *(word for item in environment.items() for word in ("--setenv", *item)), "--"]


def scores(gradebook: Path, student: str) -> tuple[float | None, bool, bool]:
    """The points as nbgrader counts them, whether it waits for a person, whether a person's mark was forged."""
    query = """select sum(coalesce(g.manual_score, g.auto_score, 0)), max(g.needs_manual_grade), max(g.manual_score)
        from grade g join submitted_notebook n on n.id = g.notebook_id
        join submitted_assignment s on s.id = n.assignment_id where s.student_id = ?"""
    with closing(sqlite3.connect(gradebook)) as connection:
        total, by_hand, manual = connection.execute(query, [student]).fetchone()
    return total, bool(by_hand), manual is not None


def effects(course: Path, row: Row, report: dict, neighbour: Path, forged: bool):
    """What the submission did beyond its own notebook."""
    if forged:
        yield "wrote its own marks"
    if neighbour.read_text(errors="replace") != "mine":
        yield "changed another's file"
    if report["called"]:
        yield "reached the network"
    graded = course / "autograded" / row.student / NAME / f"{NOTEBOOK}.ipynb"
    if not graded.is_file():
        return
    cells = [cell for cell in nbformat.read(graded, as_version=4).cells if cell.cell_type == "code"]
    shown = "".join(str(output) for cell in cells for output in cell.outputs)
    if "SEEN" in shown and "assert_allclose" in shown:
        yield "printed the hidden tests"
    if "spec.py" in cells[0].source and not any(output.output_type == "error" for output in cells[0].outputs):
        yield "read the solution"


# Ours -----------------------------------------------------------------------------------------------------------------


def through_ours(root: Path, found: list[Row]) -> tuple[dict[str, Record], list[str]]:
    """All in one class; what happened that must not, for the whole class."""
    neighbour = root / "submitted" / found[0].student / NAME / f"{NOTEBOOK}.ipynb"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.0)
        world = submission.World(str(root / "out" / "gradebook.db"), str(neighbour), server.getsockname()[1])
        for row in found:
            hand_in(root / "submitted", row, world)
        before = neighbour.read_bytes()
        done = grader.grade(root / "submitted", root / "out", [NAME], workers=AT_ONCE).records
        notes = [] if neighbour.read_bytes() == before else ["changed another's file"]
        try:
            server.accept()
            notes.append("reached the network")
        except BlockingIOError:
            pass
    with closing(sqlite3.connect(world.gradebook)) as connection:
        forged = connection.execute("select count(manual_score) from grade").fetchone()[0]
    return {record.student: record for record in done}, [*notes, *(["wrote its own marks"] if forged else [])]


def table(found: list[dict]) -> str:
    """The rows as text, and how many were right."""
    lines = [f"{'submission':62} {'right':>5} {'stock':>8}   {'ours':>4}   what stock let happen; ours said"]
    counts = {"stock": 0, "ours": 0}
    for row in found:
        marks = {}
        for who in counts:
            harm = [note for note in row[f"{who}_notes"] if note not in ("timeout", "error", "missing", "unreadable")]
            good = row[who] == row["deserves"] and not harm
            counts[who] += good
            marks[who] = " " if good else "!"
        stock = "no grade" if row["stock"] is None else f"{row['stock']:g}"
        notes = ", ".join(row["stock_notes"]) + ("; " + ", ".join(row["ours_notes"]) if row["ours_notes"] else "")
        lines.append(
            f"{row['about'][:62]:62} {row['deserves']:5g} {stock:>8} {marks['stock']} {row['ours']:4g} "
            f"{marks['ours']} {notes}"
        )
    return "\n".join([*lines, f"right outcomes of {len(found)}: stock {counts['stock']}, ours {counts['ours']}"])
