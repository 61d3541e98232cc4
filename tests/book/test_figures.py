"""Every live figure: a picture and a text without scripts; by keyboard, on a phone, in the dark; kept in a link."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.book.conftest import Visit
from tests.book.live import move
from tests.book.test_legible import LEAST, SMALL
from tests.sample import LEVEL

BOOK = Path(__file__).parents[2] / "book"
WIDTH = 390
FIGURES = [
    (path.stem, name)
    for path in sorted(BOOK.glob("*.md"))
    for name in re.findall(r"^`{3,}\{interactive\} ([\w-]+)", path.read_text(), re.MULTILINE)
]
CELL = {"gate-explorer", "back-graph"}  # without scripts they are the drawing of the cell, with its caption
HOLDING = {"rnn-strip", "gate-explorer", "sentence-reader", "band-order", "back-graph"}  # more than sliders stand at

PICTURE = "svg[role=img], pre.live-letters"
SHOWN = ":is(svg, .live-table, .live-verdict, .live-letters, .live-words, .live-bands)"
LOOK = f"figure => [...figure.querySelectorAll('{SHOWN}')].map(shown => shown.outerHTML).join('')"
# What is drawn, and its labels and numbers, but no places: two browsers may round those apart.
DRAWN = f"""figure => [...figure.querySelectorAll("{SHOWN}")]
  .flatMap(shown => [shown, ...shown.querySelectorAll("*")]).filter(part => part.tagName !== "BUTTON")
  .map(part => [part.tagName, part.getAttribute("class"), part.querySelector("*") ? "" : part.textContent].join(" "))"""
# Labels that stand out too little from the card (WCAG 2.2, 1.4.3); a stop that was reached has a ground of its own.
FAINT = """figure => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(n => n / 255)
      .map(n => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const card = light(getComputedStyle(figure.querySelector(".live")).backgroundColor);
  return [...figure.querySelectorAll("svg text:not(.reached > text)")].filter(label => label.textContent.trim())
    .filter(label => {
    const [high, low] = [light(getComputedStyle(label).fill), card].sort((one, other) => other - one);
    return (high + 0.05) / (low + 0.05) < 4.5;
  }).map(label => label.textContent.trim());
}"""
CONTROLS = ":is(input:not([type=hidden]), select, button, summary)"
SIGHT = f"""const sight = [...figure.querySelectorAll("{CONTROLS}")]
  .filter(control => control.getBoundingClientRect().width);
