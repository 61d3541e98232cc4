"""Archives as platforms pack them, for tests."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from lstm_grader import ROOT

NAME, FILE = "06_forget_gate", "forget_gate.ipynb"
NOTEBOOK = (ROOT / "exercises" / NAME / FILE).read_bytes()
MOODLE = "assignsubmission_file"


def notebook(number: int) -> bytes:
    """The released notebook, each number's of other bytes."""
    return NOTEBOOK + b"\n" * number


def pack(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 11, 1, 12, 0, 0)), data)
    return path


def worksheet(path: Path, *rows: tuple[int, str, str, str]) -> Path:
    """Moodle's, of participants given as number, name, address and time."""
    head = 'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Last modified (submission)"'
    lines = [f'"Participant {number}","{name}",{mail},Submitted,-,10,"{came}"' for number, name, mail, came in rows]
    path.write_text("\ufeff" + "\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path
