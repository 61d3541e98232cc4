"""A notebook judged by itself: on its own example cases, as a student does before handing it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lstm_grader.collect import notebooks
from lstm_grader.collect.regular import read_regular
from lstm_grader.collect.submissions import Submission
from lstm_grader.exercise import spec
from lstm_grader.grading import pool
from lstm_grader.grading.pool import Graders, Job, Task
from lstm_grader.grading.processes import Workers
from lstm_grader.records import Record
from lstm_grader.sandbox import SandboxUnavailable


def rehearse(path: Path, graders: Callable[[int, Job], Graders] = Workers) -> Record:
    """The judgement of a notebook on its own example cases, in the sandbox.

    Raises:
        OSError: there is no such file. LookupError: its name is not that of an exercise's notebook.
    """
    exercises = {spec.load(name).notebook: name for name in spec.names()}
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}")
    if path.stem not in exercises:
        raise LookupError(f"{path.name}: expected the notebook of an exercise, one of {', '.join(exercises)}")
    data = read_regular(path.resolve(), notebooks.MAX_BYTES + 1)  # one's own link is followed
    task = Task(Submission("student", exercises[path.stem], path), data)
    return judge_alone(task, Job(b"", rehearsal=True), graders)


def judge_alone(task: Task, job: Job, graders: Callable[[int, Job], Graders]) -> Record:
    """As in a grading and with its deadlines: in a process of its own, which a notebook may end."""
    try:
        with graders(1, job) as judges:
            return next(filter(None, judges.grade([task]))).record
    except SandboxUnavailable as error:
        return pool.as_not_judged(task, job, str(error)).record
