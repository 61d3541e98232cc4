"""What was handed in: nbgrader's layout `{student}/{assignment}/{notebook}.ipynb`, read without trusting it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lstm_grader.collect.notebooks import MAX_BYTES
from lstm_grader.exercise import spec
from lstm_grader.visible import visible

NOTHING = "No notebook was handed in."
STUDENT_ID = re.compile(r"[\w@+-]([\w.@+' -]{0,126}[\w.@+'-])?")  # no comma: nbgrader's CSV puts no quotes round it


@dataclass(frozen=True)
class Submission:
    """One student's answer to one exercise; `problem` says why it is not read at all."""

    student: str
    assignment: str
    path: Path | None
    """The notebook, None when there is none."""
    problem: str = ""
    """Why it was refused."""
    note: str = ""
    """Why nothing was found, in words for the student."""

    def read(self) -> bytes | None:
        """The bytes handed in, None when there are none; never more than can be judged."""
        return None if self.path is None else read_regular(self.path, MAX_BYTES + 1)


def read_regular(path: Path, most: int) -> bytes:
    """At most so many bytes of a regular file.

    Raises:
        OSError: a link, a pipe, a device or a folder, even one that took the file's place since it was found.
    """
    # O_NONBLOCK: opening a pipe would wait for its writer for ever. What is open can no longer be exchanged.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(f"{path.name} is not a regular file")
        return file.read(most)


def find(directory: Path, names: Sequence[str] = (), roster: Iterable[str] = ()) -> list[Submission]:
    """Every student's submission to every exercise asked for, missing ones included.

    Args:
        directory: of nbgrader's layout.
        names: exercises; none means all of which somebody handed in a notebook, of whatever name.
        roster: students who are expected even when they handed in nothing.

    Raises:
        FileNotFoundError: there is no such directory. LookupError: an unknown exercise.
    """
    if not directory.is_dir():
        raise FileNotFoundError(
            f"no submissions at {directory}; expected folders {{student}}/{{assignment}}/{{notebook}}.ipynb there, "
            "or another place with --submitted DIR"
        )
    for name in names:
        spec.load(name)
    folders = [path for path in directory.iterdir() if not path.name.startswith(".") and (path.is_dir() or _link(path))]
    students = sorted({*(name_of(path) for path in folders), *roster})
    if not names:
        names = _handed_in(folders)
    return [find_one(directory, student, name) for student in students for name in names]


def find_one(directory: Path, student: str, name: str) -> Submission:
    """One student's submission to one exercise, missing and refused ones included."""
    if not STUDENT_ID.fullmatch(student):
        return _of_nobody(directory / student, student, name)
    path = directory / student / name / f"{spec.load(name).notebook}.ipynb"
    try:
        return _found(student, name, path)
    except OSError:
        return Submission(student, name, path)  # whoever reads it is told why it cannot be read


def _of_nobody(folder: Path, student: str, name: str) -> Submission:
    if folder.is_dir() and not os.path.lexists(folder / name):
        return Submission(student, name, None, note=NOTHING)
    better = re.sub(r"[^\w@+' -]+", "_", student).strip("_' ")[:100] or "student"
    return Submission(
        student,
        name,
        None,
        problem=f"the folder '{student}' is no student id, which holds letters, "
        f"digits, spaces and . @ + - _ ' only; rename it, say to '{better}'",
    )


def _found(student: str, name: str, path: Path) -> Submission:
    folder = path.parent
    for part in (folder.parent, folder, path):
        if _link(part):
            return Submission(student, name, None, problem=f"{visible(part.name)} is a link; hand in the file itself")
    if path.is_file():
        return Submission(student, name, path)
    others = visible(", ".join(sorted(other.name for other in folder.glob("*")))) if folder.is_dir() else ""
    note = f"Expected {path.name}, found {others[:200]}. Hand it in under the expected name." if others else NOTHING
    return Submission(student, name, None, note=note)


def strays(directory: Path) -> list[str]:
    """Notebooks that are nobody's submission for want of a place: as `student/what` or `what`, links left out.

    A folder of a student that bears no exercise's name and holds a notebook, a notebook outside of any such folder.
    """
    known = set(spec.names())
    found = [path for path in _entries(directory) if _is_notebook(path)]
    for student in _entries(directory):
        found += [
            path
            for path in _entries(student)
            if _is_notebook(path) or (path.name not in known and any(map(_is_notebook, _entries(path))))
        ]
    return sorted(visible(str(path.relative_to(directory))) for path in found)


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, hidden ones left out; nothing where it cannot be looked into, or is a link."""
    try:
        return [] if _link(folder) else [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return []


def _is_notebook(path: Path) -> bool:
    return path.name.endswith(".ipynb") and not _link(path) and path.is_file()


def name_of(folder: Path) -> str:
    """Whose folder it is; a name that no gradebook can hold, or no terminal, is changed so that it stays nobody's."""
    name = visible(os.fsencode(folder.name).decode("utf-8", "backslashreplace"))
    return name if len(name) <= 128 else f"{name[:100]}~{hashlib.sha256(os.fsencode(name)).hexdigest()[:12]}"


def _handed_in(students: Iterable[Path]) -> list[str]:
    """The exercises of which some student has a notebook; an empty folder of one sets nobody else the exercise."""
    left, found = set(spec.names()), set()
    for student in students:
        try:
            there = left.intersection(os.listdir(student)) if left and not _link(student) else ()
            found |= {name for name in there if _has_notebook(student / name)}
        except OSError:  # nobody else is to suffer from it
            continue
        left -= found
    return sorted(found)


def _has_notebook(folder: Path) -> bool:
    return any(map(_is_notebook, _entries(folder)))


def _link(path: Path) -> bool:
    return path.is_symlink()
