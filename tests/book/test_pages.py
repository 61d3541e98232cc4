"""Every page as a reader's browser meets it."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import jupytext
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from lstm_grader import course
from lstm_grader.exercise import catalogue
from tests.book.barriers import barriers
from tests.book.conftest import Visit, pages

CODE = ["pre", "code", "script", "style"]
MARKUP = re.compile("[`\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")  # a backtick; an emoji, which many letters lack
BOOK = Path(__file__).parents[2] / "book"


@pytest.fixture(scope="module", params=pages())
def read(request, own, site):
    """A page that somebody read to its end, and went back to its top."""
    reader = Visit(own.new_page(), site)
    reader.page.set_viewport_size({"width": 1300, "height": 900})
    reader.open(request.param)
    reader.page.mouse.wheel(0, 20_000)
    reader.page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    yield reader
    reader.page.close()


def test_page_is_accessible(read):
    assert barriers(read.page) == []


def test_page_asks_nothing_of_other_sites_and_complains_of_nothing(read):
    """Asked after the above, which takes seconds: what comes late is seen as well."""
    read.page.wait_for_timeout(500)
    assert read.outside == []
    assert read.complaints == []


REACHED = """[...document.querySelectorAll("article pre")].filter((each) => each.checkVisibility())
  .map((each) => [each.scrollWidth > each.clientWidth, each.tabIndex === 0])"""


def test_code_that_scrolls_is_reached_by_the_tab_key_also_what_was_folded_or_comes_later(visit):
    page = visit(width=390).open("13_bptt")
    before = len(page.evaluate(REACHED))
    page.evaluate("document.querySelectorAll('article details').forEach((each) => { each.open = true; })")
    later = f"<pre>{'long ' * 99}</pre>"
    page.evaluate(f"document.querySelector('live-cell').insertAdjacentHTML('afterend', '{later}')")
    page.wait_for_function(f"{REACHED}.every(([scrolls, reached]) => scrolls === reached)")  # told after the drawing
    then = page.evaluate(REACHED)
    assert len(then) > before + 1
    assert {(True, True), (False, False)} == set(map(tuple, then))


def test_every_mistake_whose_page_is_out_is_listed_with_its_place(html):
    links = document(html / "mistakes.html").select("dt a")
    listed = {(link.parent.text.partition(" · ")[0], link["href"]) for link in links}
    known = {(key, row.read) for key, row in catalogue.read().items() if (html / row.read.partition("#")[0]).is_file()}
    assert len(known) > 100
    assert listed == known


def test_page_has_a_description_a_title_and_an_icon(html, page_name):
    head = document(html / f"{page_name}.html").head
    assert head.title.text.strip()
    assert head.select("link[rel=icon]")
    if page_name != "search":
        (description,) = head.select("meta[name=description]")
        assert 20 <= len(description["content"]) <= 160


def test_a_link_to_the_page_shows_its_title_and_description(html, page_name):
    page = document(html / f"{page_name}.html")
    told = {tag.get("property") or tag.get("name"): tag["content"] for tag in page.head.select("meta[content]")}
    if page_name != "search":
        assert told["og:title"] == page.select_one("h1").find(string=True).strip()
        assert told["og:description"] == told["description"]
        assert told["og:site_name"] in page.head.title.text
        assert told["twitter:card"] == "summary_large_image"
        assert told["og:image"] == told["twitter:image"] == f"{course.published_book()}previews/{page_name}.png"
        with Image.open(html / "previews" / f"{page_name}.png") as picture:
            assert picture.size == (1200, 630) == (int(told["og:image:width"]), int(told["og:image:height"]))
            assert len(picture.convert("RGB").getcolors(maxcolors=10**6)) > 10


def test_previews_of_chapters_differ(html):
    chapters = [name for name in pages() if name[:2].isdigit()]
    assert len({(html / "previews" / f"{name}.png").read_bytes() for name in chapters}) == len(chapters)


def test_nothing_is_said_twice_and_no_sign_of_markup_is_left(html, page_name):
    page = document(html / f"{page_name}.html")
    titles = [title.find(string=True).strip() for title in page.select("h1")]
    assert len(titles) == 1
    assert page.title.text.count(titles[0]) == 1
    told = [page.title.text, *(tag["content"] for tag in page.head.select("meta[content]"))]
    prose = [text for text in page.body.find_all(string=True) if not text.find_parent(CODE)]
    assert [text for text in (*told, *prose) if MARKUP.search(text)] == []


@pytest.mark.parametrize("source", sorted(BOOK.glob("*.md")), ids=lambda path: path.stem)
def test_cells_of_the_page_have_at_most_15_lines(source):
    cells = [cell.source for cell in jupytext.read(source).cells if cell.cell_type == "code"]
    assert [cell for cell in cells if sum(bool(line.strip()) for line in cell.splitlines()) > 15] == []


def test_links_of_the_page_lead_somewhere(html, page_name):
    lost = []
    for element in document(html / f"{page_name}.html").select("[href], [src]"):
        link = element.get("href") or element["src"]
        if link.startswith(("http://", "https://", "mailto:", "data:")):
            continue
        address, anchor = urldefrag(urljoin(f"{page_name}.html", link))
        target = html / unquote(address.partition("?")[0])
        if not target.is_file() or (anchor and unquote(anchor) not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_picture_has_a_name(html, page_name):
    nameless = [
        str(picture)[:200]
        for picture in document(html / f"{page_name}.html").select("main img, main svg")
        if not ({"alt", "aria-label", "aria-labelledby", "aria-hidden"} & set(picture.attrs))
    ]
    assert nameless == []


def test_search_finds_a_chapter_by_keyboard(visit):
    reader = visit()
    page = reader.open("intro")
    page.keyboard.press("Control+k")
    page.keyboard.type("half-life")
    page.keyboard.press("Enter")
    page.locator("#search-results a", has_text="forget gate").first.wait_for()
    assert reader.complaints == [] and reader.outside == []


def test_the_first_address_leads_to_the_first_page(visit, site):
    page = visit().page
    page.goto(site)
    page.wait_for_url("**/intro.html")
    assert page.url == f"{site}intro.html"


@cache
def document(path):
    return BeautifulSoup(path.read_text(), "html.parser")


@cache
def anchors(path):
    return {element["id"] for element in document(path).select("[id]")}
