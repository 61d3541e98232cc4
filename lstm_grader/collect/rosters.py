"""Who is in the class: the list of students that a platform exported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lstm_grader.collect.people import People, words_of
from lstm_grader.collect.sheets import read_sheet
from lstm_grader.collect.students import composed

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("Username", "ID number", "Email address")
NAMES = ("First name", "Last name")  # in Moodle; its archives name students so
IDENTIFIERS = {"canvas": ("SIS Login ID", "SIS User ID", "ID"), "moodle": MOODLE}


@dataclass(frozen=True)
class Roster:
    """A list of students that a platform exported."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    """Each student's row, by column."""
    possible: dict[str, str]
    """Canvas's "Points Possible" of each column; empty for Moodle."""
    people: People = field(default_factory=People)
    """By what else students may be listed, as the archives told."""

    def by(self, identifiers: Sequence[str]) -> dict[str, dict[str, str]]:
        """Each student's row under every identifier, under the name before the @ of an address, and under the words of
        the name, in small letters.

        What two students share finds neither.
        """
        whole = _unique(
            (comparable(row[column]), row) for row in self.rows for column in identifiers if row.get(column, "").strip()
        )
        told = [(comparable(" ".join(row.get(column, "").strip() for column in NAMES)), row) for row in self.rows]
        named = _unique((name, row) for name, row in told if " " in name)
        named |= _unique((" ".join(words_of(name)), row) for name, row in told if " " in name)
        return named | _unique((key.partition("@")[0], row) for key, row in whole.items()) | whole

    def row_of(self, student: str, rows: dict[str, dict[str, str]]) -> dict[str, str] | None:
        """A student's row: by an id first, then by the name, whichever of its words comes first.

        Args:
            rows: what `by` gives.
        """
        texts = [student, *self.people.ids(student)]
        keys = [*map(comparable, texts), *(" ".join(words_of(text)) for text in texts)]
        return next((rows[text] for text in keys if text in rows), None)


def comparable(text: str) -> str:
    """What is compared of an identifier or a name: not its case, nor in which form its accents are written."""
    return composed(text.strip()).lower()


def _unique(pairs: Iterable[tuple[str, dict[str, str]]]) -> dict[str, dict[str, str]]:
    found: dict[str, list[dict[str, str]]] = {}
    for key, row in pairs:
        if not any(row is other for other in found.setdefault(key, [])):
            found[key].append(row)
    return {key: rows[0] for key, rows in found.items() if len(rows) == 1}


def read_roster(path: Path, platform: str, people: People | None = None) -> Roster:
    """The students in a CSV file that Canvas (its gradebook) or Moodle (its grades or participants) exported.

    Raises:
        RuntimeError: the file is not UTF-8, or has no column that identifies a student.
    """
    header, *body = read_sheet(path) or [[]]
    known = {name.lower(): name for name in (*CANVAS, *MOODLE)}
    columns = tuple(known.get(name.strip().lower(), name.strip()) for name in header)
    wanted = IDENTIFIERS[platform]
    if not set(wanted) & set(columns):
        raise RuntimeError(f"{path}: expected one of the columns {', '.join(wanted)}, got {', '.join(columns)}")
    rows = [dict(zip(columns, values, strict=False)) for values in body]
    possible = next((row for row in rows if "Points Possible" in row.get("Student", "")), {})
    rows = (row for row in rows if row is not possible and any(row.get(column, "").strip() for column in wanted))
    return Roster(columns, tuple(rows), possible, people or People())
