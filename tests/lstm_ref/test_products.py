import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def test_hadamard_is_entry_by_entry(rng):
    a, b = rng.normal(size=(2, 3, 5))
    assert_array_equal(ref.hadamard(a, b), [[a[i, j] * b[i, j] for j in range(5)] for i in range(3)])


def test_affine_is_the_sum_over_each_row(rng):
    z, W, b = rng.normal(size=(3, 5)), rng.normal(size=(5, 7)), rng.normal(size=7)
    expected = [[sum(z[i, k] * W[k, h] for k in range(5)) + b[h] for h in range(7)] for i in range(3)]
    assert_allclose(ref.affine(z, W, b), expected, rtol=0, atol=1e-13)


def test_shapes_that_do_not_fit_are_named(rng):
    with pytest.raises(ValueError, match=r"b: expected shape \(B, H\) = \(3, 5\), got \(1, 5\)"):
        ref.hadamard(np.ones((3, 5)), np.ones((1, 5)))
    with pytest.raises(ValueError, match=r"W: expected shape \(K, H\) with K = 5, got \(7, 5\); is it transposed?"):
        ref.affine(np.ones((3, 5)), np.ones((7, 5)), np.ones(7))
