"""The two units of chapter 10 read what a reader types: each number is lstm_ref's."""

import numpy as np
import pytest

import lstm_ref as ref
from tests.book.live import handed_over, move

PAGE = "10_whole_cell"
FIELD = "sentence-reader input[name=sentence]"


def shown(page) -> list[float]:
    cells = page.locator("sentence-reader .live-table td").all_text_contents()
    return [np.nan if text == "–" else float(text.replace("−", "-")) for text in cells]


def said(page) -> str:
    return page.locator("sentence-reader .live-verdict").inner_text()


def read(given, words) -> list[float]:
    """The values of both units at the last of the words, as the table has them."""
    params = ref.Params.from_dict({name: np.array(value) for name, value in given["params"].items()})
    h_t = c_t = np.zeros((1, 2))
    for word in words:
        x_t = np.eye(len(given["words"]))[[given["words"].index(word)]]
        (h_t, c_t), step = ref.lstm_step_cached(x_t, h_t, c_t, params)
    return [v[0, unit] for unit in (0, 1) for v in (step.f_t, step.i_t, step.c_tilde_t, step.o_t, c_t, h_t)]


def test_every_step_is_the_one_of_the_reference(visit):
    reader = visit()
    page = reader.open(PAGE)
    given = handed_over(page, "sentence-reader")
    words = ["the", "cabinet", "behind", "the", "keys", "near", "the", "doors", "?"]
    page.locator(FIELD).fill(" ".join(words))
    assert move(page, "word", "Home") == 0
    for t in range(1, len(words) + 1):
        assert move(page, "word", "ArrowRight") == t
        assert page.locator("sentence-reader .seen").all_text_contents() == words[:t]
        np.testing.assert_allclose(shown(page), read(given, words[:t]), atol=0.0051)
    assert reader.complaints == [] and reader.outside == []


@pytest.mark.parametrize(("sentence", "verb"), [("the keys near the door?", "are"), ("The key near the doors ?", "is")])
def test_the_first_noun_decides_the_verb(visit, sentence, verb):
    page = visit().open(PAGE)
    page.locator(FIELD).fill(sentence)
    assert said(page).endswith(f": {verb}.")


def test_words_that_it_does_not_have_are_named_and_left_out(visit):
    page = visit().open(PAGE)
    page.locator(FIELD).fill("the old keys shine ?")
    assert page.locator("sentence-reader .seen").all_text_contents() == ["the", "keys", "?"]
    assert said(page).endswith("are. Left out, not among its words: old, shine.")


def test_without_a_noun_nothing_is_shown_and_without_a_word_nothing_breaks(visit):
    reader = visit()
    page = reader.open(PAGE)
    page.locator(FIELD).fill("near the ?")
    assert said(page) == "It shows nothing: no noun, no verb."
    page.locator(FIELD).fill("")
    assert said(page) == "Unit 0 keeps 0.00, and shows 0.00."
    assert np.isnan(shown(page)[0]) and reader.complaints == []
