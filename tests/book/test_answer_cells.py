"""The exercise at the end of its chapter: answered in the page, checked there by the notebook's own check."""

import re

import pytest
from bs4 import BeautifulSoup

from lstm_grader.exercise import spec
from tests.book import known_wrong
from tests.book.barriers import barriers
from tests.book.conftest import Visit
from tests.course import answers
from tests.sample import how_many

NAME = "06_forget_gate"
FIRST = ["gates", "cell", "sequence"]
ERRNO = "saved_run"  # an error of this system's own, with another number there
OTHERS = sorted({path.stem for path in (spec.ROOT / "lstm_ref").glob("[a-z]*.py") if ">>>" in path.read_text()})
MODULES = [*FIRST, *(name for name in OTHERS if name not in {*FIRST, ERRNO})]
A_WHILE = 120_000  # ms: Python is loaded first
RUN = """async code => {
  const { ask, OWN } = await import("./_static/parts/lib/python.js");
  const told = [];
  await ask({ world: "doctests", cells: [{ code, name: "doctests", seconds: OWN }], place: 0 },
    (said) => { if (said.state === "shown") told.push(said.text); });
  return told.join("");
}"""
RIGHT = {answer.check: answer.source for answer in answers.author(NAME)}


class Cell:
    """An answer cell of the open page."""

    def __init__(self, page, name):
        self.root = page.locator(f"answer-cell[cell='{name}']")
        self.field, self.status = self.root.locator("textarea"), self.root.locator(".live-status")
        self.output = self.root.locator(".cell_output")

    def answer(self, text):
        self.field.fill(text)
        return self.check()

    def check(self):
        self.root.get_by_role("button").first.click()
        done = self.root.page.wait_for_function(
            """cell => { const text = cell.querySelector(".live-status").textContent;
              return text && !/^(Loading|Python is ready|Checking|Running)/.test(text) && text; }""",
            arg=self.root.element_handle(),
            timeout=A_WHILE,
        )
        return done.json_value()


def test_a_gate_is_answered_wrong_twice_then_right_and_kept(python, visit):
    reader = visit(width=390)
    page = reader.open(NAME)
    keep = Cell(page, "keep")
    assert "raise NotImplementedError" in keep.field.input_value()
    assert keep.check() == "Not right yet: read below."
    assert "not written yet" in keep.output.inner_text()
    assert keep.answer("def keep(f_t, c_prev):\n    return f_t + c_prev").startswith("Not right yet")
    assert "Looks like" in keep.output.inner_text()
    assert keep.answer("def keep(f_t, c_prev:\n    return f_t").startswith("Stopped before")
    assert "SyntaxError" in keep.output.inner_text()
    assert keep.answer(RIGHT["keep"]) == "Right, on the examples."
    assert "right on all" in keep.output.inner_text()
    for name in ("forget_gate", "half_life"):
        assert Cell(page, name).answer(RIGHT[name]) == "Right, on the examples."
    experiment = page.locator("answer-cell[cell^='code_']").get_attribute("cell")
    assert Cell(page, experiment).check() == "Done."
    assert Cell(page, experiment).output.locator("svg, img").count()
    prediction = Cell(page, "answer_1")
    assert prediction.check().startswith("Not right yet")
    assert "not answered yet" in prediction.output.inner_text()
    assert prediction.answer("answer_1 = 0.5") == "Noted."
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert reader.outside == [] and reader.complaints == []
    reader.reload()
    assert Cell(page, "keep").field.input_value() == RIGHT["keep"]
    assert Cell(page, "keep").status.inner_text() == "Right, on the examples."


