import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


@pytest.fixture
def torch_lstm(case):
    p = case.params
    lstm = torch.nn.LSTM(case.D, case.H, dtype=torch.float64)
    W = np.concatenate([p.W_i, p.W_f, p.W_c, p.W_o], axis=1).T
    b = np.concatenate([p.b_i, p.b_f, p.b_c, p.b_o])
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.from_numpy(W[:, : case.D].copy()))
        lstm.weight_hh_l0.copy_(torch.from_numpy(W[:, case.D :].copy()))
        lstm.bias_ih_l0.copy_(torch.from_numpy(b / 4))
        lstm.bias_hh_l0.copy_(torch.from_numpy(b * 3 / 4))
    return lstm


def states_of(case):
    return torch.from_numpy(case.h0)[None], torch.from_numpy(case.c0)[None]


def test_sequence_equals_torch(case, torch_lstm):
    with torch.no_grad():
        hs, (h_n, c_n) = torch_lstm(torch.from_numpy(case.x), states_of(case))
    ours = ref.lstm_forward(case.x, case.h0, case.c0, case.params)
    for a, b in zip(ours, (hs, h_n[0], c_n[0]), strict=True):
        assert_allclose(a, b.numpy(), rtol=0, atol=1e-12)


def test_lengths_equal_a_packed_sequence(case, torch_lstm):
    x = torch.nn.utils.rnn.pack_padded_sequence(torch.from_numpy(case.x), case.lengths, enforce_sorted=False)
    with torch.no_grad():
        packed, (h_n, c_n) = torch_lstm(x, states_of(case))
    hs, _ = torch.nn.utils.rnn.pad_packed_sequence(packed, total_length=case.T)
    ours = ref.lstm_forward(case.x, case.h0, case.c0, case.params, case.lengths)
    for a, b in zip(ours, (hs, h_n[0], c_n[0]), strict=True):
        assert_allclose(a, b.numpy(), rtol=0, atol=1e-12)


def test_a_sequence_is_one_step_after_the_other(case):
    hs, h_n, c_n = ref.lstm_forward(case.x, case.h0, case.c0, case.params)
    h, c = case.h0, case.c0
    for t in range(case.T):
        h, c = ref.lstm_step(case.x[t], h, c, case.params)
        assert_array_equal(hs[t], h)
    assert_array_equal(h_n, h)
    assert_array_equal(c_n, c)


def test_a_padded_batch_gives_the_states_of_each_sequence_alone(case):
    hs, h_n, c_n = ref.lstm_forward(case.x, case.h0, case.c0, case.params, case.lengths)
    for n, length in enumerate(case.lengths):
        one = slice(n, n + 1)
        alone = ref.lstm_forward(case.x[:length, one], case.h0[one], case.c0[one], case.params)
        assert_allclose(hs[:length, one], alone[0], rtol=0, atol=1e-12)
        assert_array_equal(hs[length:, one], 0)
        assert_allclose(h_n[one], alone[1], rtol=0, atol=1e-12)
        assert_allclose(c_n[one], alone[2], rtol=0, atol=1e-12)


def test_padding_cannot_change_a_result(case):
    first = ref.lstm_forward(case.x, case.h0, case.c0, case.params, case.lengths)
    x = np.concatenate([case.x, np.zeros((2, case.B, case.D))])
    x[np.arange(7)[:, None] >= case.lengths] = 1e6
    longer = ref.lstm_forward(x, case.h0, case.c0, case.params, case.lengths)
    assert_array_equal(longer[0][: case.T], first[0])
    assert_array_equal(longer[1], first[1])
    assert_array_equal(longer[2], first[2])


def test_a_sequence_of_length_0_keeps_its_first_state(case):
    hs, h_n, c_n = ref.lstm_forward(case.x, case.h0, case.c0, case.params, [0, 2, 5])
    assert_array_equal(h_n[0], case.h0[0])
    assert_array_equal(c_n[0], case.c0[0])
    assert_array_equal(hs[:, 0], 0)


def test_the_future_has_no_influence(case):
    before = ref.lstm_forward(case.x, case.h0, case.c0, case.params)[0]
    x = case.x.copy()
    x[3] += 1
    after = ref.lstm_forward(x, case.h0, case.c0, case.params)[0]
    assert_array_equal(before[:3], after[:3])
    assert np.abs(before[3:] - after[3:]).max(axis=(1, 2)).min() > 1e-3


def test_one_step_and_one_example(case, torch_lstm):
    with torch.no_grad():
        hs, _ = torch_lstm(torch.from_numpy(case.x[:1, :1]), tuple(s[:, :1].contiguous() for s in states_of(case)))
    assert_allclose(ref.lstm_forward(case.x[:1, :1], case.h0[:1], case.c0[:1], case.params)[0], hs, rtol=0, atol=1e-12)


def test_single_precision_stays_single(case):
    p = ref.Params(*(a.astype(np.float32) for a in case.params.to_dict().values()))
    single = ref.lstm_forward(case.x.astype("f4"), case.h0.astype("f4"), case.c0.astype("f4"), p, case.lengths)
    double = ref.lstm_forward(case.x, case.h0, case.c0, case.params, case.lengths)
    for a, b in zip(single, double, strict=True):
        assert a.dtype == np.float32
        assert_allclose(a, b, rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("lengths", "error", "message"),
    [
        (
            [1, -1, 2],
            ValueError,
            r"lengths: expected sequence lengths in 0..5, got -1 in 1 of 3 values, first at \(1,\)",
        ),
        ([1, 2, 6], ValueError, r"lengths: expected sequence lengths in 0..5, got 6 in 1 of 3 values, first at \(2,\)"),
        ([1, 2], ValueError, r"lengths: expected shape \(B,\) = \(3,\), got \(2,\)"),
        ([1.0, 2.0, 3.0], TypeError, "lengths: expected integers, got dtype float64"),
    ],
)
def test_wrong_lengths_are_refused(case, lengths, error, message):
    with pytest.raises(error, match=message):
        ref.lstm_forward(case.x, case.h0, case.c0, case.params, lengths)


def test_wrong_arrays_are_named(case):
    for arguments, message in [
        ((case.x.transpose(1, 0, 2), case.h0, case.c0), r"h0: expected shape \(B, H\) = \(5, 11\), got \(3, 11\)"),
        ((case.x[:, 0], case.h0, case.c0), r"x: expected shape \(T, B, D\) with D = 7, got .*; is the time axis"),
        ((case.x[..., :6], case.h0, case.c0), r"x: expected shape \(T, B, D\) .* got \(5, 3, 6\)"),
        ((case.x[:0], case.h0, case.c0), r"x: .* every size at least 1, got \(0, 3, 7\); is the sequence empty\?"),
        ((case.x, case.h0, case.c0.T), r"c0: expected shape \(B, H\) = \(3, 11\), got \(11, 3\); is it transposed\?"),
        ((case.x * np.nan, case.h0, case.c0), "x: expected finite numbers"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.lstm_forward(*arguments, case.params)
    with pytest.raises(TypeError, match="params: expected Params, got dict"):
        ref.lstm_forward(case.x, case.h0, case.c0, {})
