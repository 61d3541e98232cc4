"""Whose folder it is: ids of students in any script, and one name in the forms in which systems write it."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from lstm_grader.visible import visible

LONGEST = 128  # characters that a gradebook holds
# No comma: nbgrader's CSV puts no quotes round it. No square brackets: it looks for a student's files by patterns.
STUDENT_ID = re.compile(r"[\w@+-]([\w.@+'’() -]*[\w.@+'’()-])?")
JOINER = re.compile(r"(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")  # inside of words: Sinhala, Persian


def is_student_id(name: str) -> bool:
    """Whether a gradebook, a path and a table can hold the name as it is. Marks belong to the letter before them.

    >>> [is_student_id(name) for name in ("Jose\\u0301 O’Neill (B)", "मीरा", "-", "a/b", "Berg, Jörg", "\\u0301")]
    [True, True, True, False, False, False]
    """
    letters = _without_marks(name)
    return len(name) <= LONGEST and name[:1] == letters[:1] and STUDENT_ID.fullmatch(letters) is not None


def propose_id(name: str) -> str:
    """A name like this one that is a student id, as a proposal."""
    kept = "".join(sign if re.match(r"[\w@+'’() -]", sign) or _is_mark(sign) else "\0" for sign in name)
    proposal = re.sub("\0+", "_", kept).strip("_' ")[:100]
    return proposal if is_student_id(proposal) else "student"


def composed(name: str) -> str:
    """The one form of a name by which names are compared: an accent and its letter are one sign (NFC).

    >>> composed("Jose\\u0301") == composed("José")
    True
    """
    return unicodedata.normalize("NFC", name)


def student_of(folder: Path) -> str:
    """Whose folder it is; a name that no gradebook can hold, or no terminal, is changed so that it stays nobody's."""
    name = visible(os.fsencode(folder.name).decode("utf-8", "backslashreplace"))
    return name if len(name) <= LONGEST else f"{name[:100]}~{hashlib.sha256(os.fsencode(name)).hexdigest()[:12]}"


def list_students(folders: Iterable[Path], roster: Iterable[str]) -> list[str]:
    """Students with a folder, and those of the roster; who has a folder in another form goes by the roster's name."""
    names, roster = {student_of(path) for path in folders}, set(roster)
    known = {composed(student): student for student in roster - names}
    return sorted({*(name if name in roster else known.get(composed(name), name) for name in names), *roster})


def folder_of(directory: Path, student: str) -> Path:
    """A student's folder, also where its name is written in another form: with accents apart (NFD), as a Mac does."""
    forms = dict.fromkeys([student, composed(student), unicodedata.normalize("NFD", student)])
    return next((directory / form for form in forms if os.path.lexists(directory / form)), directory / student)


def _without_marks(name: str) -> str:
    return name if name.isascii() else "".join(sign for sign in JOINER.sub("", name) if not _is_mark(sign))


def _is_mark(sign: str) -> bool:
    """An accent or a vowel sign."""
    return unicodedata.category(sign) in ("Mn", "Mc")
