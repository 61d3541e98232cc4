import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def test_a_right_gradient_passes_and_a_wrong_one_does_not(rng):
    x = rng.normal(size=(3, 5))
    assert ref.grad_check(lambda a: np.sum(np.sin(a)), x, np.cos(x)) < 1e-9
    assert ref.grad_check(lambda a: np.sum(np.sin(a)), x, np.sin(x)) > 0.1


def test_one_wrong_entry_is_enough(rng):
    x = rng.normal(size=(3, 5))
    d = 2 * x
    d[2, 4] += 0.5
    assert ref.grad_check(lambda a: np.sum(a**2), x, d) > 0.1


def test_large_gradients_are_measured_relative_to_their_size():
    assert_allclose(ref.grad_check(lambda a: 1000 * np.sum(a), np.ones(2), np.array([1000.0, 900.0])), 0.1, rtol=1e-6)


def test_numeric_gradient_leaves_x_alone_and_reads_integers():
    x = np.array([1, 2])
    assert_allclose(ref.numeric_gradient(lambda a: np.sum(a**3), x), [3, 12], rtol=1e-8)
    assert_array_equal(x, [1, 2])


def test_a_number_is_an_array_too():
    assert_allclose(ref.numeric_gradient(lambda a: a**2, 3.0), 6, rtol=1e-9)


def test_wrong_arguments_are_named():
    with pytest.raises(ValueError, match=r"d_f: expected the shape of x, \(2,\), got \(3,\)"):
        ref.grad_check(np.sum, np.ones(2), np.ones(3))
    with pytest.raises(TypeError, match=r"f: expected one number back, got an array of shape \(2,\); sum it"):
        ref.grad_check(np.sin, np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match=r"eps: expected a number in .*, got 0"):
        ref.grad_check(np.sum, np.ones(2), np.ones(2), eps=0)
    for value in (np.nan, np.inf):
        with pytest.raises(ValueError, match=r"f\(x\): expected finite numbers, got NaN or infinity"):
            ref.grad_check(lambda a, value=value: value, np.ones(2), np.ones(2))
    for value, got in ((None, "None"), (1j, "dtype complex128")):
        with pytest.raises(TypeError, match=rf"f\(x\): expected real numbers, got {got}"):
            ref.numeric_gradient(lambda a, value=value: value, np.ones(2))
    with pytest.raises(ValueError, match=r"eps: expected a number in .*, got inf"):
        ref.grad_check(np.sum, np.ones(2), np.ones(2), eps=np.inf)
    for x, d_f, name in [([np.nan], [1.0], "x"), ([np.inf], [1.0], "x"), ([1.0], [np.inf], "d_f")]:
        with pytest.raises(ValueError, match=f"{name}: expected finite numbers"):
            ref.grad_check(np.sum, x, d_f)
