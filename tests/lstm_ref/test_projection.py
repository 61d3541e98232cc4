import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def test_a_projection_by_the_identity_changes_nothing(case):
    params = ref.ProjectedParams(**case.params.to_dict(), W_r=np.eye(case.H))
    ours, _ = ref.projected_step_cached(case.x[0], case.h0, case.c0, params)
    for a, b in zip(ours, ref.lstm_step(case.x[0], case.h0, case.c0, case.params), strict=True):
        assert_allclose(a, b, rtol=1e-14)


def test_the_projection_mixes_what_the_cell_shows():
    params = ref.ProjectedParams(*4 * [np.zeros((2, 2))], *4 * [np.zeros(2)], W_r=[[3.0], [-1.0]])
    (h_t, c_t), _ = ref.projected_step_cached([[1.0]], [[1.0]], [[2.0, 4.0]], params)
    assert_array_equal(c_t, [[1, 2]])
    assert_allclose(h_t, [[0.5 * (3 * np.tanh(1) - np.tanh(2))]], rtol=1e-14)


def test_the_way_back_of_the_plain_cell_refuses_a_projection_as_wide_as_the_cell(case):
    params = ref.ProjectedParams(**case.params.to_dict(), W_r=np.eye(case.H))
    (hs, (h_n, c_n), cache) = ref.layer_forward(case.x, (case.h0, case.c0), params)
    for back in (
        lambda: ref.lstm_step_backward(h_n, c_n, cache.steps.steps[0]),
        lambda: ref.lstm_backward(hs, h_n, c_n, cache.steps),
    ):
        with pytest.raises(TypeError, match=r"cache.params: expected Params, got ProjectedParams; .* layer_backward"):
            back()


def test_wrong_arguments_are_named(case, rng):
    arrays = {name: rng.normal(size=(case.D + 2, case.H)) for name in ("W_f", "W_i", "W_c", "W_o")}
    arrays |= {name: rng.normal(size=case.H) for name in ("b_f", "b_i", "b_c", "b_o")}
    with pytest.raises(ValueError, match=r"W_i: expected shape \(D\+P, H\) .*, got \(11, 9\); is it transposed\?"):
        ref.ProjectedParams(**arrays | {"W_i": arrays["W_i"].T}, W_r=np.zeros((11, 2)))
    with pytest.raises(ValueError, match=r"W_r: expected shape \(H, P\) with H = 11, got \(2, 11\)"):
        ref.ProjectedParams(**arrays, W_r=np.zeros((2, 11)))
    params = ref.ProjectedParams(**arrays, W_r=np.zeros((11, 2)))
    with pytest.raises(ValueError, match=r"h_prev: expected shape \(B, P\) = \(3, 2\), got \(3, 11\)"):
        ref.projected_step_cached(case.x[0], case.h0, case.c0, params)
    with pytest.raises(TypeError, match=r"params: expected ProjectedParams, got Params"):
        ref.projected_step_cached(case.x[0], case.h0, case.c0, case.params)
    _, plain = ref.lstm_step_cached(case.x[0], case.h0, case.c0, case.params)
    with pytest.raises(TypeError, match=r"cache.params: expected ProjectedParams, got Params"):
        ref.projected_step_backward(case.h0, case.c0, plain)
    _, cache = ref.projected_step_cached(case.x[0], case.h0[:, :2], case.c0, params)
    with pytest.raises(ValueError, match=r"d_h: expected shape \(B, P\) = \(3, 2\), got \(3, 11\)"):
        ref.projected_step_backward(case.h0, case.c0, cache)
