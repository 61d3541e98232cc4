import numpy as np
import pytest
from numpy.testing import assert_allclose

import lstm_ref as ref


def scalar(reset, r, z, **others):
    """One unit whose gates are at r and z whatever comes in."""
    logit = lambda p: [np.log(p / (1 - p))]  # noqa: E731
    arrays = {
        "W_r": [[0], [0]],
        "W_z": [[0], [0]],
        "W_n": [[0.5], [2.0]],
        "b_r": logit(r),
        "b_z": logit(z),
        "b_n": [0.25],
        "b_hn": [0.125],
    }
    return ref.GRUParams(**arrays | others, reset=reset)


def test_reset_before_the_product_by_hand():
    n = np.tanh(0.5 * 1 + 0.25 + (0.25 * 3) * 2 + 0.125)
    assert_allclose(ref.gru_step([[1.0]], [[3.0]], scalar("before", 0.25, 0.75)), [[0.25 * n + 0.75 * 3]], rtol=1e-14)


def test_reset_after_the_product_by_hand():
    n = np.tanh(0.5 * 1 + 0.25 + 0.25 * (3 * 2 + 0.125))
    assert_allclose(ref.gru_step([[1.0]], [[3.0]], scalar("after", 0.25, 0.75)), [[0.25 * n + 0.75 * 3]], rtol=1e-14)


def test_the_two_places_agree_where_the_reset_gate_is_open():
    before, after = (ref.gru_step([[1.0]], [[0.3]], scalar(reset, 1 - 1e-15, 0.75)) for reset in ("before", "after"))
    assert_allclose(before, after, rtol=1e-12)


def test_an_update_gate_of_one_keeps_the_state():
    assert_allclose(ref.gru_step([[1.0]], [[0.3]], scalar("after", 0.5, 1 - 1e-15)), [[0.3]], rtol=1e-13)


def test_wrong_arguments_are_named():
    params = scalar("after", 0.5, 0.5)
    with pytest.raises(ValueError, match="reset: expected 'before' or 'after', got 'both'"):
        scalar("both", 0.5, 0.5)
    with pytest.raises(ValueError, match=r"b_hn: expected shape \(H,\) = \(1,\), got \(2,\)"):
        scalar("after", 0.5, 0.5, b_hn=[0, 0])
    with pytest.raises(ValueError, match=r"x_t: expected shape \(B, D\) .*; one example still needs"):
        ref.gru_step([1.0], [[0.3]], params)
    with pytest.raises(TypeError, match=r"params: expected GRUParams, got dict; make it with GRUParams.from_dict"):
        ref.gru_step([[1.0]], [[0.3]], {})
    with pytest.raises(TypeError, match="cache: expected GRUCache, got tuple"):
        ref.gru_step_backward([[1.0]], ())
    _, cache = ref.gru_step_cached([[1.0]], [[0.3]], params)
    with pytest.raises(ValueError, match="d_h: expected finite numbers"):
        ref.gru_step_backward([[np.nan]], cache)
