"""Commands about a class that is graded: its page, files for learning platforms, solutions that are alike."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.spec import ROOT

if TYPE_CHECKING:
    from lstm_grader.gradebook import Store


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the commands to the command line."""
    report = _command(commands, "report", "write the class page from the stored grades, without grading")
    report.set_defaults(command=_report)


def _command(commands: argparse._SubParsersAction, name: str, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words)
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all that were graded when none is named")
    parser.add_argument("--submitted", type=Path, default=ROOT / "course" / "submitted", metavar="DIR",
                        help="folders {student}/{assignment}/{notebook}.ipynb (default: course/submitted)")
    parser.add_argument("--out", type=Path, default=ROOT / "course", metavar="DIR",
                        help="where the grades are, and where this is written (default: course)")
    parser.add_argument("--db", default="", metavar="URL", help="the gradebook (default: below --out)")
    return parser


def _report(options: argparse.Namespace) -> int:
    from lstm_grader import grading, report

    with open_store(options) as store:
        records = [record for name in graded(store, options.names) for record in store.latest(name)]
        path = grading.Places(options.out).report
        report.write(records, path, options.submitted if options.submitted.is_dir() else None)
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
