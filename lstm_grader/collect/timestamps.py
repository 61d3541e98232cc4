"""When a submission came: the `timestamp.txt` beside it, which nbgrader's exchange and `collect` write."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from lstm_grader.collect.clock import read_time
from lstm_grader.collect.regular import read_regular

NAME = "timestamp.txt"
LONGEST = 100  # bytes


def read(folder: Path) -> datetime | None:
    """When a submission came, in UTC, by the `timestamp.txt` beside it; None where it says nothing that is a time."""
    try:
        return parse(stamp(folder))
    except OSError:
        return None


def stamp(folder: Path) -> str:
    """The text of `timestamp.txt`, empty where there is none.

    Raises:
        OSError: it is not a file, or one that is too long for a time.
    """
    try:
        data = read_regular(folder / NAME, LONGEST + 1)
    except FileNotFoundError:
        return ""
    if len(data) > LONGEST:
        raise OSError(f"{NAME}: expected a time, got more than {LONGEST} bytes")
    return data.decode("utf-8", "replace").strip()


def parse(text: str) -> datetime | None:
    """The time in a text, in UTC; None where it is none, or not certain."""
    try:
        return read_time(text)
    except ValueError:
        return None
