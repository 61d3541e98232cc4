"""`sample`: a small class, written and graded."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from lstm_grader import ROOT
from lstm_grader.commands.grade import show


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("sample", help="write and grade a small sample class")
    parser.add_argument("--out", type=Path, default=ROOT / "_build" / "sample", metavar="DIR")
    parser.set_defaults(command=_sample)


def _sample(options: argparse.Namespace) -> int:
    from lstm_grader.grading import whole_class
    from lstm_grader.release import sample

    submitted = sample.write(options.out / "submitted")
    return show(whole_class.grade(submitted, options.out, workers=os.cpu_count() or 1), options.out)
