import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


@pytest.fixture
def arrays(rng):
    def draw():
        return {"W": rng.normal(size=(3, 5)), "b": rng.normal(size=7)}

    return draw


def torch_run(make, params, all_grads):
    leaves = {name: torch.tensor(a, requires_grad=True) for name, a in params.items()}
    optimizer = make(leaves.values())
    for grads in all_grads:
        for name, leaf in leaves.items():
            leaf.grad = torch.tensor(grads[name])
        optimizer.step()
    return {name: leaf.detach().numpy() for name, leaf in leaves.items()}


def test_adam_equals_torch_over_seven_steps(arrays):
    params, all_grads, state = arrays(), [arrays() for _ in range(7)], {}
    settings = dict(lr=0.05, betas=(0.8, 0.95), eps=1e-6)
    expected = torch_run(lambda leaves: torch.optim.Adam(leaves, **settings), params, all_grads)
    for t, grads in enumerate(all_grads, start=1):
        params, state = ref.adam_step(params, grads, state, t, 0.05, 0.8, 0.95, 1e-6)
    for name, a in expected.items():
        assert_allclose(params[name], a, rtol=1e-12)


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_sgd_equals_torch_over_seven_steps(arrays, momentum):
    params, all_grads, state = arrays(), [arrays() for _ in range(7)], {}
    expected = torch_run(lambda leaves: torch.optim.SGD(leaves, lr=0.1, momentum=momentum), params, all_grads)
    for grads in all_grads:
        params, state = ref.sgd_step(params, grads, state, 0.1, momentum)
    for name, a in expected.items():
        assert_allclose(params[name], a, rtol=1e-12)


def test_the_first_step_of_adam_is_the_learning_rate_whatever_the_gradient(arrays):
    params, grads = arrays(), arrays()
    after, _ = ref.adam_step(params, grads, {}, 1, lr=0.1)
    assert_allclose(after["W"], params["W"] - 0.1 * np.sign(grads["W"]), rtol=1e-6)


def test_clipping_keeps_the_direction(arrays):
    grads = arrays()
    flat = np.concatenate([d.ravel() for d in grads.values()])
    clipped, norm = ref.clip_by_global_norm(grads, 0.5)
    assert_allclose(norm, np.linalg.norm(flat), rtol=1e-14)
    assert_allclose(np.concatenate([d.ravel() for d in clipped.values()]), flat * 0.5 / norm, rtol=1e-12)


def test_short_gradients_are_not_clipped(arrays):
    grads = arrays()
    clipped, _ = ref.clip_by_global_norm(grads, 1e3)
    assert_array_equal(clipped["W"], grads["W"])


def test_clipping_by_hand_and_at_the_ends():
    clipped, norm = ref.clip_by_global_norm({"a": np.array([3.0]), "b": np.array([4.0])}, 10)
    assert norm == 5 and clipped["a"] == 3
    assert ref.clip_by_global_norm({"a": np.zeros(3)}, 1)[1] == 0
    huge, norm = ref.clip_by_global_norm({"a": np.full(4, 1e200)}, 1)
    assert_allclose(norm, 2e200)
    assert_allclose(huge["a"], 0.5)


@pytest.mark.parametrize(("value", "dtype", "limit"), [(1e308, "f8", 1.0), (1e38, "f4", 1e-9), (1e-38, "f4", 1e-38)])
def test_clipping_is_right_at_the_ends_of_the_floats(value, dtype, limit):
    clipped, _ = ref.clip_by_global_norm({"a": np.full(4, value, dtype)}, limit)
    assert_allclose(clipped["a"], limit / 2, rtol=1e-6)


def test_nothing_given_is_changed(arrays):
    params, grads = arrays(), arrays()
    copies = {k: v.copy() for k, v in params.items()}, {k: v.copy() for k, v in grads.items()}
    _, state = ref.adam_step(params, grads, {}, 1, 0.1)
    before = {k: (m.copy(), v.copy()) for k, (m, v) in state.items()}
    ref.adam_step(params, grads, state, 2, 0.1)
    ref.clip_by_global_norm(grads, 0.1)
    for name in params:
        assert_array_equal(params[name], copies[0][name])
        assert_array_equal(grads[name], copies[1][name])
        assert_array_equal(state[name][0], before[name][0])
        assert_array_equal(state[name][1], before[name][1])


