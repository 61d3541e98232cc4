"""A page carries its style and nothing holds its text up; leaving rules out changes nothing that is seen."""

import re

import pytest

LOOKS = """async () => {
  await Promise.allSettled([...document.fonts].map(face => face.load()));   // one that this machine lacks is refused
  return [...document.querySelectorAll("body, body *")].map(node => {
  const style = getComputedStyle(node), place = node.getBoundingClientRect();   // an automatic margin reads as 0, too
  return [node.tagName + "." + node.className, ["display", "position", "color", "backgroundColor", "fontFamily",
    "fontSize", "fontWeight", "lineHeight", ...["Top", "Right", "Bottom", "Left"].flatMap(side => ["padding" + side,
    "border" + side]), "width", "height", "opacity", "visibility", "textDecoration", "overflow",
    "zIndex"].map(name => style[name]).join("|") + `|${place.x}px|${place.y}px`];
});
}"""
LENGTH = re.compile(r"-?\d+(?:\.\d+)?(?=px)")
A_STEP_OF_LAYOUT = 1 / 64  # px: a browser lays out in these, and where a width is rounded depends on what came before
WHOLE_SHEETS = """async () => {
  const block = document.querySelector("style[data-from]");
  await Promise.all(block.dataset.from.split(" ").map(href => new Promise((done, failed) => {
    const link = document.createElement("link");
    block.before(Object.assign(link, {rel: "stylesheet", href, onload: done, onerror: failed}));
  })));
  block.remove();
  document.body.offsetHeight;   // asks for the letters of the new sheets
}"""


def test_nothing_stands_between_a_page_and_its_text(html, page_name):
    page = (html / f"{page_name}.html").read_text()
    assert 'rel="stylesheet"' not in page
    assert len(re.findall("<style data-from=", page)) == 1
    scripts = re.findall(r"<script[^>]* src=[^>]*>", page)
    assert scripts
    assert [script for script in scripts if " defer" not in script] == []


@pytest.mark.parametrize("width", [1300, 390])
@pytest.mark.parametrize("name", ["intro", "07_input_gate", "10_whole_cell", "api", "search"])
def test_rules_left_out_change_nothing(visit, name, width):
    page = visit(width=width, theme="dark" if width == 390 else "light").open(name)
    ours = page.evaluate(LOOKS)
    page.evaluate(WHOLE_SHEETS)
    whole = page.evaluate(LOOKS)
    assert len(ours) > 100
    assert [pair for pair in zip(ours, whole, strict=True) if not _alike(*pair)] == []


def _alike(ours, whole):
    """The same words, and every length the same to one step of the browser's layout."""
    (name, looks), (other_name, other_looks) = ours, whole
    lengths = zip(LENGTH.findall(looks), LENGTH.findall(other_looks), strict=False)
    return (name, LENGTH.sub("", looks)) == (other_name, LENGTH.sub("", other_looks)) and all(
        abs(float(one) - float(other)) <= A_STEP_OF_LAYOUT for one, other in lengths
    )


def test_light_or_dark_is_known_before_the_text(html, page_name):
    head = (html / f"{page_name}.html").read_text().partition("<body")[0]
    assert "prefers-color-scheme: dark" in head


@pytest.mark.parametrize(("name", "part"), [("05_squashing", "squash-explorer"), ("10_whole_cell", "gate-explorer")])
def test_page_opened_from_a_folder_is_alive(browser, html, name, part):
    context = browser.new_context()
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((html / f"{name}.html").as_uri())
    page.locator(f"{part} input[type=range]").first.wait_for()
    assert page.evaluate("() => document.fonts.load('18px \"Source Sans 3\"').then(faces => faces.length)") == 1
    assert complaints == []
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_of_code_that_lose_their_mark_have_the_colour_of_the_rest(html, theme):
    sheet = (html / "_static" / "pygments.css").read_text()
    colours = {
        name: re.search(rf'"{theme}"\] \.highlight ?{name} {{.*?\bcolor: (#\w+)', sheet)[1]
        for name in ("", r"\.n", r"\.p", r"\.w")
    }
    assert len(set(colours.values())) == 1, colours


def test_the_theme_s_script_has_no_page_laid_out_once_for_each_block_of_code(html):
    assert "scrollWidth" not in (html / "_static" / "scripts" / "pydata-sphinx-theme.js").read_text(encoding="utf-8")
