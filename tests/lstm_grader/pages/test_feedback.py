"""The feedback page: the same words as everywhere, in their order, and nothing a student wrote comes alive."""

import base64
import time
from html.parser import HTMLParser

import nbformat
import pytest
from markupsafe import escape
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lstm_grader.collect import notebooks
from lstm_grader.exercise import spec
from lstm_grader.exercise.released import released_notebook
from lstm_grader.pages import feedback
from lstm_grader.records import CheckRecord, Record

MESSAGE = "\n".join(
    [
        "Called: keep(f_t (3, 2) float64, c_prev (3, 2) float64)",
        "Came back: (3, 2) float64; 6 of 6 numbers are not right",
        "Right already: the shape, the dtype.",
        "Looks like: matrix product. You multiplied with @.",
        "Read: 06_forget_gate.html#keep",
    ]
)
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ATTACK = "</pre></code></script><script>document.title='hacked'</script><img src=x onerror=document.title='hacked'>"


def record(message=MESSAGE, student="ada"):
    checks = (
        CheckRecord("forget_gate", 3.0, 3.0, "right", "", "forget_gate: right on all 8 calls."),
        CheckRecord("keep", 0.0, 2.5, "wrong", "A1", message),
    )
    return Record(student, "06_forget_gate", "forget_gate", checks, graded_at="2026-01-01T10:30:00+00:00")


def grade_cell(name):
    nbgrader = {"grade_id": f"check_{name}", "grade": True, "locked": True, "solution": False, "points": 1}
    return new_code_cell(f"check({name})", metadata={"nbgrader": nbgrader})


def hostile_notebook():
    """Everything a student can put into a notebook, hostile."""
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"document.title='hacked'\">{ATTACK}</svg>"
    outputs = [
        new_output("stream", name="stdout", text=ATTACK),
        new_output("stream", name="stderr", text="\x1b[31mred\x1b[0m" + ATTACK),
        new_output("display_data", {"text/html": ATTACK, "text/plain": "plain words"}),
        new_output("display_data", {"image/svg+xml": svg}),
        new_output("display_data", {"application/javascript": "document.title='hacked'", "text/plain": ATTACK}),
        new_output("display_data", {"image/png": f"{PIXEL}\"><script>document.title='hacked'</script>"}),
        new_output("display_data", {"image/png": "https://example.org/spy.png"}),
        new_output("display_data", {"image/png": base64.b64encode(b"<svg onload=alert(1)>").decode()}),
        new_output("error", ename=ATTACK, evalue=ATTACK, traceback=["\x1b[0;31m" + ATTACK, ATTACK]),
    ]
    cells = [
        new_markdown_cell(f"[a link](javascript:document.title='hacked') ![spy](https://example.org/spy.png) {ATTACK}"),
        new_code_cell(f"x = '''{ATTACK}'''  # {ATTACK}", outputs=outputs),
        new_code_cell("drawn", outputs=[new_output("display_data", {"image/png": PIXEL, "text/plain": "figure"})]),
        grade_cell("keep"),
    ]
    return new_notebook(cells=cells)


def hostile_record():
    message = "\n".join(
        [
            f"Called: {ATTACK}",
            f"Came back: ValueError: {ATTACK}",
            "Read: javascript:document.title='hacked'",
            "Read: https://example.org/spy.html",
            'Read: 06_forget_gate.html" onclick="document.title=1',
        ]
    )
    return record(message, student=ATTACK)


