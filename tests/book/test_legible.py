"""What a picture or a cell says can be read, on a phone too."""

import pytest

from tests.book.conftest import Visit, pages

LEAST = 11  # px, as shown
PHONE = 390
OPEN = "document.querySelectorAll('main details').forEach(folded => { folded.open = true; })"
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SMALL = """least => [...document.querySelectorAll("main svg :is(text, tspan)")].filter(label => {
  const own = [...label.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const box = label.getBoundingClientRect(), m = label.getScreenCTM();
  const shown = parseFloat(getComputedStyle(label).fontSize) * Math.sqrt(Math.abs(m.a * m.d - m.b * m.c));
  return own && box.width && shown < least;
}).map(label => label.textContent.trim())"""
CUT = """[...document.querySelectorAll("main svg text")].filter(label => {
  const box = label.getBoundingClientRect();
  return box.width && (box.left < 0 || box.right > innerWidth);
}).map(label => label.textContent.trim())"""
BROKEN = """[...document.querySelectorAll("main .cell_output :is(pre, table)")].filter(output => {
  output.style.whiteSpace = "pre";       // a page breaks a line that is too long: a table that is broken says nothing
  const room = output.closest(".cell_output").getBoundingClientRect().right + 0.5;
  const broken = output.scrollWidth > output.clientWidth || output.getBoundingClientRect().right > room;
  output.style.whiteSpace = "";
  return broken;
}).map(output => output.innerText)"""


@pytest.fixture(scope="module", params=pages())
def page(request, own, site):
    """A page that a phone has loaded, as it comes: what folds is not open."""
    reader = Visit(own.new_page(), site)
    reader.page.set_viewport_size({"width": PHONE, "height": 900})
    yield reader.open(request.param)
    reader.page.close()


def test_page_fits_a_phone_and_what_cells_print_does_so_line_by_line(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.evaluate(OPEN)
    assert page.evaluate(BROKEN) == []


def test_labels_of_pictures_are_at_least_11_px(page):
    page.evaluate(OPEN)
    for width in (PHONE, 700, 1300):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(DRAWN)
        assert (width, page.evaluate(SMALL, LEAST)) == (width, [])
        assert (width, page.evaluate(CUT)) == (width, [])


def test_labels_are_legible_without_scripts(visit):
    page = visit(width=390, scripts=False).open("06_forget_gate")
    assert page.evaluate("document.querySelectorAll('main svg text').length") > 50
    assert page.evaluate(SMALL, LEAST) == []


def test_a_label_that_is_too_small_is_found(visit):
    page = visit(width=390).open("06_forget_gate")
    page.evaluate("document.querySelector('.cell-drawing').style.setProperty('width', '200px')")
    assert {"forget", "input", "candidate", "output"} <= set(page.evaluate(SMALL, LEAST))
