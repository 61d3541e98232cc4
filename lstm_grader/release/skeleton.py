"""A skeleton for a new exercise and its page: all files, with a TODO wherever something is to be written."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from pathlib import Path
from string import Template

import numpy as np

from lstm_grader.exercise import spec

TEMPLATES = Path(__file__).parent / "templates"
PARTS = ("spec.py", "mistakes.py", "hints.py", "right.py", "wrong.py", "near.py", "figure.svg")
CHAPTER = re.compile(r"^\s+- file: (\d\d)_\w+$", re.MULTILINE)


def write(name: str, function: str, arguments: Sequence[str], root: Path = spec.ROOT) -> list[Path]:
    """Writes `solutions/<name>/` and `book/<name>.md`, and puts the page into the table of contents.

    Args:
        name: number and name, as `11_sequences`.
        function: what the student writes; more functions are added by hand.
        arguments: its arguments, taken for arrays (B, H) until the author says otherwise.
        root: the project.

    Returns:
        The new files, and the table of contents.

    Raises:
        LookupError: no such name can be an exercise or a function, or the exercise is there.
    """
    if not re.fullmatch(r"\d\d_[a-z][a-z0-9_]*", name):
        raise LookupError(f"{name!r} is no name of an exercise: two digits and a word, as 11_sequences")
    for word in (function, *arguments):
        if not word.isidentifier() or keyword.iskeyword(word):
            raise LookupError(f"{word!r} is no name in Python")
    folder, page = root / "solutions" / name, root / "book" / f"{name}.md"
    there = [str(path) for path in (folder, page) if path.exists()]
    if there:
        raise LookupError(f"{' and '.join(there)}: already there; a skeleton replaces nothing")
    words = _words(name, function, arguments)
    targets = {folder / part: part for part in PARTS} | {folder / f"{name[3:]}.py": "exercise.py", page: "page.md"}
    folder.mkdir(parents=True)
    for target, part in targets.items():
        text = (TEMPLATES / f"{part}.txt").read_text(encoding="utf-8")
        target.write_text(Template(text).substitute(words), encoding="utf-8")
    contents = root / "book" / "_toc.yml"
    contents.write_text(with_chapter(contents.read_text(encoding="utf-8"), name), encoding="utf-8")
    return [*targets, contents]


def with_chapter(contents: str, name: str) -> str:
    """The table of contents with this chapter behind the last that has a smaller number.

    Raises:
        LookupError: the table has no chapter at all.

    >>> print(with_chapter("    - file: 05_a\\n    - file: 10_b\\n", "07_c"), end="")
        - file: 05_a
        - file: 07_c
        - file: 10_b
    """
    chapters = list(CHAPTER.finditer(contents))
    if not chapters:
        raise LookupError("no chapter in the table of contents: nowhere to put a new one")
    before = [match for match in chapters if match[1] <= name[:2]]
    line = (before[-1] if before else chapters[0])[0].lstrip("\n")
    new = f"{line[: line.index('-')]}- file: {name}"
    place = before[-1].end() if before else chapters[0].start()
    return contents[:place] + (f"\n{new}" if before else f"{new}\n") + contents[place:]


def _words(name: str, function: str, arguments: Sequence[str]) -> dict[str, str]:
    """What stands for the placeholders of the templates."""
    last = "," if len(arguments) == 1 else ""
    return {
        "name": name,
        "number": name[:2],
        "title": name[3:].replace("_", " ").capitalize(),
        "slug": name[3:].replace("_", "-"),
        "function": function,
        "FUNCTION": function.upper(),
        "arguments": ", ".join(arguments),
        "first": arguments[0],
        "quoted": ", ".join(f'"{argument}"' for argument in arguments) + last,
        "axes": ", ".join(f'"{argument}": 0' for argument in arguments),
        "drawn": "\n".join(
            f"            draws.normal(rng, query.B, query.H, scale=query.spread),  # {argument}"
            for argument in arguments
        ),
        "examples": "\n".join(_example(*shape, len(arguments)) for shape in ((2, 3), (2, 2), (1, 2))),
        "described": "\n".join(f"        {argument}: TODO shape and meaning" for argument in arguments),
    }


def _example(B: int, H: int, count: int) -> str:
    """One call with so many arrays, as it is written in a spec."""
    rng = np.random.default_rng(B * H)
    arrays = (f"np.array({np.round(rng.normal(0, 1, (B, H)), 2).tolist()})," for _ in range(count))
    return "\n".join(f"                {line}" for line in ("(", *(f"    {array}" for array in arrays), "),"))
