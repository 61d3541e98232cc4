from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def step(case, kind, params=None):
    return ref.lstm_variant(case.x[0], case.h0, case.c0, params or case.params, kind)


def saturated(params, letter, sign):
    """The same cell with one gate held open (+) or shut (-) by its bias."""
    return replace(params, **{f"W_{letter}": 0 * params.W_f, f"b_{letter}": np.full(params.H, 60.0 * sign)})


def test_full_is_the_plain_cell(case):
    for a, b in zip(step(case, "full"), ref.lstm_step(case.x[0], case.h0, case.c0, case.params), strict=True):
        assert_allclose(a, b, rtol=1e-14)


@pytest.mark.parametrize(("kind", "letter"), [("no_input", "i"), ("no_forget", "f"), ("no_output", "o")])
def test_a_gate_that_is_left_out_is_a_gate_that_stands_open(case, kind, letter):
    opened = ref.lstm_step(case.x[0], case.h0, case.c0, saturated(case.params, letter, 1))
    for a, b in zip(step(case, kind), opened, strict=True):
        assert_allclose(a, b, rtol=1e-13, atol=1e-15)


def test_the_cell_of_1997_keeps_all_it_ever_wrote(case):
    _, c_t = step(case, "no_forget", saturated(case.params, "i", -1))
    assert_allclose(c_t, case.c0, rtol=1e-14)


def test_coupled_gates_mix_old_and_new(case):
    _, c_t = step(case, "coupled")
    f_t = ref.forget_gate(case.x[0], case.h0, case.params.W_f, case.params.b_f)
    c_tilde_t = ref.candidate(case.x[0], case.h0, case.params.W_c, case.params.b_c)
    assert_allclose(c_t, f_t * case.c0 + (1 - f_t) * c_tilde_t, rtol=1e-14)


def test_peepholes_by_hand():
    zero = [[0.0], [0.0]]
    biases = [0], [0], [np.arctanh(0.5)], [0]
    params = ref.VariantParams(zero, zero, zero, zero, *biases, [1.0], [2.0], [3.0], "peephole")
    h_t, c_t = ref.lstm_variant([[1.0]], [[1.0]], [[0.5]], params, "peephole")
    c = ref.sigmoid(0.5) * 0.5 + ref.sigmoid(1.0) * 0.5
    assert_allclose(c_t, [[c]], rtol=1e-14)
    assert_allclose(h_t, [[ref.sigmoid(3 * c) * np.tanh(c)]], rtol=1e-14)  # the output gate sees the new cell


def test_peepholes_of_zero_change_nothing(case):
    assert_array_equal(step(case, "peephole")[0], step(case, "full")[0])


def test_a_part_that_is_left_out_gets_no_gradient(case):
    gone = {"no_input": "i", "no_forget": "f", "no_output": "o", "coupled": "i"}
    for kind, letter in gone.items():
        params = ref.VariantParams(**case.params.to_dict(), kind=kind)
        _, cache = ref.variant_step_cached(case.x[0], case.h0, case.c0, params)
        grads = ref.variant_step_backward(case.h0, case.c0, cache)[3]
        assert_array_equal(grads[f"W_{letter}"], 0)
        assert np.abs(grads["W_c"]).max() > 0


def test_a_variant_is_refused_where_the_plain_lstm_runs(case):
    params = ref.VariantParams(**case.params.to_dict(), p_f=np.ones(11), kind="peephole")
    x, h0, c0 = case.x, case.h0, case.c0
    for run in (
        lambda: ref.lstm_step(x[0], h0, c0, params),
        lambda: ref.lstm_forward(x, h0, c0, params),
        lambda: ref.lstm_forward(x, h0, c0, params, fast=True),
        lambda: ref.gate_trace(params, x[:, 0]),
        lambda: ref.to_cs231n(params),
    ):
        with pytest.raises(TypeError, match=r"params: expected Params, got VariantParams; .* goes to layer_forward"):
            run()


def test_wrong_arguments_are_named(case):
    with pytest.raises(ValueError, match=r"kind: expected one of full, no_input, .*, peephole, got 'none'"):
        step(case, "none")
    with pytest.raises(ValueError, match="p_f: expected no peepholes for kind 'full'; did you mean 'peephole'"):
        ref.VariantParams(**case.params.to_dict(), p_f=np.ones(11))
    with pytest.raises(ValueError, match=r"p_o: expected shape \(H,\) = \(11,\), got \(7,\)"):
        ref.VariantParams(**case.params.to_dict(), p_o=np.ones(7), kind="peephole")
    with pytest.raises(TypeError, match="params: expected Params, got dict"):
        step(case, "full", {"W_f": 0})
    with pytest.raises(TypeError, match=r"expected VariantParams, got Params; make it with VariantParams\(\*\*arr"):
        ref.variant_step_cached(case.x[0], case.h0, case.c0, case.params)
    with pytest.raises(TypeError, match="cache: expected VariantCache, got StepCache"):
        _, cache = ref.lstm_step_cached(case.x[0], case.h0, case.c0, case.params)
        ref.variant_step_backward(case.h0, case.c0, cache)
