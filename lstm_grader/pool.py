"""Grading many submissions: a worker is a process with a warm sandbox for each set of packages."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from lstm_grader import feedback, judge, notebooks, spec
from lstm_grader.judge import Judgement
from lstm_grader.records import Record
from lstm_grader.sandbox import Sandbox, SandboxError
from lstm_grader.submissions import Submission

ATTEMPTS = 3


@dataclass(frozen=True)
class Job:
    """What a worker needs to know beside the submission."""

    secret: bytes
    autograded: Path | None = None
    """Where graded notebooks go; None: they are not written."""
    feedback: Path | None = None
    book: str = ""
    """The book's web address for links in the feedback; empty: the book built here."""
    unsafe: bool = False


_sandboxes: dict[tuple, Sandbox] = {}


def sandbox_for(packages: tuple[str, ...], unsafe: bool = False) -> Sandbox:
    """This process's warm sandbox for these packages."""
    key = (packages, unsafe)
    if key not in _sandboxes:
        _sandboxes[key] = Sandbox(packages, unsafe=unsafe)
    return _sandboxes[key]


def close_sandboxes() -> None:
    """Ends this process's sandboxes."""
    while _sandboxes:
        _sandboxes.popitem()[1].close()


def grade_one(submission: Submission, job: Job) -> Record:
    """Judges one submission and writes its notebook and feedback."""
    exercise = spec.load(submission.assignment)
    judgement = judge_one(submission, job)
    place = Path(submission.student) / exercise.name
    if job.autograded and judgement.notebook is not None:
        _write(job.autograded / place / f"{exercise.notebook}.ipynb", notebooks.write_notebook(judgement.notebook))
    if job.feedback and not submission.problem:
        path = job.feedback / place / f"{exercise.notebook}.html"
        book = job.book or os.path.relpath(spec.ROOT / "_build" / "html", path.parent)
        _write(path, feedback.render(judgement.record, judgement.notebook, f"{book.rstrip('/')}/"))
    return judgement.record


def judge_one(submission: Submission, job: Job) -> Judgement:
    """Judges one submission, whatever state it is in."""
    student, exercise = submission.student, spec.load(submission.assignment)
    if submission.problem:
        text = f"Refused: {submission.problem}."
        return judge.without_run(student, exercise, "refused", text, None, job.secret)
    try:
        data = submission.read()
        if data is None:
            return judge.without_run(student, exercise, "missing", submission.note, None, job.secret)
        return judge.judge(student, exercise, data, job.secret, sandbox_for(exercise.packages, job.unsafe))
    except (SandboxError, OSError) as error:
        text = f"Not graded yet, through no fault of yours: {error}"
        return judge.without_run(student, exercise, "infrastructure", text, None, job.secret)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def grade(submissions: Sequence[Submission], job: Job, workers: int) -> Iterator[Record]:
    """Yields a record for every submission, as each is done.

    A worker that dies takes only its own submission with it, which is tried again; after `ATTEMPTS` it is recorded as
    "infrastructure".
    """
    if workers <= 1:
        yield from (grade_one(submission, job) for submission in submissions)
        return
    attempts = dict.fromkeys(submissions, 0)
    while attempts:
        with _pool(workers) as pool:
            futures = {pool.submit(grade_one, submission, job): submission for submission in attempts}
            yield from _completed(futures, attempts)
        for submission in [item for item, count in attempts.items() if count >= ATTEMPTS]:
            del attempts[submission]
            yield _given_up(submission, job)


def _completed(futures: dict[Future, Submission], attempts: dict[Submission, int]) -> Iterator[Record]:
    for future in as_completed(futures):
        try:
            record = future.result()
        except BrokenProcessPool:
            attempts[futures[future]] += 1
        else:
            del attempts[futures[future]]
            yield record


def _given_up(submission: Submission, job: Job) -> Record:
    text = f"Not graded yet, through no fault of yours: the grading process ended {ATTEMPTS} times."
    exercise = spec.load(submission.assignment)
    return judge.without_run(submission.student, exercise, "infrastructure", text, None, job.secret).record


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lstm_grader.pool"])
    return ProcessPoolExecutor(workers, mp_context=context)
