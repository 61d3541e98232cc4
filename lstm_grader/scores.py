"""The scores that count: a person's mark before the judge's, with what is taken off for handing in late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from nbgrader import api
from sqlalchemy import Engine, select

from lstm_grader import spec

STUDENT, ASSIGNMENT, NOTEBOOK = api.Student.__table__, api.Assignment.__table__, api.Notebook.__table__
SUBMITTED, SUBMITTED_NOTEBOOK = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
CELL, GRADE = api.BaseCell.__table__, api.Grade.__table__


@dataclass(frozen=True)
class Standing:
    """How one student stands in one exercise."""

    student: str
    name: str
    """"Last, First" as nbgrader's gradebook has it, or the student's id."""
    assignment: str
    checks: dict[str, float | None]
    """Points for each check, in the order of the exercise; None: not graded yet."""
    penalty: float
    """Points taken off for handing in late."""

    @property
    def total(self) -> float | None:
        """All points less the penalty, None when a check is not graded yet."""
        if None in self.checks.values():
            return None
        return max(sum(self.checks.values()) - self.penalty, 0.0)


def standings(engine: Engine, names: Collection[str]) -> list[Standing]:
    """Where everybody stands in some exercises, by student and exercise."""
    query = (
        select(
            STUDENT.c["id", "first_name", "last_name"], ASSIGNMENT.c.name.label("assignment"),
            SUBMITTED_NOTEBOOK.c.late_submission_penalty, CELL.c.name.label("cell"),
            GRADE.c["auto_score", "manual_score", "extra_credit"],
        )
        .select_from(GRADE)
        .join(CELL, CELL.c.id == GRADE.c.cell_id)
        .join(SUBMITTED_NOTEBOOK, SUBMITTED_NOTEBOOK.c.id == GRADE.c.notebook_id)
        .join(SUBMITTED, SUBMITTED.c.id == SUBMITTED_NOTEBOOK.c.assignment_id)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMITTED.c.assignment_id)
        .join(STUDENT, STUDENT.c.id == SUBMITTED.c.student_id)
        .where(ASSIGNMENT.c.name.in_(names))
    )  # fmt: skip
    found: dict[tuple[str, str], tuple] = {}
    with engine.connect() as connection:
        for row in connection.execute(query):
            grades = found.setdefault((row.id, row.assignment), (row, {}))[1]
            grades[row.cell.removeprefix("check_")] = _score(row)
    return [_standing(row, grades) for _, (row, grades) in sorted(found.items())]


def _score(row) -> float | None:
    """As nbgrader counts it, but nothing where nobody graded."""
    score = row.auto_score if row.manual_score is None else row.manual_score
    return None if score is None else score + (row.extra_credit or 0.0)


def _standing(row, grades: dict[str, float | None]) -> Standing:
    name = ", ".join(filter(None, (row.last_name, row.first_name))) or row.id
    checks = {check.name: grades.get(check.name) for check in spec.load(row.assignment).checks}
    return Standing(row.id, name, row.assignment, checks, row.late_submission_penalty or 0.0)
