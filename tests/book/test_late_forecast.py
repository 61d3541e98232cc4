"""The live part of chapter 16: a forecast that can be moved back in time."""

import numpy as np

from tests.book.live import cells, handed_over, move


def shares(page, name):
    """The error of a forecast moved back by 0 to 8 days, as a share of the first one's where it stands."""
    given = handed_over(page, "late-forecast")
    came, first = np.array(given["came"]), np.array(given["told"][0]["values"])
    values = np.array(next(told["values"] for told in given["told"] if told["name"] == name))
    missed = [np.abs(values[k:] - came[: len(came) - k]).mean() for k in range(9)]
    return np.array(missed) / np.abs(first - came).mean()


def test_the_naive_forecast_fits_when_moved_back_by_its_horizon(visit):
    page = visit().open("16_time_series")
    expected = shares(page, "in five days as today")
    assert move(page, "back", "Home") == 0
    assert cells(page) == ["1.00", "1.00"]
    for day in range(1, 6):
        assert move(page, "back", "ArrowRight") == day
        assert cells(page) == ["1.00", f"{expected[day]:.2f}"]
    assert cells(page)[1] == "0.00"
    assert (
        page.locator("late-forecast .live-verdict").text_content() == "It fits best moved back by 5 days: it is late."
    )


def test_the_forecast_that_read_the_answer_is_not_late(visit):
    page = visit().open("16_time_series")
    name = handed_over(page, "late-forecast")["told"][-1]["name"]
    page.get_by_label("whose forecast").select_option(label=name)
    assert cells(page)[0] == f"{shares(page, name)[0]:.2f}"
    assert page.locator("late-forecast .live-verdict").text_content() == "It fits best where it stands."
