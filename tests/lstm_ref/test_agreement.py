import numpy as np
import pytest
from numpy.testing import assert_array_equal

import lstm_ref as ref
from lstm_ref.agreement import WORDS


def sentences(seed, B, phrases):
    """Each sentence as words, without its padding and with its stop."""
    ids, targets, lengths = ref.agreement_batch(np.random.default_rng(seed), B, phrases)
    for b, n in enumerate(lengths):
        yield [WORDS[word] for word in (*ids[:n, b], targets[n - 1, b])]


@pytest.mark.parametrize("phrases", [(1, 1), (1, 3), (4, 4)])
def test_a_sentence_is_a_noun_with_phrases_the_verb_of_the_first_noun_and_a_stop(phrases):
    for words in sentences(0, 200, phrases):
        first, *others = words[1:-2:3]
        assert words[0:-2:3] == ["the"] * (len(others) + 1) and phrases[0] <= len(others) <= phrases[1]
        assert set(words[2:-2:3]) <= {"near", "behind"} and len(words) == 3 * len(others) + 4
        assert {noun.removesuffix("s") for noun in (first, *others)} <= {"key", "cabinet", "door"}
        assert words[-2:] == ["are" if first.endswith("s") else "is", "."]


def test_later_nouns_tell_nothing_of_the_verb_and_all_numbers_of_phrases_are_as_likely():
    seen = list(sentences(1, 6000, (1, 3)))
    same = [words[4].endswith("s") == (words[-2] == "are") for words in seen]
    assert abs(np.mean(same) - 0.5) < 0.04
    shares = np.bincount([len(words) for words in seen], minlength=14)[[7, 10, 13]] / len(seen)
    np.testing.assert_allclose(shares, 1 / 3, atol=0.04)


def test_targets_are_the_words_one_later_and_padding_is_zero():
    ids, targets, lengths = ref.agreement_batch(np.random.default_rng(2), 50, (1, 3))
    assert ids.shape == targets.shape == (12, 50) and set(lengths) == {6, 9, 12}
    for b, n in enumerate(lengths):
        assert_array_equal(ids[1:n, b], targets[: n - 1, b])
        assert (ids[:n, b] > 0).all() and (targets[:n, b] > 0).all() and targets[n - 1, b] == WORDS.index(".")
        assert not ids[n:, b].any() and not targets[n:, b].any()


def test_the_same_generator_gives_the_same_sentences():
    one, again = (list(sentences(3, 20, (1, 3))) for _ in range(2))
    assert one == again and one != list(sentences(4, 20, (1, 3)))


@pytest.mark.parametrize(
    ("phrases", "error", "message"),
    [
        (3, TypeError, r"phrases: expected \(least, most\), got int"),
        ((0, 3), ValueError, "phrases: expected at least 1, got 0"),
        ((3, 1), ValueError, r"phrases: expected \(least, most\), got \(3, 1\); are they the wrong way round\?"),
    ],
)
def test_an_error_names_what_came(phrases, error, message):
    with pytest.raises(error, match=message):
        ref.agreement_batch(np.random.default_rng(0), 2, phrases)
