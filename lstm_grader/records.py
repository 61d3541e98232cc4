"""What is kept of a judgement: plain data, the same whoever stores it or shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lstm_grader.selfcheck import Word

Key = tuple[str, str]
"""A student and an assignment."""


@dataclass(frozen=True)
class CheckRecord:
    """One row of `grades.csv`."""

    check: str
    score: float
    max_score: float
    verdict: str
    """The text of a `Word`."""
    mistake: str = ""
    """A catalogue id (several as "C3+C12a"), "unknown", or empty."""
    message: str = ""
    """What the student is told; lines separated by newlines."""


@dataclass(frozen=True)
class Record:
    """The judgement of one submission: a row per check of the spec, always."""

    student: str
    assignment: str
    notebook: str
    checks: tuple[CheckRecord, ...]
    notebook_hash: str = ""
    """sha256 of the file handed in, empty when there was none."""
    seed: str = ""
    """Hex digest from which every query of every check is drawn: HMAC(course secret, student, assignment, hash)."""
    spec_hash: str = ""
    """sha256 over spec, reference and judge."""
    versions: tuple[tuple[str, str], ...] = ()
    sandbox: tuple[str, ...] = ()
    """The walls that stood; ("none",) when grading was allowed without any."""
    flags: tuple[str, ...] = ()
    """Unsafe acts and forbidden names that a person should look at."""
    graded_at: str = ""
    """ISO 8601, UTC."""
    judged_as: str = ""
    """Of a group's work: in whose folder it lay, where that is another's; the seed is theirs."""

    @property
    def score(self) -> float:
        """Sum over the checks."""
        return sum(check.score for check in self.checks)

    @property
    def max_score(self) -> float:
        """Sum over the checks."""
        return sum(check.max_score for check in self.checks)

    @property
    def absent(self) -> bool:
        """Nothing was handed in: there is no score, not even 0."""
        return all(check.verdict == Word.ABSENT for check in self.checks)

    @property
    def ungraded(self) -> bool:
        """Through a fault of the grader there is no verdict."""
        return any(check.verdict == Word.INFRASTRUCTURE for check in self.checks)


def key_of(item: Record) -> Key:
    """Whose work it is, for what; a `Submission` has one, too."""
    return item.student, item.assignment


@dataclass(frozen=True)
class Graded:
    """What comes back from a worker: the record, and each page by its kind."""

    record: Record
    pages: dict[str, bytes] = field(default_factory=dict)
    """Of the kinds "autograded" and "feedback"; a kind that has nothing to show is not there."""
