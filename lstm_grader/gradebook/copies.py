"""The gradebook's data leaving it: a copy of all of it, or all that is there of one student, gone for good."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, func, select

from lstm_grader.gradebook import address, history
from lstm_grader.gradebook.store import (
    COMMENT,
    GRADE,
    STUDENT,
    SUBMITTED,
    SUBMITTED_NOTEBOOK,
    Store,
    be_the_only_writer,
)


def copy(store: Store, path: Path) -> bool:
    """Writes the gradebook as it is at one moment, also while somebody grades; False where it is not SQLite.

    Raises:
        RuntimeError: the gradebook cannot be read, or there is no room for the copy.
    """
    url = address.parse(store.db_url)
    if url.get_backend_name() != "sqlite":
        return False
    try:
        with closing(sqlite3.connect(url.database)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise address.failed(store.db_url, error) from error
    return True


def forget(store: Store, student: str) -> None:
    """Removes a student with all grades, marks, comments and our history, all of it or nothing.

    Of a group that was judged by this student's work, the first of the others stands for it from now on.

    Raises:
        RuntimeError: the database failed.
    """
    mine = select(SUBMITTED.c.id).where(SUBMITTED.c.student_id == student)
    notebooks = select(SUBMITTED_NOTEBOOK.c.id).where(SUBMITTED_NOTEBOOK.c.assignment_id.in_(mine))
    gradings = select(history.grading.c.id).where(history.grading.c.student == student)
    with store.engine.begin() as connection:
        be_the_only_writer(connection, {student})
        for table, ids in (
            (GRADE.c.notebook_id, notebooks),
            (COMMENT.c.notebook_id, notebooks),
            (SUBMITTED_NOTEBOOK.c.id, notebooks),
            (SUBMITTED.c.id, mine),
            (history.check.c.grading_id, gradings),
            (history.grading.c.id, gradings),
        ):
            connection.execute(delete(table.table).where(table.in_(ids)))
        connection.execute(delete(STUDENT).where(STUDENT.c.id == student))
        _rename_group(connection, student)


def _rename_group(connection: Connection, student: str) -> None:
    table = history.grading
    shared = table.c.judged_as == student
    others = select(table.c.assignment, func.min(table.c.student)).where(shared).group_by(table.c.assignment)
    for name, other in connection.execute(others).all():
        own = shared & (table.c.assignment == name)
        connection.execute(table.update().where(own).values(judged_as=other))
