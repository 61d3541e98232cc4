"""What the commands about stored grades share: their arguments, and the gradebook that is there."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lstm_grader.gradebook.scores import Standing
    from lstm_grader.gradebook.store import Store
    from lstm_grader.records import Record


def add_command(commands: argparse._SubParsersAction, name: str, words: str) -> argparse.ArgumentParser:
    """Adds a command that looks at what was handed in, too."""
    parser = commands.add_parser(name, help=words)
    add_submitted(parser)
    add_arguments(parser)
    return parser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that every command about stored grades takes."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all that were graded when none is named")
    add_out(parser)


def add_submitted(parser: argparse.ArgumentParser) -> None:
    """Where the notebooks are that were handed in."""
    parser.add_argument(
        "--submitted",
        type=Path,
        metavar="DIR",
        help="folders {student}/{assignment}/{notebook}.ipynb (default: course/submitted)",
    )


def add_out(parser: argparse.ArgumentParser) -> None:
    """Where the grades and pages are."""
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="a trial in a folder of its own, with a gradebook of its own (default: course, and the gradebook that "
        "nbgrader_config.py names)",
    )


def add_missing(parser: argparse.ArgumentParser) -> None:
    """What becomes of those who handed in nothing."""
    parser.add_argument(
        "--missing",
        choices=("empty", "zero", "after-due"),
        default="empty",
        help="what who handed in nothing gets: no score, 0, or 0 once it is due for them (default: empty)",
    )


def read_standings(store: Store, names: list[str], records: Iterable[Record], missing: str = "empty") -> list[Standing]:
    """Where everybody stands in some exercises, given all their records; see `scores.fill_missing`."""
    from lstm_grader.gradebook import scores

    absent = {(record.student, record.assignment) for record in records if record.absent}
    return scores.fill_missing(scores.read_standings(store.engine, names, absent), missing)


def find_places(options: argparse.Namespace) -> None:
    """Puts the course's own folders where none were given."""
    from lstm_grader import course

    if "out" in options:
        options.out = options.out or course.folder()
    if "submitted" in options:
        options.submitted = options.submitted or course.submitted()


def open_store(options: argparse.Namespace) -> Store:
    """The gradebook that is there.

    Raises:
        FileNotFoundError: there is none.
    """
    from lstm_grader import course
    from lstm_grader.gradebook import address
    from lstm_grader.gradebook.store import Store

    find_places(options)
    db_url = course.gradebook(options.out)
    url = address.parse(db_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database).is_file():
        raise FileNotFoundError(f"no gradebook at {url.database}: grade first, or name another folder with --out")
    return Store(db_url)


def choose_names(store: Store, names: list[str]) -> list[str]:
    """The exercises asked for, by default all that have grades.

    Raises:
        LookupError: an exercise that has none; or nothing is graded.
    """
    there = sorted({record.assignment for record in store.latest()})
    if missing := [name for name in names if name not in there]:
        known = ", ".join(there) or "none"
        raise LookupError(f"nothing is graded of {', '.join(missing)}; there are grades of: {known}")
    if not there:
        raise LookupError("nothing is graded yet: grade first")
    return list(dict.fromkeys(names)) or there
