"""What only a published book needs, made from the built pages: `python -m course_site`, one concern a file."""

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
HTML = ROOT / "_build" / "html"
SITE = ROOT / "_build" / "site"
PDF = "the-lstm-gate-by-gate.pdf"
ZIP = "the-lstm-gate-by-gate.zip"


@cache
def book() -> tuple[str, ...]:
    """The names of the book's pages in reading order.

    >>> book()[:2]
    ('intro', 'how_to')
    """
    import yaml

    toc = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text(encoding="utf-8"))
    return toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])


def title() -> str:
    """The book's title.

    >>> title()
    'The LSTM, gate by gate'
    """
    import yaml

    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["title"]
