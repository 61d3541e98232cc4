"""Solutions that are alike: the answer cells alone, without what was handed out and what many of the class share.

The comparison is copydetect's (winnowing, Schleimer, Wilkerson and Aiken 2003): names and spaces do not count, so a
renamed copy is still one. Right answers of three lines are alike by nature; therefore what a fifth of the class, or
thirty students, have is left out, and short matches count for nothing. It is a hint to look, never a proof.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lstm_grader.collect import notebooks, submissions
from lstm_grader.exercise.released import released_notebook
from lstm_grader.records import Record

GRAM = 20  # letters of code, names shortened to one, that are one fingerprint
SHARED = 60  # letters that two solutions must share at least
ALIKE = 0.7  # share of each solution, of what is its own
COMMON, MANY = 0.2, 30  # share of the class, and students, from which on a fingerprint is nobody's own
LONGEST = 20_000  # letters of a student's answers that are compared
VOID = re.compile(r"\s{200,}")  # reading code takes the square of so many blanks or blank lines
HINT = "similarity was not looked for: pip install -e '.[similarity]'"


@dataclass(frozen=True)
class Pair:
    """Two students, and how much of the one that has less in common is in the other."""

    assignment: str
    one: str
    other: str
    share: float


def is_installed() -> bool:
    """Whether copydetect is there; it is in the extra `similarity`."""
    try:
        import copydetect  # noqa: F401
    except ModuleNotFoundError:
        return False
    return True


def read_solutions(records: Iterable[Record], submitted: Path) -> dict[str, str]:
    """Student -> the text of the answer cells, of those whose notebook can be read and has answers; of a group one."""
    found = {}
    for record in {record.judged_as or record.student: record for record in reversed(list(records))}.values():
        try:
            data = submissions.find_one(submitted, record.student, record.assignment).read()
            notebook = notebooks.read_notebook(data or b"")
        except (OSError, notebooks.Unreadable):
            continue
        if text := find_answers(notebook, record.assignment):
            found[record.student] = text
    return found


def find_answers(notebook, name: str) -> str:
    """The answer cells of a notebook that are not as they were handed out."""
    released = released_notebook(name)
    given = {cell.source for cell in released.cells}
    restored = notebooks.restore(notebook, released)
    cells = (cell.source for cell in restored.cells if cell.metadata.get("nbgrader", {}).get("solution"))
    text = "\n\n".join(source for source in cells if source not in given)
    return VOID.sub("\n", text)[:LONGEST]


def read_starter(name: str) -> str:
    """What students are handed out in the cells that they answer in."""
    cells = released_notebook(name).cells
    return "\n\n".join(cell.source for cell in cells if cell.metadata.get("nbgrader", {}).get("solution"))


def find_alike(name: str, texts: Mapping[str, str]) -> list[Pair]:
    """The pairs of solutions of one exercise that are alike, the most alike first.

    Args:
        name: the exercise.
        texts: student -> the text of the answers.
    """
    from copydetect import compare_files

    distinct = {text: _fingerprint(text) for text in set(texts.values())}
    prints = {student: distinct[text] for student, text in texts.items()}
    counts = Counter(itertools.chain.from_iterable(item.hashes for item in prints.values()))
    most = max(3, min(COMMON * len(prints), MANY))  # the second keeps the pairs of a large class few
    common = _fingerprint(read_starter(name)).hashes | {number for number, count in counts.items() if count > most}
    owners: dict[int, list[str]] = {}
    for item in distinct.values():
        _leave_out(item, common)
    for student, item in prints.items():
        for number in item.hashes:
            owners.setdefault(number, []).append(student)
    candidates = {pair for students in owners.values() for pair in itertools.combinations(sorted(students), 2)}
    found = []
    for one, other in sorted(candidates):
        letters, shares, _ = compare_files(prints[one], prints[other])
        if letters >= SHARED and min(shares) >= ALIKE:
            found.append(Pair(name, one, other, float(min(shares))))
    return sorted(found, key=lambda pair: (-pair.share, pair.one, pair.other))


def _fingerprint(text: str):
    from copydetect import CodeFingerprint

    return CodeFingerprint("answers.py", GRAM, 1, fp=io.StringIO(text))


def _leave_out(item, common: set[int]) -> None:
    """Takes fingerprints out of a solution; copydetect's own way keeps those that a solution has twice."""
    from copydetect.utils import get_token_coverage

    item.hash_idx = {number: places for number, places in item.hash_idx.items() if number not in common}
    item.hashes = set(item.hash_idx)
    item.token_coverage = get_token_coverage(item.hash_idx, item.k, len(item.filtered_code))


def write(name: str, texts: Mapping[str, str], folder: Path) -> tuple[Path, Path]:
    """Writes the answers of each student as a Python file, as copydetect, JPlag and Dolos read them, and the starter.

    Returns:
        The folder of the solutions, and that of the starter code.
    """
    students, given = folder / name / "students", folder / name / "starter"
    for place, files in ((students, texts), (given, {"starter": read_starter(name)})):
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob("*.py"):
            old.unlink()
        for who, text in files.items():
            (place / f"{who}.py").write_text(text + "\n", encoding="utf-8")
    return students, given
