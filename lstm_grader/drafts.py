"""Writing a file whole or not at all, however many write it at once."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)  # what a disk says that takes nothing more
GO_ON = "What is stored stays; once it works again, the same command goes on from there"


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """A place beside `path`, a process's own, for what takes the place of `path` at the end; its folder is made.

    Where the writing fails, `path` stays as it was and the draft goes.

    Raises:
        OSError: nothing can be written there; it names the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    place = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield place
        place.replace(path)
    except OSError as error:
        if error.errno is not None:  # without a number the file's name would stand in place of the words
            error.filename = error.filename or str(path)
        raise
    finally:
        place.unlink(missing_ok=True)
