import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

T, B, V = 5, 3, 7


@pytest.fixture
def tokens(rng):
    mask = np.arange(T)[:, None] < [1, 5, 3]
    return rng.normal(size=(T, B, V)) * 3, rng.integers(0, V, size=(T, B)), mask


def test_loss_and_gradient_equal_torch(tokens):
    logits, targets, mask = tokens
    leaf = torch.tensor(logits, requires_grad=True)
    labels = torch.tensor(np.where(mask, targets, -100))
    expected = torch.nn.functional.cross_entropy(leaf.reshape(-1, V), labels.reshape(-1))
    expected.backward()
    loss, d_logits = ref.softmax_cross_entropy(logits, targets, mask)
    assert_allclose(loss, expected.item(), rtol=1e-13)
    assert_allclose(d_logits, leaf.grad.numpy(), rtol=1e-12, atol=1e-15)


def test_gradient_equals_finite_differences(tokens):
    logits, targets, mask = tokens
    _, d_logits = ref.softmax_cross_entropy(logits, targets, mask)
    assert ref.grad_check(lambda a: ref.softmax_cross_entropy(a, targets, mask)[0], logits, d_logits) < 1e-9


def test_more_padding_does_not_change_the_loss(tokens):
    logits, targets, mask = tokens
    first, _ = ref.softmax_cross_entropy(logits, targets, mask)
    longer = [np.concatenate([a, np.zeros((2, *a.shape[1:]), a.dtype)]) for a in tokens]
    assert_allclose(ref.softmax_cross_entropy(*longer)[0], first, rtol=1e-14)


def test_what_stands_at_padding_does_not_count(tokens):
    logits, targets, mask = tokens
    first = ref.softmax_cross_entropy(logits, targets, mask)
    again = ref.softmax_cross_entropy(np.where(mask[..., None], logits, 9), np.where(mask, targets, -1), mask)
    assert again[0] == first[0]
    assert_array_equal(again[1], first[1])


def test_equal_scores_cost_log_v():
    assert_allclose(ref.softmax_cross_entropy(np.zeros((T, B, V)), np.zeros((T, B), int))[0], np.log(V), rtol=1e-14)


def test_sure_and_right_costs_nothing_and_sure_and_wrong_costs_the_gap():
    logits = 50 * np.eye(V)[None, :3]
    assert ref.softmax_cross_entropy(logits, [[0, 1, 2]])[0] < 1e-20
    assert_allclose(ref.softmax_cross_entropy(logits * 20, [[1, 2, 3]])[0], 1000, rtol=1e-15)


def test_softmax_sums_to_one_without_a_floating_warning(tokens):
    with np.errstate(all="raise"):
        p = ref.softmax(np.array([-800.0, 0.0, 800.0]))
    assert_array_equal(p, [0, 0, 1])
    assert_allclose(ref.softmax(tokens[0]).sum(axis=-1), 1, rtol=1e-14)


def test_single_precision_stays_single(tokens):
    logits, targets, mask = tokens
    assert ref.softmax_cross_entropy(logits.astype("f4"), targets, mask)[1].dtype == np.float32


def test_wrong_arguments_are_named(tokens):
    logits, targets, mask = tokens
    for bad, message in [
        ((logits.transpose(1, 0, 2), targets, mask), r"mask: expected shape \(T, B\) = \(3, 5\), got \(5, 3\)"),
        ((logits, targets.T, mask), r"targets: expected shape \(T, B\) = \(5, 3\), got \(3, 5\); is it transposed\?"),
        ((logits, targets + V, mask), r"targets: expected words in 0..6, got"),
        ((logits, targets - V, None), r"targets: expected words in 0..6, got -"),
        ((logits * np.nan, targets, mask), "logits: expected finite numbers"),
        ((logits, targets, mask & False), "mask: expected at least one real token, got none"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.softmax_cross_entropy(*bad)
    with pytest.raises(TypeError, match="mask: expected booleans, got dtype float64; write mask > 0"):
        ref.softmax_cross_entropy(logits, targets, mask * 1.0)
    with pytest.raises(TypeError, match="targets: expected integers, got dtype float64"):
        ref.softmax_cross_entropy(logits, targets * 1.0, mask)
    with pytest.raises(ValueError, match="logits: expected numbers, got NaN"):
        ref.softmax([np.nan, 1])
    with pytest.raises(ValueError, match="logits: expected finite numbers, got infinity"):
        ref.softmax([np.inf, 1])
    with pytest.raises(ValueError, match="logits: expected at least one score"):
        ref.softmax(3.0)
