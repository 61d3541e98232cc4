"""Cells that run in the page, as a reader's browser runs them: Python is there, and nothing was loaded before."""

import re

import pytest

from tests.book.barriers import barriers
from tests.book.conftest import Visit, forget, pages
from tests.sample import LEVEL, how_many

PAGE = "06_forget_gate"
NEEDED = ("pyodide/pyodide.asm.wasm", "worker.js", "course.zip", "pyodide/pyodide.mjs", "pyodide/python_stdlib.zip")
A_WHILE = 330_000  # ms: a longer run of the page takes a minute, on a machine that has nothing else to do


class Cell:
    """A cell of an open page, by its number."""

    def __init__(self, page, number):
        self.page, self.root = page, page.locator(f"live-cell[number='{number}']")
        self.output = page.locator(f"#output-{number}")
        self.field = self.root.locator("textarea")
        self.status = self.root.locator(".live-status")

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=False).first.click()

    def write(self, text):
        if not self.field.is_visible():
            self.press("Edit")
        self.field.fill(text)

    def run(self, name="Run"):
        self.press(f"{name}, cell")
        return self.told()

    def run_for(self, seconds):
        """Run what does not end, and let so much of the page's time go by: the first second of it as we have it."""
        self.press("Run, cell")
        self.status.get_by_text("Running").wait_for()
        self.page.wait_for_timeout(1000)
        self.page.clock.fast_forward(1000 * (seconds - 1))
        return self.told()

    def told(self):
        """What it says once it has come to rest."""
        rest = self.root.page.wait_for_function(
            """cell => { const text = cell.querySelector(".live-status").textContent;
              return /^(Done|An error|Stopped|All above has|Cell \\d+ above)/.test(text) && text; }""",
            arg=self.root.element_handle(),
            timeout=A_WHILE,
        )
        return rest.json_value()


@pytest.fixture(scope="module")
def awake(python, own, site):
    """06, where Python was started: that takes longer than all that is done with it."""
    reader = Visit(own.new_page(), site)
    reader.page.set_viewport_size({"width": 1300, "height": 900})
    reader.page.clock.install()
    reader.open(PAGE)
    yield reader
    reader.page.close()
    forget(own, site)


@pytest.fixture
def reader(awake):
    """The same, with every cell as the page has it."""
    yield awake
    for button in awake.page.locator("live-cell button", has_text="Reset").all():
        if button.is_visible():
            button.click()
    assert awake.outside == [] and awake.complaints == []


def cell(reader, number):
    return Cell(reader.page, number)


def test_nothing_of_python_is_asked_for_before_somebody_clicks(python, visit):
    reader, requests = visit(), []
    reader.page.on("request", lambda request: requests.append(request.url))
    reader.open(PAGE)
    reader.page.mouse.wheel(0, 20_000)
    reader.page.wait_for_timeout(500)
    assert [url for url in requests if "/python/" in url] == []
    cell(reader, 1).run()
    assert [url for url in requests if "pyodide.asm.wasm" in url]
    assert [url for url in requests if "matplotlib" in url] == []
    assert reader.outside == [] and reader.complaints == []


@pytest.mark.long
@pytest.mark.parametrize("missing", NEEDED[: how_many(1, all_of=len(NEEDED))])
def test_python_that_cannot_be_loaded_says_so_and_is_tried_again(python, visit, missing):
    reader = visit()
    reader.open(PAGE)
    reader.page.route(f"**/python/{missing}", lambda route: route.fulfill(status=404, body=""))
    first = cell(reader, 1)
    first.press("Run, cell")
    first.root.locator(".live-status", has_text="Python could not be loaded").wait_for()
    reader.page.unroute(f"**/python/{missing}")
    assert first.run().startswith("Done")
    assert reader.outside == []


def test_a_cell_runs_with_what_it_needs_and_shows_what_the_page_shows(reader):
    third = cell(reader, 3)
    built = third.output.inner_text()
    assert third.run().startswith("Done")
    assert third.output.inner_text().strip() == built.strip() != ""


def test_a_changed_cell_changes_what_follows(reader):
    first = cell(reader, 1)
    first.write(written(reader, 1).replace("0.6, -1.0", "0.6, 4.0"))
    third = cell(reader, 3)
    assert third.run().startswith("Done")
    assert "0.817574" in third.output.inner_text()


def test_an_error_is_told_as_python_tells_it_and_its_line_is_marked(reader):
    second = cell(reader, 2)
    second.write("a = 1\nb = 0\nprint('so far')\na / b")
    assert second.run() == "An error, in line 4."
    said = second.output.inner_text()
    assert said.index("so far") < said.index("Traceback (most recent call last)")
    assert 'File "cell 2", line 4, in <module>' in said and "run_cell" not in said
    assert said.strip().endswith("ZeroDivisionError: division by zero")
    band, field = second.root.locator(".live-mark").bounding_box(), second.field.bounding_box()
    assert field["y"] + field["height"] / 2 < band["y"] + band["height"] / 2 < field["y"] + field["height"]


def test_code_that_python_cannot_read_is_told_with_its_line(reader):
    second = cell(reader, 2)
    second.write("a = 1\nif a\n    print(a)")
    assert second.run() == "An error, in line 2."
    assert "SyntaxError: expected ':'" in second.output.inner_text()


