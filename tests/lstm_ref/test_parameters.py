from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def test_there_are_four_h_times_d_plus_h_plus_1_numbers(case):
    assert sum(a.size for a in case.params.to_dict().values()) == 4 * case.H * (case.D + case.H + 1)
    assert (case.params.D, case.params.H) == (case.D, case.H)


def test_to_dict_and_back_is_the_same(case):
    again = ref.Params.from_dict(case.params.to_dict())
    for name, a in case.params.to_dict().items():
        assert_array_equal(getattr(again, name), a)


def test_two_layers_are_equal_where_they_are_the_same_one(case):
    again = ref.Params.from_dict(case.params.to_dict())
    assert case.params == case.params != again
    assert len({case.params, again, case.params}) == 2


def test_params_cannot_be_reassigned(case):
    with pytest.raises(FrozenInstanceError):
        case.params.W_f = 0


def test_lists_become_arrays():
    params = ref.Params(*4 * [[[1], [2]]], *4 * [[0]])
    assert params.W_c.dtype == np.float64 and (params.D, params.H) == (1, 1)


def test_names_are_checked(case):
    arrays = case.params.to_dict()
    with pytest.raises(ValueError, match="params: unknown name W_g; expected W_c, W_f"):
        ref.Params.from_dict(arrays | {"W_g": 0})
    del arrays["b_o"], arrays["W_i"]
    with pytest.raises(ValueError, match="params: missing W_i, b_o; got W_c, W_f"):
        ref.Params.from_dict(arrays)
    with pytest.raises(TypeError, match="params: expected a dict of arrays by name, got NoneType"):
        ref.Params.from_dict(None)


@pytest.mark.parametrize(
    ("name", "shape", "message"),
    [
        ("W_f", (11, 18), r"W_f: expected shape \(D\+H, H\) with H = 11, got \(11, 18\); is it transposed\?"),
        ("W_o", (17, 11), r"W_o: expected shape \(D\+H, H\) = \(18, 11\), got \(17, 11\)"),
        ("W_c", (7, 11), r"W_c: expected .* = \(18, 11\), got \(7, 11\); it multiplies z_t = \[x_t, h_prev\]"),
        ("W_f", (11, 11), r"W_f: expected shape \(D\+H, H\) with H = 11, got \(11, 11\)"),
        ("b_i", (1, 11), r"b_i: expected shape \(H,\) = \(11,\), got \(1, 11\)"),
        ("b_c", (10,), r"b_c: expected shape \(H,\) = \(11,\), got \(10,\)"),
        ("b_f", (0,), r"b_f: expected shape \(H,\) with every size at least 1, got \(0,\); is the state empty\?"),
    ],
)
def test_wrong_shapes_are_named(case, name, shape, message):
    with pytest.raises(ValueError, match=message):
        ref.Params.from_dict(case.params.to_dict() | {name: np.zeros(shape)})


def test_values_are_checked(case):
    W = case.params.W_f.copy()
    W[2, 3] = np.inf
    with pytest.raises(ValueError, match=r"W_f: expected finite numbers, .* in 1 of 198 values, first at \(2, 3\)"):
        ref.Params.from_dict(case.params.to_dict() | {"W_f": W})
    with pytest.raises(TypeError, match="b_o: expected real numbers, got dtype"):
        ref.Params.from_dict(case.params.to_dict() | {"b_o": ["x"] * 11})


def test_half_precision_is_refused(case):
    with pytest.raises(TypeError, match=r"x: expected float64 or float32, got float16; write a.astype\(np.float32\)"):
        ref.lstm_forward(case.x.astype(np.float16), case.h0, case.c0, case.params)
    with pytest.raises(TypeError, match="z: expected float64 or float32, got float16"):
        ref.sigmoid(np.float16(1))


def test_fresh_params_open_the_forget_gate_alone(rng):
    params = ref.init_params(rng, D=7, H=11, forget_bias=3.0)
    assert_array_equal(params.b_f, np.full(11, 3.0))
    for b in (params.b_i, params.b_c, params.b_o):
        assert_array_equal(b, np.zeros(11))
    for W in (params.W_f, params.W_i, params.W_c, params.W_o):
        assert W.dtype == np.float64
        assert np.abs(W[:7]).max() <= np.sqrt(6 / 18)
        assert_allclose(W[7:].T @ W[7:], np.eye(11), atol=1e-12)


def test_the_four_gates_start_different(rng):
    params = ref.init_params(rng, D=7, H=11)
    gates = [params.W_f, params.W_i, params.W_c, params.W_o]
    assert all(np.abs(a - b).max() > 0.1 for n, a in enumerate(gates) for b in gates[:n])


def test_the_same_seed_gives_the_same_params():
    one, two = (ref.init_params(np.random.default_rng(5), 2, 3) for _ in range(2))
    assert_array_equal(one.W_c, two.W_c)


def test_glorot_has_the_stated_variance(rng):
    W = ref.glorot_uniform(rng, (300, 500))
    assert_allclose(W.var(), 2 / 800, rtol=0.02)


def test_initialiser_arguments_are_checked(rng):
    with pytest.raises(TypeError, match=r"rng: expected Generator, got int; make one with np.random.default_rng"):
        ref.init_params(0, 2, 3)
    with pytest.raises(ValueError, match="D: expected at least 1, got 0"):
        ref.init_params(rng, 0, 3)
    with pytest.raises(TypeError, match="H: expected a whole number, got float"):
        ref.init_params(rng, 2, 3.0)
    with pytest.raises(TypeError, match="forget_bias: expected a number, got str"):
        ref.init_params(rng, 2, 3, "1")
    with pytest.raises(ValueError, match=r"forget_bias: expected a number in .*, got nan"):
        ref.init_params(rng, 2, 3, float("nan"))
    with pytest.raises(TypeError, match="size: expected a whole number, got bool"):
        ref.orthogonal(rng, True)
    for shape in ((2,), 5):
        with pytest.raises(ValueError, match=r"shape: expected two whole numbers \(rows, columns\), got"):
            ref.glorot_uniform(rng, shape)
    with pytest.raises(ValueError, match="shape: expected at least 1, got -1"):
        ref.glorot_uniform(rng, (-1, 2))
