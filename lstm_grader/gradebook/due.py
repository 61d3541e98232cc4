"""When an exercise is due, as the term says it: nbgrader's own column, which formgrader shows."""

from __future__ import annotations

from datetime import datetime

from nbgrader import api
from sqlalchemy import Engine

from lstm_grader.collect.clock import read_time
from lstm_grader.exercise import term

ASSIGNMENT = api.Assignment.__table__


def read_due_dates() -> dict[str, datetime]:
    """When the exercises are due that `term.toml` names, in UTC.

    Raises:
        TermError: a time that is none, or not certain.
    """
    dates = {}
    for name, text in term.current().due.items():
        try:
            dates[name] = read_time(text)
        except (AttributeError, ValueError) as error:
            raise term.TermError(f"{term.FILE}: due of {name}: {error}") from error
    return dates


def set_due_dates(engine: Engine) -> None:
    """Gives the exercises of the gradebook the due dates of `term.toml`; those that it does not name keep theirs.

    Raises:
        TermError: as `read_due_dates`, before anything is written.
    """
    dates = read_due_dates()
    with engine.begin() as connection:
        for name, moment in dates.items():
            connection.execute(ASSIGNMENT.update().where(ASSIGNMENT.c.name == name).values(duedate=moment))
