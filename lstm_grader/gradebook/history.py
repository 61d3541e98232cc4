"""Our own tables, beside nbgrader's in the same database: every grading ever made, and the reason for it.

`lstm_grading` has a row a grading of a notebook, `lstm_check` a row a check of it. The newest grading of a student's
assignment is the one that counts, unless the grader failed then: an older verdict on the same file stands. There is no
foreign key into nbgrader's tables: a student removed from the gradebook, or an assignment released anew, takes no
history along.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Column, Connection, Float, Index, Integer, MetaData, String, Table, Text, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ColumnElement, Select

from lstm_grader.records import CheckRecord, Key, Record, key_of

metadata = MetaData()
grading = Table(
    "lstm_grading",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # counts up: the highest is the newest
    Column("student", Text, nullable=False),
    Column("assignment", String(128), nullable=False),
    Column("notebook", String(128), nullable=False),
    Column("notebook_hash", String(64), nullable=False),
    Column("seed", String(128), nullable=False),
    Column("spec_hash", String(64), nullable=False),
    Column("versions", Text, nullable=False),
    Column("sandbox", Text, nullable=False),
    Column("flags", Text, nullable=False),
    Column("graded_at", String(40), nullable=False),
    Column("judged_as", Text, nullable=False, server_default=""),
    Index("lstm_grading_of", "student", "assignment", "id"),
)
check = Table(
    "lstm_check",
    metadata,
    Column("grading_id", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("check", String(128), nullable=False),
    Column("score", Float, nullable=False),
    Column("max_score", Float, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("misconception", String(64), nullable=False, key="mistake"),  # as version 0.1.0 called it
    Column("message", Text, nullable=False),
)
CHUNK = 1000  # pairs in one question to the database
DIALECTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert(connection: Connection, table: Table):
    """An INSERT that knows ON CONFLICT, which SQLAlchemy has for each database by itself.

    Raises:
        ValueError: a database that is neither SQLite nor PostgreSQL.
    """
    name = connection.dialect.name
    if name not in DIALECTS:
        raise ValueError(f"the gradebook must be SQLite or PostgreSQL, got {name}")
    return DIALECTS[name](table)


def append(connection: Connection, records: Iterable[Record]) -> list[Record]:
    """Adds the records that say something new; of two gradings that agree, the first is kept.

    To be called by the only writer: it numbers the rows.

    Returns:
        Those of the records that count now, the last one of each student's assignment.
    """
    rows, last = [], {}
    records = list(records)
    known = {key_of(record): record for record in _last(connection, map(key_of, records))}
    for record in records:
        before = last.get(key_of(record)) or known.get(key_of(record))
        if before is None or conclusion(before) != conclusion(record):
            rows.append(record)
        last[key_of(record)] = record
    if rows:
        _add(connection, rows)
    counting = read_counting_of(connection, last)
    return [last[key_of(old)] if conclusion(old) == conclusion(last[key_of(old)]) else old for old in counting]


def _add(connection: Connection, rows: list[Record]) -> None:
    last = connection.scalar(select(func.max(grading.c.id))) or 0
    numbered = list(enumerate(rows, last + 1))
    connection.execute(grading.insert(), [{"id": number, **_grading_row(record)} for number, record in numbered])
    connection.execute(
        check.insert(),
        [
            {"grading_id": number, "position": position, **vars(item)}
            for number, record in numbered
            for position, item in enumerate(record.checks)
        ],
    )


def conclusion(record: Record) -> tuple:
    """What makes two gradings the same: what was judged, by what, and the verdicts; not the time, and the wording only
    where no file was read."""
    verdicts = tuple(
        (
            item.check,
            item.score,
            item.max_score,
            item.verdict,
            item.mistake,
            "" if record.notebook_hash else item.message,
        )
        for item in record.checks
    )
    judged_by = record.spec_hash, record.versions, record.sandbox
    return record.notebook, record.notebook_hash, record.seed, record.judged_as, judged_by, verdicts


def standing(gradings: Sequence[Record]) -> Record:
    """The one that counts, of all gradings of one student's assignment, the oldest first.

    The newest, unless the grader failed then: the newest verdict on the same file stands. Where it could not even read
    the file, nothing says that it is another one than before.
    """
    last = gradings[-1]
    if not last.ungraded:
        return last
    file = next((record.notebook_hash for record in reversed(gradings) if record.notebook_hash), None)
    return next((old for old in reversed(gradings) if not old.ungraded and old.notebook_hash == file), last)


def read_counting_of(connection: Connection, keys: Iterable[Key]) -> list[Record]:
    """The grading that counts, for each (student, assignment) that has one."""
    return _counting(connection, _last(connection, keys))


def read_counting(connection: Connection, assignment: str | None = None) -> list[Record]:
    """The gradings that count, of one assignment or of all, by assignment and student."""
    ids = last_ids() if assignment is None else last_ids().where(grading.c.assignment == assignment)
    counting = _counting(connection, _records(connection, grading.c.id.in_(ids)))
    return sorted(counting, key=lambda record: (record.assignment, record.student))


def _last(connection: Connection, keys: Iterable[Key]) -> list[Record]:
    """The last grading for each (student, assignment) that has one."""
    return [
        record for chunk in _chunks(keys) for record in _records(connection, grading.c.id.in_(last_ids().where(chunk)))
    ]


def _counting(connection: Connection, last: list[Record]) -> list[Record]:
    """In place of last gradings those that count."""
    histories: dict[Key, list[Record]] = {}
    for chunk in _chunks(key_of(record) for record in last if record.ungraded):
        for record in _records(connection, chunk):
            histories.setdefault(key_of(record), []).append(record)
    return [standing(histories.get(key_of(record), [record])) for record in last]


def _chunks(keys: Iterable[Key]) -> Iterator[ColumnElement]:
    """Conditions that name the students' assignments, a limited number at once."""
    keys = sorted(set(keys))
    for start in range(0, len(keys), CHUNK):
        yield tuple_(grading.c.student, grading.c.assignment).in_(keys[start : start + CHUNK])


