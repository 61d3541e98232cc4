"""`explain`: judges a graded submission again, on the same inputs."""

from __future__ import annotations

import argparse

from lstm_grader.commands.stored import add_out, add_submitted, open_store


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("explain", help="judge a graded submission again, on the same inputs")
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    add_submitted(parser)
    add_out(parser)
    parser.set_defaults(command=_explain)


def _explain(options: argparse.Namespace) -> int:
    from lstm_grader.grading import processes

    processes.warm_up(pages=False)
    from lstm_grader.grading import appeal  # nbgrader takes a second to load

    with open_store(options) as store:
        text, same = appeal.explain(options.student, options.assignment, options.submitted, options.out, store)
    print(text)
    return 0 if same else 1
