"""`handback`: everybody's feedback, as Moodle takes it for all at once, or in a folder a person."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.commands import stored
from lstm_grader.visible import visible

if TYPE_CHECKING:
    from lstm_grader.gradebook.scores import Standing
    from lstm_grader.pages.moodle import Participant
    from lstm_grader.records import Record

LOCAL = b"_build/html/"  # in the links of a page that was made without a published book


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("handback", help="pack everybody's feedback, for Moodle or in a folder a person")
    parser.add_argument("way", choices=("moodle", "folder"))
    parser.add_argument("name", metavar="NAME", help="the exercise")
    parser.add_argument("--worksheet", type=Path, metavar="CSV", help="Moodle's grading worksheet, to be filled in")
    stored.add_missing(parser)
    stored.add_submitted(parser)
    stored.add_out(parser)
    parser.set_defaults(command=_handback)


def _handback(options: argparse.Namespace) -> int:
    from lstm_grader import course

    if options.worksheet and options.way != "moodle":
        raise RuntimeError("--worksheet: only Moodle has one")
    with stored.open_store(options) as store:
        stored.choose_names(store, [options.name])
        records = store.latest(options.name)
        standings = stored.read_standings(store, [options.name], records, options.missing)
    pages = {record.student: page for record in records if (page := _page(options, record)).is_file()}
    if not pages:
        raise FileNotFoundError(f"no feedback pages of {options.name} below {options.out}: grade without --no-pages")
    if options.way == "moodle":
        _to_moodle(options, records, standings, pages)
    else:
        print(_to_folders(options, pages))
    _tell("no page, so nothing to hand back", [record.student for record in records if record.student not in pages])
    if dead := sum(LOCAL in page.read_bytes() for page in pages.values()):
        print(f"{dead} of {len(pages)} pages: {course.NO_BOOK}, and `grade --force`", file=sys.stderr)
    return 0


def _page(options: argparse.Namespace, record: Record) -> Path:
    from lstm_grader.pages.places import Places

    return Places(options.out).page("feedback", record.student, record.assignment)


def _to_folders(options: argparse.Namespace, pages: dict[str, Path]) -> Path:
    from lstm_grader.drafts import draft

    folder = options.out / "exports" / options.name
    for student, page in pages.items():
        with draft(folder / student / page.name) as place:
            place.write_bytes(page.read_bytes())
    return folder


def _to_moodle(
    options: argparse.Namespace, records: list[Record], standings: list[Standing], pages: dict[str, Path]
) -> None:
    from lstm_grader.exercise import spec
    from lstm_grader.pages import moodle

    sheet = moodle.read_worksheet(options.worksheet, spec.load(options.name).max_score) if options.worksheet else None
    students = [record.student for record in records]
    rows = _in_the_worksheet(options, students)
    who = rows | _in_the_archive(options, students)
    packed = {who[student]: pages[student] for student in reversed(students) if student in who and student in pages}
    if not packed:
        raise RuntimeError(
            f"Moodle's numbers of {options.name} are not known: `collect` reads them in its archive, or name its "
            "grading worksheet with --worksheet"
        )
    path = options.out / "exports" / f"{options.name}_feedback.zip"
    moodle.write_zip(packed.items(), path)  # of a group, to which Moodle gives one file, the first member's
    print(path)
    _tell("Moodle's number is not known, so left out", [student for student in students if student not in who])
    if sheet is None:
        print("no grades: name Moodle's grading worksheet with --worksheet, and it is filled in", file=sys.stderr)
        return
    totals = {one.student: one.total for one in standings}
    grades = {one.number: f"{totals[student]:.10g}" for student, one in rows.items() if totals[student] is not None}
    path = options.out / "exports" / f"{options.name}_grades.csv"
    sheet.filled(grades).write(path)
    print(path)
    _tell("no grade in the worksheet", [number for number in sheet.numbers() if number not in grades])
    _tell("not in the worksheet", [student for student in students if student not in rows])


def _in_the_archive(options: argparse.Namespace, students: list[str]) -> dict[str, Participant]:
    """The students whom Moodle's archive named, by themselves or as a group."""
    from lstm_grader.collect import groups

    own, teams = _registered(options), _registered(options, "moodle group")
    found = {student: own[student] for student in students if student in own}
    for student in students:
        group = groups.group_of(options.submitted, student, options.name)
        if group and group.name in teams:
            found[student] = teams[group.name]
    return found


def _in_the_worksheet(options: argparse.Namespace, students: list[str]) -> dict[str, Participant]:
    """The students whom the worksheet names: by address and the like, by the number, or by a name that one has."""
    from lstm_grader.collect.people import People
    from lstm_grader.collect.worksheets import read_worksheet
    from lstm_grader.pages.moodle import Participant

    if not options.worksheet:
        return {}
    people, numbers = People.read(_register(options)), {one.number: who for who, one in _registered(options).items()}
    found: dict[str, Participant] = {}
    for one in read_worksheet(options.worksheet, "").values():
        told = [*map(people.student, one.ids), numbers.get(one.number, ""), people.student(one.name)]
        if student := next((who for who in told if who in students), ""):
            found.setdefault(student, Participant(one.number, one.label))
    return found


def _registered(options: argparse.Namespace, platform: str = "moodle") -> dict[str, Participant]:
    """Whom `collect` met in this assignment's archives; a group has one number everywhere."""
    from lstm_grader.collect.people import People
    from lstm_grader.pages.moodle import Participant

    return {
        known.student: Participant(known.number, known.name)
        for known in People.read(_register(options)).known
        if known.platform == platform and known.exercise in (options.name, "") and known.number
    }


def _register(options: argparse.Namespace) -> Path:
    return options.submitted.parent / "collected" / "people.csv"


def _tell(words: str, who: list[str]) -> None:
    if who:
        print(visible(f"{words}: {', '.join(who)}"), file=sys.stderr)
