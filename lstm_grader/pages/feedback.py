"""The page that goes back to the student: score, what was seen in each check, and the notebook as it was graded.

One file, no script, no request. The text cells of the course are shown as they look in a notebook; everything that a
student wrote is shown as text, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lstm_grader.collect.notebooks import NOTE
from lstm_grader.exercise.released import given_texts
from lstm_grader.records import CheckRecord, Record

# Drawings stand in a notebook's text as data. Students choose the text: no part of it is looked through twice.
PICTURE = re.compile(r"!\[([^\[\]]{0,400})\]\(data:[^)]*\)?")
BOOK = "../../../../_build/html/"  # from course/feedback/{student}/{assignment}/ to the book built beside it
LINE = re.compile(r"(Called|Came back|Right already|Looks like|Read): (.*)", re.DOTALL)
ANCHOR = re.compile(r"[\w-]+\.html(#[\w-]+)?")
TERMINAL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")
BASE64_PNG = re.compile(r"iVBORw0KGgo[A-Za-z0-9+/\s]*+={0,2}\s*")
HIGHLIGHT_MAX, PAGE_MAX = 5_000, 2_000_000  # characters: of a cell shown in colours, of a notebook on the page
COLOURED_MAX = 200_000  # of a notebook; colours take ten times as much time and room as the text
VOID = re.compile(r"\s{200}")  # the highlighter takes the square of so many blanks or blank lines


@dataclass(frozen=True)
class Line:
    """One line of a message: its label ("Called", "Came back", …, or none), its text, and where it leads."""

    label: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class Output:
    """What a cell printed or drew: kind is text, error or figure (then the text is base64)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Cell:
    """A cell of the notebook, ready to be shown; `check` names the check that stands there."""

    kind: str
    source: Markup
    outputs: tuple[Output, ...] = ()
    check: str = ""
    comment: str = ""


def render(record: Record, notebook: NotebookNode | None, book: str = BOOK, penalty: float = 0.0) -> str:
    """The feedback page of one submission.

    Args:
        record: the judgement.
        notebook: the graded notebook, None when there was nothing to read. nbgrader's comments in it are shown.
        book: what stands before the names of the book's pages: a path from the feedback's folder, or a web address.
        penalty: points taken off for handing in late.

    Returns:
        A complete HTML page.
    """
    page = _template().render(
        record=record,
        checks=[(check, lines(check, book)) for check in record.checks],
        cells=list(_cells(notebook, given_texts(record.assignment))) if notebook else [],
        penalty=penalty,
        note=plain(notebook.metadata.get(NOTE)) if notebook else "",
    )
    return page.encode("utf-8", "backslashreplace").decode("utf-8")


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("lstm_grader.pages")
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["points"] = "{:g}".format
    return environment.get_template("feedback.html")


def lines(check: CheckRecord, book: str = BOOK) -> list[Line]:
    """The message of a check, line by line; where to read is a link into the book.

    >>> lines(CheckRecord("keep", 0, 2, "wrong", "A1", "Read: 06_forget_gate.html#keep"), "book/")
    [Line(label='Read', text='06_forget_gate.html#keep', href='book/06_forget_gate.html#keep')]
    """
    found = []
    for text in plain(check.message).splitlines():
        match = LINE.fullmatch(text)
        label, rest = match.groups() if match else ("", text)
        href = book + rest if label == "Read" and ANCHOR.fullmatch(rest) else ""
        found.append(Line(label, rest, href))
    return found


def plain(text: object) -> str:
    """Text of a notebook's output without colours and control characters of a terminal.

    >>> plain(["one\\x1b[31m red", " two"])
    'one red two'
    """
    if isinstance(text, list):
        text = "".join(part for part in text if isinstance(part, str))
    return TERMINAL.sub("", text) if isinstance(text, str) else ""


def _folded(cell: NotebookNode) -> bool:
    """The self-check, which is the same in every notebook."""
    return "hide-input" in cell.metadata.get("tags", [])


def _cells(notebook: NotebookNode, given: frozenset[str]) -> Iterator[Cell]:
    """The cells to be shown, as many as one page should hold."""
    length = 0
    for cell in notebook.cells:
        if _folded(cell):
            continue
        shown = _cell(cell, PAGE_MAX - length, length < COLOURED_MAX, given)
        yield shown
        length += len(cell.source) + sum(len(output.text) for output in shown.outputs)
        if length >= PAGE_MAX:
            yield Cell("text", escape("[The notebook goes on. It is too long for this page.]"))
            return


def _cell(cell: NotebookNode, most: int, coloured: bool, given: frozenset[str]) -> Cell:
    nbgrader = cell.metadata.get("nbgrader", {})
    if nbgrader.get("grade"):
        return Cell("check", Markup(), check=nbgrader["grade_id"].removeprefix("check_"))
    if cell.cell_type == "markdown" and cell.source in given:
        return Cell("given", _rendered(cell.source))
    if cell.cell_type != "code":
        return Cell("text", escape(PICTURE.sub(r"[picture: \1]", cell.source)[:most]))
    outputs = (_output(output) for output in cell.get("outputs", []))
    quick = not coloured or len(cell.source) > HIGHLIGHT_MAX or VOID.search(cell.source)
    source = escape(cell.source[:most]) if quick else _coloured(cell.source)
    return Cell("code", source, tuple(filter(None, outputs)), comment=nbgrader.get("comment") or "")


@lru_cache(maxsize=200)
def _rendered(source: str) -> Markup:
    """A text cell of the course as it looks, below this page's own headings; its drawing is told in words."""
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(PICTURE.sub(r"\\[picture: \1\\]", source))
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))


@lru_cache(maxsize=200)
def _coloured(source: str) -> Markup:
    """Python with its words marked; cells that nobody changed are the same in every notebook."""
    return Markup(highlight(source, PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True)))


def _output(output: NotebookNode) -> Output | None:
    """An output as text, or as a figure when it is a PNG; HTML, SVG and scripts are never shown as such."""
    kind = output.get("output_type")
    if kind == "stream":
        return Output("text", plain(output.get("text")))
    if kind == "error":
        return Output("error", plain("\n".join(map(plain, output.get("traceback", [])))))
    data = output.get("data", {})
    figure = data.get("image/png")
    if isinstance(figure, str) and BASE64_PNG.fullmatch(figure):
        return Output("figure", figure)
    return Output("text", plain(data["text/plain"])) if "text/plain" in data else None
