"""`release`: the notebooks that students get, from the authored exercises."""

from __future__ import annotations

import argparse

from lstm_grader import ROOT


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("release", help="write exercises/ from solutions/")
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all when none is named")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when exercises/ is out of date")
    parser.set_defaults(command=_release)


def _release(options: argparse.Namespace) -> int:
    from lstm_grader import course
    from lstm_grader.exercise import spec
    from lstm_grader.gradebook import due
    from lstm_grader.gradebook.store import Store
    from lstm_grader.release import derive

    names, dates = options.names or spec.names(), due.read_due_dates()
    if options.check:
        stale = derive.find_outdated(names)
        print(f"out of date: {', '.join(stale)}; run `make release`" if stale else f"{len(names)} exercises up to date")
        return 1 if stale else 0
    for path in derive.release(names, force=bool(options.names)):
        print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
    if dates:
        with Store(course.settings().CourseDirectory.db_url) as store:
            due.set_due_dates(store.engine)
    return 0
