"""Handing in late: a policy by the day with some grace, the same through nbgrader and on the direct way.

The due date is nbgrader's (`nbgrader db assignment add NAME --duedate "2026-11-01 12:00 UTC"`, or formgrader), and so
is a student's extension.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from nbgrader.plugins import BasePlugin
from sqlalchemy import Connection, Engine, or_, select
from traitlets import Float

from lstm_grader import course
from lstm_grader.gradebook.scores import ASSIGNMENT, SUBMITTED, SUBMITTED_NOTEBOOK

HOUR, DAY = 3600, 86400
Times = tuple[datetime | None, datetime | None]


class PerDay(BasePlugin):
    """Takes off a share of the points for each day begun after the grace; nothing until a share is set.

    >>> policy = PerDay(grace_hours=2, share_per_day=0.1, at_most=0.5)
    >>> [policy.late_submission_penalty("ada", 8.0, hours * 3600) for hours in (2, 3, 26, 27, 999)]
    [None, 0.8, 0.8, 1.6, 4.0]
    """

    grace_hours = Float(0.0, min=0.0, help="Hours after the due date in which nothing is taken off.").tag(config=True)
    share_per_day = Float(
        0.0, min=0.0, max=1.0, help="Share of the points reached that each day begun after the grace costs: 0.1 is 10%."
    ).tag(config=True)
    at_most = Float(1.0, min=0.0, max=1.0, help="The largest share that is ever taken off.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """The points to take off, None for none; nbgrader asks this for each notebook that came after its due date."""
        days = math.ceil(max(0.0, total_seconds_late - self.grace_hours * HOUR) / DAY)
        share = min(days * self.share_per_day, self.at_most)
        return round(score * share, 10) or None


@dataclass(frozen=True)
class Late:
    """A submission that came after its due date, extension included, and the points that it lost by that."""

    student: str
    assignment: str
    seconds: float
    penalty: float


def load_policy() -> PerDay:
    """The course's policy, as `nbgrader_config.py` sets it."""
    return PerDay(config=course.settings())


def find_late(engine: Engine, names: Collection[str]) -> list[Late]:
    """Who was late in some exercises, as the gradebook has it, the latest first."""
    with engine.connect() as connection:
        found = [
            Late(row.student_id, row.name, seconds_late(row, row.timestamp), row.late_submission_penalty or 0.0)
            for row in graded_rows(connection, names)
        ]
    return sorted((item for item in found if item.seconds), key=lambda item: (-item.seconds, item.student))


def graded_rows(connection: Connection, names: Collection[str]) -> Sequence:
    """The submitted notebooks that have a due date, or a penalty that an older due date left."""
    query = (
        select(
            SUBMITTED.c["id", "student_id", "timestamp", "extension"],
            ASSIGNMENT.c["name", "duedate"],
            SUBMITTED_NOTEBOOK.c.id.label("notebook"),
            SUBMITTED_NOTEBOOK.c.late_submission_penalty,
        )
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMITTED.c.assignment_id)
        .join(SUBMITTED_NOTEBOOK, SUBMITTED_NOTEBOOK.c.assignment_id == SUBMITTED.c.id)
        .where(ASSIGNMENT.c.name.in_(names))
        .where(or_(ASSIGNMENT.c.duedate.is_not(None), SUBMITTED_NOTEBOOK.c.late_submission_penalty.is_not(None)))
    )
    return connection.execute(query).all()


def read_times(
    engine: Engine, names: Collection[str]
) -> dict[tuple[str, str], tuple[datetime | None, datetime | None]]:
    """When each (student, exercise) was handed in and was due, extension included; None for what is not known."""
    query = select(SUBMITTED.c["student_id", "timestamp", "extension"], ASSIGNMENT.c["name", "duedate"])
    query = query.join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMITTED.c.assignment_id).where(ASSIGNMENT.c.name.in_(names))
    with engine.connect() as connection:
        return {(row.student_id, row.name): (row.timestamp, due_for(row)) for row in connection.execute(query)}


def due_for(row) -> datetime | None:
    """When a student's work was due, with the extension; None where the exercise has no date."""
    return row.duedate if row.duedate is None or row.extension is None else row.duedate + row.extension


def seconds_late(row, came: datetime | None) -> float:
    due = due_for(row)
    return 0.0 if due is None or came is None else max(0.0, (came - due).total_seconds())
