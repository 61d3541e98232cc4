"""A grading after another: what need not be judged again, and what came out differently, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lstm_grader.collect.submissions import Submission
from lstm_grader.gradebook import history
from lstm_grader.grading import pool
from lstm_grader.grading.pool import Job
from lstm_grader.judging import judge
from lstm_grader.records import Key, Record, key_of


@dataclass(frozen=True)
class Change:
    """A grade that is not what it was."""

    before: Record
    after: Record
    why: str

    def __str__(self) -> str:
        scores = f"{self.before.score:g} -> {self.after.score:g} of {self.after.max_score:g}"
        return f"{self.after.student}, {self.after.assignment}: {scores} ({self.why})"


def still_true(record: Record | None, submission: Submission, job: Job, pages: Sequence[Path]) -> bool:
    """Whether judging again would give this record again: the same file, exercise, judge, versions and secret.

    Args:
        record: the last one, None when there is none.
        pages: what was written for it; where one is gone, it is judged again for the page's sake.
    """
    if record is None or record.ungraded or record.judged_as != submission.judged_as:
        return False
    if submission.path is None:  # nothing to run: what is said of it comes at once
        now = pool.judge_one(submission, job).record
        return history.conclusion(now) == history.conclusion(record) and all(path.is_file() for path in pages)
    if not job.unsafe and "none" in record.sandbox:
        return False
    if (record.spec_hash, record.versions) != (judge.spec_hash(record.assignment), judge.versions()):
        return False
    try:
        data = submission.read()
    except OSError:
        return False
    seed = judge.seed_of(job.secret, record.judged_as or record.student, record.assignment, data)
    same = record.notebook_hash != "" and record.seed == seed  # no file and an empty one have the same seed
    return same and all(path.is_file() for path in pages)


def find_changes(before: dict[Key, Record], after: Iterable[Record]) -> list[Change]:
    """The grades that were others before, in score or in what was seen."""
    pairs = [(before[key_of(record)], record) for record in after if key_of(record) in before]
    return [Change(old, new, _why(old, new)) for old, new in pairs if _seen(old) != _seen(new)]


def _seen(record: Record) -> list[tuple]:
    return [(item.check, item.score, item.max_score, item.verdict, item.mistake) for item in record.checks]


def _why(old: Record, new: Record) -> str:
    if new.ungraded:
        return "it could not be graded this time"
    if old.ungraded:
        return "it could not be graded before"
    if old.notebook_hash and not new.notebook_hash:
        return "what was handed in is not there any more, or is refused now"
    reasons = {
        "another file was handed in": old.notebook_hash != new.notebook_hash,
        "the exercise or the judge changed": old.spec_hash != new.spec_hash,
        "versions changed": old.versions != new.versions,
        "the sandbox changed": bool(old.sandbox) and old.sandbox != new.sandbox,
        "the course's secret changed": old.notebook_hash == new.notebook_hash and old.seed != new.seed,
    }
    found = [reason for reason, holds in reasons.items() if holds]
    return ", ".join(found) or "the same file, judged again"
