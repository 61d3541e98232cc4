import numpy as np
import pytest

import lstm_ref as ref

# The arrows of the paper's figure 3, read off: (from, symbol, to); 0 is left of the B, 7 right of the E.
ARROWS = [
    (0, "B", 1), (1, "T", 2), (1, "P", 3), (2, "S", 2), (2, "X", 4), (3, "T", 3), (3, "V", 5), (4, "X", 3), (4, "S", 6),
    (5, "P", 4), (5, "V", 6), (6, "E", 7),
]  # fmt: skip


def inner(length):
    """Every string of the inner grammar up to this length, by walking the arrows."""
    walks, found = [("", 0)], set()
    for _ in range(length):
        walks = [(string + symbol, to) for string, place in walks for start, symbol, to in ARROWS if start == place]
        found |= {string for string, place in walks if place == 7}
    return found


STRINGS = {f"B{ends}{string}{ends}E" for string in inner(9) for ends in "TP"}


def test_legal_strings_are_those_that_the_arrows_make():
    assert len(STRINGS) > 50 and all(ref.reber_legal(string) for string in STRINGS)


def test_what_may_follow_is_what_follows_in_some_string():
    # strings of at most 9 inner symbols: whatever may follow the first 6 of them is in one of these
    for string in STRINGS:
        for n in range(7):
            follows = {other[n] for other in STRINGS if other[:n] == string[:n]}
            assert ref.reber_next(string[:n]) == "".join(sorted(follows)), string[:n]


def test_the_second_symbol_comes_back_before_the_end_and_nothing_follows_it():
    assert ref.reber_next("BTBTXSE") == "T" and ref.reber_next("BPBTXSE") == "P"
    assert ref.reber_next("BPBTXSEP") == "E" and ref.reber_next("BPBTXSEPE") == ""


@pytest.mark.parametrize(
    "string", ["", "B", "BTBTXSET", "BTBTXSEPE", "BTBTXSETEE", "TBTXSETE", "BSBTXSESE", "BTBTXXE", "bt"]
)
def test_what_is_no_whole_string_is_not_legal(string):
    assert not ref.reber_legal(string)


@pytest.mark.parametrize(
    "prefix", ["T", "BX", "BTT", "BTBX", "BTBTXSEP", "BTBTXSETET", "BTBTXSETEB", "B\n", "BTBTXSET\n"]
)
def test_nothing_follows_what_no_string_begins_with(prefix):
    assert ref.reber_next(prefix) == ""


def test_random_strings_are_legal_at_least_nine_long_and_take_both_ways_as_often():
    rng = np.random.default_rng(0)
    strings = [ref.reber_string(rng) for _ in range(3000)]
    assert all(map(ref.reber_legal, strings)) and min(map(len, strings)) == 9
    for place, symbol in ((1, "T"), (3, "T")):
        assert abs(np.mean([string[place] == symbol for string in strings]) - 0.5) < 0.05


def test_a_list_of_symbols_is_refused():
    with pytest.raises(TypeError, match="prefix: expected str, got list"):
        ref.reber_next(["B"])
