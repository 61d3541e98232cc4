"""Commands about a class that is graded: its page, files for learning platforms, solutions that are alike."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.spec import ROOT

if TYPE_CHECKING:
    from lstm_grader.gradebook import Store
    from lstm_grader.records import Record
    from lstm_grader.similarity import Pair


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the commands to the command line."""
    report = _command(commands, "report", "write the class page from the stored grades, without grading")
    report.set_defaults(command=_report)

    similar = _command(commands, "similar", "write the answers as Python files, for a tool that finds copies")
    similar.set_defaults(command=_similar)

    export = commands.add_parser("export", help="write the scores for a spreadsheet, Canvas or Moodle")
    export.add_argument("format", choices=("csv", "canvas", "moodle"))
    export.add_argument("--roster", type=Path, metavar="FILE", help="the platform's own list of students, as CSV")
    _common(export)
    export.set_defaults(command=_export)


def _command(commands: argparse._SubParsersAction, name: str, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words)
    parser.add_argument(
        "--submitted",
        type=Path,
        default=ROOT / "course" / "submitted",
        metavar="DIR",
        help="folders {student}/{assignment}/{notebook}.ipynb (default: course/submitted)",
    )
    _common(parser)
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all that were graded when none is named")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / "course",
        metavar="DIR",
        help="where the grades are, and where this is written (default: course)",
    )
    parser.add_argument("--db", default="", metavar="URL", help="the gradebook (default: below --out)")


def _report(options: argparse.Namespace) -> int:
    from lstm_grader import grading, late, report, scores

    with open_store(options) as store:
        names = graded(store, options.names)
        records = [record for name in names for record in store.latest(name)]
        late_ones, outdated = late.late(store.engine, names), scores.outdated(store.engine)
    path = grading.Places(options.out).report
    submitted = options.submitted if options.submitted.is_dir() else None
    pairs = _pairs(records, options.submitted) if submitted else None
    report.write(records, path, submitted, late_ones, pairs, outdated)
    print(path)
    return 0


def _pairs(records: list[Record], submitted: Path) -> list[Pair] | None:
    from lstm_grader import similarity

    if not similarity.installed():
        print(similarity.HINT, file=sys.stderr)
        return None
    pairs = []
    for name in dict.fromkeys(record.assignment for record in records):
        own = [record for record in records if record.assignment == name]
        pairs += similarity.alike(name, similarity.solutions(own, submitted))
    return pairs


def _similar(options: argparse.Namespace) -> int:
    from lstm_grader import similarity

    if not options.submitted.is_dir():
        raise FileNotFoundError(f"no submissions at {options.submitted}")
    with open_store(options) as store:
        for name in graded(store, options.names):
            texts = similarity.solutions(store.latest(name), options.submitted)
            students, given = similarity.write(name, texts, options.out / "similar")
            print(f"copydetect -t {students} -b {given} -e py -O {students.parent / 'report.html'}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from lstm_grader import lms, scores

    if options.roster and options.format == "csv":
        raise RuntimeError("--roster: only Canvas and Moodle need one")
    roster = lms.read_roster(options.roster, options.format) if options.roster else None
    with open_store(options) as store:
        names = graded(store, options.names)
        standings = scores.standings(store.engine, names)
        records = [record for name in names for record in store.latest(name)]
    if options.format == "csv":
        export = lms.table(standings, names)
    elif options.format == "canvas":
        export = lms.canvas(standings, names, roster)
    else:
        export = lms.moodle(standings, names, records, roster)
    path = options.out / "exports" / f"{options.format}.csv"
    lms.write(export, path)
    for words, who in (
        ("graded, but not in the roster, so left out", export.unknown),
        ("in the roster, but not graded, so left out", export.ungraded),
        ("would be run by a spreadsheet; take the apostrophe off before you import", export.changed),
    ):
        if who:
            print(f"{words}: {', '.join(who)}", file=sys.stderr)
    print(path)
    return 0


def open_store(options: argparse.Namespace) -> Store:
    """The gradebook that is there.

    Raises:
        FileNotFoundError: there is none.
    """
    from lstm_grader import gradebook, grading

    default = options.out / "gradebook.db"
    if not options.db and not default.is_file():
        raise FileNotFoundError(f"no gradebook at {default}: grade first, or name another place with --out or --db")
    return gradebook.Store(options.db or grading.Places(options.out).db_url)


def graded(store: Store, names: list[str]) -> list[str]:
    """The exercises asked for, by default all that have grades.

    Raises:
        LookupError: an exercise that has none.
    """
    there = sorted({record.assignment for record in store.latest()})
    if missing := [name for name in names if name not in there]:
        known = ", ".join(there) or "none"
        raise LookupError(f"nothing is graded of {', '.join(missing)}; there are grades of: {known}")
    return list(dict.fromkeys(names)) or there
