"""Grading one submission in this process, whose warm sandboxes are kept here: one for each set of packages."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from lstm_grader.collect import notebooks
from lstm_grader.collect.submissions import Submission
from lstm_grader.exercise import spec
from lstm_grader.grading.deadline import PROCESSOR_S, processor_time
from lstm_grader.judging import judge
from lstm_grader.judging.judge import Judgement
from lstm_grader.records import Graded
from lstm_grader.sandbox import Sandbox, SandboxError, SandboxUnavailable
from lstm_grader.selfcheck import Word

ATTEMPTS = 3  # before a submission that sandboxes or workers do not survive is recorded as "infrastructure"
TOO_LONG = (
    "Reading this notebook and comparing what it returned took more than {:g} s, without the time of its own run, so "
    "judging was stopped. Is there a very long cell, or a very large result?"
)
NO_FAULT = "Not graded yet, through no fault of yours"


@dataclass(frozen=True)
class Job:
    """What is the same for all submissions of one grading."""

    secret: bytes
    pages: bool = False
    """Write the graded notebook and the feedback too."""
    book: str = ""
    """What stands before the names of the book's pages in the feedback: a web address, or a path from the feedback."""
    unsafe: bool = False
    rehearsal: bool = False
    """Judge on the notebook's own example cases alone."""
    processor_s: float = PROCESSOR_S
    """What the grader's own side may take for one notebook; more ends its process."""


@dataclass(frozen=True)
class Task:
    """A submission that was read: all that is sent to a worker."""

    submission: Submission
    data: bytes | None
    """What was handed in, None when there is nothing."""
    fault: str = ""
    """Why it could not be read, though it is there."""


class Graders(Protocol):
    """Who judges: worker processes of this machine, or a cluster."""

    def __enter__(self) -> Graders: ...

    def __exit__(self, *_: object) -> None: ...

    def grade(self, tasks: Iterable[Task]) -> Iterator[Graded | None]:
        """Yields what is graded as it comes, and None when nothing came for a moment."""


_sandboxes: dict[tuple, Sandbox] = {}


def sandbox_for(packages: tuple[str, ...], unsafe: bool = False) -> Sandbox:
    """This thread's warm sandbox for these packages; a sandbox serves one notebook at a time."""
    key = (threading.get_ident(), packages, unsafe)
    if key not in _sandboxes:
        _sandboxes[key] = Sandbox(packages, unsafe=unsafe)
    return _sandboxes[key]


def close_sandboxes() -> None:
    """Ends this process's sandboxes."""
    while _sandboxes:
        _sandboxes.popitem()[1].close()


def _close_own() -> None:
    """Ends this thread's: another's may be in the middle of a notebook."""
    for key in [key for key in list(_sandboxes) if key[0] == threading.get_ident()]:
        _sandboxes.pop(key).close()


def grade_one(task: Task, job: Job) -> Graded:
    """Judges one submission and renders its pages; whatever fails, fails for this submission alone.

    A notebook that takes more processor time than it may ends this process.
    """
    with processor_time(job.processor_s):
        try:
            return _grade_one(task, job)
        except Exception as error:
            return Graded(as_failed(task, job, error).record)


def _grade_one(task: Task, job: Job) -> Graded:
    judgement = judge_read(task, job)
    return Graded(judgement.record, {} if task.submission.problem else _pages(judgement, job))


def _pages(judgement: Judgement, job: Job) -> dict[str, bytes]:
    if not job.pages:
        return {}
    from lstm_grader.pages import feedback  # its template engine and highlighter are of no use where no page is written

    pages = {"feedback": feedback.render(judgement.record, judgement.notebook, job.book).encode()}
    if judgement.notebook is not None:
        pages["autograded"] = notebooks.write_notebook(judgement.notebook).encode("utf-8", "backslashreplace")
    return pages


def read(submission: Submission) -> Task:
    """The submission with its bytes, or with the reason why they cannot be read."""
    try:
        return Task(submission, submission.read())
    except OSError as error:
        return Task(submission, None, str(error))


def judge_one(submission: Submission, job: Job) -> Judgement:
    """Reads and judges one submission, whatever state it is in."""
    return judge_read(read(submission), job)


def judge_read(task: Task, job: Job) -> Judgement:
    """Judges a submission that was read; a sandbox that fails is replaced, until `ATTEMPTS` of them did."""
    submission, data = task.submission, task.data
    if submission.judged_as:
        own = replace(task, submission=replace(submission, student=submission.judged_as, judged_as=""))
        judgement = judge_read(own, job)
        shared = replace(judgement.record, student=submission.student, judged_as=submission.judged_as)
        return replace(judgement, record=shared)
    student, exercise = submission.student, spec.load(submission.assignment)
    if task.fault:
        return as_not_judged(task, job, task.fault)
    if submission.problem:
        return judge.without_run(student, exercise, Word.REFUSED, f"Refused: {submission.problem}.", None, job.secret)
    if data is None:
        word = Word.ABSENT if submission.absent else Word.MISSING
        return judge.without_run(student, exercise, word, submission.note, None, job.secret)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            sandbox = sandbox_for(exercise.packages, job.unsafe)
            judgement = judge.judge(student, exercise, data, job.secret, sandbox, job.rehearsal)
        except (SandboxError, OSError) as error:
            _close_own()
            if attempt == ATTEMPTS or isinstance(error, SandboxUnavailable):
                return as_not_judged(task, job, str(error))
        else:
            if judgement.notebook is not None and submission.note:
                judgement.notebook.metadata[notebooks.NOTE] = submission.note
            return judgement
    raise AssertionError("every attempt returns or is the last")


def as_failed(task: Task, job: Job, error: Exception) -> Judgement:
    """The judgement "infrastructure" over an error that nobody foresaw, which is printed whole."""
    traceback.print_exception(error)
    return as_not_judged(task, job, f"the grader failed with {type(error).__name__}: {error}")


def as_too_long(task: Task, job: Job) -> Graded:
    """The grade of a notebook that ends a process of the grader for the time that it takes to read and compare."""
    exercise, text = spec.load(task.submission.assignment), TOO_LONG.format(job.processor_s)
    judgement = judge.without_run(task.submission.student, exercise, Word.TIMEOUT, text, task.data, job.secret)
    return Graded(judgement.record, _pages(judgement, job))


def as_not_judged(task: Task, job: Job, reason: str) -> Judgement:
    """The judgement "infrastructure": ours is the fault, and the next grading tries again."""
    exercise, text = spec.load(task.submission.assignment), f"{NO_FAULT}: {reason}"
    return judge.without_run(task.submission.student, exercise, Word.INFRASTRUCTURE, text, task.data, job.secret)
