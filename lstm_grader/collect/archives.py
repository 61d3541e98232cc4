"""What is in an archive, read without trusting it: bounded, nothing followed, nothing written.

An entry that cannot be read has its reason and stops no other. Nothing is ever unpacked to the path that an archive
names: whoever takes an entry's bytes chooses where they go.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lstm_grader.collect.notebooks import MAX_BYTES
from lstm_grader.collect.regular import read_regular

MOST_ENTRIES = 200_000  # of an archive that a platform packed: ten files each of twenty thousand
MOST_PACKED = 1_000  # of an archive that a student packed
DEEPEST = 2  # archives in an archive in the platform's
PIECE = 2**16
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # what others unpack is not bounded by Python's reader
LEFTOVERS = re.compile(r"__MACOSX|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|\.ipynb_checkpoints", re.IGNORECASE)
OUT = re.compile(r"/|[A-Za-z]:|\.\.(/|$)|.*/\.\.(/|$)", re.DOTALL)
LEADS_OUT = "refused: its path leads out of the archive"
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)


@dataclass(frozen=True)
class Entry:
    """One file in an archive, or in an archive in it."""

    path: str
    """Its path there, with slashes; behind an archive in the archive, the path in that one."""
    problem: str = ""
    """Why its bytes are not to be had."""
    unpack: Callable[[int], bytes] | None = None
    folder: bool = False
    changed: str = ""
    """When, as far as the archive says."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The path in its parts."""
        return tuple(part for part in self.path.split("/") if part)

    @property
    def leftover(self) -> bool:
        """What a system puts there by itself."""
        return any(LEFTOVERS.fullmatch(part) for part in self.parts)

    def read(self, most: int = MAX_BYTES) -> bytes:
        """The bytes, at most so many.

        Raises:
            ValueError: why they are not to be had: a link, too large, damaged, protected by a password.
        """
        if self.problem or self.unpack is None:
            raise ValueError(self.problem or "a folder")
        try:
            data = self.unpack(most + 1)
        except DAMAGED as error:
            raise ValueError(f"damaged, it cannot be unpacked ({_said(error)})") from error
        if len(data) > most:
            raise ValueError(f"larger than {most / 2**20:.0f} MB unpacked")
        return data


def open_archive(path: Path) -> tuple[str, Iterator[Entry]]:
    """What tells an archive, or a folder, from any other that was ever here, and its entries, as they are read.

    Raises:
        RuntimeError: it is neither a zip archive nor a folder.
    """
    if path.is_dir():
        entries = list(_in_folder(path))
        told = "\n".join(f"{entry.path}\0{_state(path / entry.path)}" for entry in entries)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12], iter(entries)
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        packed = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise RuntimeError(f"{path}: there is no such archive, and no such folder") from None
    except DAMAGED as error:
        raise RuntimeError(
            f"{path}: expected a zip archive as the platform packed it, or a folder ({_said(error)}); was it "
            "downloaded to its end?"
        ) from error
    return digest, _in_zip(packed, MOST_ENTRIES)


def inside(entry: Entry, data: bytes, depth: int = 1) -> Iterator[Entry]:
    """The entries of a zip archive that a student packed; of one that is none, or holds too much, the reason.

    Args:
        data: what `entry` holds.
    """
    problem = ""
    if depth > DEEPEST:
        problem = f"not opened: an archive in {DEEPEST} archives"
    elif data.count(b"PK\x01\x02") > MOST_PACKED:
        problem = f"not opened: it holds more than {MOST_PACKED} files"
    else:
        try:
            packed = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            problem = f"damaged, it cannot be opened ({_said(error)})"
    if problem:
        yield Entry(entry.path, problem)
        return
    for other in _in_zip(packed, MOST_PACKED):
        yield replace(other, path=f"{entry.path}/{other.path}")


def _in_zip(packed: zipfile.ZipFile, most: int) -> Iterator[Entry]:
    for count, info in enumerate(packed.infolist()):
        path = _path(info)
        if count == most:
            yield Entry(path, f"not looked at, and nothing behind it: the archive holds more than {most:,} files")
            return
        if info.is_dir() or path.endswith("/"):
            yield Entry(path.rstrip("/"), _leads_out(path), folder=True)
        else:
            changed = "{}-{:02}-{:02} {:02}:{:02}:{:02}".format(*info.date_time)
            yield Entry(path, _leads_out(path) or _why_not(info), _unpack(packed, info), changed=changed)


def _path(info: zipfile.ZipInfo) -> str:
    r"""The path as it was meant: a Mac writes UTF-8 and does not say so; Windows may write backslashes."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _leads_out(path: str) -> str:
    return LEADS_OUT if OUT.match(path) else ""


def _why_not(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "refused: a link, not a file"
    if kind not in (0, stat.S_IFREG):
        return "refused: no regular file"
    if info.flag_bits & 0x1:
        return "protected by a password"
    if info.compress_type not in METHODS:
        return "packed in a way that is not read here; expected an ordinary zip archive"
    if info.file_size > MAX_BYTES:
        return f"larger than {MAX_BYTES // 2**20} MB unpacked"
    return ""


def _unpack(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def unpack(most: int) -> bytes:
        kept = bytearray()
        with packed.open(info) as file:
            while len(kept) < most and (piece := file.read(PIECE)):
                kept += piece
        return bytes(kept[:most])

    return unpack


def _in_folder(folder: Path) -> Iterator[Entry]:
    count = 0
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted([*names, *folders]):
            path = Path(place, name)
            entry = _of_file(path, path.relative_to(folder).as_posix())
            count += not entry.folder
            if count > MOST_ENTRIES:
                yield Entry(entry.path, f"not looked at, and nothing behind it: more than {MOST_ENTRIES:,} files")
                return
            yield entry


def _of_file(path: Path, shown: str) -> Entry:
    if path.is_symlink():
        return Entry(shown, "refused: a link, not a file")
    if path.is_dir():
        return Entry(shown, folder=True)
    changed = f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y-%m-%d %H:%M:%S}"
    problem = "" if path.is_file() else "refused: no regular file"
    return Entry(shown, problem, lambda most: read_regular(path, most), changed=changed)


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.lstat()
    except OSError:
        return (0, 0)
    return (0, 0) if stat.S_ISDIR(status.st_mode) else (status.st_size, status.st_mtime_ns)


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
