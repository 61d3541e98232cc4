"""The live parts: their numbers are lstm_ref's, and the keyboard alone moves them."""

import math

import numpy as np
import pytest
from bs4 import BeautifulSoup

import lstm_ref as ref

B, D, H = 1, 3, 5
MOST = 60_000  # letters of script that a page sends


@pytest.fixture(scope="module")
def cell_maths(browser, site):
    """Calls a function of the page's own maths: `cell_maths("sigmoid", 2.0)`."""
    page = browser.new_page()
    page.goto(f"{site}06_forget_gate.html")

    def call(name, *arguments):
        return page.evaluate(
            "async ([name, given]) => (await import('./_static/parts/lib/maths.js'))[name](...given)",
            [name, list(arguments)],
        )

    yield call
    page.close()


@pytest.mark.parametrize("z", [-800.0, -36.5, -2.0, -0.0, 0.0, 0.3, 5.0, 36.5, 800.0])
def test_sigmoid_of_the_page_is_the_reference(cell_maths, z):
    np.testing.assert_allclose(cell_maths("sigmoid", z), ref.sigmoid(z), rtol=1e-14, atol=0)


@pytest.mark.parametrize("y", [-0.999, -0.5, 0.0, 0.25, 1.0])
def test_slopes_of_the_page_are_the_reference(cell_maths, y):
    np.testing.assert_allclose(cell_maths("dSigmoid", abs(y)), ref.d_sigmoid(abs(y)), rtol=1e-14, atol=1e-300)
    np.testing.assert_allclose(cell_maths("dTanh", y), ref.d_tanh(y), rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize("f", [1e-9, 0.1, 0.5, 0.73, 0.999999])
def test_half_life_of_the_page_is_the_reference(cell_maths, f):
    np.testing.assert_allclose(cell_maths("halfLife", f), ref.half_life(f), rtol=1e-12, atol=0)


def test_half_life_of_the_page_at_its_ends(cell_maths):
    assert cell_maths("halfLife", 0) == ref.half_life(0.0) == 0
    assert cell_maths("halfLife", 1) == ref.half_life(1.0) == math.inf


@pytest.mark.parametrize("seed", range(5))
def test_step_of_the_page_is_the_reference(cell_maths, seed):
    rng = np.random.default_rng(seed)
    params = ref.init_params(rng, D, H, forget_bias=1.5)
    x_t, h_prev, c_prev = rng.normal(size=(B, D)), rng.uniform(-1, 1, (B, H)), rng.normal(size=(B, H)) * 3
    h_t, c_t = ref.lstm_step(x_t, h_prev, c_prev, params)
    plain = {name: value.tolist() for name, value in params.to_dict().items()}
    drawn = cell_maths("lstmStep", x_t[0].tolist(), h_prev[0].tolist(), c_prev[0].tolist(), plain)
    np.testing.assert_allclose(drawn["c_t"], c_t[0], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(drawn["h_t"], h_t[0], rtol=1e-12, atol=1e-14)


def values(page):
    """The numbers of the live table, as the page shows them."""
    return page.locator(".live-table td").all_text_contents()


def test_squash_explorer_by_keyboard(visit):
    page = visit().open("05_squashing")
    slider = page.locator("squash-explorer input[name=z]")
    slider.focus()
    for key, z in (("Home", -6.0), ("ArrowRight", -5.9), ("End", 6.0)):
        page.keyboard.press(key)
        s, y = ref.sigmoid(z), np.tanh(z)
        shown = values(page)
        assert slider.evaluate("element => element.valueAsNumber") == pytest.approx(z)
        assert shown[:2] == [f"{s:.4f}", f"{ref.d_sigmoid(s):.4f}"]
        assert shown[3:5] == [f"{y:.4f}", f"{ref.d_tanh(y):.4f}"]
    page.wait_for_function("document.querySelector('.live-summary').textContent.includes('z = 6.0')")


def test_squash_explorer_follows_a_finger(visit):
    page = visit().open("05_squashing")
    chart = page.locator("squash-explorer svg")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    page.mouse.up()
    assert page.locator("squash-explorer input").evaluate("element => element.valueAsNumber") == 6


def test_memory_bar_by_keyboard(visit):
    page = visit().open("06_forget_gate")
    page.locator("memory-bar input[name=bias]").focus()
    for key, bias in (("Home", -2.0), ("End", 6.0), ("ArrowLeft", 5.9)):
        page.keyboard.press(key)
        f = ref.sigmoid(bias)
        gate, life, _ = values(page)
        assert gate == f"{f:.4f}"
        assert float(life) == pytest.approx(ref.half_life(f), abs=0.051)
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    assert values(page)[2] == f"{f**30:.4f}"


@pytest.mark.parametrize("name", ["squash-explorer", "memory-bar", "click-video"])
def test_part_is_loaded_only_where_it_is_used(html, name):
    for page in html.glob("*.html"):
        text = page.read_text()
        assert (f"parts/{name}.js" in text) == (f"<{name}" in text), page.name


def test_parts_of_a_page_are_small_and_in_it_once(html, page_name):
    document = BeautifulSoup((html / f"{page_name}.html").read_text(), "html.parser")
    (script,) = document.select("script[data-from]")  # each page has its contents with how far the reader is
    assert len(script.string) < MOST
    assert script.string.count("function kept(") == 1, "what its parts import"


def test_video_is_asked_for_only_after_the_click(visit):
    reader = visit()
    reader.page.route("https://**", lambda route: route.fulfill(body="<p>player</p>", content_type="text/html"))
    page = reader.open("intro")
    assert reader.outside == []
    page.locator("click-video a").click()
    page.locator("click-video iframe").wait_for()
    assert reader.outside == ["https://www.youtube-nocookie.com/embed/O_SwvSj-XkU?autoplay=1"]


def test_video_without_scripts_is_a_link(visit):
    page = visit(scripts=False).open("intro")
    assert page.locator("click-video a").get_attribute("href") == "https://www.youtube.com/watch?v=O_SwvSj-XkU"
