"""`selftest`: hostile acts in the sandbox, all of which must be refused."""

from __future__ import annotations

import argparse


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("selftest", help="try hostile acts in the sandbox; all must be refused")
    parser.set_defaults(command=_selftest)


def _selftest(options: argparse.Namespace) -> int:
    from lstm_grader.sandbox import Sandbox
    from lstm_grader.sandbox.selftest import selftest

    with Sandbox() as sandbox:
        acts = selftest(sandbox)
        print(f"walls: {', '.join(sandbox.layers)}")
    for act in acts:
        print(f"{'refused' if act.refused else 'NOT REFUSED':12} {act.name}: {act.detail}")
    print(f"{sum(act.refused for act in acts)} of {len(acts)} hostile acts refused")
    return int(not all(act.refused for act in acts))
