"""The catalogue of mistakes: one table of ids for code, specs, feedback, report and book.

Each group of ids is a file beside this one, `LETTER_name.toml`. A row is `[ID]` with the three entries of `Row`; the
order of the groups and of their rows makes the names of pairs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
GROUPS = (
    *("A_wording", "C_cell", "Q_sequences", "B_backward", "W_words", "L_training", "T_torch"),  # as they were measured
    *("S_squashing", "G_gates", "H_half_life", "K_bound", "U_whole_cell", "P_python", "V_predictions"),  # found since
    *("D_products", "R_recurrent", "F_forecasts", "X_text", "Z_long_lags"),
)


@dataclass(frozen=True)
class Row:
    """One mistake."""

    name: str
    """A short noun phrase."""
    says: str
    """What the student is told: what it looks like and why it is wrong, never the answer."""
    read: str
    """Where the book speaks about it, as `page.html#anchor`."""


def files(folder: Path = FOLDER) -> list[Path]:
    """The tables, in the order of the catalogue.

    Raises:
        LookupError: one that lies there has no place in the order.
    """
    lost = {path.stem for path in folder.glob("*.toml")} - set(GROUPS)
    if lost:
        raise LookupError(f"{folder}: add {', '.join(sorted(lost))} to GROUPS in catalogue/__init__.py")
    return [folder / f"{group}.toml" for group in GROUPS]


@cache
def read(folder: Path = FOLDER) -> dict[str, Row]:
    """All rows, by id.

    Raises:
        LookupError: a row has other entries than it should, or stands in another group's table.

    >>> read()["C12a"].name
    'the bias is missing'
    """
    table: dict[str, Row] = {}
    expected = [field.name for field in fields(Row)]
    for path in files(folder):
        for key, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if key[0] != path.name[0]:
                raise LookupError(f"{path}: [{key}] is no row of group {path.name[0]}")
            if set(row) != set(expected):
                raise LookupError(f"{path}: [{key}] has {', '.join(row)}; expected {', '.join(expected)}")
            table[key] = Row(**row)
    return table


def rows(ids: Iterable[str], user: str) -> dict[str, Row]:
    """The rows of these ids, in their order.

    Raises:
        LookupError: one of them is not in the table; `user` is what asks for it.
    """
    ids, table = list(ids), read()
    unknown = ", ".join(key for key in ids if key not in table)
    if unknown:
        raise LookupError(f"{user}: no row {unknown} in {FOLDER}; add it there, or use the id of a row that is there")
    return {key: table[key] for key in ids}
