"""Reading a file that somebody else put there: a regular one, and no more of it than is wanted."""

from __future__ import annotations

import os
import stat
from pathlib import Path


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
