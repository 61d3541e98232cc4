"""The live parts of the first pages: they show what the page's cells computed, and the keyboard moves them."""

import itertools
import operator

import numpy as np
import pytest

from tests.book.live import cells, handed_over, move


def test_a_window_sees_no_difference_until_it_reaches_the_first_noun(visit):
    page = visit().open("intro")
    given = handed_over(page, "window-memory")
    words = list(zip(given["one"], given["many"], strict=True))
    assert [k for k, (one, many) in enumerate(words) if one != many] == [1]
    for keys in (["Home"], ["End", "ArrowLeft", "ArrowLeft"], ["End", "ArrowLeft"], ["End"]):
        width = move(page, "window", *keys)
        seen = page.locator("window-memory .seen").count()
        assert seen == width
        assert (cells(page)[0] == "the same words") == (width < len(words) - 1)


def test_the_kept_number_is_the_one_of_the_trained_cell(visit):
    page = visit().open("intro")
    kept = handed_over(page, "window-memory")["kept"]
    for keys in (["Home"], ["ArrowRight"], ["End"]):
        step = move(page, "step", *keys)
        assert [float(text) for text in cells(page)[2:]] == pytest.approx([row[step - 1] for row in kept], abs=0.051)
    assert kept[0][-1] * kept[1][-1] < 0


def shape_of(product, a, b):
    try:
        return str(product(np.zeros(a), np.zeros(b)).shape)
    except ValueError:
        return "error"


def test_shape_checker_says_what_numpy_says_for_all_pairs_of_shapes(visit):
    page = visit().open("01_two_products")
    sizes = list(itertools.product(range(1, 5), repeat=4))
    shown = page.evaluate(
        """sizes => sizes.map(four => {
            ["a_rows", "a_columns", "b_rows", "b_columns"].forEach((name, k) => {
                const input = document.querySelector(`shape-checker input[name=${name}]`);
                input.value = four[k];
                input.dispatchEvent(new Event("input"));
            });
            return [...document.querySelectorAll("shape-checker td")].slice(0, 2).map(cell => cell.textContent);
        })""",
        sizes,
    )
    expected = [[shape_of(p, four[:2], four[2:]) for p in (operator.mul, operator.matmul)] for four in sizes]
    assert shown == expected


def test_shape_checker_lights_the_numbers_that_feed_one_of_the_result(visit):
    page = visit().open("01_two_products")
    for name, keys in (
        ("b_rows", ["End", "ArrowLeft"]),
        ("b_columns", ["End"]),
        ("row", ["End"]),
        ("column", ["Home"]),
    ):
        move(page, name, *keys)
    times, matrix = page.locator("shape-checker .live-grids").all()
    assert times.locator(".lit").count() == 0 and "error" in times.text_content()
    assert matrix.locator(".gate-input.lit").count() == matrix.locator(".gate-candidate.lit").count() == 3
    matrix.locator("rect.gate-cell").nth(7).hover()
    places = [page.locator(f"shape-checker input[name={name}]").input_value() for name in ("row", "column")]
    assert places == ["2", "4"]


def test_word_map_joins_a_word_to_the_nearest_of_its_setting(visit):
    page = visit().open("02_words_as_vectors")
    given = handed_over(page, "word-map")
    assert page.locator("word-map svg text").all_text_contents() == given["words"]
    for word, way, keys in (("left", "ppmi", ["Home"]), ("str", "raw", ["End"]), ("two", "ppmi", ["ArrowLeft"])):
        page.locator("word-map select[name=word]").select_option(word)
        page.locator("word-map select[name=way]").select_option(way)
        context = given["contexts"][move(page, "context", *keys)]
        chosen, drawn = given["words"].index(word), given["maps"][f"{way} {context}"]
        near = [given["words"][k] for k in drawn["near"][chosen]]
        assert len(near) == 5 and word not in near
        assert cells(page) == [", ".join(near), ", ".join(drawn["nearest"][chosen])]
        assert set(page.locator("word-map .near").all_text_contents()) == set(near)


def test_word_map_takes_the_word_that_is_clicked(visit):
    page = visit().open("02_words_as_vectors")
    page.locator("word-map svg text", has_text="finally").click()
    assert page.locator("word-map .chosen").text_content() == "finally"
    assert page.locator("word-map select[name=word]").input_value() == "finally"


@pytest.mark.parametrize(
    "place",
    [
        "intro#in-r1",
        "01_two_products#tp-broadcast",
        "02_words_as_vectors#wv-w2",
        "03_rnn#rn-r2",
        "04_vanishing_gradients#vg-r5",
        "05_squashing#sq-c17",
        "06_forget_gate#fg-c11",
        "07_input_gate#ig-g5",
        "08_memory_cell#mc-bound",
        "09_output_gate#og-c21",
        "10_whole_cell#wc-c24",
    ],
)
def test_a_folded_box_opens_from_its_anchor(visit, site, place):
    name, anchor = place.split("#")
    page = visit().go(f"{site}{name}.html#{anchor}")
    page.wait_for_function("id => document.getElementById(id).closest('details').open", arg=anchor)
    assert page.locator("details.sd-dropdown[open]").count() == 1
