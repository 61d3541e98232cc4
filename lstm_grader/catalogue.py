"""The catalogue of misconceptions: one table of ids for code, specs, feedback, report and book."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
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

    >>> read()["C12a"].name
    'the bias is missing'
    """
    return {key: Row(**row) for key, row in tomllib.loads(PATH.read_text(encoding="utf-8")).items()}
