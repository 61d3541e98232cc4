"""`grade`: grades what was handed in, and shows what came of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.commands import stored
from lstm_grader.visible import visible

if TYPE_CHECKING:
    from lstm_grader.grading.pool import Graders, Job
    from lstm_grader.grading.whole_class import Grading

STRAYS = 20  # of so many the names are shown


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("grade", help="grade what was handed in")
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; by default all that were handed in")
    stored.add_submitted(parser)
    stored.add_out(parser)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="default: one a core")
    parser.add_argument("--force", action="store_true", help="judge again what has not changed since it was graded")
    parser.add_argument("--no-pages", action="store_true", help="grades only: no graded notebooks, no feedback")
    parser.add_argument(
        "--book",
        default="",
        metavar="URL",
        help="the published book, for links in the feedback (default: the one built here)",
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="grade on a Dask cluster: tls://HOST:PORT, or a cluster class such as dask.distributed.LocalCluster",
    )
    for name, what in (("ca", "certificate authority"), ("cert", "certificate"), ("key", "key")):
        parser.add_argument(f"--tls-{name}", type=Path, metavar="FILE", help=f"the cluster's {what}, as PEM")
    parser.add_argument(
        "--unsafe-no-sandbox",
        action="store_true",
        help="run student code with no walls around it; stamped in every record",
    )
    parser.set_defaults(command=_grade)


def _grade(options: argparse.Namespace) -> int:
    if not options.scheduler:
        from lstm_grader.grading import processes

        processes.warm_up(not options.no_pages)
    from lstm_grader import course
    from lstm_grader.grading import whole_class  # nbgrader takes a second to load

    stored.find_places(options)
    if options.unsafe_no_sandbox:
        print("lstm_grader: grading WITHOUT a sandbox: student code can do what you can do", file=sys.stderr)
    if options.workers < 1:
        raise RuntimeError(f"--workers: expected 1 or more, got {options.workers}")
    try:
        done = whole_class.grade(
            options.submitted,
            options.out,
            options.names,
            options.workers,
            unsafe=options.unsafe_no_sandbox,
            pages=not options.no_pages,
            book=options.book,
            force=options.force,
            graders=_graders(options),
        )
    except KeyboardInterrupt:
        print("\nlstm_grader: stopped; what is graded is stored, the same command goes on from there", file=sys.stderr)
        return 130
    status = show(done, options.out)
    if not (options.no_pages or options.book or course.published_book()):
        print(f"lstm_grader: {course.NO_BOOK}, then `grade --force`", file=sys.stderr)
    return status


def _graders(options: argparse.Namespace) -> Callable[[int, Job], Graders]:
    """Who grades: processes here, or a cluster."""
    if not options.scheduler:
        from lstm_grader.grading.processes import Workers

        return Workers
    try:
        from lstm_grader.grading import cluster
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise RuntimeError("--scheduler needs Dask, which is not installed: pip install -e '.[scale]'") from error
    security = cluster.load_certificates(options.tls_ca, options.tls_cert, options.tls_key)
    return partial(cluster.Cluster, options.scheduler, security)


def show(done: Grading, out: Path) -> int:
    """Prints the grades and where everything is; the result is the exit status."""
    from lstm_grader.gradebook import address
    from lstm_grader.grading import whole_class
    from lstm_grader.pages.places import Places

    places = Places(out)
    print(whole_class.format_table(done.records))
    if done.judged < len(done.records):
        print(f"\n{done.judged} of {len(done.records)} judged now, the others are as they were (--force judges all)")
    if done.changes:
        print("\nchanged since last time", *(visible(str(change)) for change in done.changes), sep="\n  ")
    if done.faults:
        print("\ncould not be judged again, so the grade from before stands")
        for record in done.faults:
            print(visible(f"  {record.student}, {record.assignment}: {record.checks[0].message}"))
    if taken := sum(item.penalty > 0 for item in done.late_ones):
        print(f"\npoints are taken off for lateness from {taken}: the class page and the exports say how many")
    if done.strays:
        more = [f"and {len(done.strays) - STRAYS} more"] if len(done.strays) > STRAYS else []
        print(
            "\nnot judged: expected {student}/{exercise}/{notebook}.ipynb, with the exercise's exact name, found",
            *done.strays[:STRAYS],
            *more,
            sep="\n  ",
        )
    if not done.records:
        print("\nnothing to grade: there is no notebook in the place of an exercise")
        return 1
    gradebook = address.hide_password(places.db_url).removeprefix("sqlite:///")
    print(f"\ngrades    {places.csv}\ngradebook {gradebook}\nfeedback  {places.feedback}")
    print(f"report    {places.report}")
    return int(bool(done.faults) or any(record.ungraded for record in done.records))