const name = control => control.getAttribute("aria-label") || control.name || control.textContent;"""
# The control that the next Tab leads to; nothing where it leads out of the figure.
AT = f"figure => {{ {SIGHT} return figure.contains(document.activeElement) ? name(document.activeElement) : null; }}"
NAMES = f"figure => {{ {SIGHT} return sight.filter(control => !control.disabled).map(name); }}"
CUT = f"""figure => {{ {SIGHT} return sight.filter(control => {{
  const box = control.getBoundingClientRect();
  return box.left < 0 || box.right > innerWidth;
}}).map(name); }}"""
# The press that moves a control, by what it is; nothing for one that is not there now. What folds is open already.
PRESS = f"""(figure, place) => {{
  {SIGHT}
  const control = sight[place], {{ tagName, type, value, max, disabled }} = control;
  if (disabled || tagName === "SUMMARY") return "";
  control.focus();
  if (tagName === "SELECT") return control.selectedIndex ? "ArrowUp" : "ArrowDown";
  return {{ range: value === max ? "ArrowLeft" : "ArrowRight", number: "ArrowUp", checkbox: "Space", text: "1" }}[type]
    ?? "Enter";
}}"""
STATE = """figure => [...figure.querySelectorAll(":is(input, select)")]
  .map(({ value, checked }) => value + checked).join()"""
SHARED = """() => {
  const names = [...document.querySelectorAll(".live")].map(live => live.parentElement)
    .flatMap(part => [...new Set([...part.querySelectorAll("[name]")].map(control => control.getAttribute("name")))]);
  return names.filter((name, place) => names.indexOf(name) !== place);
}"""


class Used:
    """A figure on a phone in the dark: each control reached with the Tab key, moved by a press; opened again."""

    def __init__(self, browser, site, chapter, name):
        contexts = {
            browser.new_context(
                viewport={"width": WIDTH, "height": 900}, color_scheme="dark", java_script_enabled=scripts
            ): scripts
            for scripts in (True, True, False)
        }
        reader, other, plain = (Visit(context.new_page(), site, scripts) for context, scripts in contexts.items())
        self.without_scripts(plain, f"{site}{chapter}.html", name)
        reader.open(chapter)
        figure = reader.page.locator(name)
        self.drawn, self.first = figure.evaluate(DRAWN), figure.evaluate(LOOK)
        self.walk(reader.page, figure)
        self.wide, self.cut = reader.page.evaluate("document.documentElement.scrollWidth"), figure.evaluate(CUT)
        self.faint, self.shared = figure.evaluate(FAINT), reader.page.evaluate(SHARED)
        reader.page.wait_for_timeout(400)  # the address follows a little later
        self.look, self.address = figure.evaluate(LOOK), reader.page.url
        other.go(self.address)
        self.again = other.page.locator(name).evaluate(LOOK)
        self.top = other.page.locator(name).evaluate("figure => figure.getBoundingClientRect().top")
        self.complaints = reader.complaints + other.complaints
        for context in contexts:
            context.close()

    def walk(self, page, figure):
        for summary in figure.locator("summary").all():
            summary.press("Enter")
        figure.locator(CONTROLS).first.focus()
        self.reached, at = [], figure.evaluate(AT)
        while at is not None and len(self.reached) < 100:
            self.reached.append(at)
            page.keyboard.press("Tab")
            at = figure.evaluate(AT)
        self.there = figure.evaluate(NAMES)
        self.idle = []
        for place in range(
            figure.locator(CONTROLS).filter(visible=True).count() - 1, -1, -1
        ):  # what undoes stands last
            before = figure.evaluate(LOOK) + figure.evaluate(STATE)
            if key := figure.evaluate(PRESS, place):
                page.keyboard.press(key)
                if figure.evaluate(LOOK) + figure.evaluate(STATE) == before:
                    self.idle.append(figure.evaluate(AT))

    def without_scripts(self, plain, address, name):
        plain.go(address)
        still = plain.page.locator(name)
        self.still = still.evaluate(DRAWN)
        self.picture = still.locator(PICTURE).first.bounding_box()
        self.still_wide = plain.page.evaluate("document.documentElement.scrollWidth")
        self.still_small = plain.page.evaluate(SMALL, LEAST)


@pytest.mark.parametrize(("chapter", "name"), FIGURES, ids=[name for _, name in FIGURES])
def test_page_holds_a_picture_and_a_text_for_who_has_no_scripts(html, chapter, name):
    still = BeautifulSoup((html / f"{chapter}.html").read_text(), "html.parser").select_one(f"{name}#{name}")
    assert still.select_one(PICTURE)
    assert len(" ".join(text.get_text() for text in still.select("p, figcaption")).split()) >= 15


@pytest.mark.parametrize("name", [name for _, name in FIGURES])
def test_figure_is_of_the_kind_that_the_address_keeps(html, name):
    script = (html / "_static" / "parts" / f"{name}.js").read_text()
    assert f'define("{name}", ' in script and "customElements" not in script


TRIED = FIGURES if LEVEL == "long" else [figure for figure in FIGURES if figure[1] in HOLDING]


@pytest.fixture(scope="module", params=TRIED, ids=[name for _, name in TRIED])
def used(request, browser, site):
    found = Used(browser, site, *request.param)
    found.name = request.param[1]
    return found


@pytest.mark.long
def test_every_control_is_reached_by_the_tab_key_and_moved_by_another(used):
    assert set(used.there) <= set(used.reached)
    assert used.idle == []
    assert used.look != used.first


@pytest.mark.long
def test_figure_fits_a_phone(used):
    assert max(used.wide, used.still_wide) <= WIDTH
    assert used.cut == []


@pytest.mark.long
def test_labels_stand_out_in_the_dark(used):
    assert used.faint == []


@pytest.mark.long
def test_a_link_shows_the_same(used):
    assert used.again == used.look != used.first
    assert abs(used.top) < 450, used.address
    assert used.shared == [], "two figures of a page would take each other's settings from the address"
    assert used.complaints == []


@pytest.mark.long
def test_without_scripts_the_figure_is_the_same_picture_and_a_text(used):
    assert used.picture["width"] >= 200 and used.picture["height"] >= 60
    assert 0 <= used.picture["x"] <= WIDTH - used.picture["width"]
    assert used.still_small == []
    if used.name not in CELL:
        assert used.still == used.drawn


def test_nothing_is_written_to_the_address_before_the_reader_does_something(visit):
    page = visit().open("10_whole_cell")
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(500)
    assert "?" not in page.url


def test_a_link_to_the_explorer_keeps_the_steps_done_and_what_was_set_by_hand(visit):
    reader = visit()
    page = reader.open("10_whole_cell")
    page.locator("select[name=preset]").select_option("latch")
    for _ in range(3):
        page.locator("button", has_text="Next step").press("Enter")
    field = page.locator("input[aria-label='c of the step before, as a number']")
    field.fill("0.777")
    field.press("Enter")
    page.locator("button", has_text="Next step").press("Enter")
    move(page, "x_t", "ArrowRight")
    before = page.locator("gate-explorer").evaluate(LOOK)
    page.wait_for_url("**x_t=0.1**")
    reader.go(page.url)
    assert page.locator("gate-explorer").evaluate(LOOK) == before
    assert page.locator("gate-explorer .live-row output").first.inner_text() == "step 5 of 8"


@pytest.mark.parametrize(
    ("chapter", "names"),
    [
        ("10_whole_cell", ("preset", "inputs", "x_t", "past", "sentence", "word", "open_f_t")),
        ("12_torch_parity", ("order", "layer")),
        ("13_bptt", ("b_f", "stop")),
        ("03_rnn", ("w_h", "pulses")),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_breaks_nothing(visit, site, chapter, names):
    reader, asked = visit(), ("two", "99", "", "-1", "%F0%9F%98%80", "NaN", "1.5")
    for turn in (0, 1, 2):
        query = "&".join(f"{name}={asked[(k + turn) % len(asked)]}" for k, name in enumerate(names))
        reader.go(f"{site}{chapter}.html?{query}")
        texts = reader.page.locator(".live-table td").all_text_contents()
        assert texts and not [text for text in texts if text in ("", "NaN", "undefined")], query
    assert reader.complaints == []
