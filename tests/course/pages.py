"""Where one can link to in a page of the book."""

import re
from pathlib import Path

LABEL = re.compile(r"^\(([\w-]+)\)=$|^:name: ([\w-]+)$", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Labels and headings of a page, as they become ids."""
    text = page.read_text(encoding="utf-8")
    labels = {one or other for one, other in LABEL.findall(text)}
    return labels | {_id(title) for title in HEADING.findall(text)}


def _id(title: str) -> str:
    return re.sub(r"[^\w]+", "-", title.lower()).strip("-")


def section(page: Path, title: str) -> str:
    """The text of a page from the heading that becomes this id to the next one."""
    parts = HEADING.split(page.read_text(encoding="utf-8"))
    return next(text for name, text in zip(parts[1::2], parts[2::2], strict=True) if _id(name) == title)


FENCE = re.compile(r"^ *(`{3,})(?:\{([\w-]+)\})?")
UNSEEN = {None, "code-cell", "math", "dropdown", "interactive", "literalinclude", "toggle"}
NO_WORDS = re.compile(r"\$[^$]*\$|^\([\w-]+\)=$|^:\w+:.*$|\]\([^)]*\)|\{[\w-]+\}", re.MULTILINE)


def visible(page: Path) -> str:
    """The text that a reader sees before anything is opened: no code, no equations, no folded boxes."""
    lines, fences = [], []
    for line in page.read_text(encoding="utf-8").split("---\n", 2)[-1].splitlines():
        fence = FENCE.match(line)
        if fence and fences and len(fence[1]) >= fences[-1][0] and not fence[2]:
            fences.pop()
        elif fence:
            fences.append((len(fence[1]), fence[2]))
            lines += [line] if all(name not in UNSEEN for _, name in fences) else []
        elif all(name not in UNSEEN for _, name in fences):
            lines.append(line)
    assert not fences, (page, fences)
    return "\n".join(lines)


def words(page: Path) -> int:
    """How many words of prose a reader sees before anything is opened."""
    return len(re.findall(r"[^\W_][\w'’-]*", NO_WORDS.sub(" ", visible(page))))


def open_mistakes(page: Path) -> list[str]:
    """The boxes below "What can go wrong" that stand open, each by its title."""
    section = re.search(r"^## What can go wrong$(.*?)^## ", visible(page) + "\n## ", re.MULTILINE | re.DOTALL)
    return re.findall(r"^`{3,}\{admonition\} (.+)$", section[1], re.MULTILINE) if section else []
