"""Where the time of grading goes: each stage of the direct way, timed from outside, on one worker in this process."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lstm_grader.collect import notebooks, submissions
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import penalties, pool, whole_class
from lstm_grader.grading.pool import Graded, Job, Task
from lstm_grader.judging import judge
from lstm_grader.pages import class_page, exports, feedback, handback
from lstm_grader.sandbox import runner, zygote_process

STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "find and read files": ((submissions, "find"), (pool, "read")),
    "parse the notebook": ((notebooks, "read_notebook"),),
    "put back what is not the student's": ((notebooks, "restore"),),
    "draw inputs, right answers": ((judge, "draw"),),
    "sandbox: fork, raise the walls": ((zygote_process.Zygote, "fork"), (runner, "greeting")),
    "sandbox: run the cells": ((runner.Runner, "run_cell"),),
    "sandbox: answer the queries": ((runner.Runner, "ask"),),
    "sandbox: send, end": ((runner, "_job"), (runner.Runner, "send_job"), (zygote_process.Child, "release")),
    "compare and diagnose": ((judge, "_verdict"),),
    "graded notebook": ((notebooks, "annotate"), (notebooks, "write_notebook")),
    "feedback page": ((feedback, "render"),),
    "pages to disk": ((handback, "write"),),
    "gradebook and history": ((Store, "save"),),
    "late work, grades.csv, class page": ((penalties, "settle"), (exports, "write_csv"), (class_page, "write")),
}


class Clock:
    """Seconds spent in each stage, without the stages called from it."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.within: list[str] = ["the rest"]
        self.since = time.perf_counter()

    def turn(self) -> None:
        """What has passed belongs to the stage that is on top."""
        now = time.perf_counter()
        self.spent[self.within[-1]] += now - self.since
        self.since = now

    def timed(self, stage: str, function: Callable) -> Callable:
        """The function, with its time counted."""

        def wrapped(*arguments: Any, **more: Any) -> Any:
            self.turn()
            self.within.append(stage)
            try:
                return function(*arguments, **more)
            finally:
                self.turn()
                self.within.pop()

        return wrapped


class InThisProcess:
    """A grader without workers, so that one clock sees everything."""

    def __init__(self, _: int, job: Job):
        self.job = job

    def __enter__(self) -> InThisProcess:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def grade(self, tasks: Iterable[Task]) -> Iterator[Graded]:
        """One after the other."""
        for task in tasks:
            yield pool.grade_one(task, self.job)


def rows(submitted: Path, out: Path, name: str) -> list[dict]:
    """Milliseconds a submission in each stage, all results written; what is made once was made before."""
    whole_class.grade(submitted, out, [name], graders=InThisProcess)
    clock, patches = Clock(), []
    for stage, places in STAGES.items():
        for owner, function in places:
            patches.append(patch.object(owner, function, clock.timed(stage, getattr(owner, function))))
    try:
        for each in patches:
            each.start()
        clock.since = time.perf_counter()
        done = whole_class.grade(submitted, out, [name], force=True, graders=InThisProcess)
        clock.turn()
    finally:
        patch.stopall()
        pool.close_sandboxes()
    assert done.judged == len(done.records)
    return [{"stage": stage, "ms": 1e3 * clock.spent[stage] / done.judged} for stage in (*STAGES, "the rest")]


def table(found: list[dict]) -> str:
    """The stages as text, with their shares."""
    total = sum(row["ms"] for row in found)
    lines = [f"{'where the time goes (1 worker, everything written)':52} {'ms a submission':>15} {'share':>6}"]
    lines += [f"{row['stage']:52} {row['ms']:15.2f} {row['ms'] / total:6.0%}" for row in found]
    return "\n".join([*lines, f"{'all':52} {total:15.2f}"])
