"""One person's hand-in in its place, `{student}/{exercise}/`, each file whole; earlier attempts beside it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from lstm_grader.collect import timestamps
from lstm_grader.collect.notebooks import MAX_BYTES
from lstm_grader.collect.people import folder_name
from lstm_grader.collect.regular import read_regular
from lstm_grader.collect.students import folder_of
from lstm_grader.collect.submissions import NOTEBOOK
from lstm_grader.drafts import draft

EARLIER = "earlier"
DRAFT = re.compile(r"\..+\.\d+")  # see `drafts.draft`
LABELS = (
    timestamps.NAME,
    "submission_secret.txt",
)  # what nbgrader reads beside a notebook: no student writes them here


def place_of(submitted: Path, student: str, exercise: str) -> Path:
    """The folder of a student's hand-in.

    Raises:
        OSError: a link stands in its way.
    """
    folder = folder_of(submitted, student) / exercise
    for part in (folder.parent, folder, folder / EARLIER):
        if part.is_symlink():
            raise OSError(f"{part} is a link; remove it, and collect again")
    return folder


def hash_of(data: bytes) -> str:
    """sha256, by which contents are known again."""
    return hashlib.sha256(data).hexdigest()


def there(folder: Path) -> dict[str, bytes]:
    """The notebooks in a folder, by their names."""
    found = {}
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    for name in names:
        path = folder / name
        if NOTEBOOK.fullmatch(name) and path.is_file() and not path.is_symlink():
            found[name] = read_regular(path, MAX_BYTES + 1)
    return found


def earlier_name(name: str, content: str) -> str:
    """Where an attempt is kept that does not count: the same content has always the same name."""
    return f"{EARLIER}/{_with(own_name(name), content)}"


def beside_name(name: str, content: str, taken: Mapping[str, bytes]) -> str:
    """Where a file is kept beside the one that counts: under its own name, if that is free."""
    own = own_name(name)
    lower = {other.lower() for other in (*taken, *LABELS, EARLIER)}
    return _with(own, content) if own.lower() in lower else own


def own_name(name: str) -> str:
    """A student's name of a file, without its folders, as a file here may be called."""
    stem, dot, ending = name.rsplit("/", 1)[-1].partition(".")
    ending = "".join(sign for sign in ending if sign.isalnum() or sign in "._-")[-20:]
    return folder_name(stem) + (dot + ending.strip(".") if ending.strip(".") else "")


def _with(name: str, content: str) -> str:
    stem, dot, ending = name.partition(".")
    return f"{stem}.{content[:8]}{dot}{ending}"


def put(folder: Path, wanted: Mapping[str, bytes], came: datetime | None, notebook: str) -> bool:
    """Writes what is not there yet; what counts comes last, and notebooks that are not wanted here any more go then.

    Those of them whose content is not kept elsewhere are moved to the earlier ones: nothing is lost at any moment.

    Returns:
        Whether another notebook counts now than before.
    """
    for place in (folder, folder / EARLIER):
        sweep(place)
    before = there(folder)
    changed = notebook in wanted and before.get(notebook) not in (None, wanted[notebook])
    keep = {hash_of(data) for data in wanted.values()}
    lost = {name: data for name, data in before.items() if name not in wanted or wanted[name] != data}
    extra = {earlier_name(name, hash_of(data)): data for name, data in lost.items() if hash_of(data) not in keep}
    for name, data in sorted((wanted | extra).items(), key=lambda item: item[0] == notebook):
        if name == notebook:
            _stamp(folder, came, changed)
        if not _is(folder / name, data):
            with draft(folder / name) as place:
                place.write_bytes(data)
    for name in lost.keys() - wanted.keys():
        (folder / name).unlink()
    return changed


def sweep(folder: Path) -> None:
    """Takes away the drafts of a run that was killed; to be called by the only one who writes there."""
    for path in folder.glob(".*"):
        if DRAFT.fullmatch(path.name) and path.is_file():
            path.unlink()


def _is(path: Path, data: bytes) -> bool:
    try:
        return read_regular(path, len(data) + 1) == data
    except OSError:
        return False


def _stamp(folder: Path, came: datetime | None, changed: bool) -> None:
    """When it came, for nbgrader and the late policy; an older attempt's time is no time of this one."""
    path = folder / timestamps.NAME
    if came is None and not (changed and path.exists()):
        return
    text = f"{came:%Y-%m-%d %H:%M:%S.%f} UTC".encode() if came else b""
    if not _is(path, text):
        with draft(path) as place:
            place.write_bytes(text)
