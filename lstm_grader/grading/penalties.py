"""What lateness costs, settled for all graded notebooks at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from lstm_grader.collect import submissions, timestamps
from lstm_grader.gradebook import late
from lstm_grader.gradebook.scores import SUBMITTED, SUBMITTED_NOTEBOOK, Marks, read_marks, read_standings
from lstm_grader.grading.pool import Job
from lstm_grader.pages import handback
from lstm_grader.pages.places import Places
from lstm_grader.records import Record


def settle(engine: Engine, submitted: Path, records: Sequence[Record], places: Places, job: Job) -> None:
    """What nbgrader's AssignLatePenalties does, for all graded notebooks at once.

    The feedback of those whose penalty is another one now is written again, before the gradebook has it: where this is
    ended in between, the next grading does it.
    """
    names, rule = {record.assignment for record in records}, late.load_policy()
    with engine.connect() as connection:
        rows = late.graded_rows(connection, names)
    points = {(item.student, item.assignment): item.points for item in read_standings(engine, names)} if rows else {}
    owed = [(row, *_owed(row, submitted, rule, points.get((row.student_id, row.name), 0.0))) for row in rows]
    others = {
        (row.student_id, row.name): penalty or 0.0 for row, _, penalty in owed if penalty != row.late_submission_penalty
    }
    if job.pages and others:
        marked = read_marks(engine, names)
        for record in records:
            key = record.student, record.assignment
            if key in others:
                handback.rewrite(record, replace(marked.get(key, Marks()), penalty=others[key]), places, job.book)
    with engine.begin() as connection:
        for row, came, penalty in owed:
            if came != row.timestamp:
                connection.execute(SUBMITTED.update().where(SUBMITTED.c.id == row.id).values(timestamp=came))
            if penalty != row.late_submission_penalty:
                this = SUBMITTED_NOTEBOOK.update().where(SUBMITTED_NOTEBOOK.c.id == row.notebook)
                connection.execute(this.values(late_submission_penalty=penalty))


def _owed(row, submitted: Path, rule: late.PerDay, points: float) -> tuple[datetime | None, float | None]:
    """When a notebook came, and what that costs."""
    folder = submissions.folder(submitted, row.student_id, row.name)
    came = timestamps.read(folder) if (folder / timestamps.NAME).exists() else row.timestamp
    seconds = late.seconds_late(row, came)
    return came, rule.late_submission_penalty(row.student_id, points, seconds) if seconds else None
