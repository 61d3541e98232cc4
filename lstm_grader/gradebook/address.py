"""Where the gradebook is, in SQLAlchemy's words: read, opened, lost and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from lstm_grader.drafts import GO_ON
from lstm_grader.gradebook import history

EXPECTED = "expected sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"
SECRET = re.compile(r".*@|\?.*", re.DOTALL)


def parse(db_url: str) -> URL:
    """The address in its parts.

    Raises:
        RuntimeError: it is none of a gradebook: nothing that SQLAlchemy reads, another database, or no file.
    """
    try:
        url = make_url(db_url)
    except (ArgumentError, ValueError) as error:
        raise RuntimeError(f"the gradebook: {EXPECTED}, got {hide_password(db_url)}") from error
    kind = url.get_backend_name()
    if kind not in history.DIALECTS or (kind == "sqlite" and url.database in (None, "", ":memory:")):
        raise RuntimeError(f"the gradebook: {EXPECTED}, got {hide_password(db_url)}")
    return url


@contextmanager
def opening(db_url: str) -> Iterator[None]:
    """What goes wrong when a gradebook is opened, in words that say which one and what to do.

    Raises:
        RuntimeError: there is no driver for it, or the database cannot be reached or refuses.
    """
    try:
        yield
    except (ArgumentError, ModuleNotFoundError) as error:
        raise RuntimeError(
            f"the gradebook at {hide_password(db_url)}: there is no driver for it here ({error}); {EXPECTED}. For "
            "PostgreSQL install it first: pip install -c constraints.txt -e '.[scale]'"
        ) from error
    except DBAPIError as error:
        raise RuntimeError(
            f"the gradebook at {hide_password(db_url)} cannot be opened: {_said(error.orig)}. Is that the right "
            "place, may you write there, and is there room on the disk?"
        ) from error


def raise_failed(db_url: str, context: ExceptionContext) -> None:
    """What SQLAlchemy is to call when a gradebook that was open fails: its server ends, or its disk is full.

    Raises:
        RuntimeError: the same in words that say which one and what to do; a mistake in a statement stays what it is.
    """
    if isinstance(context.sqlalchemy_exception, OperationalError):
        raise failed(db_url, context.original_exception)


def failed(db_url: str, error: BaseException) -> RuntimeError:
    """What to raise when a gradebook that was open fails."""
    return RuntimeError(f"the gradebook at {hide_password(db_url)} failed: {_said(error)}. {GO_ON}")


def _said(error: BaseException | None) -> str:
    return " ".join(str(error).split()).rstrip(".")


def hide_password(db_url: str) -> str:
    """The address without its password; options may hold one, too.

    >>> hide_password("postgresql+psycopg://ada:secret@example.org/lstm?password=secret")
    'postgresql+psycopg://ada:***@example.org/lstm'
    >>> hide_password("postgres:/ada:secret@host")
    '…host'
    """
    try:
        return make_url(db_url).set(query={}).render_as_string()
    except (ArgumentError, ValueError):
        return SECRET.sub("…", db_url)
