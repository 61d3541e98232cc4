"""The command line: `python -m lstm_grader COMMAND`; `--help` lists the commands."""

from __future__ import annotations

import argparse
import gc
import os
import sys

from lstm_grader.commands import (
    backup,
    check,
    collect,
    explain,
    export,
    extend,
    forget,
    grade,
    handback,
    needs,
    new,
    release,
    report,
    results,
    sample,
    selftest,
    similar,
    term,
)
from lstm_grader.drafts import FULL, GO_ON

COMMANDS = (
    *(new, term, release, collect, grade, selftest, check, explain, sample, report, similar),
    *(extend, export, handback, results, backup, forget, needs),
)

STOPPED, CUT_SHORT = 130, 141  # what a shell says of Ctrl-C, and of a program that nobody listens to any more


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the result is the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status = options.command(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read our output, say `head`, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CUT_SHORT
    except KeyboardInterrupt:
        print("\nlstm_grader: stopped", file=sys.stderr)
        return STOPPED
    except (LookupError, OSError, RuntimeError) as error:
        if isinstance(error, KeyError | IndexError):
            raise
        more = f". {GO_ON}" if isinstance(error, OSError) and error.errno in FULL else ""
        print(f"lstm_grader: {error}{more}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lstm_grader", description="Release exercises and grade them.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    status = main()
    gc.freeze()  # the process ends: a last look through all that is in memory takes half a second and frees nothing
    sys.exit(status)
