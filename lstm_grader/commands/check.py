"""`check`: a notebook's own checks, in the sandbox."""

from __future__ import annotations

import argparse
from pathlib import Path

from lstm_grader.visible import visible


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("check", help="run a notebook's own checks; exit status 1 when one does not pass")
    parser.add_argument("notebook", type=Path)
    parser.set_defaults(command=_check)


def _check(options: argparse.Namespace) -> int:
    from lstm_grader.collect.notebooks import Unreadable
    from lstm_grader.grading import appeal
    from lstm_grader.selfcheck import Word

    try:
        verdicts = appeal.rehearse(options.notebook)
    except Unreadable as error:
        print(visible(f"{options.notebook}: {error}"))
        return 1
    print(visible("\n\n".join(verdict.message for verdict in verdicts), keep="\n"))
    return int(any(verdict.verdict != Word.RIGHT for verdict in verdicts))
