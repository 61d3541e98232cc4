"""Dropout, both directions and layers on layers."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

T, B, D, H, K = 5, 3, 7, 11, 2


@pytest.fixture
def layers(rng):
    """A bidirectional layer below a plain one."""
    pair = tuple(ref.init_params(rng, D, H) for _ in range(2))
    return [pair, ref.init_params(rng, 2 * H, K)]


@pytest.fixture
def x(rng):
    return rng.normal(size=(T, B, D))


def test_bilstm_is_a_layer_in_each_direction(layers, x):
    fw, bw = layers[0]
    out = ref.bilstm(x, [1, 5, 3], fw, bw)
    forward, *_ = ref.lstm_forward(x, *ref.zero_state(fw, B), fw, [1, 5, 3])
    turned = ref.reverse_padded(x, [1, 5, 3])
    backward, *_ = ref.lstm_forward(turned, *ref.zero_state(bw, B), bw, [1, 5, 3])
    assert_array_equal(out[..., :H], forward)
    assert_array_equal(out[..., H:], ref.reverse_padded(backward, [1, 5, 3]))


def test_the_backward_half_ends_at_the_first_word(layers, x):
    out, (_, (h_bw, _)), _ = ref.bidirectional_forward(x, [ref.zero_state(p, B) for p in layers[0]], layers[0])
    assert_array_equal(out[0, :, H:], h_bw)


def test_two_directions_of_different_width(rng, x):
    pair = ref.init_params(rng, D, H), ref.init_params(rng, D, K)
    states = [ref.zero_state(p, B) for p in pair]
    out, states_n, cache = ref.bidirectional_forward(x, states, pair)
    assert out.shape == (T, B, H + K)
    d_x, d_states, grads = ref.bidirectional_backward(out, states_n, cache)
    assert d_x.shape == x.shape and grads[1]["W_f"].shape == (D + K, K) and d_states[1][0].shape == (B, K)


def test_a_stack_is_one_layer_after_the_other(layers, x):
    hs, states = ref.stacked_forward(x, layers, lengths=[1, 5, 3])
    below = ref.bilstm(x, [1, 5, 3], *layers[0])
    above, h_n, c_n = ref.lstm_forward(below, *ref.zero_state(layers[1], B), layers[1], [1, 5, 3])
    assert_array_equal(hs, above)
    assert_array_equal(states[1][0], h_n)
    assert_array_equal(states[1][1], c_n)


@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_gradients_of_a_stack_equal_finite_differences_along_random_directions(layers, x, rng, dropout):
    states = [
        tuple(tuple(rng.normal(size=(B, H)) for _ in range(2)) for _ in range(2)),
        tuple(rng.normal(size=(B, K)) for _ in range(2)),
    ]

    def forward(x, layers):
        return ref.stacked_forward_cached(x, layers, states, [1, 5, 3], dropout, np.random.default_rng(3))

    hs, states_n, cache = forward(x, layers)
    d_hs = rng.normal(size=hs.shape)
    d_states = [[[0 * a for a in state] for state in states_n[0]], [0 * a for a in states_n[1]]]
    d_x, d_first, grads = ref.stacked_backward(d_hs, d_states, cache)
    assert d_first[0][1][0].shape == (B, H) and d_first[1][0].shape == (B, K)

    def loss(x, layers):
        return np.sum(forward(x, layers)[0] * d_hs)

    eps, step = 1e-6, rng.normal(size=x.shape)
    numeric = (loss(x + eps * step, layers) - loss(x - eps * step, layers)) / (2 * eps)
    assert_allclose(np.sum(d_x * step), numeric, rtol=1e-6, atol=1e-8)
    for name in ("W_f", "b_o"):
        (fw, bw), top = layers
        for d, at in ((grads[0][1][name], "bw"), (grads[1][name], "top")):
            ends, step = [], rng.normal(size=d.shape)
            for sign in (1, -1):
                moved = {
                    at: ref.Params.from_dict(
                        (bw if at == "bw" else top).to_dict()
                        | {name: getattr(bw if at == "bw" else top, name) + sign * eps * step}
                    )
                }
                ends.append(loss(x, [(fw, moved.get("bw", bw)), moved.get("top", top)]))
            assert_allclose(np.sum(d * step), (ends[0] - ends[1]) / (2 * eps), rtol=1e-6, atol=1e-8)


def test_dropout_keeps_the_mean_and_sets_the_stated_share_to_zero(rng):
    out, mask = ref.dropout(np.ones(100_000), 0.3, rng)
    assert_array_equal(out, mask)
    assert_allclose((out == 0).mean(), 0.3, atol=0.01)
    assert_allclose(out.mean(), 1, atol=0.01)
    assert_allclose(np.unique(out), [0, 1 / 0.7])


def test_dropout_of_zero_changes_nothing(rng):
    x = rng.normal(size=(T, B))
    assert_array_equal(ref.dropout(x, 0, rng)[0], x)
    assert ref.dropout(x.astype("f4"), 0.5, rng)[0].dtype == np.float32


def test_dropout_stands_between_the_layers_alone(rng, layers, x):
    hs, _, cache = ref.stacked_forward_cached(x, layers, dropout=0.5, rng=rng)
    assert cache.masks[0].shape == () and cache.masks[1].shape == (T, B, 2 * H)
    assert np.all(hs != 0)
    single, _, _ = ref.stacked_forward_cached(x, layers[:1], dropout=0.9, rng=rng)
    assert_array_equal(single, ref.bilstm(x, None, *layers[0]))


def test_wrong_arguments_are_named(layers, x, rng):
    with pytest.raises(ValueError, match="layers: expected at least one layer, got none"):
        ref.stacked_forward(x, [])
    with pytest.raises(TypeError, match=r"layers: expected a list of layers, got Params; for one layer write \[params"):
        ref.stacked_forward(x, layers[1])
    for dropout, error, message in [
        (1.5, ValueError, r"dropout: expected a number in \[0, 0.99.*\], got 1.5"),
        (0.5, TypeError, "rng: expected Generator, got NoneType"),
    ]:
        with pytest.raises(error, match=message):
            ref.stacked_forward_cached(x, layers[:1], dropout=dropout)
    with pytest.raises(ValueError, match="states: expected a list of 2, one a layer, got a list of 1"):
        ref.stacked_forward(x, layers, [()])
    with pytest.raises(ValueError, match=r"x: expected shape \(T, B, D\) .* got \(5, 3, 22\)"):
        ref.stacked_forward(np.zeros((T, B, 2 * H)), layers)
    with pytest.raises(TypeError, match="rng: expected Generator, got NoneType"):
        ref.stacked_forward_cached(x, layers, dropout=0.5)
    with pytest.raises(ValueError, match=r"rate: expected a number in \[0, 0.99.*\], got 1"):
        ref.dropout(x, 1, rng)
    with pytest.raises(ValueError, match="x: expected finite numbers, got NaN or infinity in 1 of 2 values"):
        ref.dropout([1.0, np.inf], 0.5, rng)
    hs, states_n, cache = ref.stacked_forward_cached(x, layers)
    with pytest.raises(ValueError, match="d_states: expected a list of 2, one a layer, got a tuple of 1"):
        ref.stacked_backward(hs, states_n[:1], cache)
    with pytest.raises(TypeError, match="cache: expected StackCache, got list"):
        ref.stacked_backward(x, [], [])
    with pytest.raises(ValueError, match="params: expected a pair, forward and backward, got a tuple of 1"):
        ref.bidirectional_forward(x, [(), ()], layers[0][:1])
    with pytest.raises(TypeError, match="params: expected a pair, forward and backward, got Params"):
        ref.bidirectional_forward(x, [(), ()], layers[1])
    out, states_n, cache = ref.bidirectional_forward(x, [ref.zero_state(p, B) for p in layers[0]], layers[0])
    for bad, error, message in [
        ((out, states_n, None), TypeError, "cache: expected a pair, forward and backward, got NoneType"),
        ((out, states_n, (None, None)), TypeError, "cache: expected LayerCache, got NoneType; take the pair from bid"),
        ((out, states_n[0][0], cache), TypeError, "d_states: expected a pair, forward and backward, got ndarray"),
        ((out[..., 1:], states_n, cache), ValueError, r"d_out: expected shape \(T, B, W\) with W = 22, got \(5, 3, 21"),
    ]:
        with pytest.raises(error, match=message):
            ref.bidirectional_backward(*bad)
