"""`python -m course_site`: _build/site from _build/html, all that a static host needs."""

import shutil
import sys
from pathlib import Path

from lstm_grader import course

from . import HTML, SITE, book, edition, elsewhere, lite, lost, offline, printed


def make(html: Path, site: Path, address: str) -> str:
    """The site anew from the built pages; `address` is that of the published book, or empty. What is missing, in words.

    Raises:
        RuntimeError: a page of the book is not built.
    """
    lacking = [name for name in book() if not (html / f"{name}.html").is_file()]
    if lacking:
        raise RuntimeError(f"{html} lacks {', '.join(lacking)}: build the book first (make book)")
    kept = printed.kept(site)
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(html, site)
    edition.stamp(site)
    offline.pack(site)
    printed.make(site, address, kept)
    edition.offer(site)
    missing = lite.make(site, elsewhere.notebooks(site))
    elsewhere.link(site, address)
    lost.write(site, address)
    offline.write_map(site, address)
    offline.write_worker(site)
    return missing


def main() -> None:
    address = course.published_book()
    missing = make(HTML, SITE, address)
    print(f"site      {SITE}")
    if missing:
        print(missing)
    if not address:
        print("no site map, no link to Colab: nbgrader_config.py does not name the address of the published book")


if __name__ == "__main__":
    sys.exit(main())
