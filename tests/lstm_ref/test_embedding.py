import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

T, B, D, V = 5, 3, 7, 13


@pytest.fixture
def words(rng):
    ids = rng.integers(0, V, size=(T, B))
    ids[0] = [4, 4, 0]
    ids[1, 0] = 4  # one word three times, and padding
    return ids, rng.normal(size=(V, D))


def test_looking_up_is_one_hot_times_the_table(words):
    ids, E = words
    assert_allclose(ref.embed(ids, E), np.eye(V)[ids] @ E, rtol=1e-15)


def test_gradient_equals_torch(words, rng):
    ids, E = words
    d_out = rng.normal(size=(T, B, D))
    table = torch.tensor(E, requires_grad=True)
    out = torch.nn.functional.embedding(torch.tensor(ids), table, padding_idx=0)
    out.backward(torch.tensor(d_out))
    assert_array_equal(ref.embed(ids, E), out.detach().numpy())
    assert_allclose(ref.embed_backward(d_out, ids, V), table.grad.numpy(), rtol=1e-13, atol=1e-15)


def test_a_word_seen_three_times_gets_three_gradients_and_padding_none():
    d_E = ref.embed_backward(np.ones((4, 1, 2)), [[2], [2], [0], [2]], V=3)
    assert_array_equal(d_E, [[0, 0], [0, 0], [3, 3]])


def test_texts_that_are_all_empty_give_no_vectors_and_no_gradient():
    ids, lengths = ref.encode([[], []], ref.build_vocab([])[0])
    assert_array_equal(lengths, [0, 0])
    vectors = ref.embed(ids, np.ones((2, D)))
    assert vectors.shape == (0, 2, D)
    assert_array_equal(ref.embed_backward(vectors, ids, 2), np.zeros((2, D)))
    with pytest.raises(ValueError, match=r"with every size at least 1, got \(3, 0\); is the batch empty\?"):
        ref.embed(np.zeros((3, 0), dtype=int), np.ones((2, D)))


def test_wrong_arguments_are_named(words):
    ids, E = words
    with pytest.raises(ValueError, match=r"ids: expected word numbers in 0..12, got 13 in 1 of 1 values"):
        ref.embed([[13]], E)
    with pytest.raises(ValueError, match=r"ids: expected word numbers in 0..12, got -1"):
        ref.embed([[-1]], E)
    with pytest.raises(TypeError, match=r"ids: expected integers, got dtype float64"):
        ref.embed(ids * 1.0, E)
    with pytest.raises(ValueError, match=r"ids: expected shape \(T, B\), got \(5,\)"):
        ref.embed(ids[:, 0], E)
    with pytest.raises(ValueError, match=r"E: expected finite numbers"):
        ref.embed(ids, E * np.nan)
    with pytest.raises(ValueError, match=r"ids: expected shape \(T, B\) = \(5, 3\), got \(3, 5\); is it transposed\?"):
        ref.embed_backward(np.ones((T, B, D)), ids.T, V)
    with pytest.raises(ValueError, match=r"ids: expected word numbers in 0..3"):
        ref.embed_backward(np.ones((T, B, D)), ids, 4)
    with pytest.raises(TypeError, match=r"V: expected a whole number, got float"):
        ref.embed_backward(np.ones((T, B, D)), ids, 13.0)
