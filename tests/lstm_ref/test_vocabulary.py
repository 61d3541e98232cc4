import pytest
from numpy.testing import assert_array_equal

import lstm_ref as ref

TEXT = ["b", "a", "c", "a", "d", "c", "b", "a", "e"]


def test_words_stand_by_falling_count_and_then_by_first_appearance():
    stoi, itos = ref.build_vocab(TEXT)
    assert itos == ["<pad>", "<unk>", "a", "b", "c", "d", "e"]
    assert stoi == {word: number for number, word in enumerate(itos)}


@pytest.mark.parametrize(("least", "left"), [(1, "abcde"), (2, "abc"), (3, "a"), (4, "")])
def test_rare_words_get_no_number(least, left):
    assert ref.build_vocab(TEXT, least)[1] == ["<pad>", "<unk>", *left]


def test_no_text_still_has_the_two_that_are_no_words():
    assert ref.build_vocab([]) == ({"<pad>": 0, "<unk>": 1}, ["<pad>", "<unk>"])


def test_texts_become_columns_with_padding_at_the_end():
    stoi, _ = ref.build_vocab(TEXT, 2)
    ids, lengths = ref.encode([["a", "d", "c"], [], ["b"]], stoi)
    assert_array_equal(ids, [[2, 0, 3], [1, 0, 0], [4, 0, 0]])
    assert_array_equal(lengths, [3, 0, 1])


def test_texts_without_words_have_no_steps():
    ids, lengths = ref.encode([[], []], ref.build_vocab([])[0])
    assert ids.shape == (0, 2) and ids.dtype.kind == lengths.dtype.kind == "i"
    assert_array_equal(lengths, [0, 0])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: ref.build_vocab("a b"), TypeError, r"tokens: expected a list of words, got str; write text.split\(\)"),
        (lambda: ref.build_vocab(["a", 1]), TypeError, "tokens: expected words, got int"),
        (lambda: ref.build_vocab(["a", "<pad>"]), ValueError, "tokens: expected words of a text, got <pad>"),
        (lambda: ref.build_vocab(["a"], 0), ValueError, "min_count: expected at least 1, got 0"),
        (lambda: ref.encode("a b", {}), TypeError, "docs: expected a list of lists of words, got str"),
        (lambda: ref.encode([], {}), ValueError, "docs: expected at least one text, got none"),
        (lambda: ref.encode(["a b"], ref.build_vocab([])[0]), TypeError, r"docs\[0\]: expected a list of words"),
        (lambda: ref.encode([["a"]], {"a": 0}), ValueError, "stoi: missing <pad>, <unk>; got a"),
    ],
)
def test_an_error_names_what_came(call, error, message):
    with pytest.raises(error, match=message):
        call()