class Elements(HTMLParser):
    """Every tag of a page with its attributes, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_the_lines_stand_in_their_order_and_lead_to_the_book():
    page = Elements(feedback.render(record(), None, book="https://example.org/book/"))
    places = [page.text.index(word) for word in ("Called", "Came back", "Right already", "Looks like", "Read")]
    assert places == sorted(places)
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links == ["https://example.org/book/06_forget_gate.html#keep"]
    assert "3 of 5.5" in page.text and "✓ right" in page.text and "✗ wrong" in page.text
    assert "2026-01-01 10:30 UTC" in page.text


def test_which_of_several_files_was_judged_is_said_above_the_checks():
    notebook = new_notebook(metadata={notebooks.NOTE: "Not judged, another notebook beside it: <b>two</b>.ipynb."})
    page = Elements(feedback.render(record(), notebook))
    assert page.text.index("beside it: <b>two</b>.ipynb.") < page.text.index("Checks")


def test_the_link_is_relative_by_default():
    assert feedback.lines(record().checks[1])[-1].href == "../../../../_build/html/06_forget_gate.html#keep"


def test_points_off_for_lateness_are_shown_as_such():
    page = Elements(feedback.render(record(), None, penalty=1.0))
    assert "2 of 5.5 points (3, less 1 for handing in late)" in " ".join(page.text.split())


def test_the_comment_of_a_person_is_shown_at_the_answer():
    cell = new_code_cell("def keep(): pass", metadata={"nbgrader": {"solution": True, "comment": "Nearly <b>."}})
    assert "Nearly <b>." in Elements(feedback.render(record(), new_notebook(cells=[cell]))).text


def test_the_selfcheck_is_left_out_and_a_check_leads_to_its_card():
    folded = new_code_cell("SELFCHECK", metadata={"tags": ["hide-input"]})
    page = feedback.render(record(), new_notebook(cells=[folded, grade_cell("keep")]))
    assert "SELFCHECK" not in page
    assert ("a", {"href": "#check-keep"}) in Elements(page).tags and 'id="check-keep"' in page


def test_only_the_tags_of_the_template_are_in_the_page():
    page = Elements(feedback.render(hostile_record(), hostile_notebook()))
    allowed = "html head meta title style body main h1 h2 h3 p strong b meter article header section span a pre code"
    assert {tag for tag, _ in page.tags} <= {*allowed.split(), "figure", "img"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "style"]
    assert [attrs["src"] for tag, attrs in page.tags if tag == "img"] == [f"data:image/png;base64,{PIXEL}"]
    assert {attrs["href"] for tag, attrs in page.tags if tag == "a"} == {"#check-keep"}
    assert ATTACK in page.text and "plain words" in page.text and "\x1b" not in page.text


def test_text_cells_of_the_course_look_as_in_a_notebook_and_changed_ones_stay_letters():
    given = [cell.source for cell in released_notebook("06_forget_gate").cells if cell.cell_type == "markdown"]
    page = Elements(feedback.render(record(), new_notebook(cells=[new_markdown_cell(text) for text in given])))
    tags = [tag for tag, _ in page.tags]
    assert "div" in tags and tags.count("h3") > 2 and "pre" not in tags
    assert "**" not in page.text and "data:image" not in page.text
    changed = Elements(feedback.render(record(), new_notebook(cells=[new_markdown_cell(f"{given[0]} **mine**")])))
    assert "**mine**" in changed.text and "div" not in [tag for tag, _ in changed.tags]


def test_a_text_that_is_not_unicode_still_makes_a_page():
    page = feedback.render(record("Came back: \ud800\0\x07"), new_notebook(cells=[new_code_cell("'\udfff'")]))
    assert page.encode("utf-8") and "\0" not in page


def test_a_malformed_output_is_passed_over():
    notebook = new_notebook(cells=[new_code_cell("x")])
    notebook.cells[0].outputs = [
        nbformat.from_dict(output)
        for output in (
            {"output_type": "stream", "text": ["one ", 2, "two"]},
            {"output_type": "display_data"},
            {},
            {"output_type": "error", "traceback": [None, "last line"]},
            {"output_type": "display_data", "data": {"x": 1}},
        )
    ]
    page = feedback.render(record(), notebook)
    assert "one two" in page and "last line" in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hostile_notebook_is_inert_in_a_real_browser(browser, tmp_path, scheme):
    path = tmp_path / "forget_gate.html"
    path.write_text(feedback.render(hostile_record(), hostile_notebook()), encoding="utf-8")
    page = browser.new_page(color_scheme=scheme, viewport={"width": 400, "height": 800})
    requests, dialogs, complaints = [], [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    for link in page.locator("a").all():
        link.click()
    assert page.title() == "06_forget_gate: 3 of 5.5"
    assert page.locator("script, svg, iframe, object, embed, form, [onerror], [onload]").count() == 0
    assert {url.split("#")[0] for url in requests if not url.startswith("data:")} == {path.as_uri()}
    assert dialogs == complaints == []
    assert page.locator("img").evaluate("image => image.naturalWidth") == 1
    assert page.evaluate("document.documentElement.scrollWidth <= 400"), "wider than a phone"
    page.close()


@pytest.mark.exercise
@pytest.mark.parametrize("name", spec.names())
def test_the_drawing_in_a_released_notebook_is_told_in_words(name):
    released = released_notebook(name)
    alt = next(cell.source for cell in released.cells if "](data:" in cell.source).split("![")[1].split("](")[0]
    page = feedback.render(record(), released)
    assert f"[picture: {escape(alt)}]" in page and "base64" not in page


@pytest.mark.parametrize("text", ["![" * 200_000, "![a](data:" * 50_000, "+" * 400_000, "\x1b[" * 200_000])
def test_no_notebook_makes_a_page_that_takes_long_or_fills_a_disk(text):
    cells = [new_markdown_cell(text), new_code_cell(text), *(new_code_cell(text[:4000]) for _ in range(900))]
    start = time.process_time()
    page = feedback.render(record(), new_notebook(cells=cells))
    assert time.process_time() - start < 10
    assert len(page) < 10 * feedback.PAGE_MAX


def test_a_page_says_where_it_ends():
    cells = [new_code_cell("x" * feedback.PAGE_MAX), new_markdown_cell("the end")]
    page = feedback.render(record(), new_notebook(cells=cells))
    assert "It is too long for this page" in page and "the end" not in page
