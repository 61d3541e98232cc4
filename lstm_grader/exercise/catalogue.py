"""The catalogue of misconceptions: one table of ids for code, specs, feedback, report and book."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True)
class Row:
    """One misconception."""

    name: str
    says: str
    """What the student is told."""
    read: str
    """Where the book speaks about it, as `page.html#anchor`."""


@cache
def read() -> dict[str, Row]:
    """All rows, by id.

    Raises:
        LookupError: a row has other entries than it should.

    >>> read()["C12a"].name
    'the bias is missing'
    """
    rows = tomllib.loads(PATH.read_text(encoding="utf-8"))
    expected = [field.name for field in fields(Row)]
    for key, row in rows.items():
        if set(row) != set(expected):
            raise LookupError(f"{PATH}: [{key}] has {', '.join(row)}; expected {', '.join(expected)}")
    return {key: Row(**row) for key, row in rows.items()}


def rows(ids: Iterable[str], user: str) -> dict[str, Row]:
    """The rows of these ids, in their order.

    Raises:
        LookupError: one of them is not in the table; `user` is what asks for it.
    """
    ids, table = list(ids), read()
    unknown = ", ".join(key for key in ids if key not in table)
    if unknown:
        raise LookupError(f"{user}: no row {unknown} in {PATH}; add it there, or use the id of a row that is there")
    return {key: table[key] for key in ids}
