"""The gradebook: nbgrader's own tables, with the reasons in ours, written by one quick writer."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import nbgrader
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader import api
from sqlalchemy import Table, and_, create_engine, event, inspect, or_, select, text
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.pool import NullPool

from lstm_grader import course
from lstm_grader.exercise.spec import Exercise
from lstm_grader.gradebook import address, cells, history, lock, migrations
from lstm_grader.records import CheckRecord, Record, key_of
from lstm_grader.selfcheck import Word

STUDENT, ASSIGNMENT, NOTEBOOK = api.Student.__table__, api.Assignment.__table__, api.Notebook.__table__
SUBMITTED, SUBMITTED_NOTEBOOK = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
CELL, GRADE, COMMENT = api.BaseCell.__table__, api.Grade.__table__, api.Comment.__table__
GRADED, WRITTEN = api.GradeCell.__mapper__.polymorphic_identity, api.SolutionCell.__mapper__.polymorphic_identity
COURSE = api.Course.__table__
MIGRATIONS = Path(nbgrader.__file__).parent / "alembic"
Cells = dict[tuple[str, str], str]  # (type, name) -> id
BUSY_S = 60.0  # how long SQLite waits for a reader or another writer before it gives up


class Store:
    """All grades of one course, in SQLite or PostgreSQL.

    SQLite is put into write-ahead mode: formgrader and other readers never stop the writer, nor it them. (All of them
    must then be on the same computer; for several, take PostgreSQL.) A transaction that writes is the only one that
    does, so what it reads stays true until it ends.
    """

    def __init__(self, db_url: str, course_id: str = ""):
        """Opens the gradebook, and makes it if there is none; the course is that of `nbgrader_config.py` by default.

        Raises:
            RuntimeError: the address is none of a gradebook, nothing can be opened there, or a newer version of the
                grader wrote it; later, from every method:
                the database failed.
        """
        course_id = course_id or course.settings().CourseDirectory.course_id
        url = address.parse(db_url)
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        self.db_url, self.course_id = db_url, course_id
        with address.opening(db_url):
            self.engine = _engine(url)
            try:
                with self.engine.begin() as connection:
                    _create(connection, course_id)
            except BaseException:
                self.close()
                raise
        event.listen(self.engine, "handle_error", partial(address.raise_failed, db_url))

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def ensure_assignment(self, exercise: Exercise) -> None:
        """Puts the cells of an exercise into the gradebook as nbgrader's generate_assignment would, where they differ.

        Raises:
            RuntimeError: the exercise has other cells than the gradebook, and there are submissions already.
        """
        cells.ensure(exercise, self.engine, self.db_url, self.course_id)

    def save(self, records: Iterable[Record]) -> None:
        """Writes grades, comments and history of some submissions in one transaction; unknown students are added.

        A score or comment that a person gave stays; where the score under it changed, the person is asked to look
        again. Saving the same grading twice changes nothing. Where the grader failed over a file that has a grade, the
        history says so and the grade stands.

        Raises:
            LookupError: an assignment that the gradebook does not have; see `ensure_assignment`.
        """
        records = [storable(record) for record in records]
        if not records:
            return
        with self.engine.begin() as connection:
            be_the_only_writer(connection, {record.student for record in records})
            _save_grades(connection, history.append(connection, records))

    def students(self) -> list[str]:
        """Everybody in the gradebook."""
        with self.engine.connect() as connection:
            return list(connection.execute(select(STUDENT.c.id).order_by(STUDENT.c.id)).scalars())

    def name_students(self, names: Mapping[str, tuple[str, str]]) -> int:
        """Gives students who have no name their first and last one, for formgrader; the number of those who got it."""
        nameless = and_(STUDENT.c.first_name.is_(None), STUDENT.c.last_name.is_(None))
        with self.engine.begin() as connection:
            return sum(
                connection.execute(
                    STUDENT.update().where(STUDENT.c.id == student, nameless).values(first_name=first, last_name=last)
                ).rowcount
                for student, (first, last) in names.items()
            )

    def latest(self, assignment: str | None = None) -> list[Record]:
        """The gradings that count, of one assignment or of all; not of whom or what was removed from the gradebook."""
        submitted = select(SUBMITTED.c.student_id, ASSIGNMENT.c.name)
        with self.engine.connect() as connection:
            there = set(connection.execute(submitted.join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMITTED.c.assignment_id)))
            people = set(connection.execute(select(STUDENT.c.id)).scalars())
            known = set(connection.execute(select(ASSIGNMENT.c.name)).scalars())
            found = history.read_counting(connection, assignment)
        there |= {key_of(one) for one in found if one.absent and one.student in people and one.assignment in known}
        return [record for record in found if key_of(record) in there]

    def history(self, student: str, assignment: str) -> list[Record]:
        """Every grading of one student's assignment, the oldest first; `history.standing` is the one that counts."""
        with self.engine.connect() as connection:
            return history.read_gradings(connection, student, assignment)