def test_single_precision_stays_single(arrays):
    params, grads = ({k: v.astype("f4") for k, v in arrays().items()} for _ in range(2))
    assert ref.adam_step(params, grads, {}, 1, 0.1)[0]["W"].dtype == np.float32
    assert ref.sgd_step(params, grads, {}, 0.1, 0.9)[0]["W"].dtype == np.float32
    assert ref.clip_by_global_norm(grads, 0.1)[0]["W"].dtype == np.float32


def test_wrong_arguments_are_named(arrays):
    params, grads = arrays(), arrays()
    with pytest.raises(ValueError, match="grads: expected the names of params, got a difference in W"):
        ref.sgd_step(params, {"b": grads["b"]}, {}, 0.1)
    with pytest.raises(ValueError, match=r"grads\['W'\]: expected shape \(3, 5\), got \(5, 3\)"):
        ref.adam_step(params, grads | {"W": grads["W"].T}, {}, 1, 0.1)
    for value in (np.inf, np.nan):
        with pytest.raises(ValueError, match=r"grads\['b'\]: expected finite numbers, .*; was the gradient clipped\?"):
            ref.clip_by_global_norm(grads | {"b": np.array([value])}, 1)
    with pytest.raises(TypeError, match="grads: expected a dict of arrays by name, got list"):
        ref.clip_by_global_norm([1.0], 1)
    with pytest.raises(ValueError, match="grads: expected at least one array, got none"):
        ref.clip_by_global_norm({}, 1)
    for bad, message in [(dict(limit=0), "limit"), (dict(limit=float("nan")), "limit")]:
        with pytest.raises(ValueError, match=f"{message}: expected a number in"):
            ref.clip_by_global_norm(grads, **bad)
    for bad, message in [
        (dict(t=0, lr=1), "t: expected at least 1, got 0"),
        (dict(t=1, lr=-1), "lr: expected"),
        (dict(t=1, lr=1, beta1=1), "beta1: expected"),
        (dict(t=1, lr=1, beta2=-1), "beta2: expected"),
        (dict(t=1, lr=1, eps=0), "eps: expected"),
        (dict(t=1, lr=np.inf), "lr: expected .* got inf"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.adam_step(params, grads, {}, **bad)
    _, adam = ref.adam_step(params, grads, {}, 1, 0.1)
    _, sgd = ref.sgd_step(params, grads, {}, 0.1, 0.9)
    m, v = adam["b"]
    for state, error, message in [
        (sgd, TypeError, r"state\['W'\]: expected the pair \(m, v\) of adam_step, not the v of sgd_step, got ndarray"),
        ({"b": (m, v)}, ValueError, "m of state: expected the names of params, got a difference in W"),
        (adam | {"b": (m[:3], v)}, ValueError, r"m of state\['b'\]: expected shape \(7,\), got \(3,\)"),
        (adam | {"b": (m * np.nan, v)}, ValueError, r"m of state\['b'\]: expected finite numbers"),
        (adam | {"b": (m, -1 - v)}, ValueError, r"v of state\['b'\]: .* got -1.*; it is a mean of squares"),
        (None, TypeError, "state: expected a dict of arrays by name, got NoneType"),
    ]:
        with pytest.raises(error, match=message):
            ref.adam_step(params, grads, state, 2, 0.1)
    for state, message in [
        (adam, r"state\['W'\]: expected shape \(3, 5\), got \(2, 3, 5\); is it the state of adam_step\?"),
        ({"W": sgd["W"]}, "state: expected the names of params, got a difference in b"),
        (sgd | {"b": sgd["b"] * np.inf}, r"state\['b'\]: expected finite numbers"),
    ]:
        with pytest.raises(ValueError, match=message):
            ref.sgd_step(params, grads, state, 0.1, 0.9)
    with pytest.raises(ValueError, match="momentum: expected"):
        ref.sgd_step(params, grads, {}, 0.1, 1.0)