def read_gradings(connection: Connection, student: str, assignment: str) -> list[Record]:
    """Every grading of one student's assignment, the oldest first."""
    return _records(connection, (grading.c.student == student) & (grading.c.assignment == assignment))


def last_ids() -> Select:
    """Those of the newest grading of each student's assignment."""
    return select(func.max(grading.c.id)).group_by(grading.c.student, grading.c.assignment)


def _grading_row(record: Record) -> dict:
    names = ("student", "assignment", "notebook", "notebook_hash", "seed", "spec_hash", "graded_at", "judged_as")
    return {name: getattr(record, name) for name in names} | {
        name: json.dumps(getattr(record, name)) for name in ("versions", "sandbox", "flags")
    }


def _records(connection: Connection, condition) -> list[Record]:
    joined = grading.outerjoin(check, check.c.grading_id == grading.c.id)
    query = select(grading, *(column for column in check.c if column.name != "grading_id"))
    rows = connection.execute(query.select_from(joined).where(condition).order_by(grading.c.id, check.c.position))
    found: dict[int, tuple] = {}
    for row in rows.mappings():
        checks = found.setdefault(row["id"], (row, []))[1]
        if row["check"] is not None:
            checks.append(CheckRecord(*(row[name] for name in CheckRecord.__dataclass_fields__)))
    return [_record(row, checks) for row, checks in found.values()]


def _record(row, checks: list[CheckRecord]) -> Record:
    return Record(
        row["student"],
        row["assignment"],
        row["notebook"],
        tuple(checks),
        row["notebook_hash"],
        row["seed"],
        row["spec_hash"],
        tuple(map(tuple, json.loads(row["versions"]))),
        tuple(json.loads(row["sandbox"])),
        tuple(json.loads(row["flags"])),
        row["graded_at"],
        row["judged_as"],
    )
