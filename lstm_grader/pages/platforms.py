"""Files for learning platforms: a table of points for each check, and what Canvas and Moodle import.

Canvas: columns Student, ID, SIS User ID, SIS Login ID, Section, then one an assignment; a row "Points Possible".
Moodle: a column that identifies the user, then a grade and a feedback column an exercise, mapped by hand on import.
Sources: Canvas, lib/gradebook_importer.rb; Moodle, grade/import/csv and https://docs.moodle.org/en/Grade_import.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lstm_grader.collect.rosters import CANVAS, IDENTIFIERS, MOODLE, NAMES, Roster
from lstm_grader.collect.sheets import inert
from lstm_grader.drafts import draft
from lstm_grader.exercise import catalogue, spec
from lstm_grader.gradebook.scores import Standing
from lstm_grader.records import Record
from lstm_grader.selfcheck import Word

CANVAS_ID = re.compile(r"\s*\(\d+\)$")
NUMBER = re.compile(r"\d+(\.\d+)?")
ABSENT = "Not handed in."
NO_GRADE = {"canvas": "", "moodle": "-"}  # each platform's word for it


@dataclass(frozen=True)
class Export:
    """The rows of a file, its header first, and who could not be put into it."""

    rows: list[list[str]]
    unknown: tuple[str, ...] = ()
    """Students with grades whom the roster does not have; they are left out."""
    ungraded: tuple[str, ...] = ()
    """Students of the roster who have no grades; they are left out, so that nothing of theirs is overwritten."""
    changed: tuple[str, ...] = ()
    """Identifiers that a spreadsheet would run as a formula: they got an apostrophe, which the platform must not."""


def make_table(standings: Sequence[Standing], names: Sequence[str]) -> Export:
    """A row a student, a column a check; for each exercise what was taken off for lateness, and the total."""
    header = ["student"]
    for name in names:
        header += [*(f"{name} {check.name}" for check in spec.load(name).checks), f"{name} late", name]
    rows = [header]
    for student, own in _by_student(standings).items():
        row = [inert(student)]
        for name in names:
            standing = own.get(name)
            if standing is None:
                row += [""] * (len(spec.load(name).checks) + 2)
                continue
            row += [*map(_points, standing.checks.values()), _points(-standing.penalty or 0.0), _points(standing.total)]
        rows.append(row)
    return Export(rows)


def make_canvas(standings: Sequence[Standing], names: Sequence[str], roster: Roster | None = None) -> Export:
    """The gradebook file of Canvas. A column of the roster with an exercise's name or title keeps its Canvas id.

    Raises:
        RuntimeError: Canvas counts the exercise in other points than the grader.
    """
    columns = [_canvas_column(name, roster) for name in names]
    possible = ["    Points Possible", "", "", "", "", *(_points(spec.load(name).max_score) for name in names)]
    by_student = _by_student(standings)
    who, unknown, ungraded = _matched(by_student, roster, "canvas")
    body, changed = [], []
    for student, row in who.items():
        own = by_student[student]
        if row is None:
            row = {"Student": next(iter(own.values())).name, "SIS Login ID": student}
        told = [row.get(column, "") for column in CANVAS]
        changed += [value for value in told[1:] if inert(value) != value]
        body.append([*map(inert, told), *(_grade(own.get(name), "canvas") for name in names)])
    return Export([[*CANVAS, *map(inert, columns)], possible, *body], unknown, ungraded, tuple(changed))


def make_moodle(
    standings: Sequence[Standing], names: Sequence[str], records: Iterable[Record], roster: Roster | None = None
) -> Export:
    """The file for Moodle's CSV import. Each feedback goes with its grade: alone it would take the grade away.

    Moodle ends the whole import at the first user it does not know, and wants "-" where there is no grade.
    """
    by_student = _by_student(standings)
    who, unknown, ungraded = _matched(by_student, roster, "moodle")
    if roster is None:
        identified = ["Email address" if by_student and all("@" in student for student in by_student) else "Username"]
    else:
        identified = [column for column in MOODLE if column in roster.columns]
    judged = {(record.student, record.assignment): record for record in records}
    rows = [[*identified, *(column for name in names for column in (name, f"{name} feedback"))]]
    changed = []
    for student, row in who.items():
        own = by_student[student]
        told = [student] if row is None else [row.get(column, "") for column in identified]
        changed += [value for value in told if inert(value) != value]
        cells = [inert(value) for value in told]
        for name in names:
            standing = own.get(name)
            late = f" Late: {_points(standing.penalty)} off." if standing and standing.penalty else ""
            record = judged.get((student, name))
            told = summarize(record, standing) if record else ABSENT if standing and standing.absent else ""
            cells += [_grade(standing, "moodle"), told + late]
        rows.append(cells)
    return Export(rows, unknown, ungraded, tuple(changed))


def summarize(record: Record, standing: Standing | None) -> str:
    """One line on a submission, in the grader's words alone: nothing a student wrote reaches the platform."""
    if standing and standing.absent:
        return ABSENT
    known = catalogue.read()
    parts = []
    for check in record.checks:
        points = standing.checks.get(check.check) if standing else None
        if points is not None and points != check.score:
            parts.append(f"{check.check}: {_points(points)} of {_points(check.max_score)} by hand.")
        elif check.verdict != Word.RIGHT:
            seen = " and ".join(known[key].name for key in check.mistake.split("+") if key in known)
            parts.append(f"{check.check}: {check.verdict}{f' ({seen})' if seen else ''}.")
    return " ".join(parts) or "All right."


