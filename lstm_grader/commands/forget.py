"""`forget`: removes all that a term has of a student."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from lstm_grader.visible import visible


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("forget", help="remove all that the term has of a student, for good")
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.set_defaults(command=_forget)


def _forget(options: argparse.Namespace) -> int:
    from lstm_grader import course
    from lstm_grader.collect.students import folder_of, is_student_id
    from lstm_grader.gradebook import copies
    from lstm_grader.gradebook.store import Store
    from lstm_grader.pages import exports
    from lstm_grader.pages.places import KINDS, Places

    student, places = options.student, Places(course.folder())
    if not is_student_id(student):
        raise LookupError(f"{student!r} is no student's name here")
    folders = [course.submitted(), *(places.root / kind for kind in KINDS)]
    found = [path for path in (folder_of(folder, student) for folder in folders) if path.is_dir()]
    with Store(places.db_url) as store:
        if not found and student not in store.students():
            raise LookupError(f"the term has nothing of {student!r}")
        print(visible(f"to be removed for good: the grades of {student}, and"), *found, sep="\n  ")
        if not options.yes and input("Type the student's name to go on: ") != student:
            print("nothing is removed", file=sys.stderr)
            return 1
        for path in found:
            shutil.rmtree(path)
        copies.forget(store, student)
        exports.write_csv(store.latest(), places.csv)
    _forget_collected(places.root / "collected", student)
    print("removed; `report` and `export` write their files again without it. Backups and archives still have it.")
    return 0


def _forget_collected(folder: Path, student: str) -> None:
    """Takes a student out of what `collect` noted."""
    from lstm_grader.collect import table
    from lstm_grader.collect.people import People

    for path in sorted(folder.glob("*.csv")):
        if path.name == "people.csv":
            People(known for known in People.read(path).known if known.student != student).write(path)
        else:
            table.write([row for row in table.read(path) if row.student != student], path)
