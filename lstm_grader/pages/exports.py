"""grades.csv: a row for every check of every submission."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from lstm_grader.collect.sheets import inert
from lstm_grader.drafts import draft
from lstm_grader.records import CheckRecord, Record
from lstm_grader.selfcheck import Word

COLUMNS = ("student", "assignment", "check", "score", "max_score", "verdict", "mistake", "message")


def write_csv(records: Iterable[Record], path: Path) -> None:
    """Writes the rows by student and assignment, checks in the order of their exercise; the file is replaced at once.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, which a spreadsheet does not show.
    """
    with draft(path) as place, place.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for record in sorted(records, key=lambda record: (record.student, record.assignment)):
            writer.writerows(_row(record, check) for check in record.checks)


def _row(record: Record, check: CheckRecord) -> list[str]:
    return [
        inert(record.student),
        inert(record.assignment),
        inert(check.check),
        "" if check.verdict == Word.ABSENT else f"{check.score:.10g}",
        f"{check.max_score:.10g}",
        check.verdict,
        inert(check.mistake),
        inert(check.message),
    ]
