"""The grid of lags and biases in 17: what the rule predicts beside what the stored runs say."""

import pytest

from tests.book.live import cells, handed_over

LAGS, BIASES = (5, 10, 20, 50, 100, 200), range(7)


@pytest.fixture
def page(visit):
    return visit().open("17_long_time_lags")


def test_the_keyboard_chooses_a_square_whose_numbers_stand_in_the_table(page):
    given = handed_over(page, "lag-grid")
    assert (tuple(given["lags"]), tuple(given["biases"])) == (LAGS, tuple(BIASES))
    page.get_by_label("lag", exact=True).press("Home")
    page.get_by_label("bias of the forget gate").press("End")
    gate, left, solved, steps = cells(page)
    assert (gate, left) == ("0.998", "0.988")  # 1 / (1 + exp(-6)), and its fifth power
    assert int(solved) == given["solved"][0][6] == sum(n is not None for n in given["needed"][0][6])
    assert steps == ", ".join("–" if n is None else str(n) for n in given["needed"][0][6])


def test_a_click_chooses_a_square(page):
    page.locator("lag-grid .square").nth(3 * len(BIASES) + 1).click()
    assert cells(page)[:2] == ["0.731", "2e-7"]
    page.locator("lag-grid .live-summary", has_text="Lag 50, bias 1: 2e-7 is left, ").wait_for()


def test_every_square_says_what_was_measured(page):
    shown = page.locator("lag-grid .square text").all_text_contents()
    assert [int(text) for text in shown] == [count for row in handed_over(page, "lag-grid")["solved"] for count in row]
