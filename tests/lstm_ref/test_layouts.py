"""What the adapters refuse; that they are right is shown in tests/conformance."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import lstm_ref as ref

D, H, P = 7, 11, 2


@pytest.fixture
def torch_arrays(rng):
    return {
        "weight_ih_l0": rng.normal(size=(4 * H, D)),
        "weight_hh_l0": rng.normal(size=(4 * H, H)),
        "bias_ih_l0": rng.normal(size=4 * H),
        "bias_hh_l0": rng.normal(size=4 * H),
    }


def test_torch_rows_are_i_f_g_o_and_its_biases_add(torch_arrays):
    params, a = ref.from_torch(torch_arrays), torch_arrays
    assert_array_equal(params.W_c[:D], a["weight_ih_l0"][2 * H : 3 * H].T)
    assert_array_equal(params.W_o[D:], a["weight_hh_l0"][3 * H :].T)
    assert_array_equal(params.b_f, a["bias_ih_l0"][H : 2 * H] + a["bias_hh_l0"][H : 2 * H])


def test_keras_columns_are_i_f_c_o(rng):
    kernel, recurrent, bias = rng.normal(size=(D, 4 * H)), rng.normal(size=(H, 4 * H)), rng.normal(size=4 * H)
    params = ref.from_keras([kernel, recurrent, bias])
    assert_array_equal(params.W_f[:D], kernel[:, H : 2 * H])
    assert_array_equal(params.b_o, bias[3 * H :])


def test_onnx_rows_are_i_o_f_c_and_its_peepholes_i_o_f(rng):
    W, R, B, peep = (rng.normal(size=s) for s in [(1, 4 * H, D), (1, 4 * H, H), (1, 8 * H), (1, 3 * H)])
    (params,) = ref.from_onnx(W, R, B, peep)
    assert_array_equal(params.W_o[:D], W[0, H : 2 * H].T)
    assert_array_equal(params.b_c, B[0, 3 * H : 4 * H] + B[0, 7 * H :])
    assert_array_equal(params.p_f, peep[0, 2 * H :])
    assert_array_equal(ref.to_onnx([params])["P"], peep)


def test_cs231n_columns_are_i_f_o_g(rng):
    params = ref.from_cs231n(rng.normal(size=(D, 4 * H)), Wh := rng.normal(size=(H, 4 * H)), np.zeros(4 * H))
    assert_array_equal(params.W_o[D:], Wh[:, 2 * H : 3 * H])


def test_every_layout_is_the_same_layer(rng):
    """From one layer into four layouts and back: arrays equal to the last bit."""
    params = ref.init_params(rng, D, H)
    back = [
        ref.from_torch(ref.to_torch(params)),
        ref.from_keras(ref.to_keras(params)),
        *ref.from_onnx(**ref.to_onnx([params])),
        ref.from_cs231n(*ref.to_cs231n(params)),
    ]
    for again in back:
        for name, a in params.to_dict().items():
            assert_array_equal(getattr(again, name), a)


def arrays_of(given):
    return list(given.values() if isinstance(given, dict) else given)


@pytest.mark.parametrize(
    "there, back, cell",
    [
        (ref.to_torch, ref.from_torch, "Params"),
        (ref.to_torch, ref.from_torch, "ProjectedParams"),
        (lambda params: ref.stack_to_torch([params]), lambda a: ref.stack_from_torch(a, "gru")[0], "GRUParams"),
        (lambda params: ref.stack_to_torch([params]), lambda a: ref.stack_from_torch(a, "rnn")[0], "RNNParams"),
        (ref.to_keras, ref.from_keras, "Params"),
        (ref.to_keras, lambda a: ref.from_keras(a, "gru"), "GRUParams"),
        (ref.to_keras, lambda a: ref.from_keras(a, "rnn"), "RNNParams"),
        (ref.to_cs231n, lambda a: ref.from_cs231n(*a), "Params"),
        (lambda params: ref.to_onnx([params]), lambda a: ref.from_onnx(**a)[0], "VariantParams"),
        (lambda params: ref.to_onnx([params]), lambda a: ref.from_onnx(**a, cell="gru")[0], "GRUParams"),
    ],
)
def test_what_an_adapter_gives_shares_no_memory_with_what_it_got(rng, there, back, cell):
    """So that training on one side changes nothing on the other."""
    kind, sizes = getattr(ref, cell), {"H": (H,), "D+H H": (D + H, H), "D+P H": (D + P, H), "H P": (H, P)}
    options = {"VariantParams": {"kind": "peephole"}}.get(cell, {})
    params = kind.from_dict({name: rng.normal(size=sizes[axes]) for name, axes in kind.AXES.items()}, **options)
    given = there(params)
    for mine, theirs in [(params, given), (back(given), given)]:
        shared = [name for name, a in mine.to_dict().items() if any(np.shares_memory(a, b) for b in arrays_of(theirs))]
        assert shared == []


def test_a_keras_gru_that_resets_before_has_one_bias(rng):
    params = ref.from_keras([rng.normal(size=(D, 3 * H)), rng.normal(size=(H, 3 * H)), rng.normal(size=3 * H)], "gru")
    assert params.reset == "before" and ref.to_keras(params)[2].shape == (3 * H,)
    assert_array_equal(params.b_hn, 0)


def test_wrong_torch_arrays_are_named(torch_arrays):
    a = torch_arrays
    for bad, message in [
        (
            a | {"weight_ih_l0": a["weight_ih_l0"].T},
            r"weight_ih_l0: expected shape \(4H, D\) with H = 11, got \(7, 44\); is it transposed\?",
        ),
        (a | {"weight_hh_l0": a["weight_hh_l0"].T}, r"weight_hh_l0: .*\(4H, H\), got \(11, 44\); is it tra"),
        (a | {"bias_hh_l0": np.zeros(H)}, r"bias_hh_l0: expected shape \(4H,\) = \(44,\), got \(11,\)"),
        (a | {k.replace("l0", "l2"): v for k, v in a.items()}, "state_dict: missing weight_ih_l1; got weight_ih_l2"),
        ({"lstm." + k: v for k, v in a.items()}, r"missing weight_hh_l0, weight_ih_l0; got lstm.bias_hh_l0"),
        (a | {"weight_hr_l0": np.zeros((H, P))}, r"weight_hh_l0: expected shape \(4H, P\)"),
        (a | {k.replace("l0", "l1"): v for k, v in a.items()}, r"weight_ih_l1: .* got|expected one layer"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.from_torch(bad)
    with pytest.raises(TypeError, match="state_dict: expected a dict of arrays by name, got NoneType"):
        ref.from_torch(None)
    with pytest.raises(ValueError, match="cell: expected 'lstm', 'gru' or 'rnn', got 'LSTM'"):
        ref.stack_from_torch(a, "LSTM")
    with pytest.raises(TypeError, match="params: expected parameters of a cell that torch has, got dict"):
        ref.to_torch({})
    with pytest.raises(ValueError, match="torch's GRU resets after the product"):
        ref.to_torch(ref.GRUParams(*3 * [np.zeros((5, 3))], *4 * [np.zeros(3)], reset="before"))


def test_wrong_keras_arrays_are_named(rng):
    W, R, b = rng.normal(size=(D, 4 * H)), rng.normal(size=(H, 4 * H)), rng.normal(size=4 * H)
    for bad, message in [
        ([W.T, R, b], r"kernel: expected shape \(D, 4H\) with H = 11, got \(44, 7\); is it transposed\?"),
        ([R, W, b], r"recurrent_kernel: expected shape \(H, 4H\), got \(7, 44\)"),
        ([W, R, b[:H]], r"bias: expected shape \(4H,\) = \(44,\), got \(11,\)"),
        ([W], r"weights: expected the list \[kernel, recurrent_kernel, bias\]"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.from_keras(bad)
    with pytest.raises(ValueError, match="cell: expected"):
        ref.from_keras([W, R, b], "peephole")
    gru = [np.zeros((D, 3 * H)), np.zeros((H, 3 * H))]
    for bad, message in [
        ((gru, "gru"), r"reset: expected 'after' \(Keras's default\) or 'before' for a GRU without bias, got None"),
        (([*gru, b[: 3 * H]], "gru", "after"), r"reset: expected 'before' for a bias of shape \(33,\), got 'after'"),
        (([W, R, b], "lstm", "after"), "reset: expected none for cell 'lstm', got 'after'"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.from_keras(*bad)
    with pytest.raises(TypeError, match="params: expected Params, GRUParams or RNNParams, got ProjectedParams"):
        ref.to_keras(ref.ProjectedParams(*4 * [np.zeros((9, H))], *4 * [np.zeros(H)], W_r=np.zeros((H, P))))


def test_wrong_onnx_arrays_are_named(rng):
    W, R = rng.normal(size=(1, 4 * H, D)), rng.normal(size=(1, 4 * H, H))
    for bad, message in [
        ((W[0], R[0]), r"R: expected shape \(N, 4H, H\), got \(44, 11\)"),
        ((W, R, np.zeros((1, 4 * H))), r"B: expected shape \(N, 8H\) = \(1, 88\), got \(1, 44\)"),
        ((W, R, None, np.zeros((1, 4 * H))), r"P: expected shape \(N, 3H\) = \(1, 33\), got \(1, 44\)"),
        ((np.concatenate([W, W]), R), r"W: expected shape \(N, 4H, D\) .* got \(2, 44, 7\)"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.from_onnx(*bad)
    with pytest.raises(ValueError, match="P: expected none for cell 'gru'"):
        ref.from_onnx(W, R, P=np.zeros((1, 3 * H)), cell="gru")
    with pytest.raises(ValueError, match="cell: expected"):
        ref.from_onnx(W, R, cell="GRU")
    (params,) = ref.from_onnx(W, R)
    with pytest.raises(ValueError, match="params: expected a list with the parameters of one or two directions"):
        ref.to_onnx(params)
    with pytest.raises(ValueError, match="params: expected kind 'full' or 'peephole', got 'coupled', not supported he"):
        ref.to_onnx([ref.VariantParams(**params.to_dict(), kind="coupled")])
    with pytest.raises(ValueError, match="R: expected one or two directions along the first axis, got 3"):
        ref.from_onnx(np.zeros((3, 4 * H, D)), np.zeros((3, 4 * H, H)))
    with pytest.raises(ValueError, match="linear_before_reset: expected 0 or 1, got 'no'"):
        ref.from_onnx(W[:, : 3 * H], R[:, : 3 * H], cell="gru", linear_before_reset="no")
    with pytest.raises(TypeError, match="expected parameters of a cell that ONNX has, got dict"):
        ref.to_onnx([{}])


def test_two_directions_of_an_onnx_node_have_to_be_alike(rng):
    params = ref.init_params(rng, D, H)
    peephole = ref.VariantParams(**params.to_dict(), p_f=np.ones(H), kind="peephole")
    before = ref.GRUParams(*3 * [params.W_f], *4 * [params.b_f], reset="before")
    after = replace(before, reset="after")
    for pair, message in [
        ((params, peephole), "got Params, .* and VariantParams, "),
        ((peephole, params), "got VariantParams, .* and Params, "),
        ((before, after), "got GRUParams with reset 'before', .* and GRUParams with reset 'after'"),
        ((params, after), "got Params, .* and GRUParams"),
        ((params, ref.init_params(rng, D, 5)), "got Params, D = 7, H = 11 and Params, D = 7, H = 5"),
    ]:
        with pytest.raises(ValueError, match=f"params: expected two directions alike, .*{message}"):
            ref.to_onnx(pair)


def test_wrong_cs231n_arrays_are_named(rng):
    Wx, Wh = rng.normal(size=(D, 4 * H)), rng.normal(size=(H, 4 * H))
    with pytest.raises(ValueError, match=r"Wh: expected shape \(H, 4H\), got \(44, 11\); is it transposed\?"):
        ref.from_cs231n(Wx, Wh.T, np.zeros(4 * H))
    with pytest.raises(ValueError, match=r"b: expected shape \(4H,\) = \(44,\), got \(4, 11\)"):
        ref.from_cs231n(Wx, Wh, np.zeros((4, H)))
    with pytest.raises(TypeError, match="params: expected Params, got GRUParams"):
        ref.to_cs231n(ref.GRUParams(*3 * [np.zeros((5, 3))], *4 * [np.zeros(3)]))
