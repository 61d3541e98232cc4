import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


@pytest.fixture
def W_and_b(rng, case):
    return rng.normal(size=(case.D + case.H, case.H)), rng.normal(size=case.H)


def test_sequence_equals_torch(case, W_and_b):
    W, b = W_and_b
    rnn = torch.nn.RNN(case.D, case.H, dtype=torch.float64)
    with torch.no_grad():
        rnn.weight_ih_l0.copy_(torch.tensor(W[: case.D].T))
        rnn.weight_hh_l0.copy_(torch.tensor(W[case.D :].T))
        rnn.bias_ih_l0.copy_(torch.tensor(b / 4))
        rnn.bias_hh_l0.copy_(torch.tensor(b * 3 / 4))
        expected, _ = rnn(torch.tensor(case.x), torch.tensor(case.h0)[None])
    assert_allclose(ref.rnn_forward(case.x, case.h0, W, b), expected.numpy(), rtol=0, atol=1e-12)


def test_step_by_hand():
    assert_allclose(ref.rnn_step([[2.0]], [[1.0]], [[0.5], [-1.0]], [np.arctanh(0.6)]), [[0.6]], rtol=1e-14)


def test_step_jacobian_equals_finite_differences(case, W_and_b, rng):
    W, b = W_and_b
    W_h, x_t, h_prev = 0.3 * W[case.D :], case.x[0, :1], case.h0[:1]
    W = np.concatenate([0.3 * W[: case.D], W_h])
    h_t = ref.rnn_step(x_t, h_prev, W, b)
    columns = [
        (ref.rnn_step(x_t, h_prev + e, W, b) - ref.rnn_step(x_t, h_prev - e, W, b))[0] / 2e-6
        for e in 1e-6 * np.eye(case.H)
    ]
    assert_allclose(ref.step_jacobian(h_t[0], W_h), np.stack(columns, axis=1), atol=1e-9)


def test_gradient_norms_equal_the_norm_of_the_whole_product(case, W_and_b):
    W, b = W_and_b
    hs, W_h = ref.rnn_forward(case.x, case.h0, W, b)[:, 0], W[case.D :]
    norms = ref.gradient_norms(hs, W_h)
    assert norms.shape == (case.T,) and norms[-1] == 1
    product = np.linalg.multi_dot([ref.step_jacobian(h, W_h) for h in hs[:0:-1]])
    assert_allclose(norms[0], np.linalg.svd(product)[1][0], rtol=1e-10)


def test_gradient_norms_halve_with_every_step_back():
    assert_array_equal(ref.gradient_norms(np.zeros((5, 1)), [[0.5]]), [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1])


def test_wrong_arguments_are_named(case, W_and_b):
    W, b = W_and_b
    with pytest.raises(ValueError, match=r"W: expected shape \(D\+H, H\) with H = 11, got \(11, 18\); is it transp"):
        ref.rnn_step(case.x[0], case.h0, W.T, b)
    with pytest.raises(ValueError, match=r"x: expected finite numbers"):
        ref.rnn_forward(case.x * np.inf, case.h0, W, b)
    with pytest.raises(ValueError, match=r"lengths: .* got -1"):
        ref.rnn_forward(case.x, case.h0, W, b, [-1, 2, 3])
    with pytest.raises(ValueError, match=r"h_t: expected values in \[-1, 1\], got .*; pass the state after tanh"):
        ref.step_jacobian([0.0, 2.0], np.eye(2))
    with pytest.raises(ValueError, match=r"hs: expected values in \[-1, 1\], got 1.5; pass the states after tanh"):
        ref.gradient_norms(np.full((3, 2), 1.5), np.eye(2))
    with pytest.raises(ValueError, match="W_h: expected a gradient that a float can hold, got overflow over the last"):
        ref.gradient_norms(np.zeros((9, 2)), 1e100 * np.eye(2))
    with pytest.raises(ValueError, match=r"W_h: expected shape \(H, H\) = \(11, 11\), got \(18, 11\)"):
        ref.gradient_norms(np.zeros((5, 11)), W)
    with pytest.raises(TypeError, match=r"params: expected RNNParams, got Params"):
        ref.rnn_step_cached(case.x[0], case.h0, case.params)
    with pytest.raises(TypeError, match=r"cache: expected RNNCache, got NoneType"):
        ref.rnn_step_backward(case.h0, None)
