"""`explain`: judges a graded submission again, on the same inputs."""

from __future__ import annotations

import argparse
from pathlib import Path

from lstm_grader import ROOT
from lstm_grader.commands.stored import open_store


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("explain", help="judge a graded submission again, on the same inputs")
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    parser.add_argument("--submitted", type=Path, default=ROOT / "course" / "submitted", metavar="DIR")
    parser.add_argument("--out", type=Path, default=ROOT / "course", metavar="DIR")
    parser.add_argument("--db", default="", metavar="URL", help="the gradebook, as given to grade")
    parser.set_defaults(command=_explain)


def _explain(options: argparse.Namespace) -> int:
    from lstm_grader.grading import appeal

    with open_store(options) as store:
        text, same = appeal.explain(options.student, options.assignment, options.submitted, options.out, store)
    print(text)
    return 0 if same else 1
