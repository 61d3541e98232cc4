from dataclasses import fields

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


@pytest.fixture
def upstream(case, rng):
    """A gradient for every output and for both last states."""
    shapes = (case.T, case.B, case.H), (case.B, case.H), (case.B, case.H)
    return tuple(rng.normal(size=shape) for shape in shapes)


def loss_of(outputs, upstream):
    return float(sum(np.sum(a * d) for a, d in zip(outputs, upstream, strict=True)))


def backward(case, upstream, lengths=None):
    _, cache = ref.lstm_forward_cached(case.x, case.h0, case.c0, case.params, lengths)
    return ref.lstm_backward(*upstream, cache)


@pytest.mark.parametrize("lengths", [None, [1, 5, 3], [0, 2, 5]])
def test_every_gradient_equals_torch_autograd(case, upstream, lengths):
    """torch differentiates the equations written with its own operators, step after step."""
    leaf = {name: torch.tensor(a, requires_grad=True) for name, a in case.params.to_dict().items()}
    x, h, c = (torch.tensor(a, requires_grad=True) for a in (case.x, case.h0, case.c0))
    first = x, h, c
    loss, ends = 0, torch.tensor([case.T] * case.B if lengths is None else lengths)[:, None]
    for t in range(case.T):
        z = torch.cat([x[t], h], dim=1)
        f, i, o = (torch.sigmoid(z @ leaf[f"W_{g}"] + leaf[f"b_{g}"]) for g in "fio")
        c_new = f * c + i * torch.tanh(z @ leaf["W_c"] + leaf["b_c"])
        h_new = o * torch.tanh(c_new)
        h, c = torch.where(t < ends, h_new, h), torch.where(t < ends, c_new, c)
        loss = loss + (torch.where(t < ends, h_new, 0) * torch.tensor(upstream[0][t])).sum()
    loss = loss + (h * torch.tensor(upstream[1])).sum() + (c * torch.tensor(upstream[2])).sum()
    loss.backward()

    d_x, d_h0, d_c0, grads = backward(case, upstream, lengths)
    for ours, theirs in zip((d_x, d_h0, d_c0), first, strict=True):
        assert_allclose(ours, theirs.grad.numpy(), rtol=1e-10, atol=1e-11)
    assert set(grads) == set(leaf)
    for name, d in grads.items():
        assert_allclose(d, leaf[name].grad.numpy(), rtol=1e-10, atol=1e-11, err_msg=name)


def test_every_gradient_equals_finite_differences(rng):
    T, B, D, H = 5, 2, 3, 7
    x, h0, c0 = rng.normal(size=(T, B, D)), rng.normal(size=(B, H)), 2 * rng.normal(size=(B, H))
    params = ref.init_params(rng, D, H).to_dict() | {"b_c": rng.normal(size=H)}
    upstream = rng.normal(size=(T, B, H)), rng.normal(size=(B, H)), rng.normal(size=(B, H))
    _, cache = ref.lstm_forward_cached(x, h0, c0, ref.Params(**params), [2, 5])
    d_x, d_h0, d_c0, grads = ref.lstm_backward(*upstream, cache)
    given = {"x": x, "h0": h0, "c0": c0} | params

    for name, d in ({"x": d_x, "h0": d_h0, "c0": d_c0} | grads).items():

        def loss(a, name=name):
            now = given | {name: a}
            outputs = ref.lstm_forward(
                now["x"], now["h0"], now["c0"], ref.Params(**{n: now[n] for n in params}), [2, 5]
            )
            return loss_of(outputs, upstream)

        assert ref.grad_check(loss, given[name], d) < 1e-8, name


def test_one_step_backwards_by_hand():
    # All weights 0: gates 1/2, candidate 0, c_t = 1/2 * 2 = 1; with d_h = 0 and d_c = 1 only the cell's path is left.
    params = ref.Params(*4 * [np.zeros((2, 1))], *4 * [np.zeros(1)])
    _, cache = ref.lstm_step_cached([[3.0]], [[5.0]], [[2.0]], params)
    d_x, d_h_prev, d_c_prev, grads = ref.lstm_step_backward([[0.0]], [[1.0]], cache)
    assert (d_x, d_h_prev, d_c_prev) == (0, 0, 0.5)
    assert grads["b_f"] == 2 * 0.25 and grads["b_i"] == 0 and grads["b_c"] == 0.5 and grads["b_o"] == 0
    assert_array_equal(grads["W_f"], [[3 * 0.5], [5 * 0.5]])


