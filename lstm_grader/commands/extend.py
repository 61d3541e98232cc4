"""`extend`: more time for one student."""

from __future__ import annotations

import argparse
import difflib
from datetime import datetime, timedelta
from pathlib import Path

from lstm_grader.commands import stored
from lstm_grader.visible import visible


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("extend", help="give a student more time, also before anything was handed in")
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("name", metavar="NAME", help="the exercise")
    much = parser.add_mutually_exclusive_group(required=True)
    much.add_argument("--days", type=float, metavar="N", help="after everybody's due date; 0 takes an extension back")
    much.add_argument("--until", metavar="TIME", help='such as "2026-11-04 12:00 Europe/Berlin"')
    parser.add_argument("--roster", type=Path, metavar="CSV", help="the platform's list of the class, for who is new")
    stored.add_submitted(parser)
    stored.add_out(parser)
    parser.set_defaults(command=_extend)


def _extend(options: argparse.Namespace) -> int:
    from lstm_grader.exercise import spec
    from lstm_grader.gradebook import extensions
    from lstm_grader.gradebook.store import Store
    from lstm_grader.pages.places import Places

    stored.find_places(options)
    exercise, more = spec.load(options.name), _more(options)
    with Store(Places(options.out).db_url) as store:
        student = _known(options, exercise.name, store.students())
        extensions.extend(store, student, exercise, more)
        found = extensions.read_extensions(store, exercise.name)
    print(f"more time for {exercise.name}" if found else f"nobody has more time for {exercise.name}")
    for one in found:
        print(visible(f"  {one}"))
    if found and not found[0].due:
        print("It counts once the exercise has a due date.")
    print("What lateness costs is settled by the next grading, and nothing is judged again for it.")
    return 0


def _more(options: argparse.Namespace) -> timedelta | datetime:
    from lstm_grader.collect.clock import read_time

    if options.until is None:
        if not 0 <= options.days <= 1000:
            raise RuntimeError(f"--days: expected 0 to 1000, got {options.days:g}")
        return timedelta(days=options.days)
    try:
        return read_time(options.until)
    except ValueError as error:
        raise RuntimeError(f"--until: {error}") from error


def _known(options: argparse.Namespace, exercise: str, students: list[str]) -> str:
    """The student who is meant: by the name here, or by an address or a name that the class's lists have.

    Raises:
        LookupError: nobody knows them: no gradebook, no folder, no group, no archive or worksheet, no roster.
    """
    from lstm_grader.collect import enrolling, groups
    from lstm_grader.collect.people import People
    from lstm_grader.collect.students import composed, list_students

    name, submitted = options.student, options.submitted
    people = People.read(submitted.parent / "collected" / "people.csv")
    folders = [path for path in submitted.iterdir() if path.is_dir()] if submitted.is_dir() else []
    listed = {
        *students,
        *(one.student for one in people.known),
        *(who for g in groups.read(submitted) for who in g.members),
    }
    known = {composed(student): student for student in list_students(folders, listed)}
    for meant in map(composed, (name, people.student(name))):
        if meant in known:
            return known[meant]
    if options.roster:
        return enrolling.enrol(options.roster, name, exercise, submitted)
    like = difflib.get_close_matches(name, known.values(), n=3)
    meant = f"; is it {' or '.join(like)}?" if like else "."
    raise LookupError(
        f"nobody is called {name}{meant} Who is new is found in the class list that you name with --roster"
    )
