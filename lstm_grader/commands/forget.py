"""`forget`: removes all that a term has of a student."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.visible import visible

if TYPE_CHECKING:
    from lstm_grader.pages.places import Places


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("forget", help="remove all that the term has of a student, for good")
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(command=_forget)


def _forget(options: argparse.Namespace) -> int:
    from lstm_grader import course
    from lstm_grader.collect.students import is_student_id
    from lstm_grader.collect.turn import take_turn
    from lstm_grader.gradebook import copies
    from lstm_grader.gradebook.store import Store
    from lstm_grader.pages import exports
    from lstm_grader.pages.places import Places

    student, submitted = options.student, course.submitted()
    places = Places(course.folder())
    if not is_student_id(student):
        raise LookupError(f"{student!r} is no student's name here")
    with Store(places.db_url) as store:
        found = [*_own(places, submitted, student), *_tables(submitted, student)]
        if not found and student not in store.students():
            raise LookupError(f"the term has nothing of {student!r}")
        print(visible(f"to be removed for good: the grades of {student}, and what is of them in"), *found, sep="\n  ")
        for line in _shared(submitted, student):
            print(visible(line))
        if not options.yes and input("Type the student's name to go on: ") != student:
            print("nothing is removed", file=sys.stderr)
            return 1
        with take_turn(submitted):  # folders last: as long as there is something left, the same command goes on
            _leave_tables(submitted, student)
            exports.write_csv((record for record in store.latest() if record.student != student), places.csv)
            copies.forget(store, student)
            for path in _own(places, submitted, student):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(
        "removed; `report`, `export` and `handback` write their files again without it. Backups and archives have it."
    )
    return 0


def _own(places: Places, submitted: Path, student: str) -> list[Path]:
    """What is this student's alone: folders of that name, and the answers as `similar` wrote them."""
    from lstm_grader.collect.students import folder_of
    from lstm_grader.pages.places import KINDS

    exports, answers = places.root / "exports", places.root / "similar"
    handed_back = [*exports.glob("*"), *exports.glob("gradescope/*")]
    everywhere = [submitted, *(places.root / kind for kind in KINDS), *handed_back]
    folders = [path for path in (folder_of(folder, student) for folder in everywhere) if path.is_dir()]
    return folders + [path for path in answers.glob("*/students/*.py") if path.stem == student]


def _tables(submitted: Path, student: str) -> list[Path]:
    """Where people are noted: the table of groups, and those that `collect` writes."""
    from lstm_grader.collect import groups, table
    from lstm_grader.collect.people import People

    home = submitted.parent / "collected"
    people = home / "people.csv"
    found = [submitted.parent / groups.FILE] if any(student in one.members for one in groups.read(submitted)) else []
    found += [
        path
        for path in sorted(home.glob("*.csv"))
        if path != people and any(row.student == student for row in table.read(path))
    ]
    return found + [people] * any(known.student == student for known in People.read(people).known)


def _leave_tables(submitted: Path, student: str) -> None:
    from lstm_grader.collect import groups, table
    from lstm_grader.collect.people import People

    for path in _tables(submitted, student):  # the register last: it tells who is meant in the table of groups
        if path.name == groups.FILE:
            groups.remove(submitted, student)
        elif path.name == "people.csv":
            People(known for known in People.read(path).known if known.student != student).write(path)
        else:
            table.write([row for row in table.read(path) if row.student != student], path)


def _shared(submitted: Path, student: str) -> Iterator[str]:
    """What of this student's folder is others' work, too."""
    from lstm_grader.collect import groups, submissions
    from lstm_grader.exercise import spec

    for name in spec.names():
        group = groups.group_of(submitted, student, name)
        own = [] if group is None else [who for who in group.members if who != student]
        others = [who for who in own if submissions.find_one(submitted, who, name).judged_as == student]
        if others:
            yield (
                f"{name}: the work of the group {group.name} lies there and goes, too; it stays if you first move it "
                f"to {submitted / others[0] / name}"
            )
