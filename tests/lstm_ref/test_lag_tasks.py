import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

T, B = 23, 4000


@pytest.fixture(scope="module")
def batch():
    return ref.adding_problem(np.random.default_rng(7), T, B)


def test_two_steps_are_marked_the_ends_carry_minus_one_and_the_rest_nothing(batch):
    markers = batch[0][..., 1]
    assert_array_equal(markers[[0, -1]], -1)
    assert_array_equal((markers == 1).sum(axis=0), 2)
    assert set(np.unique(markers)) == {-1, 0, 1}


def test_marks_reach_every_step_of_their_ranges_and_no_other(batch):
    marked = np.array([np.flatnonzero(column == 1) for column in batch[0][..., 1].T])
    assert set(marked.ravel()) == set(range(1, T // 2))  # 1 to 10
    assert marked.min(axis=1).max() == 9, "one of the two is among steps 1 to 9"


def test_in_a_long_sequence_the_first_mark_is_early_and_the_second_is_in_the_first_half():
    x, _ = ref.adding_problem(np.random.default_rng(3), 100, B)
    marked = np.array([np.flatnonzero(column == 1) for column in x[..., 1].T])
    assert set(marked.min(axis=1)) == set(range(1, 10)) and set(marked.max(axis=1)) == set(range(2, 50))
    # all steps of 1..49 but the first mark are as likely: a mean of about 25
    assert abs(marked.sum(axis=1).mean() - 5 - 25) < 1


def test_the_target_is_the_sum_of_the_marked_numbers_brought_into_zero_to_one(batch):
    x, targets = batch
    by_hand = [0.5 + sum(value for value, marker in x[:, b] if marker == 1) / 4 for b in range(B)]
    assert_allclose(targets, by_hand, rtol=1e-14)
    assert 0 <= targets.min() < 0.1 and 0.9 < targets.max() <= 1


def test_numbers_lie_evenly_between_minus_one_and_one(batch):
    values = batch[0][..., 0]
    assert values.min() >= -1 and values.max() <= 1
    assert_allclose(np.histogram(values, 10, (-1, 1))[0] / values.size, 0.1, atol=0.01)


def test_the_same_seed_gives_the_same_batch_and_another_another():
    one, again, other = (ref.adding_problem(np.random.default_rng(seed), 20, 3)[0] for seed in (1, 1, 2))
    assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_sequence_with_three_marks_is_refused():
    with pytest.raises(ValueError, match=r"two of 1 in each sequence, got \[2, 3\]"):
        ref.adding_target(np.zeros((3, 2)), np.array([[1.0, 1], [1, 1], [0, 1]]))


@pytest.mark.parametrize(
    ("symbols", "number"),
    [("XX", 0), ("XY", 1), ("YX", 2), ("YY", 3), ("XYY", 3), ("YXX", 4), ("YYX", 6), ("EaYbbXdB", 2), ("y xX x Y", 1)],
)
def test_the_order_is_read_as_a_binary_number(symbols, number):
    assert ref.temporal_order_class(list(symbols)) == number


def test_a_text_in_place_of_a_list_is_refused():
    with pytest.raises(TypeError, match="list of strings"):
        ref.temporal_order_class("aXbY")
