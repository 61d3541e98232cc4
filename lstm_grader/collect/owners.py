"""Whose entry of an archive it is, by the names that platforms give.

Moodle: `FULLNAME_NUMBER_assignsubmission_file/PATH`, flat `FULLNAME_NUMBER_assignsubmission_file_NAME`. The number is a
participant's in this one assignment (mod/assign/classes/downloader.php), or a group's.
Canvas: `SORTNAME[_LATE]_USERID_FILEID_NAME[-N].ipynb`, anonymous `anon_XXXXX_FILEID_NAME` with LATE before or behind.
The number is the user's everywhere, and files are numbered as they come (lib/content_zipper.rb).
A folder: one folder a person, or files that bear a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOODLE = re.compile(
    r"(?P<name>.*?)(_(?P<number>\d{1,18}))?_assignsubmission_(?P<plugin>[a-z]+)_?(?P<file>.*)", re.DOTALL
)
CANVAS = re.compile(r"(?P<name>.*?)_?(?P<late>LATE_)?(?P<number>\d{1,18})_(?P<id>\d{1,18})_(?P<file>.+)", re.DOTALL)
ANONYMOUS = re.compile(
    r"(?P<before>LATE_)?anon_(?P<number>[A-Za-z0-9]{3,12})(?P<late>_LATE)?_(?P<id>\d{1,18})_(?P<file>.+)", re.DOTALL
)
TEXT = re.compile(r"(?P<name>.*?)_?(?P<late>LATE_)?(?P<number>\d{1,18})_(?P<file>(text|link)\.html)", re.DOTALL)
AGAIN = re.compile(r"(?P<stem>.*?) ?\((?P<count>\d{1,6})\)(?P<ending>(\.\w+)*)", re.DOTALL)
AGAIN_CANVAS = re.compile(r"(?P<stem>.*?)-(?P<count>\d{1,6})(?P<ending>(\.\w+)*)", re.DOTALL)
SIGNS = "_- ."


@dataclass(frozen=True)
class Owner:
    """Somebody, as a platform tells them from others."""

    platform: str
    """"moodle", "canvas" or "folder"."""
    number: str
    """The platform's; empty where there is none."""
    name: str
    """For reading, as the platform writes it."""


@dataclass(frozen=True)
class Told:
    """What an entry's path says of it."""

    owner: Owner
    file: str
    """The path below the owner's folder, or the file's own name without what the platform put before it."""
    late: bool = False
    """Canvas marks it so."""
    upload: int = 0
    """Canvas's number of the file: a later one has a larger number."""

    @property
    def attempt(self) -> tuple[str, int]:
        """The name that all uploads of one name have, and which of them it is: 0, 1, 2.

        >>> Told(Owner("moodle", "1", "Ada"), "work/gate (2).ipynb").attempt
        ('work/gate.ipynb', 2)
        """
        return attempt(self.file, self.owner.platform)


def attempt(file: str, platform: str) -> tuple[str, int]:
    """See `Told.attempt`."""
    found = AGAIN.fullmatch(file)
    if not found and platform == "canvas":
        found = AGAIN_CANVAS.fullmatch(file)
    return (found["stem"] + found["ending"], int(found["count"])) if found else (file, 0)


def tell(paths: Sequence[Sequence[str]], exercises: Sequence[str] = (), notebook: str = "") -> list[Told | None]:
    """Whose each path of an archive is; None where its name does not say.

    One archive is one platform's. Where neither Moodle nor Canvas named the paths, a person is the first folder, or
    what a file is called beside the exercise's notebook. A folder around all of them is nobody's.

    Args:
        paths: of the files, in their parts.
        exercises: folders of these names are no person's, either.

    >>> (found,) = tell([["Ada Lovelace_123_assignsubmission_file", "gate.ipynb"]])
    >>> found.owner, found.file
    (Owner(platform='moodle', number='123', name='Ada Lovelace'), 'gate.ipynb')
    >>> (found,) = tell([["hoppergrace_LATE_1202_88002_gate-1.ipynb"]])
    >>> found.owner.number, found.late, found.attempt
    ('1202', True, ('gate.ipynb', 1))
    >>> [found.owner.name for found in tell([["ada", "gate.ipynb"], ["gate_alan.ipynb"]], notebook="gate")]
    ['ada', 'alan']
    """
    found = [by_moodle(path) for path in paths]
    if any(found):
        return found
    around = {path[0] for path in paths if len(path) > 1} if all(len(path) > 1 for path in paths) else set()
    inner = [path[1:] for path in paths] if len(around) == 1 else paths
    found = [_by_canvas(path[0]) if len(path) == 1 else None for path in inner]
    if any(found):
        return found
    second = {path[0] for path in inner if len(path) > 1 and path[0] not in exercises}
    wrapped = len(second) > 1 and all(len(path) > 1 for path in inner)
    return [_by_folder(path, exercises, notebook) for path in (inner if wrapped else paths)]


def by_moodle(parts: Sequence[str]) -> Told | None:
    """Whose a file or a folder of Moodle's is; None where it is none."""
    for index, part in enumerate(parts):
        if found := MOODLE.fullmatch(part):
            inner = "/".join(filter(None, (found["file"], *parts[index + 1 :])))
            inner = inner if found["plugin"] == "file" or not inner else f"{found['plugin']}/{inner}"
            return Told(Owner("moodle", found["number"] or "", found["name"].strip()), inner)
    return None


def _by_canvas(name: str) -> Told | None:
    found = ANONYMOUS.fullmatch(name) or CANVAS.fullmatch(name) or TEXT.fullmatch(name)
    if not found:
        return None
    said = found.groupdict()
    late = bool(said["late"] or said.get("before"))
    who = said.get("name", "anon")
    owner = Owner("canvas", said["number"], who.removesuffix("_LATE") if late else who)
    return Told(owner, said["file"], late, int(said.get("id") or 0))


def _by_folder(parts: Sequence[str], exercises: Sequence[str], notebook: str) -> Told | None:
    folders = [part for part in parts[:-1] if part not in exercises]
    if folders:
        return Told(Owner("folder", "", folders[0]), "/".join((*folders[1:], parts[-1])))
    name = _without(parts[-1], notebook) if parts else ""
    return Told(Owner("folder", "", name), parts[-1]) if name else None


def _without(file: str, notebook: str) -> str:
    """What is left of a file's name without its ending and the exercise's notebook."""
    stem = re.sub(r"(\.\w{1,8})+$", "", file).strip(SIGNS)
    stem = re.sub(r" ?\(\d+\)$", "", stem)
    if stem.lower() == notebook:
        return ""
    for before in (True, False):
        cut = stem[len(notebook) :] if before else stem[: -len(notebook)]
        rest = stem[: len(notebook)] if before else stem[-len(notebook) :]
        edge = cut[:1] if before else cut[-1:]
        if rest.lower() == notebook and edge in SIGNS:
            return cut.strip(SIGNS)
    return stem
