"""`report`: the class page from the stored grades, without grading."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.commands.stored import add_command, choose_names, open_store

if TYPE_CHECKING:
    from lstm_grader.pages.similarity import Pair
    from lstm_grader.records import Record


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = add_command(commands, "report", "write the class page from the stored grades, without grading")
    parser.set_defaults(command=_report)


def _report(options: argparse.Namespace) -> int:
    from lstm_grader.gradebook import late, scores
    from lstm_grader.pages import class_page
    from lstm_grader.pages.places import Places

    with open_store(options) as store:
        names = choose_names(store, options.names)
        records = [record for name in names for record in store.latest(name)]
        late_ones, outdated = late.find_late(store.engine, names), scores.find_outdated(store.engine)
    path = Places(options.out).report
    submitted = options.submitted if options.submitted.is_dir() else None
    pairs = _pairs(records, options.submitted) if submitted else None
    class_page.write(records, path, submitted, late_ones, pairs, outdated)
    print(path)
    return 0


def _pairs(records: list[Record], submitted: Path) -> list[Pair] | None:
    from lstm_grader.pages import similarity

    if not similarity.is_installed():
        print(similarity.HINT, file=sys.stderr)
        return None
    pairs = []
    for name in dict.fromkeys(record.assignment for record in records):
        own = [record for record in records if record.assignment == name]
        pairs += similarity.find_alike(name, similarity.read_solutions(own, submitted))
    return pairs