def test_a_loop_without_end_is_ended_and_the_next_run_answers(reader):
    second = cell(reader, 2)
    second.write("try:\n    while True:\n        pass\nexcept BaseException:\n    while True:\n        pass")
    assert second.run_for(5).startswith("Stopped after 5 seconds")
    third = cell(reader, 3)
    second.write(written(reader, 2))
    assert third.run().startswith("Done")
    assert "all units" in third.output.inner_text()


def test_printing_without_end_is_cut(reader):
    second = cell(reader, 2)
    second.write("while True:\n    print('again')")
    assert second.run_for(5).startswith("Stopped after 5 seconds")
    said = second.output.inner_text()
    assert said.startswith("again\nagain") and "cut here" in said
    assert len(said) < 25_000


def test_run_all_above_begins_anew(reader):
    first, second, third = (cell(reader, number) for number in (1, 2, 3))
    first.write(written(reader, 1) + "\nmade_once = 1")
    assert first.run().startswith("Done")
    first.write(written(reader, 1))
    second.write("print('made_once' in globals())")
    third.press("Edit")
    assert third.run("Run all above") == "All above has run."
    assert second.output.inner_text().strip() == "False"


def test_text_is_kept_and_put_back(reader):
    second = cell(reader, 2)
    second.write("print('mine')")
    second.run()
    reader.reload()
    assert second.field.input_value() == "print('mine')"
    built = written(reader, 2)
    second.press("Reset")
    assert second.field.is_hidden() and second.root.locator("pre").inner_text().strip() == built
    assert "gate, unit 0" in second.output.inner_text()
    reader.reload()
    assert second.field.is_hidden()


def test_what_is_shown_before_a_reset_is_what_the_page_showed(reader):
    second = cell(reader, 2)
    built = second.output.inner_html()
    second.write("'other'")
    second.run()
    assert second.output.inner_text().strip() == "'other'"
    second.press("Reset")
    assert second.output.inner_html() == built


def test_a_plot_is_drawn_in_the_colours_of_the_page_with_ids_of_its_own(reader):
    second = cell(reader, 2)
    second.write("import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()")
    assert second.run().startswith("Done")
    svg = second.output.locator("figure svg")
    assert "var(--gate-forget)" in svg.inner_html() and "currentColor" in svg.inner_html()
    ids = reader.page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "name, needs, words",
    [("10_whole_cell", "torch", "PyTorch"), ("15_text", "experiments.text", "a text that comes with Python")],
)
def test_a_cell_that_needs_what_is_not_there_says_so(python, visit, name, needs, words):
    page = visit().open(name)
    said = page.locator(f"live-cell[needs='{needs}']:not([hidden])")
    assert said.count() > 0
    for place in range(said.count()):
        assert said.nth(place).locator("button:not(.copybtn)").count() == 0
        assert words in said.nth(place).text_content()


def test_the_keyboard_is_enough(reader):
    page, second = reader.page, cell(reader, 2)
    second.root.get_by_role("button", name="Edit").focus()
    page.keyboard.press("Enter")
    assert second.field.evaluate("field => field === document.activeElement")
    page.keyboard.press("Control+A")
    page.keyboard.type("for k in range(2):\nprint(k)")  # the editor goes in by itself
    page.keyboard.press("Shift+Enter")
    assert second.told().startswith("Done")
    assert second.output.inner_text().split() == ["0", "1"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Reset"
    page.keyboard.press("Enter")
    assert second.field.is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Edit"


def test_an_open_and_answered_cell_is_accessible_and_fits_a_phone(python, visit):
    reader = visit(width=390)
    page = reader.open(PAGE)
    for number, text in ((2, "print('x' * 100)\n1 / 0"), (3, "for k in range(100): print(k)")):
        cell(reader, number).write(text)
        cell(reader, number).run()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_opened_as_a_file_says_what_to_use(python, browser, html):
    context = browser.new_context()
    page = context.new_page()
    page.goto((html / f"{PAGE}.html").as_uri())
    page.locator("live-cell[number='1'] button", has_text="Run").first.click()
    page.get_by_text("make serve").first.wait_for()
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("name", pages()[:-1] if LEVEL == "long" else [PAGE])
def test_cells_show_in_the_page_what_they_showed_when_it_was_built(python, visit, name):
    """One after the other from the top; what they print is compared."""
    page = visit().open(name)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    numbers = [int(each.get_attribute("number")) for each in page.locator("live-cell:not([hidden], [needs])").all()]
    built = {number: shown(page, number) for number in numbers}
    told = {number: Cell(page, number).run() for number in numbers}
    assert {number: said for number, said in told.items() if not said.startswith("Done")} == {}
    wrong = {number: (built[number], shown(page, number)) for number in numbers if built[number] != shown(page, number)}
    assert wrong == {}


def shown(page, number):
    """The texts that a cell's output holds, without its pictures; of errors of rounding the power of ten."""
    output = page.locator(f"#output-{number}")
    texts = output.locator("pre").all_text_contents() if output.count() else []
    return [re.sub(r"\d(?:\.\d+)?(?=e-\d\d)", "_", text.strip()) for text in texts]


def written(reader, number):
    """The page's own code of a cell."""
    return reader.page.locator(f"live-cell[number='{number}'] pre").text_content().rstrip("\n")
