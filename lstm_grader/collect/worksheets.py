"""Moodle's grading worksheet: who each participant's number is, and when they handed in; headings in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lstm_grader.collect.moments import read_moments
from lstm_grader.collect.sheets import read_sheet

IDENTIFIER = re.compile(r"(?P<word>.*\D)?(?P<number>\d{1,18})", re.DOTALL)  # "Participant 1001"
DATED = re.compile(r"\d{4}.*\d{1,2}[:.]\d\d|\d{4}-\d\d-\d\d", re.DOTALL)
NEVER = ("", "-")
EXPECTED = 'expected Moodle\'s grading worksheet, whose first column has "Participant 1001" and the like'


@dataclass(frozen=True)
class Participant:
    """A row of the worksheet."""

    number: str
    name: str = ""
    """Empty where marking is blind."""
    ids: tuple[str, ...] = ()
    """Address, ID number, user name: those that the worksheet has."""
    came: datetime | None = None
    """When they handed in last, in UTC; None where they did not, or it is not certain."""
    submitted: str = ""
    """The same as the worksheet says it, empty where they did not hand in."""
    cells: tuple[str, ...] = ()
    """All that the worksheet says of them: their group, too."""

    @property
    def label(self) -> str:
        """Who it is, for reading."""
        return self.name or next(iter(self.ids), "") or f"participant {self.number}"


def read_worksheet(path: Path, zone: str) -> dict[str, Participant]:
    """The participants by their number.

    Args:
        zone: that of the times in it, which do not say.

    Raises:
        RuntimeError: it is no such worksheet.
    """
    header, *body = read_sheet(path) or [[]]
    width = len(header)
    rows = [[cell.strip() for cell in row[:width]] + [""] * (width - len(row)) for row in body if any(row)]
    numbers = [IDENTIFIER.fullmatch(row[0]) for row in rows] if width else []
    if not rows or not all(numbers):
        raise RuntimeError(f"{path}: {EXPECTED}; got {', '.join(header)[:100] or 'an empty file'}")
    columns = list(zip(*rows, strict=True))
    heads = [head.strip().lower() for head in header]
    address = _column(heads, columns, "email address", lambda cells: all("@" in cell for cell in cells))
    name = heads.index("full name") if "full name" in heads else _name(heads, columns, address)
    times = _column(heads, columns, "last modified (submission)", lambda cells: all(map(DATED.search, cells)))
    others = [index for index, head in enumerate(heads) if head in ("id number", "username")]
    said = ["" if cell in NEVER else cell for cell in columns[times]] if times else [""] * len(rows)
    moments = read_moments(said, zone)
    found: dict[str, Participant] = {}
    for row, number, came, text in zip(rows, numbers, moments, said, strict=True):
        ids = tuple(row[index] for index in (address, *others) if index and row[index])
        own = Participant(number["number"], row[name] if name else "", ids, came, text, tuple(filter(None, row)))
        found.setdefault(own.number, own)
    return found


def _column(heads: list[str], columns: Sequence[Sequence[str]], head: str, test: Callable[[list[str]], bool]) -> int:
    """The column of this heading, else the first one that holds something and looks like it; 0 where there is none."""
    if head in heads:
        return heads.index(head)
    filled = [[cell for cell in column if cell not in NEVER] for column in columns]
    return next((index for index, cells in enumerate(filled) if index and cells and test(cells)), 0)


def _name(heads: list[str], columns: Sequence[Sequence[str]], address: int) -> int:
    """In another language the names stand first, before the address; blind marking has neither."""
    return 1 if address > 1 or (len(columns) > 1 and "status" not in heads and len(set(columns[1])) > 2) else 0
