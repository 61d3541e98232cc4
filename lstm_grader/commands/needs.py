"""`needs`: gets what the machine itself must have, or says how."""

from __future__ import annotations

import argparse


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("needs", help="get what the machine itself must have, or say how")
    parser.add_argument("programs", nargs="+", metavar="PROGRAM")
    parser.set_defaults(command=_needs)


def _needs(options: argparse.Namespace) -> int:
    from lstm_grader.commands import system

    for name in options.programs:
        print(f"{name:12} {system.need(name)}")
    return 0
