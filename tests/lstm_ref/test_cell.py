from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


@pytest.fixture
def torch_cell(case):
    """torch.nn.LSTMCell with the same weights; torch keeps i, f, g, o in rows, and two biases."""
    p = case.params
    cell = torch.nn.LSTMCell(case.D, case.H, dtype=torch.float64)
    W = np.concatenate([p.W_i, p.W_f, p.W_c, p.W_o], axis=1).T
    b = np.concatenate([p.b_i, p.b_f, p.b_c, p.b_o])
    with torch.no_grad():
        cell.weight_ih.copy_(torch.from_numpy(W[:, : case.D].copy()))
        cell.weight_hh.copy_(torch.from_numpy(W[:, case.D :].copy()))
        cell.bias_ih.copy_(torch.from_numpy(b / 4))
        cell.bias_hh.copy_(torch.from_numpy(b * 3 / 4))
    return cell


def test_step_equals_torch(case, torch_cell):
    with torch.no_grad():
        h_t, c_t = torch_cell(torch.from_numpy(case.x[0]), (torch.from_numpy(case.h0), torch.from_numpy(case.c0)))
    ours = ref.lstm_step(case.x[0], case.h0, case.c0, case.params)
    assert_allclose(ours[0], h_t.numpy(), rtol=0, atol=1e-12)
    assert_allclose(ours[1], c_t.numpy(), rtol=0, atol=1e-12)


def test_step_by_hand():
    # Gates at 1/4 (f), 1/2 (i), 3/4 (o); candidate 0.6: c = 1/4 * 2 + 1/2 * 0.6 = 0.8.
    params = ref.Params(*4 * [np.zeros((2, 1))], [-np.log(3)], [0.0], [np.arctanh(0.6)], [np.log(3)])
    h_t, c_t = ref.lstm_step([[1.0]], [[1.0]], [[2.0]], params)
    assert_allclose(c_t, [[0.8]], rtol=1e-14)
    assert_allclose(h_t, [[0.75 * np.tanh(0.8)]], rtol=1e-14)


def test_step_is_made_of_the_gates(case):
    (h_t, c_t), cache = ref.lstm_step_cached(case.x[0], case.h0, case.c0, case.params)
    assert_array_equal(c_t, ref.cell_update(cache.f_t, cache.c_prev, cache.i_t, cache.c_tilde_t))
    assert_array_equal(h_t, ref.hidden_state(cache.o_t, cache.c_t))
    assert_array_equal(cache.c_t, c_t)
    assert [f.name for f in fields(cache)] == [
        "x_t",
        "h_prev",
        "c_prev",
        "f_t",
        "i_t",
        "c_tilde_t",
        "o_t",
        "c_t",
        "params",
    ]


def test_saturated_gates_hold_a_memory_unseen(case):
    p = replace(
        case.params,
        W_f=np.zeros((18, 11)),
        W_i=np.zeros((18, 11)),
        W_o=np.zeros((18, 11)),
        b_f=np.full(11, 50.0),
        b_i=np.full(11, -50.0),
        b_o=np.full(11, -50.0),
    )
    h_t, c_t = ref.lstm_step(case.x[0], case.h0, case.c0, p)
    assert_allclose(c_t, case.c0, rtol=1e-15, atol=1e-20)
    assert np.abs(h_t).max() < 1e-20


def test_hidden_state_stays_below_one_where_the_cell_does_not(case):
    h_t, c_t = ref.lstm_step(case.x[0], case.h0, 5 * case.c0, case.params)
    assert np.abs(h_t).max() < 1 < np.abs(c_t).max()


def test_step_leaves_its_arguments_alone(case):
    before = case.x.copy(), case.h0.copy(), case.c0.copy(), {k: v.copy() for k, v in case.params.to_dict().items()}
    ref.lstm_step(case.x[0], case.h0, case.c0, case.params)
    for a, b in zip((case.x, case.h0, case.c0), before, strict=False):
        assert_array_equal(a, b)
    for name, a in case.params.to_dict().items():
        assert_array_equal(a, before[3][name])


def test_wrong_arguments_are_named(case):
    with pytest.raises(TypeError, match=r"params: expected Params, got dict; make it with Params.from_dict"):
        ref.lstm_step(case.x[0], case.h0, case.c0, case.params.to_dict())
    with pytest.raises(ValueError, match=r"c_prev: expected shape \(B, H\) = \(3, 11\), got \(11, 3\); is it transp"):
        ref.lstm_step(case.x[0], case.h0, case.c0.T, case.params)
    with pytest.raises(ValueError, match=r"x_t: expected shape \(B, D\) with D = 7, got \(3, 11\)"):
        ref.lstm_step(case.h0, case.h0, case.c0, case.params)
    with pytest.raises(ValueError, match=r"c_prev: expected finite numbers"):
        ref.lstm_step(case.x[0], case.h0, case.c0 / np.where(case.c0 > 0, np.inf, np.nan), case.params)
