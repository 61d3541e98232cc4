import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

GATES = [
    (ref.forget_gate, "f", torch.sigmoid),
    (ref.input_gate, "i", torch.sigmoid),
    (ref.candidate, "c", torch.tanh),
    (ref.output_gate, "o", torch.sigmoid),
]
each_gate = pytest.mark.parametrize(("gate", "letter", "squash"), GATES, ids=[g.__name__ for g, _, _ in GATES])


@each_gate
def test_gate_equals_torch(case, gate, letter, squash):
    x_t, W, b = case.x[0], getattr(case.params, f"W_{letter}"), getattr(case.params, f"b_{letter}")
    z_t = torch.cat([torch.from_numpy(x_t), torch.from_numpy(case.h0)], dim=1)
    expected = squash(z_t @ torch.from_numpy(W) + torch.from_numpy(b)).numpy()
    assert_allclose(gate(x_t, case.h0, W, b), expected, rtol=1e-12, atol=1e-14)


@each_gate
def test_one_matrix_on_both_is_a_matrix_on_each(case, gate, letter, squash):
    W, b = getattr(case.params, f"W_{letter}"), getattr(case.params, f"b_{letter}")
    two = case.x[0] @ W[: case.D] + case.h0 @ W[case.D :] + b
    assert_allclose(gate(case.x[0], case.h0, W, b), squash(torch.from_numpy(two)).numpy(), rtol=1e-12, atol=1e-14)


@each_gate
def test_a_wrong_argument_is_named_with_the_likely_mistake(case, gate, letter, squash):
    x_t, h, W, b = case.x[0], case.h0, getattr(case.params, f"W_{letter}"), getattr(case.params, f"b_{letter}")
    for arguments, message in [
        ((x_t, h, W.T, b), rf"W_{letter}: expected shape \(D\+H, H\) = \(18, 11\), got \(11, 18\); is it transposed\?"),
        ((x_t, h, W[:7], b), r"got \(7, 11\); it multiplies z_t = \[x_t, h_prev\], so it needs a row for every entry"),
        ((x_t, h, W, b[None]), rf"b_{letter}: expected shape \(H,\) = \(11,\), got \(1, 11\)"),
        ((x_t[0], h, W, b), r"x_t: expected shape \(B, D\), got \(7,\); one example still needs its batch axis"),
        ((x_t, h.T, W, b), r"h_prev: expected shape \(B, H\) with B = 3, got \(11, 3\)"),
        ((x_t[:0], h[:0], W, b), r"x_t: expected shape \(B, D\) with every size at least 1, got \(0, 7\); is the"),
        ((x_t * np.nan, h, W, b), "x_t: expected finite numbers, got NaN or infinity in 21 of 21 values"),
        ((x_t, h, W, b + np.inf), f"b_{letter}: expected finite numbers"),
    ]:
        with pytest.raises(ValueError, match=message):
            gate(*arguments)
    with pytest.raises(TypeError, match="h_prev: expected real numbers, got dtype complex128"):
        gate(x_t, h * 1j, W, b)


@each_gate
def test_gate_leaves_its_arguments_alone(case, gate, letter, squash):
    arguments = [case.x[0], case.h0, getattr(case.params, f"W_{letter}"), getattr(case.params, f"b_{letter}")]
    copies = [a.copy() for a in arguments]
    gate(*arguments)
    for a, copy in zip(arguments, copies, strict=True):
        assert_array_equal(a, copy)


@each_gate
def test_single_precision_stays_single(case, gate, letter, squash):
    W, b = getattr(case.params, f"W_{letter}"), getattr(case.params, f"b_{letter}")
    assert gate(*(a.astype(np.float32) for a in (case.x[0], case.h0, W, b))).dtype == np.float32


def test_gates_stay_between_0_and_1_and_the_candidate_reaches_below_0(case):
    p = case.params
    for gate, letter in ((ref.forget_gate, "f"), (ref.input_gate, "i"), (ref.output_gate, "o")):
        values = gate(case.x[0], case.h0, getattr(p, f"W_{letter}"), getattr(p, f"b_{letter}"))
        assert values.min() > 0 and values.max() < 1
    values = ref.candidate(case.x[0], case.h0, p.W_c, p.b_c)
    assert -1 <= values.min() < 0 < values.max() <= 1


def test_a_gate_without_weights_and_bias_is_a_half(case):
    assert_array_equal(ref.forget_gate(case.x[0], case.h0, np.zeros((18, 11)), np.zeros(11)), np.full((3, 11), 0.5))


def test_batch_examples_do_not_meet(case):
    whole = ref.forget_gate(case.x[0], case.h0, case.params.W_f, case.params.b_f)
    for n in range(case.B):
        one = ref.forget_gate(case.x[0][n : n + 1], case.h0[n : n + 1], case.params.W_f, case.params.b_f)
        assert_allclose(one, whole[n : n + 1], rtol=1e-12)