def storable(record: Record) -> Record:
    """The record without what a database cannot hold: NUL and halves of surrogate pairs, from a student's messages."""
    checks = tuple(CheckRecord(**{key: _clean(value) for key, value in vars(check).items()}) for check in record.checks)
    flags = tuple(map(_clean, record.flags))
    return replace(record, student=_clean(record.student), checks=checks, flags=flags)


def _clean(value):
    if not isinstance(value, str):
        return value
    return value.replace("\0", "\\0").encode("utf-8", "backslashreplace").decode("utf-8")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    # A connection each time: when somebody replaces the file, nothing is written into the one that is gone.
    engine = create_engine(url, connect_args={"timeout": BUSY_S}, poolclass=NullPool)
    event.listen(engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: sqlite3.Connection, _) -> None:
    _turn_on_write_ahead(connection)
    connection.execute("PRAGMA synchronous=NORMAL")  # in this mode safe against a killed process


def _turn_on_write_ahead(connection: sqlite3.Connection) -> None:
    """Two that turn it on at once refuse each other without waiting, whatever the timeout: so it is tried again."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.001, 0.02))


def _create(connection: Connection, course_id: str) -> None:
    """Tables, nbgrader's mark of their version, and the course; what is there stays."""
    lock.take(connection)  # all of it or nothing, though two open it at once, or one is killed
    if not inspect(connection).has_table(STUDENT.name):
        api.Base.metadata.create_all(connection)
        # As nbgrader does it, without the second in which it starts `alembic` to ask for the version.
        MigrationContext.configure(connection).stamp(ScriptDirectory(str(MIGRATIONS)), "head")
    migrations.bring_up_to_date(connection)
    connection.execute(history.insert(connection, COURSE).on_conflict_do_nothing(), [{"id": course_id}])


