"""Every cell through the one layer: gradients along random directions, lengths, both directions in time."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

T, B, D, H, P = 5, 3, 7, 11, 2
VARIANTS = ("full", "no_input", "no_forget", "no_output", "coupled", "peephole")


def draw(rng, cls, **options):
    sizes = {"D+H H": (D + H, H), "D+P H": (D + P, H), "H": (H,), "H P": (H, P)}
    return cls.from_dict({name: 0.7 * rng.normal(size=sizes[axes]) for name, axes in cls.AXES.items()}, **options)


def make(name):
    rng = np.random.default_rng(7)
    if name in VARIANTS:
        params = draw(rng, ref.Params).to_dict()
        peepholes = {p: rng.normal(size=H) for p in ("p_f", "p_i", "p_o")} if name == "peephole" else {}
        return ref.VariantParams(**params, **peepholes, kind=name)
    if name.startswith("gru"):
        return draw(rng, ref.GRUParams, reset=name[4:])
    return draw(rng, {"lstm": ref.Params, "rnn": ref.RNNParams, "projected": ref.ProjectedParams}[name])


every_cell = pytest.mark.parametrize("name", ["lstm", "rnn", "gru before", "gru after", "projected", *VARIANTS])


def problem(name, rng):
    params = make(name)
    x = rng.normal(size=(T, B, D))
    state = tuple(rng.normal(size=a.shape) for a in ref.zero_state(params, B))
    return params, x, state


@every_cell
@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("lengths", [None, [1, 5, 3]])
def test_gradients_equal_finite_differences_along_random_directions(name, reverse, lengths, rng):
    params, x, state = problem(name, rng)
    outputs, state_n, cache = ref.layer_forward(x, state, params, lengths, reverse)
    d_outputs, d_state_n = rng.normal(size=outputs.shape), tuple(rng.normal(size=s.shape) for s in state_n)
    d_x, d_state, grads = ref.layer_backward(d_outputs, d_state_n, cache)
    options = {k: getattr(params, k) for k in ("kind", "reset") if hasattr(params, k)}

    def loss(x, state, arrays):
        outputs, state_n, _ = ref.layer_forward(x, state, type(params).from_dict(arrays, **options), lengths, reverse)
        return np.sum(outputs * d_outputs) + sum(np.sum(s * d) for s, d in zip(state_n, d_state_n, strict=True))

    arrays, eps = params.to_dict(), 1e-6
    given = {"x": (x, d_x)} | {f"state {k}": (s, d) for k, (s, d) in enumerate(zip(state, d_state, strict=True))}
    given |= {n: (arrays[n], grads[n]) for n in arrays if name == "peephole" or not n.startswith("p_")}
    for which, (a, d) in given.items():
        step = rng.normal(size=a.shape)
        ends = []
        for sign in (1, -1):
            moved = a + sign * eps * step
            ends.append(
                loss(
                    moved if which == "x" else x,
                    tuple(moved if which == f"state {k}" else s for k, s in enumerate(state)),
                    arrays | ({which: moved} if which in arrays else {}),
                )
            )
        numeric = (ends[0] - ends[1]) / (2 * eps)
        assert_allclose(np.sum(d * step), numeric, rtol=1e-6, atol=1e-7, err_msg=which)


@every_cell
def test_a_padded_batch_gives_what_each_sequence_gives_alone(name, rng):
    params, x, state = problem(name, rng)
    lengths = [1, 5, 3]
    for reverse in (False, True):
        outputs, state_n, _ = ref.layer_forward(x, state, params, lengths, reverse)
        for n, length in enumerate(lengths):
            one = slice(n, n + 1)
            alone, alone_n, _ = ref.layer_forward(x[:length, one], tuple(s[one] for s in state), params, None, reverse)
            assert_allclose(outputs[:length, one], alone, rtol=0, atol=1e-12)
            assert_array_equal(outputs[length:, one], 0)
            for a, b in zip(state_n, alone_n, strict=True):
                assert_allclose(a[one], b, rtol=0, atol=1e-12)


def test_the_layer_of_the_plain_lstm_is_lstm_forward(rng):
    params, x, state = problem("lstm", rng)
    outputs, state_n, _ = ref.layer_forward(x, state, params, [1, 5, 3])
    for a, b in zip((outputs, *state_n), ref.lstm_forward(x, *state, params, [1, 5, 3]), strict=True):
        assert_array_equal(a, b)


def test_reverse_padded_by_hand():
    x = np.arange(1.0, 9.0).reshape(4, 2, 1)
    assert_array_equal(ref.reverse_padded(x, [4, 2])[:, :, 0], [[7, 4], [5, 2], [3, 6], [1, 8]])


def test_reverse_padded_twice_changes_nothing(rng):
    x = rng.normal(size=(T, B, D))
    for lengths in ([1, 5, 3], [0, 2, 5], None):
        assert_array_equal(ref.reverse_padded(ref.reverse_padded(x, lengths), lengths), x)


def test_lengths_may_be_unsigned(rng):
    x, lengths = rng.normal(size=(T, B, D)), np.array([1, 5, 3], dtype=np.uint64)
    assert_array_equal(ref.reverse_padded(x, lengths), ref.reverse_padded(x, [1, 5, 3]))


def test_a_reverse_layer_cannot_see_the_past(rng):
    params, x, state = problem("lstm", rng)
    before = ref.layer_forward(x, state, params, reverse=True)[0]
    x[1] += 1
    after = ref.layer_forward(x, state, params, reverse=True)[0]
    assert_array_equal(before[2:], after[2:])
    assert np.abs(before[:2] - after[:2]).max(axis=(1, 2)).min() > 1e-3


def test_zero_state_has_the_shapes_and_precision_of_the_layer():
    h0, c0 = ref.zero_state(make("projected"), B)
    assert h0.shape == (B, P) and c0.shape == (B, H)
    single = ref.RNNParams(np.zeros((5, 3), "f4"), np.zeros(3, "f4"))
    assert ref.zero_state(single, 2)[0].dtype == np.float32


def test_wrong_arguments_are_named(rng):
    params, x, state = problem("gru after", rng)
    with pytest.raises(TypeError, match=r"params: expected one of Params, VariantParams, .* got dict"):
        ref.layer_forward(x, state, {})
    with pytest.raises(TypeError, match=r"state: expected a tuple \(h0,\), got ndarray"):
        ref.layer_forward(x, state[0], params)
    with pytest.raises(ValueError, match=r"h0: expected shape \(B, H\) = \(3, 11\), got \(11, 3\); is it transposed"):
        ref.layer_forward(x, (state[0].T,), params)
    with pytest.raises(ValueError, match=r"lengths: expected sequence lengths in 0..5, got 6"):
        ref.layer_forward(x, state, params, [6, 1, 2])
    outputs, _, cache = ref.layer_forward(x, state, params)
    with pytest.raises(ValueError, match=r"d_outputs: .* are time and batch swapped\?"):
        ref.layer_backward(outputs.transpose(1, 0, 2), state, cache)
    with pytest.raises(ValueError, match=r"state: expected a tuple \(h0,\), got a tuple of 2"):
        ref.layer_forward(x, 2 * state, params)
    with pytest.raises(ValueError, match=r"state: expected a tuple \(h0, c0\), got a tuple of 1"):
        ref.layer_forward(x, state, make("lstm"))
    with pytest.raises(TypeError, match=r"d_state: expected a tuple \(d_h_n,\), got ndarray"):
        ref.layer_backward(outputs, state[0], cache)
    with pytest.raises(ValueError, match=r"d_h_n: expected shape \(B, H\) = \(3, 11\), got \(11, 3\); is it transp"):
        ref.layer_backward(outputs, (state[0].T,), cache)
    with pytest.raises(TypeError, match="cache: expected LayerCache, got SequenceCache"):
        ref.layer_backward(outputs, state, cache.steps)
    with pytest.raises(ValueError, match="B: expected at least 1, got 0"):
        ref.zero_state(params, 0)
    with pytest.raises(TypeError, match="lengths: expected integers"):
        ref.reverse_padded(x, [1.5, 2.0, 3.0])
