import numpy as np
import pytest
from numpy.testing import assert_array_equal

import lstm_ref as ref


def test_trace_is_what_the_layer_did(case):
    trace = ref.gate_trace(case.params, case.x[:, 0])
    zero = np.zeros((1, case.H))
    hs, _, c_n = ref.lstm_forward(case.x[:, :1], zero, zero, case.params)
    assert_array_equal(trace["h_t"], hs[:, 0])
    assert_array_equal(trace["c_t"][-1:], c_n)
    assert all(a.shape == (case.T, case.H) for a in trace.values())


def test_trace_keeps_the_equations(case):
    trace = ref.gate_trace(case.params, case.x[:, 0])
    before = np.concatenate([np.zeros((1, case.H)), trace["c_t"][:-1]])
    assert_array_equal(trace["c_t"], trace["f_t"] * before + trace["i_t"] * trace["c_tilde_t"])
    assert_array_equal(trace["h_t"], trace["o_t"] * np.tanh(trace["c_t"]))


def test_wrong_arguments_are_named(case):
    with pytest.raises(ValueError, match=r"x: expected shape \(T, D\) with D = 7, got \(5, 3, 7\)"):
        ref.gate_trace(case.params, case.x)
    with pytest.raises(TypeError, match="params: expected Params, got dict"):
        ref.gate_trace({}, case.x[:, 0])
