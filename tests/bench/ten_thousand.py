"""A very large class in one run: `python tests/bench/ten_thousand.py [COUNT] [arguments of the command grade]`.

Prints seconds and processor seconds for each submission, and how much memory the grader, its workers and their
sandboxes hold as they go; then the same for a rerun in which nothing changed, for the class page and for an export.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat

from lstm_grader import ROOT
from lstm_grader.release import derive

NAME = "06_forget_gate"
ANSWERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"keep": "def keep(f_t, c_prev):\n    return f_t @ c_prev"},
    {"half_life": "def half_life(f):\n    return np.log(f) / np.log(0.5)"},
    {"answer_1": "answer_1 = ..."},
)
PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else 10_000
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # so that the time of all below the grader is counted
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hand_in(folder / "submitted", count)
        command = [sys.executable, "-m", "lstm_grader", "grade", NAME, "--submitted", str(folder / "submitted")]
        command += ["--out", str(folder / "out"), *sys.argv[2:]]
        print(f"{count} submissions: {' '.join(command[2:4] + sys.argv[2:])}")
        measure("first run", command, count)
        measure("rerun", command, count)
        place = [NAME, "--out", str(folder / "out")]
        measure("class page", [*command[:3], "report", *place, "--submitted", str(folder / "submitted")], count)
        measure("export csv", [*command[:3], "export", "csv", *place], count)
        size = sum(path.stat().st_size for path in (folder / "out").glob("gradebook.db*"))
        print(f"gradebook  {size / count / 1024:.1f} KiB a submission")


def hand_in(submitted: Path, count: int) -> None:
    """Every notebook with its student's name in it, so that no two files are the same."""
    for index in range(count):
        student = f"student{index:05}"
        notebook = derive.solved_notebook(NAME, ANSWERS[index % len(ANSWERS)])
        notebook.cells.append(nbformat.v4.new_markdown_cell(student))
        path = submitted / student / NAME / "forget_gate.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(nbformat.writes(notebook), encoding="utf-8")


def measure(title: str, command: list[str], count: int) -> None:
    """Runs the command; says how long it took and what it held."""
    start, before = time.perf_counter(), processor_seconds()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory: list[dict[str, float]] = []
    while process.poll() is None:
        memory.append(resident(process.pid))
        time.sleep(0.5)
    reap()
    seconds, cpu = time.perf_counter() - start, processor_seconds() - before
    print(
        f"{title}: exit status {process.returncode}, {seconds:.1f} s, {1e3 * seconds / count:.2f} ms a submission, "
        f"{1e3 * cpu / count:.2f} ms of processor time a submission"
    )
    for quarter in range(4):
        part = memory[quarter * len(memory) // 4 : max((quarter + 1) * len(memory) // 4, 1)]
        most = {name: max(held[name] for held in part) for name in part[0]}
        print(f"  quarter {quarter + 1}, at most  " + "  ".join(f"{name} {size:.0f}" for name, size in most.items()))


def processor_seconds() -> float:
    """Of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def reap() -> None:
    """Waits for those whose parent ended before them."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def resident(process: int) -> dict[str, float]:
    """MiB that the grader holds now, and the largest of its workers and of its sandboxes, and how many are below."""
    found: dict[str, list[float]] = {"worker": [], "sandbox": []}
    for child, walled in _descendants(process):
        found["sandbox" if walled else "worker"].append(_resident(child))
    largest = {f"largest {kind}": max(sizes, default=0.0) for kind, sizes in found.items()}
    return {"grader": _resident(process), **largest, "processes": len(found["worker"]) + len(found["sandbox"])}


def _descendants(process: int, walled: bool = False) -> Iterator[tuple[int, bool]]:
    """All processes below this one, and whether they are inside a bubblewrap."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        walled = walled or Path(f"/proc/{process}/comm").read_text().startswith("bwrap")
    except OSError:
        return
    for child in map(int, children):
        yield child, walled
        yield from _descendants(child, walled)


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    main()
