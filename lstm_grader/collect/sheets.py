"""Tables as CSV: those that platforms and spreadsheets write, and our own, which people may open in one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from lstm_grader.drafts import draft

LONGEST = 500 * 2**20  # bytes
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\n")  # a spreadsheet would run what starts so


def read_sheet(path: Path) -> list[list[str]]:
    """Its rows, the header first; what separates the columns is found out.

    Raises:
        RuntimeError: it is not UTF-8, or no table.
    """
    data = path.read_bytes()
    if len(data) > LONGEST:
        raise RuntimeError(f"{path}: expected a table as CSV, got {len(data) / 2**20:.0f} MB")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuntimeError(f"{path}: expected UTF-8, got another encoding ({error.reason})") from error
    separator = max(",;\t", key=text.partition("\n")[0].count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise RuntimeError(f"{path}: expected a table as CSV ({error})") from error


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a table of our own; none where there is no such file.

    Raises:
        RuntimeError: it has other columns.
    """
    if not path.is_file():
        return []
    header, *rows = read_sheet(path) or [[]]
    if header != list(columns):
        raise RuntimeError(f"{path}: expected the columns {', '.join(columns)}, got {', '.join(header)[:100]}")
    return [dict(zip(columns, map(_bare, row), strict=True)) for row in rows if len(row) == len(columns)]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Writes a table of our own, whole or not at all, as no spreadsheet runs it."""
    with draft(path) as place, place.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([inert(str(cell)) for cell in row] for row in rows)


def inert(text: str) -> str:
    """The text as no spreadsheet runs it, its lines ended in one way.

    >>> inert("=HYPERLINK(1)"), inert("ada"), inert("C3+C12a")
    ("'=HYPERLINK(1)", 'ada', 'C3+C12a')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(FORMULA) else text


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
