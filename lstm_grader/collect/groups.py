"""Who works together: `groups.csv` beside the submissions, with the columns `group,student` and, if wanted, `exercise`.

A group's work lies in one folder, the group's own or a member's, and is every member's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lstm_grader.collect.people import People, folder_name, key_of, place_of
from lstm_grader.collect.sheets import read_sheet
from lstm_grader.drafts import draft

FILE = "groups.csv"


@dataclass(frozen=True)
class Group:
    """Some students who hand in together."""

    name: str
    exercise: str
    """Empty: in all exercises."""
    members: tuple[str, ...]

    def works_on(self, exercise: str) -> bool:
        """Whether it hands in this exercise."""
        return self.exercise in ("", exercise)

    @property
    def folder(self) -> str:
        """What a folder of its own is called."""
        return folder_name(self.name)

    @property
    def folders(self) -> tuple[str, ...]:
        """Whose folders may hold its work."""
        return tuple(dict.fromkeys((self.folder, *self.members)))


def read(submitted: Path) -> tuple[Group, ...]:
    """The groups of the course whose submissions lie there; none where there is no such file.

    Raises:
        RuntimeError: it has other columns, or a student is in two groups.
    """
    path, register = submitted.parent / FILE, place_of(submitted)
    return _read(path, _state(path), register, _state(register)) if path.is_file() else ()


def group_of(submitted: Path, student: str, exercise: str) -> Group | None:
    """The group of a student in an exercise; None where they work alone."""
    found = [group for group in read(submitted) if student in group.members and group.works_on(exercise)]
    return next(iter(sorted(found, key=lambda group: not group.exercise)), None)


def owns(submitted: Path, folder: str, exercise: str) -> Group | None:
    """The group whose own folder this is, in an exercise."""
    found = (group for group in read(submitted) if group.folder == folder and group.works_on(exercise))
    return next((group for group in found if folder not in group.members), None)


def remove(submitted: Path, student: str) -> None:
    """Takes a student out of the table, whatever it calls them; the other rows stay."""
    path, people = submitted.parent / FILE, People.read(place_of(submitted))
    header, *rows = read_sheet(path)
    kept = [row for row in rows if len(row) < 2 or people.student(row[1].strip()) != student]
    with draft(path) as place, place.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *kept])


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _: tuple, register: Path, __: tuple) -> tuple[Group, ...]:
    header, *rows = read_sheet(path) or [[]]
    heads = [head.strip().lower() for head in header]
    if heads not in (["group", "student"], ["group", "student", "exercise"]):
        raise RuntimeError(f"{path}: expected the columns group,student or group,student,exercise, got {header}")
    people = People.read(register)
    found: dict[tuple[str, str], list[str]] = {}
    of: dict[tuple[str, str], str] = {}
    for row in rows:
        group, student, exercise = (*(cell.strip() for cell in row), "", "", "")[:3]
        if not group or not student:
            continue
        who = people.student(student)
        other = of.setdefault((who, exercise), group)
        if key_of(other) != key_of(group):
            raise RuntimeError(f"{path}: {student} is in two groups, {other} and {group}; take one row out")
        members = found.setdefault((other, exercise), [])
        members += [who] if who not in members else []
    return tuple(Group(group, exercise, tuple(members)) for (group, exercise), members in found.items())
