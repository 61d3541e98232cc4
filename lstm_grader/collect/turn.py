"""One at a time with what a course notes of its people: whoever comes second waits, and is told so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def take_turn(submitted: Path) -> Iterator[Path]:
    """The folder `collected` beside the submissions, which is made; nobody else is in here meanwhile."""
    home = submitted.parent / "collected"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(home / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("lstm_grader: somebody else is collecting here; waiting", file=sys.stderr, flush=True)
        lock.acquire()
    try:
        yield home
    finally:
        lock.release()
