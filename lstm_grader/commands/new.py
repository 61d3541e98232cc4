"""`new`: a skeleton of an exercise and its page, for an author."""

from __future__ import annotations

import argparse

from lstm_grader import ROOT


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("new", help="write a skeleton of an exercise and its page")
    parser.add_argument("name", metavar="NN_name", help="number and name, as 11_sequences")
    parser.add_argument("function", metavar="FUNCTION", help="the function that the student writes")
    parser.add_argument("arguments", nargs="+", metavar="ARGUMENT", help="its arguments, by their names")
    parser.set_defaults(command=_new)


def _new(options: argparse.Namespace) -> int:
    from lstm_grader.release import skeleton

    for path in skeleton.write(options.name, options.function, options.arguments):
        print(path.relative_to(ROOT))
    print(f"Write what is marked TODO; `.venv/bin/python -m pytest tests/course -k {options.name}` tells what is left.")
    return 0
