"""Where a grading writes, and which pages it writes of whom."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lstm_grader import course
from lstm_grader.collect.students import is_student_id
from lstm_grader.exercise import spec
from lstm_grader.records import Record
from lstm_grader.selfcheck import Word

KINDS = {"autograded": "ipynb", "feedback": "html"}


@dataclass(frozen=True)
class Places:
    """Where a grading writes: everything below one folder."""

    root: Path

    @property
    def db_url(self) -> str:
        """The gradebook."""
        return course.gradebook(self.root)

    @property
    def csv(self) -> Path:
        """A row a check."""
        return self.root / "grades.csv"

    @property
    def report(self) -> Path:
        """The class page."""
        return self.root / "report.html"

    @property
    def feedback(self) -> Path:
        """A folder a student."""
        return self.root / "feedback"

    def page(self, kind: str, student: str, assignment: str) -> Path:
        """A student's graded notebook or feedback, in nbgrader's layout."""
        return self.root / kind / student / assignment / f"{spec.load(assignment).notebook}.{KINDS[kind]}"


def page_kinds(record: Record) -> list[str]:
    """The pages there are of a record, where pages are written."""
    if not is_student_id(record.student):
        return []
    if not record.notebook_hash:
        return [] if any(check.verdict == Word.REFUSED for check in record.checks) else ["feedback"]
    return [*KINDS] if record.sandbox else ["feedback"]  # what was not run is not shown
