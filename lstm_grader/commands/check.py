"""`check`: a notebook's own checks, in the sandbox."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.visible import visible

if TYPE_CHECKING:
    from lstm_grader.records import Record


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("check", help="run a notebook's own checks; exit status 1 when one does not pass")
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--json", action="store_true", help="say it as JSON, for another program")
    parser.set_defaults(command=_check)


def _check(options: argparse.Namespace) -> int:
    from lstm_grader.grading import processes

    processes.warm_up(pages=False)
    from lstm_grader.grading import rehearsal

    record = rehearsal.rehearse(options.notebook)
    if options.json:
        print(json.dumps(_told(record), indent=1))
    elif record.ungraded:
        raise RuntimeError(record.checks[0].message)
    else:
        said = dict.fromkeys(check.message for check in record.checks)  # of a file that is not read all say the same
        print(visible("\n\n".join(said), keep="\n"))
    return 2 if record.ungraded else int(record.score < record.max_score)


def _told(record: Record) -> dict:
    """What other programs may rely on; new keys may come beside these."""
    return {
        "exercise": record.assignment,
        "passed": record.score >= record.max_score,
        "score": record.score,
        "max_score": record.max_score,
        "checks": [vars(check) for check in record.checks],
    }
