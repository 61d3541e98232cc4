"""Keras 3 on torch's backend; an optional extra."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

import lstm_ref as ref

# Keras 3.15 does not yet take NumPy's copy argument.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning")

T, B, D, H = 5, 3, 7, 11


@pytest.fixture(scope="module")
def keras(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KERAS_BACKEND", "torch")
        patch.setenv("KERAS_HOME", str(tmp_path_factory.mktemp("keras")))
        yield pytest.importorskip("keras", reason="keras comes with the extra 'keras'")


def make(keras, cell, **options):
    kind = {"lstm": keras.layers.LSTM, "gru": keras.layers.GRU, "rnn": keras.layers.SimpleRNN}[cell]
    layer = kind(H, dtype="float64", return_sequences=True, return_state=True, **options)
    layer.build((None, T, D))
    return layer


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("lstm", {}),
        ("lstm", {"use_bias": False}),
        ("rnn", {}),
        ("gru", {"reset_after": True}),
        ("gru", {"reset_after": False}),
        ("gru", {"reset_after": True, "use_bias": False}),
        ("gru", {"reset_after": False, "use_bias": False}),
    ],
)
def test_layer_equals_keras_and_comes_back(keras, cell, options):
    rng = np.random.default_rng(3)
    layer = make(keras, cell, **options)
    # Where Keras steps by itself, as it does for masks, it multiplies in single precision: with small weights no step
    # enlarges what that rounds, on any processor.
    layer.set_weights([0.3 * rng.normal(size=w.shape) for w in layer.get_weights()])
    reset = {True: "after", False: "before"}.get(options.get("reset_after"))
    params = ref.from_keras(layer.get_weights(), cell, reset)
    x = rng.normal(size=(T, B, D))
    state = tuple(rng.normal(size=(B, H)) for _ in ref.zero_state(params, B))
    fused = cell == "lstm" or options.get("reset_after")
    for lengths in (None, np.array([5, 1, 3])):
        atol = 1e-12 if fused and lengths is None else 1e-5
        mask = np.arange(T) < np.full((B, 1), T) if lengths is None else np.arange(T) < lengths[:, None]
        results = layer(
            torch.tensor(x.transpose(1, 0, 2)),
            mask=None if lengths is None else torch.tensor(mask),
            initial_state=[torch.tensor(a) for a in state],
        )
        out, *last = (a.detach().numpy() for a in results)
        hs, state_n, _ = ref.layer_forward(x, state, params, lengths)
        assert_allclose(hs.transpose(1, 0, 2)[mask], out[mask], rtol=0, atol=atol)
        for ours, theirs in zip(state_n, last, strict=True):
            assert_allclose(ours, theirs, rtol=0, atol=atol)

    again = ref.from_keras(ref.to_keras(params), cell)
    for name, a in params.to_dict().items():
        assert_allclose(getattr(again, name), a, rtol=0, atol=1e-15)


def test_keras_opens_the_forget_gate_at_the_start(keras):
    params = ref.from_keras(make(keras, "lstm").get_weights())
    assert_allclose(params.b_f, 1)
    assert_allclose(params.b_i, 0)
