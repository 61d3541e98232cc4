"""`term`: a folder for a term, with settings of its own and nothing else."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from lstm_grader import ROOT
from lstm_grader.drafts import draft


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("term", help="make a folder for a term: its settings, its notebooks, its grades")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new folder, such as ../lstm-2027-spring")
    parser.set_defaults(command=_term)


SETTINGS = '''"""Settings of this term: the project's, and what it has of its own. Changes of exercises: term.toml."""

from pathlib import Path

c = get_config()  # noqa: F821 - given by nbgrader
load_subconfig({project!r})  # noqa: F821
here = Path(__file__).resolve().parent

c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.root = str(here)
c.CourseDirectory.db_url = f"sqlite:///{{here / 'course' / 'gradebook.db'}}"

# c.FeedbackExporter.book = "https://example.org/lstm/"  # your published book, for links in the feedback
# c.PerDay.share_per_day = 0.1  # each day begun after the due date costs 10 % of the points reached
# c.PerDay.grace_hours = 2.0  # after the due date, free of charge
# c.PerDay.at_most = 0.5  # never more than half
'''


def _term(options: argparse.Namespace) -> int:
    from lstm_grader.exercise import spec, term

    folder = options.folder.resolve()
    if folder.exists() and any(path.name != "course" or any(path.iterdir()) for path in folder.iterdir()):
        raise RuntimeError(f"{options.folder}: there is something already; a term begins in a new folder")
    exercises = [spec.load(name) for name in spec.names()]
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / "course").mkdir(mode=0o700, exist_ok=True)
    course = re.sub(r"[^\w-]+", "-", folder.name)
    text = SETTINGS.format(project=str(ROOT / "nbgrader_config.py"), course=course)
    with draft(folder / "nbgrader_config.py") as config, draft(folder / term.FILE) as changes:  # both or none
        config.write_text(text, encoding="utf-8")
        changes.write_text(_template(exercises), encoding="utf-8")
    print(folder, f"{term.FILE:19} what this term changes of the exercises: nothing yet", sep="\n  ")
    print("  nbgrader_config.py  all else")
    print(f"next: edit both, then in that folder: {ROOT / '.venv/bin/python'} -m lstm_grader release")
    return 0


def _template(exercises: list) -> str:
    """A `term.toml` that changes nothing and shows all that it may hold."""
    names = ", ".join(f'"{exercise.name}"' for exercise in exercises)
    first = exercises[0]
    check = first.checks[0]
    return f"""\
# What this term changes of the exercises. A line that begins with # changes nothing.

# exercises = [{names}]
# hints = true  # three hints for each function stand in the notebooks, folded

[due]  # with a zone: UTC, +0100 or Europe/Berlin
# {first.name} = "2027-05-03 12:00 Europe/Berlin"

[points.{first.name}]
# {check.name} = {check.points:g}

[tolerance.{first.name}]
# {check.name} = {{ rtol = {check.rtol:g}, atol = {check.atol:g} }}

[limits.{first.name}]
# cell_s = {first.limits.cell_s:g}
# notebook_s = {first.limits.notebook_s:g}
"""
