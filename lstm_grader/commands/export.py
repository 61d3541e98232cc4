"""`export`: the scores for a spreadsheet, Canvas or Moodle."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lstm_grader.commands.stored import add_arguments, add_missing, choose_names, open_store, read_standings
from lstm_grader.visible import visible

EMPTY = {
    "empty": "not handed in, left empty (--missing zero or after-due gives 0)",
    "after-due": "not handed in, and not due yet for them, so left empty",
}


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("export", help="write the scores for a spreadsheet, Canvas or Moodle")
    parser.add_argument("format", choices=("csv", "canvas", "moodle"))
    parser.add_argument("--roster", type=Path, metavar="FILE", help="the platform's own list of students, as CSV")
    add_missing(parser)
    add_arguments(parser)
    parser.set_defaults(command=_export)


def _export(options: argparse.Namespace) -> int:
    from lstm_grader import course
    from lstm_grader.collect import rosters
    from lstm_grader.collect.people import People
    from lstm_grader.gradebook import scores
    from lstm_grader.pages import platforms

    if options.roster and options.format == "csv":
        raise RuntimeError("--roster: only Canvas and Moodle need one")
    people = People.read((options.out or course.folder()) / "collected" / "people.csv")
    roster = rosters.read_roster(options.roster, options.format, people) if options.roster else None
    with open_store(options) as store:
        names = choose_names(store, options.names)
        records = [record for name in names for record in store.latest(name)]
        found = read_standings(store, names, records, options.missing)
        if roster:
            named = store.name_students(platforms.find_names(store.students(), roster, options.format))
            if named:
                print(f"names put into the gradebook, for formgrader: {named}", file=sys.stderr)
            if options.missing != "empty":
                strangers = platforms.find_others({one.student for one in found}, roster, options.format)
                found += scores.fill_missing(scores.make_absent(store.engine, strangers, names), options.missing)
    if options.format == "csv":
        export = platforms.make_table(found, names)
    elif options.format == "canvas":
        export = platforms.make_canvas(found, names, roster)
    else:
        export = platforms.make_moodle(found, names, records, roster)
    path = options.out / "exports" / f"{options.format}.csv"
    platforms.write(export, path)
    empty = sorted({one.student for one in found if one.absent and one.total is None})
    zero = sorted({one.student for one in found if one.absent and one.total is not None})
    for words, who in (
        (EMPTY.get(options.missing, ""), empty),
        ("not handed in, so 0", zero),
        ("graded, but not in the roster, so left out", export.unknown),
        ("in the roster, but not graded, so left out", export.ungraded),
        ("would be run by a spreadsheet; take the apostrophe off before you import", export.changed),
    ):
        if who:
            print(visible(f"{words}: {', '.join(who)}"), file=sys.stderr)
    print(path)
    return 0
