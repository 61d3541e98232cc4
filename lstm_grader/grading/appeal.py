"""The appeal against a grade: one submission judged again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from lstm_grader.collect import submissions
from lstm_grader.exercise import spec
from lstm_grader.gradebook import history
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import pool
from lstm_grader.grading.pool import Graders, Job
from lstm_grader.grading.processes import Workers
from lstm_grader.grading.rehearsal import judge_alone
from lstm_grader.grading.secret import course_secret
from lstm_grader.records import CheckRecord, Record
from lstm_grader.visible import visible


def explain(
    student: str,
    assignment: str,
    submitted: Path,
    out: Path,
    store: Store,
    graders: Callable[[int, Job], Graders] = Workers,
) -> tuple[str, bool]:
    """Judges a graded submission again, on the same inputs.

    Args:
        out: where it was graded; the course's secret is there.
        store: the gradebook.

    Returns:
        A text that shows the stored verdict and what came now, and whether they agree.

    Raises:
        LookupError: there is no such grade. RuntimeError: the exercise has other checks now.
    """
    gradings = store.history(student, assignment)
    if not gradings:
        graded = ", ".join(record.assignment for record in store.latest() if record.student == student)
        raise LookupError(f"{student} has no grade for {assignment} below {out}; there are: {graded or 'none'}")
    stored = history.standing(gradings)
    _require_same_checks(stored)
    job = Job(course_secret(out), unsafe="none" in stored.sandbox)
    now = judge_alone(pool.read(submissions.find_one(submitted, student, assignment)), job, graders)
    same = [_row(check) for check in stored.checks] == [_row(check) for check in now.checks]
    return visible("\n".join([*_about(stored, now), "", *_verdicts(stored, now)]), keep="\n"), same


def _require_same_checks(stored: Record) -> None:
    then, now = [check.check for check in stored.checks], [check.name for check in spec.load(stored.assignment).checks]
    if then != now:
        raise RuntimeError(
            f"{stored.assignment} has other checks than on {stored.graded_at}, when {stored.student} was graded: then "
            f"{', '.join(then)}; now {', '.join(now)}. To judge as then, use the course of that day; to judge by "
            "the new checks, grade into a new folder (grade --out DIR)."
        )


def _row(check: CheckRecord) -> tuple:
    return (check.check, check.score, check.verdict, check.mistake, check.message)


def _about(stored: Record, now: Record) -> list[str]:
    file = "the same" if stored.notebook_hash == now.notebook_hash else "another one than was graded"
    judged = "the same" if stored.spec_hash == now.spec_hash else "changed since then"
    versions = "the same" if stored.versions == now.versions else f"then {stored.versions}, now {now.versions}"
    return [
        f"{stored.student}, {stored.assignment}: {stored.score:g}/{stored.max_score:g}, graded {stored.graded_at}",
        f"file      sha256 {stored.notebook_hash or hashlib.sha256(b'').hexdigest()}: {file}",
        f"seed      {stored.seed}",
        f"exercise, reference and judge  sha256 {stored.spec_hash}: {judged}",
        f"versions  {versions}",
        f"sandbox   {', '.join(stored.sandbox) or 'not used'}",
        *([f"not judged again  {now.checks[0].message}"] if now.ungraded else []),
    ]


def _verdicts(stored: Record, now: Record) -> list[str]:
    lines = []
    for old, new in zip(stored.checks, now.checks, strict=True):
        again = "reproduced" if _row(old) == _row(new) else f"now {new.verdict} {new.mistake} {new.score:g}"
        if now.ungraded and not stored.ungraded:
            again = "not judged again"
        lines += [f"{old.check}: {old.verdict} {old.mistake} {old.score:g}/{old.max_score:g} ({again})"]
        lines += [f"    {line}" for line in old.message.splitlines()]
    return lines
