"""Where one can link to in a page of the book."""

import re
from pathlib import Path

LABEL = re.compile(r"^\(([\w-]+)\)=$|^:name: ([\w-]+)$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Labels and headings of a page, as they become ids."""
    text = page.read_text(encoding="utf-8")
    labels = {one or other for one, other in LABEL.findall(text)}
    return labels | {re.sub(r"[^\w]+", "-", title.lower()).strip("-") for title in HEADING.findall(text)}
