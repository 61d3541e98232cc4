"""What the commands about stored grades share: their arguments, and the gradebook that is there."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader import ROOT

if TYPE_CHECKING:
    from lstm_grader.gradebook.store import Store


def add_command(commands: argparse._SubParsersAction, name: str, words: str) -> argparse.ArgumentParser:
    """Adds a command that looks at what was handed in, too."""
    parser = commands.add_parser(name, help=words)
    parser.add_argument(
        "--submitted",
        type=Path,
        default=ROOT / "course" / "submitted",
        metavar="DIR",
        help="folders {student}/{assignment}/{notebook}.ipynb (default: course/submitted)",
    )
    add_arguments(parser)
    return parser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that every command about stored grades takes."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all that were graded when none is named")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / "course",
        metavar="DIR",
        help="where the grades are, and where this is written (default: course)",
    )
    parser.add_argument("--db", default="", metavar="URL", help="the gradebook (default: below --out)")


def open_store(options: argparse.Namespace) -> Store:
    """The gradebook that is there.

    Raises:
        FileNotFoundError: there is none.
    """
    from lstm_grader.gradebook.store import Store
    from lstm_grader.pages.places import Places

    default = options.out / "gradebook.db"
    if not options.db and not default.is_file():
        raise FileNotFoundError(f"no gradebook at {default}: grade first, or name another place with --out or --db")
    return Store(options.db or Places(options.out).db_url)


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
