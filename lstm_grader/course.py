"""The course folder as nbgrader sees it: its settings and its programming interface."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from lstm_grader import ROOT

os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # nbgrader runs alembic


def settings(**directories: Path | str) -> Config:
    """The settings of `nbgrader_config.py`, directories absolute, some of them replaced.

    It is the file in the folder one stands in, as for nbgrader's own commands, or else the project's.

    >>> settings(release_directory="/tmp/out").CourseDirectory.release_directory
    '/tmp/out'
    """
    config = PyFileConfigLoader("nbgrader_config.py", path=[os.getcwd(), str(ROOT)]).load_config()
    root = Path(config.CourseDirectory.get("root", os.getcwd()))
    for key, value in directories.items():
        config.CourseDirectory[key] = str(value)
    for key, value in config.CourseDirectory.items():
        if key.endswith("_directory"):
            config.CourseDirectory[key] = str(root / value)
    return config


def submitted() -> Path:
    """Where the notebooks are that were handed in."""
    return Path(settings().CourseDirectory.submitted_directory)


def folder() -> Path:
    """The course's own folder: beside what was handed in it holds the grades, the pages and the secret."""
    return submitted().parent


def gradebook(out: Path) -> str:
    """The gradebook's address, in SQLAlchemy's words.

    The course's own folder has the one that `nbgrader_config.py` names, `CourseDirectory.db_url`, which nbgrader and
    formgrader open, too. Any other folder is a trial with a gradebook in it, whole by itself.

    >>> gradebook(Path("/tmp/trial"))
    'sqlite:////tmp/trial/gradebook.db'
    """
    if out.resolve() == folder().resolve():
        return CourseDirectory(config=settings()).db_url
    return f"sqlite:///{out.resolve() / 'gradebook.db'}"


def book_address(url: str, folder: Path | str) -> str:
    """The book's address, with a slash at its end, for links on a page in `folder`.

    Without one it is that of `nbgrader_config.py`; without that, the way from there to the book built here.

    >>> book_address("https://example.org/lstm", "/tmp/page"), book_address("", ROOT / "course" / "page")
    ('https://example.org/lstm/', '../../_build/html/')
    """
    url = url or published_book() or os.path.relpath(ROOT / "_build" / "html", folder)
    return f"{url.rstrip('/')}/"


def published_book() -> str:
    """The published book's address in `nbgrader_config.py`, with a slash at its end; empty where there is none."""
    url = settings().FeedbackExporter.get("book", "")
    return url and f"{url.rstrip('/')}/"


NO_BOOK = (
    "links in the feedback lead to the book on this machine, where no student is: name the published one as "
    "c.FeedbackExporter.book in nbgrader_config.py"
)


def api(config: Config) -> NbGraderAPI:
    """nbgrader's programming interface with these settings."""
    return NbGraderAPI(CourseDirectory(config=config), config=config)
