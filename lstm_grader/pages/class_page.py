"""The class page: how the scores lie, which checks fail, which mistakes were made, who needs a person."""

from __future__ import annotations

import hashlib
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import jinja2
import nbformat

from lstm_grader.collect import notebooks, submissions, table, timestamps
from lstm_grader.drafts import draft
from lstm_grader.exercise import catalogue, spec
from lstm_grader.exercise.released import released_notebook
from lstm_grader.gradebook.late import Late
from lstm_grader.judging import forbidden
from lstm_grader.pages.similarity import Pair
from lstm_grader.records import Record
from lstm_grader.selfcheck import Word
from lstm_grader.visible import visible

BINS = 10
SHOWN = 50  # names of a notebook; students choose how many there are
NAMED = {"unknown": "a mistake that the catalogue does not know"}
Outdated = Mapping[tuple[str, str], Sequence[str]]
UNJUDGED = (Word.UNREADABLE, Word.REFUSED, Word.INFRASTRUCTURE)


@dataclass(frozen=True)
class Bin:
    """One column of the histogram of scores: from `low` to `high`, the last one with its end."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class CheckRow:
    """How a class did on one check: counts of its verdicts, the most frequent first."""

    name: str
    right: int
    total: int
    others: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class MistakeRow:
    """One mistake: how many students made it, and in which checks."""

    key: str
    name: str
    students: int
    checks: tuple[str, ...]


@dataclass(frozen=True)
class PersonRow:
    """A submission that a person should look at, why, and where its feedback page is (if there is one)."""

    student: str
    reasons: tuple[str, ...]
    page: str = ""


@dataclass(frozen=True)
class AssignmentPage:
    """How a class did on one exercise."""

    name: str
    title: str
    students: int
    max_score: float
    median: float
    mean: float
    full: int
    bins: tuple[Bin, ...]
    checks: tuple[CheckRow, ...]
    mistakes: tuple[MistakeRow, ...]
    people: tuple[PersonRow, ...]
    late: tuple[Late, ...] = ()
    pairs: tuple[Pair, ...] = ()
    absent: int = 0
    """Who handed in nothing; not counted in anything else here."""


def write(
    records: Sequence[Record],
    path: Path,
    submitted: Path | None = None,
    late: Sequence[Late] = (),
    pairs: Sequence[Pair] | None = (),
    outdated: Outdated = MappingProxyType({}),
) -> None:
    """Writes the class page of these records as one self-contained HTML file: of the exercises that the course has.

    Args:
        submitted: where the notebooks are, for a look at their text; None: no look.
        late: who handed in late.
        pairs: solutions that are alike; None: nobody looked, and the page says how to.
        outdated: where a person gave points before the verdict changed; see `scores.find_outdated`.
    """
    names = sorted({record.assignment for record in records} & set(spec.names()))
    pages = [
        summarize(
            [item for item in records if item.assignment == name], path.parent, submitted, late, pairs or (), outdated
        )
        for name in names
    ]
    unsafe = any("none" in record.sandbox for record in records)
    graded = max((record.graded_at for record in records), default="")
    text = _template().render(pages=pages, unsafe=unsafe, graded=graded, compared=pairs is not None)
    with draft(path) as place:
        place.write_text(text, encoding="utf-8", errors="backslashreplace")


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("lstm_grader.pages")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["points"] = lambda number: f"{number:.3g}"
    environment.filters["percent"] = lambda part, whole: f"{100 * part / whole:.0f} %"
    environment.filters["ago"] = _long
    environment.globals["width"] = lambda part, whole: f"{100 * part / whole:.1f}%"
    return environment.get_template("report.html")


def summarize(
    records: Sequence[Record],
    out: Path,
    submitted: Path | None = None,
    late: Sequence[Late] = (),
    pairs: Sequence[Pair] = (),
    outdated: Outdated = MappingProxyType({}),
) -> AssignmentPage:
    """What the class page says about one exercise.

    Args:
        records: all of one exercise, at least one.
        out: the folder of the page, to find the feedback from there.
    """
    exercise = spec.load(records[0].assignment)
    absent = sum(record.absent for record in records)
    records = [record for record in records if not record.absent]
    scores = [record.score for record in records]
    people = [
        PersonRow(record.student, reasons, _feedback(record, out))
        for record in records
        if (reasons := tuple(map(visible, _reasons(record, submitted, outdated))))
    ]
    return AssignmentPage(
        exercise.name,
        exercise.title,
        len(records),
        exercise.max_score,
        statistics.median(scores) if scores else 0.0,
        statistics.fmean(scores) if scores else 0.0,
        sum(record.score >= record.max_score for record in records),
        count_scores(scores, exercise.max_score),
        tuple(_check_rows(records)),
        tuple(count_mistakes(records)),
        tuple(people),
        tuple(item for item in late if item.assignment == exercise.name),
        tuple(item for item in pairs if item.assignment == exercise.name),
        absent,
    )


def count_scores(scores: Iterable[float], largest: float) -> tuple[Bin, ...]:
    """Counts of the scores in `BINS` equal steps from 0 to the largest, which belongs to the last.

    >>> [column.count for column in count_scores([0, 0.9, 1, 9.9, 10], 10)]
    [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    """
    counts = Counter(min(int(BINS * score / largest + 1e-9), BINS - 1) for score in scores)
    return tuple(Bin(largest * step / BINS, largest * (step + 1) / BINS, counts[step]) for step in range(BINS))


def _check_rows(records: Sequence[Record]) -> Iterable[CheckRow]:
    for name in dict.fromkeys(check.check for record in records for check in record.checks):
        words = Counter(check.verdict for record in records for check in record.checks if check.check == name)
        right = words.pop(Word.RIGHT, 0)
        yield CheckRow(name, right, right + words.total(), tuple(words.most_common()))


def count_mistakes(records: Iterable[Record]) -> list[MistakeRow]:
    """The mistakes that were made, by how many students made them; of two at once each counts."""
    made: dict[str, tuple[set[str], dict[str, None]]] = {}
    for record in records:
        for check in record.checks:
            for key in filter(None, check.mistake.split("+")) if check.verdict != Word.RIGHT else ():
                students, checks = made.setdefault(key, (set(), {}))
                students.add(record.student)
                checks[check.check] = None
    rows = [MistakeRow(key, _name(key), len(who), tuple(where)) for key, (who, where) in made.items()]
    return sorted(rows, key=lambda row: (-row.students, row.key))


def _name(key: str) -> str:
    row = catalogue.read().get(key)
    return row.name if row else NAMED.get(key, key)


def _reasons(record: Record, submitted: Path | None, outdated: Outdated) -> Iterable[str]:
    yield from (f"tried: {flag}" for flag in record.flags)
    if unknown := [check.check for check in record.checks if check.mistake == "unknown"]:
        yield f"{NAMED['unknown']}: {', '.join(unknown)}"
    said = {check.verdict: check.message for check in record.checks}
    yield from (said[word] or word for word in UNJUDGED if word in said)
    if checks := outdated.get((record.student, record.assignment)):
        yield f"points given by hand stand, though the verdict changed since: {', '.join(checks)}"
    if submitted is not None:
        yield from _seen_in_the_file(record, submitted)


def _seen_in_the_file(record: Record, submitted: Path) -> Iterable[str]:
    """What was found in place of the notebook or beside it, and what its text says; nothing where it cannot be read,
    which the verdicts say already."""
    submission = submissions.find_one(submitted, record.student, record.assignment)
    try:
        data = submission.read()
    except OSError:
        return
    if submission.note not in ("", submissions.NOTHING):
        yield submission.note
    if data is None:
        return
    if (submission.path.parent / "timestamp.txt").is_file() and timestamps.read(submission.path.parent) is None:
        yield "no time that is certain in its timestamp.txt: when it came is not known"
    if (record.judged_as or record.student) in table.marked_late(submitted, record.assignment):
        yield "late, says Canvas, not by how much: no points are taken off"
    if hashlib.sha256(data).hexdigest() != record.notebook_hash:
        yield "another file was handed in since: grade again"
    if not forbidden.may_import(data, _given_lines(record.assignment)):
        return
    try:
        cells = notebooks.read_notebook(data).cells
    except notebooks.Unreadable:
        return
    given = _given(record.assignment)
    code = [cell.source for cell in cells if cell.cell_type == "code" and cell.source not in given]
    if named := forbidden.find_names(code, spec.load(record.assignment).packages):
        more = [f"and {len(named) - SHOWN} more"] if len(named) > SHOWN else []
        yield f"names {', '.join([*named[:SHOWN], *more])}"


@cache
def _given_lines(name: str) -> frozenset[bytes]:
    return frozenset(forbidden.lines_of(nbformat.writes(released_notebook(name)).encode()))


@cache
def _given(name: str) -> frozenset[str]:
    return frozenset(cell.source for cell in released_notebook(name).cells)


def _long(seconds: float) -> str:
    """How long in words, the larger units first.

    >>> _long(90), _long(7260), _long(200_000)
    ('1 min', '2 h 1 min', '2 d 7 h')
    """
    minutes = int(seconds // 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    return f"{days} d {hours} h" if days else f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _feedback(record: Record, out: Path) -> str:
    """The address of the feedback page, from the folder `out`; empty when there is none."""
    place = Path("feedback", record.student, record.assignment, f"{record.notebook}.html")
    return quote(place.as_posix()) if (out / place).is_file() else ""
