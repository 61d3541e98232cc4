"""Where to read, for whoever holds the notebook alone: the published book's address, or the place in words."""

from __future__ import annotations

import re
from functools import cache

from lstm_grader import ROOT, course

# A heading, or a box with a title; and a label, which stands before a heading or inside a box or section.
TITLE = r"#+ (?P<heading>.+)|[`:]{3,}\{(?:dropdown|admonition)\} *(?P<box>.+)"
LINE = re.compile(rf"(?:{TITLE}|\((?P<before>[\w-]+)\)=|:name: (?P<name>[\w-]+))$")
CODE = re.compile(r"^```(?:\{code-cell\}|python).*?^```$", re.DOTALL | re.MULTILINE)
CHAPTER = re.compile(r"(\d+) · (.+)")


def say_where(place: str) -> str:
    """What stands after `Read:` in a released notebook.

    Args:
        place: `page.html#anchor` of the book, or `page.html`.

    Returns:
        The address, where that of the published book is known (`nbgrader_config.py`); else chapter and section.

    Raises:
        LookupError: the book has no such page or anchor.

    >>> say_where("06_forget_gate.html#fg-a10")
    'chapter 06, The forget gate: The gate the wrong way round'
    """
    title, titles = _titles(place.partition("#")[0])
    anchor = place.partition("#")[2]
    if anchor and anchor not in titles:
        raise LookupError(f"the book has no {place}: write ({anchor})= above a heading of that page")
    published = course.published_book()
    if published:
        return published + place
    section = titles.get(anchor, "")
    return f"{title}: {section}" if section and CHAPTER.sub(r"chapter \1, \2", section) != title else title


def in_order(place: str) -> tuple[str, int]:
    """What sorts places as they stand in the book.

    >>> sorted(["06_forget_gate.html#fg-a10", "06_forget_gate.html#keep"], key=in_order)
    ['06_forget_gate.html#keep', '06_forget_gate.html#fg-a10']
    """
    page, _, anchor = place.partition("#")
    return page, [*_titles(page)[1], anchor].index(anchor)


@cache
def _titles(page: str) -> tuple[str, dict[str, str]]:
    """The title of a page, and for each of its anchors the title of the section or box where it leads."""
    path = ROOT / "book" / f"{page.removesuffix('.html')}.md"
    if not path.is_file():
        raise LookupError(f"the book has no page {page}")
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    first, here, titles, waiting = "", "", {}, []
    for line in filter(None, text.splitlines()):
        found = LINE.match(line)
        if found and (found["heading"] or found["box"]):
            here = (found["heading"] or found["box"]).replace("`", "").replace("*", "").strip()
            first = first or here
            titles[re.sub(r"\W+", "-", here.lower()).strip("-")] = here
            titles |= dict.fromkeys(waiting, here)
        elif found and found["name"]:
            titles[found["name"]] = here
        else:
            titles |= dict.fromkeys(waiting, here)
        waiting = [found["before"]] if found and found["before"] else []
    return CHAPTER.sub(r"chapter \1, \2", first), titles
