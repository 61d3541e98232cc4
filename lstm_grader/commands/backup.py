"""`backup`: all of a term in one file, from which it can be set up again."""

from __future__ import annotations

import argparse
import tarfile
import tempfile
from pathlib import Path

from lstm_grader.drafts import draft


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("backup", help="write all of the term into one file: settings, secret, work, grades")
    parser.add_argument("file", type=Path, metavar="FILE", help="such as lstm-2027.tar.gz; it holds people's grades")
    parser.set_defaults(command=_backup)


def _backup(options: argparse.Namespace) -> int:
    from lstm_grader import course
    from lstm_grader.exercise import term
    from lstm_grader.gradebook import address, copies
    from lstm_grader.gradebook.store import Store

    kept = course.folder()
    if not (kept / "secret").is_file():
        raise RuntimeError(f"{kept}: nothing is graded there yet, so there is nothing to keep")
    with tempfile.TemporaryDirectory() as folder, Store(course.gradebook(kept)) as store, draft(options.file) as file:
        gradebook = Path(folder) / "gradebook.db"
        whole = copies.copy(store, gradebook)
        file.touch(mode=0o600)
        with tarfile.open(file, "w:gz") as archive:
            archive.add(kept, "course", filter=_without_gradebook)
            for path in (term.folder() / name for name in (term.FILE, "nbgrader_config.py", "exercises")):
                if path.exists():
                    archive.add(path, path.name)
            if whole:
                archive.add(gradebook, "course/gradebook.db")
    print(options.file)
    if not whole:
        print(f"the gradebook is not in it: keep {address.hide_password(store.db_url)} with pg_dump")
    return 0


def _without_gradebook(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """SQLite's file may be in the middle of a change: a copy of it takes its place."""
    return None if member.name.startswith("course/gradebook.db") else member
