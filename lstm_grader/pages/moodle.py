"""What goes back to a Moodle assignment: a zip of feedback for everybody at once, and its grading worksheet, filled in.

Moodle knows a person by the number in a folder's name, `FULLNAME_NUMBER_assignsubmission_file_`, as in the archive that
it packed itself; the name is for reading and has no underscore. In the worksheet it knows them by the first column, and
takes the grade only where the column "Last modified (grade)" came back as it was, so every other cell stays.
Sources: Moodle, mod/assign/feedback/file/importziplib.php and mod/assign/feedback/offline/importgradeslib.php.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lstm_grader.collect.sheets import read_sheet
from lstm_grader.collect.worksheets import IDENTIFIER
from lstm_grader.drafts import draft

NOT_IN_A_NAME = re.compile(r"[^\w.@+'’() -]|_")
NUMBER = re.compile(r"\d+([.,]\d+)?")
EMPTY = ("", "-")


@dataclass(frozen=True)
class Participant:
    """Somebody, or a group, as a Moodle assignment has them."""

    number: str
    name: str

    @property
    def folder(self) -> str:
        """The name of their folder in an archive.

        >>> Participant("1001", "Ada_L/x").folder
        'Ada L x_1001_assignsubmission_file_'
        """
        return f"{NOT_IN_A_NAME.sub(' ', self.name).strip() or 'Participant'}_{self.number}_assignsubmission_file_"


def write_zip(pages: Iterable[tuple[Participant, Path]], path: Path) -> None:
    """Packs each page into its participant's folder; the same pages always give the same bytes."""
    with draft(path) as place, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as packed:
        for who, page in sorted(pages, key=lambda pair: int(pair[0].number)):
            packed.writestr(zipfile.ZipInfo(f"{who.folder}/{page.name}"), page.read_bytes(), zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Worksheet:
    """A grading worksheet as Moodle wrote it, its header first, in whatever language."""

    rows: list[list[str]]
    grade: int
    """The column of the grade."""

    def numbers(self) -> list[str]:
        """The participants' numbers, row by row."""
        return [IDENTIFIER.fullmatch(row[0].strip())["number"] for row in self.rows[1:]]

    def filled(self, grades: Mapping[str, str]) -> Worksheet:
        """With the grades of some numbers; the other rows stay as they are."""
        body = [list(row) for row in self.rows[1:]]
        for row, number in zip(body, self.numbers(), strict=True):
            row[self.grade] = grades.get(number, row[self.grade])
        return Worksheet([self.rows[0], *body], self.grade)

    def write(self, path: Path) -> None:
        """Writes it as Moodle reads it: UTF-8 with commas, whole or not at all."""
        with draft(path) as place, place.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\r\n").writerows(self.rows)


def read_worksheet(path: Path, most: float) -> Worksheet:
    """A worksheet that Moodle wrote for an exercise of so many points.

    Raises:
        RuntimeError: it is none, or Moodle counts in other points.
    """
    header, *body = read_sheet(path) or [[]]
    rows = [row + [""] * (len(header) - len(row)) for row in body if any(row)]
    if not rows or not all(IDENTIFIER.fullmatch(row[0].strip()) for row in rows):
        raise RuntimeError(f'{path}: expected Moodle\'s grading worksheet, with "Participant 1001" in its first column')
    grade, largest = _grade_columns(header, rows)
    if not grade:
        raise RuntimeError(f"{path}: there is no column of grades before one of the largest grade; got {header}")
    there = {float(row[largest].replace(",", ".")) for row in rows if row[largest] not in EMPTY}
    if there - {most}:
        raise RuntimeError(
            f"{path}: Moodle has {max(there):g} points for it, the exercise {most:g}: change that in Moodle and "
            "download the worksheet again"
        )
    return Worksheet([header, *rows], grade)


def _grade_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The columns of the grade and of the largest one, the same number in all rows; zeros where there are none.

    Headings come in the site's language; Moodle writes these two side by side.
    """
    heads = [head.strip().lower() for head in header]
    if "grade" in heads and "maximum grade" in heads:
        return heads.index("grade"), heads.index("maximum grade")
    test: Callable[[str], bool] = lambda cell: NUMBER.fullmatch(cell) is not None  # noqa: E731
    for column in range(2, len(header)):
        cells = {row[column].strip() for row in rows}
        before = {row[column - 1].strip() for row in rows}
        if len(cells) == 1 and all(map(test, cells)) and all(test(cell) or cell in EMPTY for cell in before):
            return column - 1, column
    return 0, 0