def be_the_only_writer(connection: Connection, students: set[str]) -> None:
    """The first statement writes: SQLite gives the lock with it. PostgreSQL is asked for it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE lstm_grading IN SHARE ROW EXCLUSIVE MODE"))
    statement = history.insert(connection, STUDENT).on_conflict_do_nothing()
    connection.execute(statement, [{"id": student} for student in sorted(students)])


# The grades -----------------------------------------------------------------------------------------------------------


def _save_grades(connection: Connection, counting: list[Record]) -> None:
    for name in sorted({record.assignment for record in counting}):
        records = [record for record in counting if record.assignment == name]
        assignment, notebooks, layout = _layout(connection, name)
        add = {record.student for record in records if not record.absent}
        students = [record.student for record in records]
        submitted = rows_of(connection, SUBMITTED, {"assignment_id": assignment}, "student_id", students, add)
        for notebook_name, notebook in notebooks.items():
            mine = [record for record in records if record.notebook == notebook_name and record.student in submitted]
            handed_in = rows_of(
                connection,
                SUBMITTED_NOTEBOOK,
                {"notebook_id": notebook},
                "assignment_id",
                [submitted[record.student] for record in mine],
                {submitted[record.student] for record in mine if not record.absent},
                flagged=False,
            )
            pairs = [(handed_in.get(submitted[record.student]), record) for record in mine]
            _save_checks(connection, layout[notebook], [pair for pair in pairs if pair[0]])


def _layout(connection: Connection, name: str) -> tuple[str, dict[str, str], dict[str, Cells]]:
    """Ids of an assignment, of its notebooks by name, and of their cells by (type, name)."""
    assignment = connection.scalar(select(ASSIGNMENT.c.id).where(ASSIGNMENT.c.name == name))
    if assignment is None:
        raise LookupError(f"the gradebook has no assignment {name!r}: release it first")
    rows = connection.execute(select(NOTEBOOK.c.name, NOTEBOOK.c.id).where(NOTEBOOK.c.assignment_id == assignment))
    notebooks = {row.name: row.id for row in rows}
    layout: dict[str, Cells] = {notebook: {} for notebook in notebooks.values()}
    rows = connection.execute(
        select(CELL.c["notebook_id", "type", "name", "id"]).where(CELL.c.notebook_id.in_(notebooks.values()))
    )
    for notebook, kind, cell, number in rows:
        layout[notebook][kind, cell] = number
    return assignment, notebooks, layout


def rows_of(
    connection: Connection, table: Table, fixed: dict, column: str, values: list[str], add: set[str], **more
) -> dict[str, str]:
    """Ids by `column`, of the rows of `table` with the `fixed` values; of the values to `add`, missing rows are added.

    Who handed in nothing gets none: to nbgrader, and in its statistics, a row is something that was handed in.
    """
    condition = [table.c[key] == value for key, value in fixed.items()]
    found: dict[str, str] = {}
    for start in range(0, len(values), history.CHUNK):
        chunk = table.c[column].in_(values[start : start + history.CHUNK])
        rows = connection.execute(select(table.c[column], table.c.id).where(chunk, *condition))
        found |= {value: number for value, number in rows}
    new = {value: api.new_uuid() for value in values if value in add - found.keys()}
    if new:
        rows = [{"id": number, column: value, **fixed, **more} for value, number in new.items()]
        connection.execute(history.insert(connection, table), rows)
    return found | new


def _save_checks(connection: Connection, layout: Cells, pairs: list[tuple[str, Record]]) -> None:
    """Grades and automatic comments of submitted notebooks, given as (id, record)."""
    checks = [(notebook, check) for notebook, record in pairs for check in record.checks]
    grades = [
        {
            "id": api.new_uuid(),
            "notebook_id": notebook,
            "cell_id": layout[GRADED, f"check_{check.check}"],
            "auto_score": None if check.verdict in (Word.INFRASTRUCTURE, Word.ABSENT) else check.score,
            "needs_manual_grade": check.verdict == Word.INFRASTRUCTURE,
        }
        for notebook, check in checks
    ]
    comments = [
        {
            "id": api.new_uuid(),
            "notebook_id": notebook,
            "cell_id": layout[WRITTEN, check.check],
            "auto_comment": "No response." if check.verdict == Word.MISSING else None,
        }
        for notebook, check in checks
        if (WRITTEN, check.check) in layout
    ]
    _upsert(connection, GRADE, grades, _over_a_grade)
    _upsert(connection, COMMENT, comments, lambda new: {"auto_comment": new.auto_comment})


def _over_a_grade(new) -> dict:
    """What becomes of a grade: a person's score stays, and wants another look where the score under it changed."""
    changed = GRADE.c.auto_score.is_distinct_from(new.auto_score)
    look_again = and_(GRADE.c.manual_score.is_not(None), or_(GRADE.c.needs_manual_grade, changed))
    return {"auto_score": new.auto_score, "needs_manual_grade": or_(new.needs_manual_grade, look_again)}


def _upsert(connection: Connection, table: Table, rows: list[dict], over: Callable[..., dict]) -> None:
    if rows:
        statement = history.insert(connection, table)
        place = ["cell_id", "notebook_id"]
        connection.execute(statement.on_conflict_do_update(index_elements=place, set_=over(statement.excluded)), rows)
