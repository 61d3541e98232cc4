"""What became of every entry of every archive: a table that stays, `collected/{exercise}.csv`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from lstm_grader.collect.sheets import read_table, write_table
from lstm_grader.visible import visible

COUNTS, EARLIER, BESIDE, KEPT, LEFT, REFUSED, NOBODY = (
    "counts",  # the newest attempt: in its place, to be graded
    "earlier",  # an attempt before it, kept beside
    "beside",  # another notebook of the same hand-in, kept and not graded
    "kept",  # no notebook, kept because there is none
    "left out",
    "refused",
    "nobody's",  # its name does not say whose it is
)


@dataclass(frozen=True)
class Row:
    """One entry."""

    student: str
    outcome: str
    why: str
    file: str
    """Where it is, below the folder of submissions; empty where nothing is kept."""
    archive: str
    entry: str
    handed_in: str = ""
    """The same without what the platform put before it."""
    changed: str = ""
    """When the file was changed, as the archive says."""
    platform: str = ""
    number: str = ""
    name: str = ""
    came: str = ""
    """When it was handed in, in UTC; empty where that is not known."""
    late: str = ""
    """"LATE" where Canvas says so."""
    upload: int = 0
    content: str = ""
    """sha256."""
    arrived: int = 0
    digest: str = ""
    """Of the archive: the same one again is known by it."""


TOLD = ("why", "archive", "entry", "handed_in", "name")  # somebody else chose the words
COLUMNS = tuple(field.name for field in fields(Row))


def read(path: Path) -> list[Row]:
    """The rows of a file, none where there is none.

    Raises:
        RuntimeError: somebody changed its columns.
    """
    numbers = ("upload", "arrived")
    return [Row(**row | {name: int(row[name] or 0) for name in numbers}) for row in read_table(path, COLUMNS)]


def marked_late(submitted: Path, exercise: str) -> frozenset[str]:
    """Students whose notebook a platform marks late, without a time."""
    path = submitted.parent / "collected" / f"{exercise}.csv"
    return _marked_late(path, path.stat().st_mtime_ns) if path.is_file() else frozenset()


@lru_cache(maxsize=32)
def _marked_late(path: Path, _: int) -> frozenset[str]:
    return frozenset(row.student for row in read(path) if row.outcome == COUNTS and row.late and not row.came)


def write(rows: Iterable[Row], path: Path) -> None:
    """Writes them, whole or not at all; no sign in a name steers a terminal."""
    write_table(path, COLUMNS, map(astuple, map(shown, rows)))


def shown(row: Row) -> Row:
    """The row with names that can be shown."""
    return replace(
        row, **{name: visible(getattr(row, name)) for name in ("entry", "handed_in", "name", "why", "archive")}
    )