def tab_to(page, wanted):
    """Press Tab until the element has the focus."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"no way to {wanted}")


def test_the_keyboard_alone_leads_from_the_start_of_the_page_to_the_answers_taken_along(python, visit, tmp_path):
    page = visit().open(NAME)
    keep = Cell(page, "keep")
    tab_to(page, "answer-cell[cell='keep'] textarea")
    page.keyboard.press("Control+A")
    page.keyboard.type("def keep(f_t, c_prev):\nreturn f_t + c_prev")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    keep.output.get_by_text("Looks like").wait_for(timeout=A_WHILE)
    tab_to(page, "answer-cell[cell='keep'] ~ details.answer-hint > summary")
    page.keyboard.press("Enter")
    assert page.locator("answer-cell[cell='keep'] + details.answer-hint").get_attribute("open") is not None
    tab_to(page, "details.answer-hint[open] + details.answer-hint > summary")
    while not keep.field.evaluate("field => field === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    for key in ["Control+End", *["ArrowLeft"] * len("+ c_prev"), "Delete"]:
        page.keyboard.press(key)
    page.keyboard.type("*")
    page.keyboard.press("Shift+Enter")
    keep.status.get_by_text("Right, on the examples.").wait_for(timeout=A_WHILE)
    tab_to(page, "take-answers button")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "taken.ipynb")
    assert "return f_t * c_prev" in (tmp_path / "taken.ipynb").read_text(encoding="utf-8")


def test_where_the_browser_keeps_nothing_an_answer_is_checked_all_the_same(python, visit):
    reader = visit()
    reader.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('not allowed'); }")
    keep = Cell(reader.open(NAME), "keep")
    keep.field.fill("")
    keep.field.press_sequentially(RIGHT["keep"].splitlines()[0])
    assert keep.field.input_value() == RIGHT["keep"].splitlines()[0]
    assert keep.answer(RIGHT["keep"]) == "Right, on the examples."
    assert keep.root.get_attribute("data-verdict") == "right"


def test_a_loop_without_end_is_ended(python, visit):
    reader = visit()
    reader.page.clock.install()
    half_life = Cell(reader.open(NAME), "half_life")
    half_life.answer("def half_life(f): ...")  # Python is there
    half_life.field.fill("def half_life(f):\n    while True: pass")
    half_life.field.press("Shift+Enter")
    half_life.status.get_by_text("Checking").wait_for()
    reader.page.wait_for_timeout(1000)
    reader.page.clock.fast_forward(18_000)
    assert half_life.status.inner_text().startswith("Checking")
    reader.page.clock.fast_forward(2_000)
    half_life.output.get_by_text("does not end").wait_for(timeout=A_WHILE)
    assert half_life.status.inner_text() == "Not right yet: read below."


def test_what_an_earlier_text_made_helps_no_later_one(python, visit):
    """A fresh kernel, where it is judged, knows nothing of it."""
    half_life = Cell(visit().open(NAME), "half_life")
    body = "def half_life(f):\n    return math.log(0.5) / np.log(f)"
    half_life.answer(f"import math\n{body}")
    assert "math" not in half_life.output.inner_text()
    half_life.answer(body)
    assert "name 'math' is not defined" in half_life.output.inner_text()
    half_life.answer(f"import math\n1 / 0\n{body}")
    half_life.answer(body)
    assert "name 'math' is not defined" in half_life.output.inner_text()


@pytest.mark.parametrize(
    ("name", "wrong", "place"),
    [
        ("keep", "def keep(f_t, c_prev):\n    return (1 - f_t) * c_prev", "06_forget_gate.html#fg-a10"),
        ("keep", "def keep(f_t, c_prev):\n    f_t * c_prev", "how_to.html#how-check"),
    ],
)
def test_a_verdict_leads_to_where_the_book_says_it(python, visit, name, wrong, place):
    reader = visit()
    cell = Cell(reader.open(NAME), name)
    cell.answer(wrong)
    link = cell.output.get_by_role("link")
    assert link.get_attribute("href") == place
    assert cell.output.inner_text().rstrip().splitlines()[-1] == f"Read: {link.inner_text()}"
    link.click()
    reader.page.wait_for_url(f"**/{place}")
    reader.page.wait_for_function(
        """id => {
          const { top } = document.getElementById(id).getBoundingClientRect();
          return top >= 0 && top < innerHeight;
        }""",
        arg=place.partition("#")[2],
    )
    assert reader.complaints == [] and reader.outside == []


def test_hints_open_one_at_a_time(python, visit):
    hints = visit().open(NAME).locator("details.answer-hint").filter(visible=True)
    cells = sum(bool(getattr(check, "hints", ())) for check in spec.load(NAME).checks)
    assert hints.count() == cells
    hints.first.locator("summary").click()
    assert hints.count() == cells + 1


@pytest.mark.parametrize("exercise", spec.names())
def test_an_exercise_in_the_page_asks_for_all_that_its_notebook_asks(html, python, exercise):
    page = BeautifulSoup((html / f"{exercise}.html").read_text(encoding="utf-8"), "html.parser")
    there = [cell["cell"] for cell in page.select("answer-cell")]
    asked = dict.fromkeys(getattr(check, "called", check.name) for check in spec.load(exercise).checks)
    assert set(asked) <= set(there)


@pytest.fixture(scope="module")
def page(python, own, site):
    """A page in which Python is started once for all."""
    reader = Visit(own.new_page(), site)
    yield reader.open(NAME)
    reader.page.close()


@pytest.mark.long
@pytest.mark.parametrize("module", MODULES[: how_many(3, all_of=len(MODULES))])
def test_examples_of_the_reference_hold_in_the_page(page, module):
    whole = f"importlib.import_module('lstm_ref.{module}')"  # a function may have the name of its module
    told = page.evaluate(RUN, f"import doctest, importlib\nprint(doctest.testmod({whole}))")
    assert re.fullmatch(r"TestResults\(failed=0, attempted=[1-9]\d*\)", told.strip()), told


@pytest.mark.long
@pytest.mark.parametrize("exercise", spec.names())
def test_the_page_says_of_a_mistake_what_the_judge_says(page, exercise):
    assert known_wrong.said_otherwise(page, exercise, how_many(1, len(known_wrong.of(exercise)))) == []
