"""More time for one student, in nbgrader's own table, where nbgrader and formgrader look; also before anything came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from lstm_grader.exercise.spec import Exercise
from lstm_grader.gradebook.store import ASSIGNMENT, SUBMITTED, Store, be_the_only_writer, rows_of


@dataclass(frozen=True)
class Extension:
    """Who has how much more time; `due` is everybody's date, in UTC, None where there is none."""

    student: str
    more: timedelta
    due: datetime | None

    def __str__(self) -> str:
        until = f", until {self.due + self.more:%Y-%m-%d %H:%M} UTC" if self.due else ""
        return f"{self.student}: {self.more / timedelta(days=1):.4g} days{until}"


def extend(store: Store, student: str, exercise: Exercise, more: timedelta | datetime) -> None:
    """Gives a student more time for an exercise, in place of what they had before; no time takes it back.

    Args:
        more: how long after everybody's due date, or until when, in UTC.

    Raises:
        RuntimeError: a day is named and the exercise has no due date, or a later one; or the database failed.
    """
    store.ensure_assignment(exercise)
    with store.engine.begin() as connection:
        be_the_only_writer(connection, {student})
        due = connection.scalar(select(ASSIGNMENT.c.duedate).where(ASSIGNMENT.c.name == exercise.name))
        if isinstance(more, datetime):
            more = _after(due, more, exercise.name)
        assignment = connection.scalar(select(ASSIGNMENT.c.id).where(ASSIGNMENT.c.name == exercise.name))
        mine = rows_of(connection, SUBMITTED, {"assignment_id": assignment}, "student_id", [student], {student})
        own = SUBMITTED.update().where(SUBMITTED.c.id == mine[student])
        connection.execute(own.values(extension=more or None))


def _after(due: datetime | None, until: datetime, name: str) -> timedelta:
    if due is None:
        raise RuntimeError(
            f"{name} has no due date, so no day is later: give it one with `nbgrader db assignment add {name} "
            '--duedate "…"`, or say how many --days'
        )
    if until < due:
        raise RuntimeError(f"{name} is due {due:%Y-%m-%d %H:%M} UTC, after {until:%Y-%m-%d %H:%M} UTC")
    return until - due


def read_extensions(store: Store, name: str) -> list[Extension]:
    """Everybody who has more time for an exercise, by name."""
    query = (
        select(SUBMITTED.c["student_id", "extension"], ASSIGNMENT.c.duedate)
        .join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMITTED.c.assignment_id)
        .where(ASSIGNMENT.c.name == name, SUBMITTED.c.extension.is_not(None))
        .order_by(SUBMITTED.c.student_id)
    )
    with store.engine.connect() as connection:
        return [Extension(*row) for row in connection.execute(query)]