def test_step_cache_from_plain_dictionaries(case, upstream):
    _, cache = ref.lstm_step_cached(case.x[0], case.h0, case.c0, case.params)
    plain = {f.name: getattr(cache, f.name) for f in fields(cache)} | {"params": case.params.to_dict()}
    first = ref.lstm_step_backward(upstream[1], upstream[2], cache)
    again = ref.lstm_step_backward(upstream[1], upstream[2], ref.StepCache.from_dict(plain))
    for a, b in zip(first[:3], again[:3], strict=True):
        assert_array_equal(a, b)
    with pytest.raises(ValueError, match=r"o_t: expected shape \(B, H\) = \(3, 11\), got \(11, 3\)"):
        ref.StepCache.from_dict(plain | {"o_t": cache.o_t.T})
    with pytest.raises(ValueError, match=r"cache: missing x_t, h_prev, .*; got params"):
        ref.StepCache.from_dict({"params": plain["params"]})


def test_a_sequence_cache_may_hold_any_steps(case, upstream):
    """A list of step caches alone, without lengths, is a whole batch of full sequences."""
    steps, h, c = [], case.h0, case.c0
    for x_t in case.x:
        (h, c), cache = ref.lstm_step_cached(x_t, h, c, case.params)
        steps.append(cache)
    ours = ref.lstm_backward(*upstream, ref.SequenceCache(tuple(steps)))
    assert_array_equal(ours[0], backward(case, upstream)[0])


def test_padding_gets_no_gradient(case, upstream):
    d_x, *_ = backward(case, upstream, case.lengths)
    for n, length in enumerate(case.lengths):
        assert_array_equal(d_x[length:, n], 0)
        assert np.abs(d_x[:length, n]).min(axis=1).max() > 0


def test_backward_is_linear_in_the_upstream_gradient(case, upstream):
    once, twice = backward(case, upstream), backward(case, [2 * d for d in upstream])
    assert_allclose(twice[0], 2 * once[0], rtol=1e-12)


def test_upstream_gradients_are_left_alone(case, upstream):
    copies = [d.copy() for d in upstream]
    backward(case, upstream)
    for d, copy in zip(upstream, copies, strict=True):
        assert_array_equal(d, copy)


@pytest.mark.parametrize("fast", [False, True])
def test_what_is_changed_after_the_forward_pass_does_not_reach_the_gradient(case, upstream, fast):
    x, h0, c0 = case.x.copy(), case.h0.copy(), case.c0.copy()
    _, cache = ref.lstm_forward_cached(x, h0, c0, case.params, fast=fast)
    for a in (x, h0, c0):
        a[:] = 7
    expected = backward(case, upstream)
    for ours, theirs in zip(ref.lstm_backward(*upstream, cache)[:3], expected[:3], strict=True):
        assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


def test_wrong_gradients_are_named(case, upstream):
    d_hs, d_h_n, d_c_n = upstream
    for bad, message in [
        ((d_hs.transpose(1, 0, 2), d_h_n, d_c_n), r"d_hs: .* got \(3, 5, 11\); are time and batch swapped\?"),
        ((d_hs[-1], d_h_n, d_c_n), r"d_hs: .*; is the time axis or the batch axis missing\?"),
        ((d_hs, d_h_n.T, d_c_n), r"d_h_n: expected shape \(B, H\) = \(3, 11\), got \(11, 3\); is it transposed"),
        ((d_hs, d_h_n, d_c_n * np.nan), "d_c_n: expected finite numbers"),
    ]:
        with pytest.raises(ValueError, match=message):
            backward(case, bad)
    with pytest.raises(TypeError, match="cache: expected SequenceCache, got list; take it from lstm_forward_cached"):
        ref.lstm_backward(*upstream, [])
    with pytest.raises(ValueError, match="cache: expected at least one step, got none"):
        ref.lstm_backward(*upstream, ref.SequenceCache(()))
    with pytest.raises(TypeError, match="cache: expected StepCache, got dict"):
        ref.lstm_step_backward(d_h_n, d_c_n, {})
    with pytest.raises(TypeError, match="cache: expected StepCache, got NoneType"):
        ref.lstm_backward(*upstream, ref.SequenceCache((None,)))
