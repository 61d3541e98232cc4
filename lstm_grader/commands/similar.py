"""`similar`: the answers as Python files, for a tool that finds copies."""

from __future__ import annotations

import argparse

from lstm_grader.commands.stored import add_command, choose_names, open_store


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = add_command(commands, "similar", "write the answers as Python files, for a tool that finds copies")
    parser.set_defaults(command=_similar)


def _similar(options: argparse.Namespace) -> int:
    from lstm_grader.pages import similarity

    with open_store(options) as store:
        if not options.submitted.is_dir():
            raise FileNotFoundError(f"no submissions at {options.submitted}")
        for name in choose_names(store, options.names):
            texts = similarity.read_solutions(store.latest(name), options.submitted)
            students, given = similarity.write(name, texts, options.out / "similar")
            print(f"copydetect -t {students} -b {given} -e py -O {students.parent / 'report.html'}")
    return 0
