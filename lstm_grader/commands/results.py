"""`results`: the stored verdicts as other programs read them."""

from __future__ import annotations

import argparse
import sys

from lstm_grader.commands import stored
from lstm_grader.visible import visible


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("results", help="write each student's verdicts as another program reads them")
    parser.add_argument("name", metavar="NAME", help="the exercise")
    parser.add_argument("--format", choices=("gradescope",), required=True)
    stored.add_out(parser)
    parser.set_defaults(command=_results)


def _results(options: argparse.Namespace) -> int:
    from lstm_grader import course
    from lstm_grader.collect.students import is_student_id
    from lstm_grader.drafts import draft
    from lstm_grader.pages import gradescope

    with stored.open_store(options) as store:
        stored.choose_names(store, [options.name])
        records = store.latest(options.name)
        standings = {one.student: one for one in stored.read_standings(store, [options.name], records)}
    folder, without = options.out / "exports" / "gradescope" / options.name, []
    for record in records:
        if record.ungraded or not is_student_id(record.student):
            without.append(record.student)
            continue
        text = gradescope.make_results(record, standings[record.student], course.published_book())
        with draft(folder / record.student / "results.json") as place:
            place.write_text(text, encoding="utf-8")
    if without:
        print(visible(f"not graded, so without results: {', '.join(without)}"), file=sys.stderr)
    print(folder)
    return 0
