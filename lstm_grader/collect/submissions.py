"""What was handed in: nbgrader's layout `{student}/{assignment}/{notebook}.ipynb`, read without trusting it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path

from lstm_grader.collect import groups, students, timestamps
from lstm_grader.collect.groups import Group
from lstm_grader.collect.notebooks import MAX_BYTES
from lstm_grader.collect.regular import read_regular
from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import Exercise, FunctionCheck
from lstm_grader.visible import visible

NOTHING = "No notebook was handed in."
NOTEBOOK = re.compile(r"[^.].*\.ipynb(\.txt|\.json)?", re.IGNORECASE | re.DOTALL)  # browsers add an ending
LOOKED_INTO = 20  # notebooks of other names, the newest of them


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
    """In words for the student: why nothing was found, or which of several notebooks is judged, under which name."""
    judged_as: str = ""
    """Where it is the work of a group: in whose folder it lies, another's. For them the inputs are drawn."""

    @property
    def absent(self) -> bool:
        """Nothing was handed in, not even something else."""
        return self.path is None and self.note == NOTHING

    def read(self) -> bytes | None:
        """The bytes handed in, None when there are none; never more than can be judged."""
        return None if self.path is None else read_regular(self.path, MAX_BYTES + 1)


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
    if not names:
        names = _handed_in(folders)
    everybody = students.list_students(folders, roster)
    if grouped := groups.read(directory):
        everybody = sorted({*everybody, *_of_groups(directory, grouped, names)})
    todo = [(who, name) for who in everybody for name in names if not groups.owns(directory, who, name)]
    return [find_one(directory, who, name) for who, name in todo]


def _of_groups(directory: Path, grouped: Sequence[Group], names: Sequence[str]) -> Iterable[str]:
    """The members of groups that handed in something."""
    for group in grouped:
        places = [students.folder_of(directory, who) for who in group.folders]
        if any((place / name).is_dir() for place in places for name in names if group.works_on(name)):
            yield from group.members


def find_one(directory: Path, student: str, name: str) -> Submission:
    """One student's submission to one exercise, missing and refused ones included; of a group's, the newest."""
    group = groups.group_of(directory, student, name)
    found = {who: _find_own(directory, who, name) for who in (group.folders if group else ())}
    there = [who for who, item in found.items() if item.path is not None]
    if not there:
        return _find_own(directory, student, name)
    owner = max(there, key=lambda who: (_came(found[who].path), -there.index(who)))
    others = [who for who in there if who != owner]
    told = [f"The work of the group {group.name}, handed in by {owner}." if owner != group.folder else ""]
    told += [f"Not judged: what {', '.join(others)} handed in." if others else "", found[owner].note]
    note = " ".join(filter(None, told)) if len(group.members) > 1 or others else found[owner].note
    return replace(found[owner], student=student, note=note, judged_as=owner if owner != student else "")


def _came(path: Path) -> tuple:
    """When a notebook came; where nothing says so, when its file was written."""
    came = timestamps.read(path.parent)
    return (came.replace(tzinfo=UTC).timestamp() if came else path.stat().st_mtime,)


def folder(directory: Path, student: str, name: str) -> Path:
    """Where a student's hand-in lies: in their folder, or where their group's does."""
    owner = find_one(directory, student, name).judged_as if groups.group_of(directory, student, name) else ""
    return students.folder_of(directory, owner or student) / name


def _find_own(directory: Path, student: str, name: str) -> Submission:
    if not students.is_student_id(student):
        return _of_nobody(directory / student, student, name)
    path = students.folder_of(directory, student) / name / f"{spec.load(name).notebook}.ipynb"
    try:
        return _found(student, name, path)
    except OSError:
        return Submission(student, name, path)  # whoever reads it is told why it cannot be read


def _of_nobody(folder: Path, student: str, name: str) -> Submission:
    if folder.is_dir() and not os.path.lexists(folder / name):
        return Submission(student, name, None, note=NOTHING)
    return Submission(
        student,
        name,
        None,
        problem=f"the folder '{student}' is no student id, which holds letters, "
        f"digits, spaces and . @ + - _ ' ’ ( ) only; rename it, say to '{students.propose_id(student)}'",
    )


def _found(student: str, name: str, path: Path) -> Submission:
    folder = path.parent
    for part in (folder.parent, folder, path):
        if _link(part):
            return Submission(student, name, None, problem=f"{visible(part.name)} is a link; hand in the file itself")
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    notebooks = [other for other in there if _is_notebook(other)]
    judged = path if path in notebooks else _by_its_cells(notebooks, spec.load(name))
    if judged is None:
        told = f"Expected {path.name}, found {_listed(there)}. Hand it in under the expected name."
        return Submission(student, name, None, note=told if there else NOTHING)
    notes = [] if judged == path else [f"Handed in as {_listed([judged])}: by its cells it is {path.name}."]
    if others := [other for other in notebooks if other != judged]:
        notes.append(f"Not judged, another notebook beside it: {_listed(others)}.")
    return Submission(student, name, judged, note=" ".join(notes))


def _by_its_cells(notebooks: Sequence[Path], exercise: Exercise) -> Path | None:
    """The newest notebook that answers the exercise, of whatever name: "Copy of …", "… (1)", "…-Copy1", "….txt".

    What else stands in it, the judge reads.
    """
    newest = sorted(notebooks, key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    for path in newest[:LOOKED_INTO]:
        try:
            data = read_regular(path, MAX_BYTES)
        except OSError:
            continue
        if answers(exercise, data):
            return path
    return None


def answers(exercise: Exercise, data: bytes) -> bool:
    """Whether a notebook's bytes answer this exercise, and no other one more: by the functions that it asks for."""
    own = _share(exercise, data)
    return own > 0 and all(_share(spec.load(name), data) <= own for name in spec.names())


def _share(exercise: Exercise, data: bytes) -> float:
    """How many of an exercise's functions are there, by the names of their checks or their own."""
    asked = [check for check in exercise.checks if isinstance(check, FunctionCheck)]
    there = (f'"check_{check.name}"'.encode() in data or f"def {check.called}(".encode() in data for check in asked)
    return sum(there) / max(1, len(asked))


def _listed(paths: Sequence[Path]) -> str:
    return visible(", ".join(path.name for path in paths))[:200]


def find_strays(directory: Path) -> list[str]:
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
    return bool(NOTEBOOK.fullmatch(path.name)) and not _link(path) and path.is_file()


def _handed_in(folders: Iterable[Path]) -> list[str]:
    """The exercises of which some student has a notebook; an empty folder of one sets nobody else the exercise."""
    left, found = set(spec.names()), set()
    for folder in folders:
        try:
            there = left.intersection(os.listdir(folder)) if left and not _link(folder) else ()
            found |= {name for name in there if _has_notebook(folder / name)}
        except OSError:  # nobody else is to suffer from it
            continue
        left -= found
    return sorted(found)


def _has_notebook(folder: Path) -> bool:
    return any(map(_is_notebook, _entries(folder)))


def _link(path: Path) -> bool:
    return path.is_symlink()
