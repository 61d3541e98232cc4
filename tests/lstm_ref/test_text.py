"""How sure a model is, the next letter, the last state that counts, the shares of the classes."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def test_the_perplexity_is_torchs_over_real_tokens():
    rng = np.random.default_rng(0)
    logits, targets, mask = rng.normal(0, 3, (5, 3, 7)), rng.integers(0, 7, (5, 3)), rng.random((5, 3)) < 0.6
    loss = torch.nn.functional.cross_entropy(torch.tensor(logits[mask]), torch.tensor(targets[mask]))
    assert_allclose(ref.perplexity(logits, targets, mask), loss.exp(), rtol=1e-12)


def test_a_model_that_knows_nothing_chooses_among_all_words():
    assert_allclose(ref.perplexity(np.zeros((5, 3, 13)), np.zeros((5, 3), int)), 13, rtol=1e-12)


def test_a_model_that_is_sure_and_wrong_has_an_infinite_perplexity_and_no_warning():
    assert ref.perplexity(np.array([[[0.0, 1e4]]]), [[0]]) == np.inf


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5])
def test_words_come_as_often_as_their_shares_say(temperature):
    logits = np.array([1.0, -0.5, 2.0, 0.3])
    u = (np.arange(10_000) + 0.5) / 10_000
    drawn = np.bincount([ref.sample_next(logits, temperature, one) for one in u], minlength=4) / len(u)
    assert_allclose(drawn, np.exp(logits / temperature) / np.exp(logits / temperature).sum(), atol=2e-4)


def test_the_wheel_stops_at_the_first_word_that_reaches_beyond_u():
    quarters = np.zeros(4)
    assert [ref.sample_next(quarters, 1.0, u) for u in (0.0, 0.24, 0.25, 0.74, 0.76)] == [0, 0, 1, 2, 3]
    assert ref.sample_next(np.zeros(49), 1.0, np.nextafter(1, 0)) == 48


def test_scores_that_lie_far_apart_leave_one_word():
    assert ref.sample_next(np.array([-1e4, 1e4, 0.0]), 0.5, 0.999) == 1


@pytest.mark.parametrize(("temperature", "u", "name"), [(0.0, 0.5, "temperature"), (1.0, 1.0, "u"), (1.0, -0.1, "u")])
def test_what_is_out_of_range_is_named(temperature, u, name):
    with pytest.raises(ValueError, match=f"^{name}: "):
        ref.sample_next(np.zeros(3), temperature, u)


def test_the_last_valid_state_is_what_a_layer_says_it_ended_with():
    rng = np.random.default_rng(0)
    lengths = np.array([5, 1, 3])
    params, zero = ref.init_params(rng, 7, 11), np.zeros((3, 11))
    hs, h_n, _ = ref.lstm_forward(rng.normal(size=(5, 3, 7)), zero, zero, params, lengths)
    assert_array_equal(ref.last_valid_state(hs, lengths), h_n)
    hs[np.arange(5)[:, None] >= lengths] = 1e3
    assert_array_equal(ref.last_valid_state(hs, lengths), h_n)


def test_a_sequence_without_a_step_has_no_last_state():
    with pytest.raises(ValueError, match=r"^lengths: "):
        ref.last_valid_state(np.zeros((5, 3, 2)), np.array([5, 0, 1]))


def test_the_shares_of_the_classes_are_torchs():
    rng = np.random.default_rng(0)
    h, W, b = rng.normal(size=(3, 11)), rng.normal(size=(11, 7)), rng.normal(size=7)
    want = torch.softmax(torch.tensor(h) @ torch.tensor(W) + torch.tensor(b), dim=1)
    assert_allclose(ref.class_probabilities(h, W, b), want, rtol=1e-12)
