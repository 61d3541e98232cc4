"""The class page: how the scores lie, which checks fail, which mistakes were made, who needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from lstm_grader import catalogue
from lstm_grader.records import Record


@dataclass(frozen=True)
class CheckRow:
    """How a class did on one check."""

    name: str
    right: int
    total: int
    mistakes: tuple[tuple[str, str, int], ...]
    """(catalogue id, its name, how many students), the most frequent first."""


@dataclass(frozen=True)
class AssignmentPage:
    """How a class did on one exercise."""

    name: str
    max_score: float
    scores: tuple[tuple[float, int], ...]
    """(score, how many students), falling."""
    checks: tuple[CheckRow, ...]
    people: tuple[tuple[str, str], ...]
    """(student, why a person should look)."""


def write(records: Sequence[Record], path: Path) -> None:
    """Writes the class page of these records as one self-contained HTML file."""
    names = sorted({record.assignment for record in records})
    pages = [_page(name, [record for record in records if record.assignment == name]) for name in names]
    unsafe = any("none" in record.sandbox for record in records)
    path.write_text(_template().render(pages=pages, unsafe=unsafe), encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("lstm_grader")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(
        "report.html"
    )


def _page(name: str, records: list[Record]) -> AssignmentPage:
    scores = Counter(record.score for record in records)
    checks = [check.check for check in records[0].checks]
    rows = [_check_row(check, records) for check in checks]
    people = [(record.student, why) for record in records if (why := _needs_person(record))]
    return AssignmentPage(
        name, records[0].max_score, tuple(sorted(scores.items(), reverse=True)), tuple(rows), tuple(people)
    )


def _check_row(name: str, records: list[Record]) -> CheckRow:
    found = [check for record in records for check in record.checks if check.check == name]
    counts = Counter(check.misconception or check.verdict for check in found if check.verdict != "right")
    mistakes = tuple((key, _words(key), count) for key, count in counts.most_common())
    return CheckRow(name, sum(check.verdict == "right" for check in found), len(found), mistakes)


def _words(key: str) -> str:
    rows = catalogue.read()
    return " and ".join(rows[part].name for part in key.split("+") if part in rows)


def _needs_person(record: Record) -> str:
    reasons = [f"tried: {flag}" for flag in record.flags]
    unknown = [check.check for check in record.checks if check.misconception == "unknown"]
    if unknown:
        reasons.append(f"a mistake that the catalogue does not know in {', '.join(unknown)}")
    words = {check.verdict for check in record.checks}
    reasons += [word for word in ("unreadable", "refused", "infrastructure") if word in words]
    return "; ".join(reasons)
