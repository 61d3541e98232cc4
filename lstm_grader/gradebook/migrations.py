"""Our own tables carry the number of their layout; an older gradebook is brought to today's when it is opened."""

from __future__ import annotations

from collections.abc import Callable

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, inspect, select

from lstm_grader.gradebook import history

number = Table("lstm_layout", MetaData(), Column("number", Integer, primary_key=True))


def _groups(tables: Operations) -> None:
    """Layout 2: whose work it is that a group was judged by."""
    tables.add_column("lstm_grading", Column("judged_as", Text, nullable=False, server_default=""))


STEPS: tuple[Callable[[Operations], None], ...] = (_groups,)
"""`STEPS[0]` leads from layout 1, that of version 0.1.0, to layout 2, and so on: whoever changes a table of `history`
adds a step, and never changes one that was released. In a step, `batch_alter_table` serves SQLite and PostgreSQL."""


def bring_up_to_date(connection: Connection) -> None:
    """Makes our tables, or changes them step by step to today's layout; all within the caller's transaction.

    Raises:
        RuntimeError: a newer version of the grader wrote the gradebook.
    """
    newest = len(STEPS) + 1
    tables = inspect(connection).get_table_names()
    if history.grading.name not in tables:
        history.metadata.create_all(connection)
        found = newest
    elif number.name not in tables:  # version 0.1.0 wrote no number
        found = 1
    else:
        found = connection.scalar(select(number.c.number))
        if found > newest:
            raise RuntimeError(
                f"a newer version of the grader wrote this gradebook: its tables have layout {found}, here layouts up "
                f"to {newest} are known; take that version, or a later one"
            )
    for step in STEPS[found - 1 :]:
        step(Operations(MigrationContext.configure(connection)))
    if found < newest or number.name not in tables:
        number.create(connection, checkfirst=True)
        connection.execute(number.delete())
        connection.execute(number.insert(), [{"number": newest}])