def write(export: Export, path: Path) -> None:
    """Writes the rows as UTF-8 with commas, whole or not at all."""
    with draft(path) as place, place.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(export.rows)


def _by_student(standings: Iterable[Standing]) -> dict[str, dict[str, Standing]]:
    found: dict[str, dict[str, Standing]] = {}
    for standing in standings:
        found.setdefault(standing.student, {})[standing.assignment] = standing
    return dict(sorted(found.items()))


def find_names(students: Iterable[str], roster: Roster, platform: str) -> dict[str, tuple[str, str]]:
    """First and last name of each student whom the roster has with both."""
    who, _, _ = _matched(students, roster, platform)
    told = {student: _name(row) for student, row in who.items()}
    return {student: name for student, name in told.items() if all(name)}


def _name(row: dict[str, str]) -> tuple[str, str]:
    """Moodle has a column for each; Canvas writes "Lovelace, Ada"."""
    last, _, first = row.get("Student", "").partition(",")
    told = [row.get(column, "").strip() for column in NAMES]
    return told[0] or first.strip(), told[1] or last.strip()


def find_others(students: Iterable[str], roster: Roster, platform: str) -> tuple[str, ...]:
    """Who of the roster is none of these students, by what identifies them there."""
    return _matched(students, roster, platform)[2]


def _matched(students: Iterable[str], roster: Roster | None, platform: str):
    """Student -> row of the roster (None without a roster), who is not in it, and who of it has no grades."""
    if roster is None:
        return dict.fromkeys(students), (), ()
    rows = roster.by(IDENTIFIERS[platform])
    who: dict[str, dict[str, str]] = {}
    for student in students:
        row = roster.row_of(student, rows)
        if row is not None and not any(row is other for other in who.values()):
            who[student] = row
    matched = {id(row) for row in who.values()}
    ungraded = [
        next(row[column] for column in IDENTIFIERS[platform] if row.get(column, "").strip())
        for row in roster.rows
        if id(row) not in matched
    ]
    return who, tuple(student for student in students if student not in who), tuple(ungraded)


def _canvas_column(name: str, roster: Roster | None) -> str:
    titles = {name.lower(), spec.load(name).title.lower()}
    there = roster.columns if roster else ()
    column = next((column for column in there if CANVAS_ID.sub("", column).lower() in titles), name)
    theirs, ours = roster.possible.get(column, "").strip() if roster else "", spec.load(name).max_score
    if theirs and (not NUMBER.fullmatch(theirs) or float(theirs) != ours):
        raise RuntimeError(
            f"{column}: Canvas has {theirs} points for it, the exercise {ours:g}: "
            "change that in Canvas and export its gradebook again"
        )
    return column


def _grade(standing: Standing | None, platform: str) -> str:
    return _points(standing.total) if standing and standing.total is not None else NO_GRADE[platform]


def _points(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"
