"""The gradebook's data leaving it: a copy of all of it, or all that is there of one student, gone for good."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from nbgrader import api
from sqlalchemy import delete, select

from lstm_grader.gradebook import address, history
from lstm_grader.gradebook.store import Store


def copy(store: Store, path: Path) -> bool:
    """Writes the gradebook as it is at one moment, also while somebody grades; False where it is not SQLite."""
    url = address.parse(store.db_url)
    if url.get_backend_name() != "sqlite":
        return False
    with closing(sqlite3.connect(url.database)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return True


def forget(store: Store, student: str) -> bool:
    """Removes a student with all grades, marks, comments and our history; False where the gradebook has none of it."""
    whose = history.grading.c.student == student
    with store.engine.begin() as connection:
        ids = select(history.grading.c.id).where(whose)
        connection.execute(delete(history.check).where(history.check.c.grading_id.in_(ids)))
        known = connection.execute(delete(history.grading).where(whose)).rowcount > 0
    with api.Gradebook(store.db_url, store.course_id) as gradebook:
        try:
            gradebook.remove_student(student)
        except api.MissingEntry:
            return known
    return True
