import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def test_sigmoid_equals_torch(rng):
    z = rng.normal(size=(3, 7, 11)) * 10
    assert_allclose(ref.sigmoid(z), torch.sigmoid(torch.from_numpy(z)).numpy(), rtol=1e-14, atol=0)


def test_sigmoid_raises_no_floating_warning_up_to_800():
    with np.errstate(all="raise"):
        s = ref.sigmoid(np.linspace(-800, 800, 1601))
    assert s[0] == 0 and s[-1] == 1
    assert np.all(np.diff(s) >= 0)


def test_sigmoid_keeps_tiny_values_to_full_precision():
    assert_allclose(ref.sigmoid(np.array([-700.0, -40.0])), np.exp([-700.0, -40.0]), rtol=1e-15)


def test_sigmoid_of_infinity_is_its_limit():
    assert_array_equal(ref.sigmoid(np.array([-np.inf, np.inf])), [0, 1])


def test_sigmoid_by_hand():
    assert_allclose(ref.sigmoid(np.log([1 / 3, 1, 3])), [0.25, 0.5, 0.75], rtol=1e-15)


def test_sigmoid_is_point_symmetric(rng):
    z = rng.normal(size=101) * 30
    assert_allclose(ref.sigmoid(z) + ref.sigmoid(-z), 1, rtol=1e-14)


@pytest.mark.parametrize("z", [0, 0.0, np.float64(0), np.int8(0)])
def test_a_number_gives_a_number(z):
    for value, expected in ((ref.sigmoid(z), 0.5), (ref.d_sigmoid(z), 0), (ref.d_tanh(z), 1)):
        assert np.ndim(value) == 0 and isinstance(value, float) and value == expected


@pytest.mark.parametrize("function", [ref.sigmoid, ref.d_sigmoid, ref.d_tanh])
@pytest.mark.parametrize("shape", [(0,), (5,), (5, 3), (5, 3, 7, 2)])
def test_shape_and_precision_are_kept(function, shape):
    for dtype in (np.float32, np.float64):
        out = function(np.full(shape, 0.25, dtype=dtype))
        assert out.shape == shape and out.dtype == dtype
    assert function(np.zeros(shape, dtype=int)).dtype == np.float64


def test_memory_order_does_not_matter(rng):
    z = rng.normal(size=(7, 11))
    assert_array_equal(ref.sigmoid(np.asfortranarray(z)), ref.sigmoid(z))
    assert_array_equal(ref.sigmoid(z[:, ::2]), ref.sigmoid(z)[:, ::2])


def test_slopes_equal_finite_differences(rng):
    z, eps = rng.normal(size=101) * 3, 1e-6
    assert_allclose(ref.d_sigmoid(ref.sigmoid(z)), (ref.sigmoid(z + eps) - ref.sigmoid(z - eps)) / (2 * eps), atol=1e-9)
    assert_allclose(ref.d_tanh(np.tanh(z)), (np.tanh(z + eps) - np.tanh(z - eps)) / (2 * eps), atol=1e-9)


def test_slopes_by_hand():
    assert_array_equal(ref.d_sigmoid(np.array([0, 0.5, 0.75, 1])), [0, 0.25, 0.1875, 0])
    assert_array_equal(ref.d_tanh(np.array([-1, 0, 0.5])), [0, 1, 0.75])


def test_slope_of_tanh_does_not_underflow():
    with np.errstate(all="raise"):
        assert ref.d_tanh(1e-300) == 1


@pytest.mark.parametrize("function", [ref.sigmoid, ref.d_sigmoid, ref.d_tanh])
def test_bad_values_are_refused(function):
    with pytest.raises(ValueError, match=r"expected numbers, got NaN in 1 of 2 values, first at \(1,\)"):
        function([0.5, np.nan])
    for wrong in ("text", [True, False], [1j], [None], {"a": 1}):
        with pytest.raises(TypeError, match="expected real numbers, got dtype"):
            function(wrong)
    with pytest.raises(ValueError, match="rows of different lengths"):
        function([[0.1], [0.1, 0.2]])


def test_slopes_want_the_output_of_the_squashing():
    with pytest.raises(ValueError, match=r"s: expected values in \[0, 1\], got 3.5; pass the output sigmoid"):
        ref.d_sigmoid([0.5, 3.5])
    with pytest.raises(ValueError, match=r"y: expected values in \[-1, 1\], got -2.0; pass the output tanh"):
        ref.d_tanh(-2.0)
