"""The command line: `python -m lstm_grader COMMAND`; `--help` lists the commands."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader import commands as class_commands
from lstm_grader.spec import ROOT
from lstm_grader.visible import visible

if TYPE_CHECKING:
    from lstm_grader.grading import Graders, Grading
    from lstm_grader.pool import Job

STRAYS = 20  # of so many the names are shown


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the result is the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except (LookupError, OSError, RuntimeError) as error:
        if isinstance(error, KeyError | IndexError):
            raise
        print(f"lstm_grader: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lstm_grader", description="Release exercises and grade them.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    release = commands.add_parser("release", help="derive exercises/ from solutions/")
    release.add_argument("names", nargs="*", metavar="NAME", help="exercises; all when none is named")
    release.add_argument("--check", action="store_true", help="write nothing; fail when exercises/ is out of date")
    release.set_defaults(command=_release)

    grade = commands.add_parser("grade", help="grade what was handed in")
    grade.add_argument("names", nargs="*", metavar="NAME", help="exercises; all that were handed in when none is named")
    grade.add_argument(
        "--submitted",
        type=Path,
        default=ROOT / "course" / "submitted",
        metavar="DIR",
        help="folders {student}/{assignment}/{notebook}.ipynb (default: course/submitted)",
    )
    grade.add_argument(
        "--out",
        type=Path,
        default=ROOT / "course",
        metavar="DIR",
        help="everything is written below it, the gradebook included (default: course)",
    )
    grade.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="default: one a core")
    grade.add_argument("--force", action="store_true", help="judge again what has not changed since it was graded")
    grade.add_argument(
        "--db",
        default="",
        metavar="URL",
        help="the gradebook, sqlite:///FILE or postgresql+psycopg://… (default: below --out)",
    )
    grade.add_argument("--no-pages", action="store_true", help="grades only: no graded notebooks, no feedback")
    grade.add_argument(
        "--book",
        default="",
        metavar="URL",
        help="the published book, for links in the feedback (default: the one built here)",
    )
    grade.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="grade on a Dask cluster: tls://HOST:PORT, or a cluster class such as dask.distributed.LocalCluster",
    )
    for name, what in (("ca", "certificate authority"), ("cert", "certificate"), ("key", "key")):
        grade.add_argument(f"--tls-{name}", type=Path, metavar="FILE", help=f"the cluster's {what}, as PEM")
    grade.add_argument(
        "--unsafe-no-sandbox",
        action="store_true",
        help="run student code with no walls around it; stamped in every record",
    )
    grade.set_defaults(command=_grade)

    selftest = commands.add_parser("selftest", help="try hostile acts in the sandbox; all must be refused")
    selftest.set_defaults(command=_selftest)

    check = commands.add_parser("check", help="run a notebook's own checks; exit status 1 when one does not pass")
    check.add_argument("notebook", type=Path)
    check.set_defaults(command=_check)

    explain = commands.add_parser("explain", help="judge a graded submission again, on the same inputs")
    explain.add_argument("student", metavar="STUDENT")
    explain.add_argument("assignment", metavar="ASSIGNMENT")
    explain.add_argument("--submitted", type=Path, default=ROOT / "course" / "submitted", metavar="DIR")
    explain.add_argument("--out", type=Path, default=ROOT / "course", metavar="DIR")
    explain.add_argument("--db", default="", metavar="URL", help="the gradebook, as given to grade")
    explain.set_defaults(command=_explain)

    sample = commands.add_parser("sample", help="write and grade a small sample class")
    sample.add_argument("--out", type=Path, default=ROOT / "_build" / "sample", metavar="DIR")
    sample.set_defaults(command=_sample)

    class_commands.add(commands)

    needs = commands.add_parser("needs", help="get what the machine itself must have, or say how")
    needs.add_argument("programs", nargs="+", metavar="PROGRAM")
    needs.set_defaults(command=_needs)
    return parser


def _release(options: argparse.Namespace) -> int:
    from lstm_grader import release, spec

    names = options.names or spec.names()
    if options.check:
        stale = release.outdated(names)
        print(f"out of date: {', '.join(stale)}; run `make release`" if stale else f"{len(names)} exercises up to date")
        return 1 if stale else 0
    for path in release.release(names, force=bool(options.names)):
        print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
    return 0


def _grade(options: argparse.Namespace) -> int:
    if not options.scheduler:
        from lstm_grader import processes

        processes.warm_up(not options.no_pages)
    from lstm_grader import grading  # nbgrader takes a second to load

    if options.unsafe_no_sandbox:
        print("lstm_grader: grading WITHOUT a sandbox: student code can do what you can do", file=sys.stderr)
    if options.workers < 1:
        raise RuntimeError(f"--workers: expected 1 or more, got {options.workers}")
    try:
        done = grading.grade(
            options.submitted,
            options.out,
            options.names,
            options.workers,
            unsafe=options.unsafe_no_sandbox,
            pages=not options.no_pages,
            book=options.book,
            force=options.force,
            db_url=options.db,
            graders=_graders(options),
        )
    except KeyboardInterrupt:
        print("\nlstm_grader: stopped; what is graded is stored, the same command goes on from there", file=sys.stderr)
        return 130
    return _show(done, options.out, options.db)


def _graders(options: argparse.Namespace) -> Callable[[int, Job], Graders]:
    """Who grades: processes here, or a cluster."""
    if not options.scheduler:
        from lstm_grader.processes import Workers

        return Workers
    try:
        from lstm_grader import cluster
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise RuntimeError("--scheduler needs Dask, which is not installed: pip install -e '.[scale]'") from error
    security = cluster.certificates(options.tls_ca, options.tls_cert, options.tls_key)
    return partial(cluster.Cluster, options.scheduler, security)


def _show(done: Grading, out: Path, db_url: str = "") -> int:
    from lstm_grader import address, grading

    places = grading.Places(out)
    gradebook = address.shown(db_url) if db_url else out / "gradebook.db"
    print(grading.table(done.records))
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
    print(f"\ngrades    {places.csv}\ngradebook {gradebook}\nfeedback  {places.feedback}")
    print(f"report    {places.report}")
    return int(bool(done.faults) or any(record.ungraded for record in done.records))


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


def _check(options: argparse.Namespace) -> int:
    from lstm_grader import appeal
    from lstm_grader.notebooks import Unreadable

    try:
        verdicts = appeal.rehearse(options.notebook)
    except Unreadable as error:
        print(visible(f"{options.notebook}: {error}"))
        return 1
    print(visible("\n\n".join(verdict.message for verdict in verdicts), keep="\n"))
    return int(any(verdict.verdict != "right" for verdict in verdicts))


def _explain(options: argparse.Namespace) -> int:
    from lstm_grader import appeal

    with class_commands.open_store(options) as store:
        text, same = appeal.explain(options.student, options.assignment, options.submitted, options.out, store)
    print(text)
    return 0 if same else 1


def _sample(options: argparse.Namespace) -> int:
    from lstm_grader import grading, sample

    submitted = sample.write(options.out / "submitted")
    return _show(grading.grade(submitted, options.out, workers=os.cpu_count() or 1), options.out)


def _needs(options: argparse.Namespace) -> int:
    from lstm_grader import system

    for name in options.programs:
        print(f"{name:12} {system.need(name)}")
    return 0


if __name__ == "__main__":
    status = main()
    gc.freeze()  # the process ends: a last look through all that is in memory takes half a second and frees nothing
    sys.exit(status)
