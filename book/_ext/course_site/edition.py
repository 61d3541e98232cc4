"""Which edition a page is of: its version and date, at the foot of each page; there also the book to take along."""

import datetime
import os
import re
import subprocess
import tomllib
from pathlib import Path

from . import PDF, ROOT, ZIP

FOOT = re.compile(r'(<div class="extra_footer">[^<]*)(?:<p class="edition">.*?</p>)?', re.DOTALL)


def version() -> str:
    """The version of the course."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def date() -> datetime.date:
    """The day of the last commit; outside of a git checkout today, or what SOURCE_DATE_EPOCH says."""
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    seconds = told.stdout.strip() or os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    return (datetime.datetime.fromtimestamp(int(seconds), datetime.UTC) if seconds else now).date()


def said(day: datetime.date, number: str) -> str:
    """The edition in words.

    >>> said(datetime.date(2026, 11, 6), "0.1.0")
    'Version 0.1.0 of 6 November 2026'
    """
    return f"Version {number} of {day.day} {day:%B %Y}"


def at_foot(page: str, words: str) -> str:
    """The page with the words at its foot, in place of what stood there of this kind.

    >>> at_foot(at_foot('<div class="extra_footer">MIT.</div>', "one"), "two")
    '<div class="extra_footer">MIT.<p class="edition">two</p></div>'
    """
    return FOOT.sub(lambda found: f'{found[1]}<p class="edition">{words}</p>', page, count=1)


def write_foot(site: Path, words: str) -> None:
    for path in site.glob("*.html"):
        path.write_text(at_foot(path.read_text(encoding="utf-8"), words), encoding="utf-8")


def stamp(site: Path) -> None:
    """Version and date on each page."""
    write_foot(site, said(date(), version()) + ".")


def offer(site: Path) -> None:
    """Beside them the whole book as one PDF, and the pages to read without a network."""
    links = f'Whole book: <a href="{PDF}">PDF</a>, <a href="{ZIP}" download>pages to read offline</a> (zip).'
    write_foot(site, f"{said(date(), version())}. {links}")
