"""`backup`: all of a term in one file, from which it can be set up again."""

from __future__ import annotations

import argparse
import os
import shutil
import tarfile
import tempfile
from pathlib import Path

from lstm_grader.drafts import draft

BESIDE = ".gradebook-"


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
    if not any(kept.iterdir()):
        raise RuntimeError(f"{kept}: nothing is there yet, so there is nothing to keep")
    if options.file.resolve().is_relative_to(kept.resolve()):
        raise RuntimeError(f"{options.file} lies in {kept}, so it would hold itself; name a file elsewhere")
    with Store(course.gradebook(kept)) as store, draft(options.file) as file, _folder_beside(file) as folder:
        gradebook, packed = Path(folder) / "gradebook.db", Path(folder) / "packed"
        whole = copies.copy(store, gradebook)
        packed.touch(mode=0o600)
        with tarfile.open(packed, "w:gz") as archive:
            _pack(archive, kept, "course")
            for path in (term.folder() / name for name in (term.FILE, "nbgrader_config.py", "exercises")):
                if path.exists():
                    _pack(archive, path, path.name)
            if whole:
                archive.add(gradebook, "course/gradebook.db")
        packed.replace(file)
    print(options.file)
    if not whole:
        print(f"the gradebook is not in it: keep {address.hide_password(store.db_url)} with pg_dump")
    return 0


def _folder_beside(file: Path) -> tempfile.TemporaryDirectory:
    """Where there is room for the archive there is some for a gradebook; only its owner looks into it.

    What a backup that was killed left behind goes; its process is in the folder's name.
    """
    for left in file.parent.glob(f"{BESIDE}*"):
        process = left.name.removeprefix(BESIDE).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(left)
    return tempfile.TemporaryDirectory(prefix=f"{BESIDE}{os.getpid()}-", dir=file.parent)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _pack(archive: tarfile.TarFile, path: Path, name: str) -> None:
    """Packs a file, or a folder with all in it; what somebody else takes away meanwhile is not in it.

    SQLite's file may be in the middle of a change: a copy of it takes its place.
    """
    if name.startswith("course/gradebook.db"):
        return
    try:
        if path.is_dir() and not path.is_symlink():
            archive.add(path, name, recursive=False)
            for inside in sorted(path.iterdir()):
                _pack(archive, inside, f"{name}/{inside.name}")
        elif path.is_file() and not path.is_symlink():
            with path.open("rb") as file:  # as it is now, also where another one takes its place while it is read
                archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)
        else:
            archive.add(path, name)
    except FileNotFoundError:
        return
