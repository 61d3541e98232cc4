"""The whole book as one PDF: all pages put after one another, folded boxes open, printed by Chromium."""

import hashlib
import html
import re
import subprocess
from pathlib import Path

from bs4 import BeautifulSoup, SoupStrainer

from . import PDF, book, edition, title

CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
PRINT = ("--no-pdf-header-footer", "--generate-pdf-document-outline", "--virtual-time-budget=20000")
SCREEN_ONLY = (
    "script, template, button, a.headerlink, .prev-next-footer, .exercise-here, .exercise-notebook, .toctree-wrapper"
)
REFERS = ("href", "xlink:href", "for", "aria-labelledby", "aria-describedby", "aria-controls")
LINK = re.compile(r"(?:([\w-]+)\.html)?(?:#(.+))?")
STYLE = """
@page { size: A4; margin: 17mm 18mm 19mm; @bottom-center { content: counter(page); font: 9pt sans-serif; } }
@page :first { @bottom-center { content: none; } }
html { font-size: 10.5pt !important; --pst-font-size-base: 10.5pt; }
body { background: none; min-height: 0; }
.bd-article { max-width: none; padding: 0 !important; break-before: page; font-size: 10.5pt; }
.bd-article.cover { break-before: auto; padding-top: 30mm !important; }
.bd-article.cover li { list-style: none; }
h1, h2, h3, h4, summary, .admonition-title { break-after: avoid; }
figure, svg, img, table.live-table, tr, .math, .sd-row { break-inside: avoid; }
div.cell_input, .code-fold, div.highlight { break-inside: avoid; }
div.cell, .admonition, details.sd-dropdown { break-inside: auto !important; }
pre { white-space: pre-wrap !important; overflow-wrap: anywhere; overflow: visible !important; orphans: 3; widows: 3; }
.bd-article div.highlight pre { background: none; }
.pst-scrollable-table-container, .bd-article div.output_area, .katex-display { overflow: visible !important; }
table { max-width: 100%; }
.bd-article td code { white-space: normal; }
a { color: inherit; }
"""


def kept(site: Path) -> tuple[str, bytes] | None:
    """The PDF of the site made last and the hash of what it was printed from; Chromium makes none of the same pages."""
    note, pdf = site.parent / "printed.sha256", site / PDF
    return (note.read_text(encoding="utf-8"), pdf.read_bytes()) if note.is_file() and pdf.is_file() else None


def chapter(page: str, name: str, address: str) -> tuple[str, str]:
    """The title and the text of a page for print: its ids and the links to them begin with its name."""
    article = BeautifulSoup(page, "html.parser", parse_only=SoupStrainer("article")).article
    for element in article.select(SCREEN_ONLY):
        element.decompose()
    for fold in article.select("details"):
        fold["open"] = ""
    for element in article.find_all(True):
        if element.get("id"):
            element["id"] = f"{name}--{element['id']}"
        for key in REFERS:
            if key in element.attrs:
                value = element[key]
                named = key.endswith("href")
                element[key] = _led(value, name, address) if named else " ".join(f"{name}--{i}" for i in value.split())
        if element.name == "a" and element.get("href") == "":
            del element["href"]
    text = str(article).replace("url(#", f"url(#{name}--")
    return article.h1.get_text().strip(), text.replace("<article ", f'<article id="{name}" ', 1)


def _led(link: str, name: str, address: str) -> str:
    """Where a link of a page leads in the printed book; to another file only where that is published."""
    if re.match(r"[a-z]+:", link):
        return link
    found = LINK.fullmatch(link)
    if not found:
        return f"{address}{link}" if address else ""
    page, anchor = found[1] or name, found[2]
    if page not in book():
        return f"{address}{link}" if address else ""
    return f"#{page}--{anchor}" if anchor else f"#{page}"


def document(site: Path, address: str) -> str:
    """All pages as one, with the style that they use."""
    from course_book.delivery import BLOCK, Site  # found where the book's extensions are

    pages = {name: (site / f"{name}.html").read_text(encoding="utf-8") for name in book()}
    chapters = {name: chapter(page, name, address) for name, page in pages.items()}
    rows = "".join(f'<li><a href="#{name}">{html.escape(heading)}</a></li>' for name, (heading, _) in chapters.items())
    said = f"{edition.said(edition.date(), edition.version())}. Text: CC BY 4.0. Code: MIT."
    cover = f'<article class="bd-article cover"><h1>{html.escape(title())}</h1><p>{said}</p><ul>{rows}</ul></article>'
    sheets = list(dict.fromkeys(sheet for page in pages.values() for sheet in BLOCK.search(page)[1].split()))
    articles = "".join([cover, *(text for _, text in chapters.values())])
    body = f'<div class="bd-content"><div class="bd-article-container">{articles}</div></div>'
    style = Site(site).style(body, sheets)
    head = f'<meta charset="utf-8"><title>{html.escape(title())}</title><style>{style}{STYLE}</style>'
    return f'<!doctype html><html lang="en" data-theme="light"><head>{head}</head><body>{body}</body></html>'


def make(site: Path, address: str, before: tuple[str, bytes] | None = None) -> None:
    """Print the site's pages; what was printed before from the same pages is taken again.

    Raises:
        RuntimeError: Chromium wrote no file; the text says what it said.
    """
    from lstm_grader.commands import system

    text, source = document(site, address), site / "printed.html"
    digest = hashlib.sha256(text.encode()).hexdigest()
    if before and before[0] == digest:
        (site / PDF).write_bytes(before[1])
        return
    source.write_text(text, encoding="utf-8")
    command = [system.browser(), *CHROMIUM, *PRINT, f"--print-to-pdf={site / PDF}", source.resolve().as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    source.unlink()
    if done.returncode or not (site / PDF).is_file():
        raise RuntimeError(f"Chromium printed no PDF:\n{done.stderr[-1000:]}")
    (site.parent / "printed.sha256").write_text(digest, encoding="utf-8")
