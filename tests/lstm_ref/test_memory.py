import math

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def test_products_are_elementwise(case):
    assert_array_equal(
        ref.keep(case.h0, case.c0),
        [[a * b for a, b in zip(r, s, strict=True)] for r, s in zip(case.h0, case.c0, strict=True)],
    )
    assert_array_equal(ref.write(case.h0, case.c0), case.h0 * case.c0)
    assert_allclose(ref.hidden_state(case.h0, case.c0), case.h0 * np.tanh(case.c0), rtol=1e-15)


def test_forget_gate_of_one_keeps_the_cell(case):
    one, zero = np.ones_like(case.c0), np.zeros_like(case.c0)
    assert_array_equal(ref.cell_update(one, case.c0, zero, case.h0), case.c0)


def test_forget_gate_of_zero_leaves_what_is_written(case):
    one, zero = np.ones_like(case.c0), np.zeros_like(case.c0)
    assert_array_equal(ref.cell_update(zero, case.c0, one, case.h0), case.h0)


def test_cell_update_by_hand():
    assert_array_equal(ref.cell_update([[0.5, 1]], [[3, -2]], [[1, 0.5]], [[-0.25, 0.5]]), [[1.25, -1.75]])


def test_hidden_state_by_hand():
    assert_allclose(ref.hidden_state([[1, 0.5, 0]], [[math.atanh(0.5), 50, 5]]), [[0.5, 0.5, 0]], rtol=1e-15)


def test_half_life_halves():
    f = np.array([0.01, 0.5, 0.9, 0.99, 0.999999])
    assert_allclose(f ** ref.half_life(f), 0.5, rtol=1e-9)
    assert ref.half_life(0.5) == 1 and ref.half_life(0) == 0 and ref.half_life(1) == np.inf


def test_half_life_of_common_forget_biases():
    assert_allclose(ref.half_life(ref.sigmoid(np.array([1, 2, 3, 5]))), [2.2, 5.5, 14.3, 103.2], atol=0.05)


def test_half_life_gives_the_kind_it_got():
    assert isinstance(ref.half_life(0.9), float) and isinstance(ref.half_life(1), float)
    assert ref.half_life(np.full((2, 3), 0.9)).shape == (2, 3)
    assert ref.half_life(np.float32([0.9])).dtype == np.float32


def test_half_life_at_the_ends_raises_no_floating_warning():
    with np.errstate(all="warn"):
        assert_array_equal(ref.half_life([0, 1]), [0, np.inf])


def test_half_life_refuses_what_is_no_gate():
    for wrong in (-0.1, 1.5):
        with pytest.raises(ValueError, match=r"f: expected values in \[0, 1\], got .*; a gate value is an output"):
            ref.half_life(wrong)
    with pytest.raises(ValueError, match="f: expected numbers, got NaN"):
        ref.half_life(float("nan"))
    with pytest.raises(TypeError, match="f: expected real numbers"):
        ref.half_life("0.5")


def test_cell_bound_is_nearly_reached_by_open_gates(rng):
    n, c0 = 10, 0.5
    params = ref.Params(*4 * [np.zeros((2, 1))], *4 * [np.full(1, 20.0)])
    x, h, c = np.ones((n, 1, 1)), np.zeros((1, 1)), np.full((1, 1), c0)
    _, _, c_n = ref.lstm_forward(x, h, c, params)
    assert 10.4999 < c_n[0, 0] < ref.cell_bound(c0, n) == 10.5


def test_cell_bound_arguments_are_checked():
    assert ref.cell_bound(2, 0) == 2.0 and isinstance(ref.cell_bound(2, 0), float)
    with pytest.raises(ValueError, match=r"c0_abs: expected a number in \[0, inf\], got -1"):
        ref.cell_bound(-1, 3)
    with pytest.raises(ValueError, match="n: expected at least 0, got -1"):
        ref.cell_bound(1, -1)
    with pytest.raises(TypeError, match="n: expected a whole number, got float"):
        ref.cell_bound(1, 2.0)
    with pytest.raises(TypeError, match="c0_abs: expected a number, got list"):
        ref.cell_bound([1.0], 2)


@pytest.mark.parametrize(
    ("function", "names"),
    [
        (ref.keep, ("f_t", "c_prev")),
        (ref.write, ("i_t", "c_tilde_t")),
        (ref.hidden_state, ("o_t", "c_t")),
        (ref.cell_update, ("f_t", "c_prev", "i_t", "c_tilde_t")),
    ],
)
def test_every_wrong_argument_is_named(case, function, names):
    for k, name in enumerate(names):
        arguments = [case.h0] * len(names)
        arguments[k] = case.h0.T
        blamed = name if k else names[1]  # the first array sets the sizes, the second then disagrees
        with pytest.raises(ValueError, match=rf"{blamed}: expected shape \(B, H\) = .*; is it transposed\?"):
            function(*arguments)
        arguments[k] = np.where(case.h0 == case.h0[1, 2], np.nan, case.h0)
        with pytest.raises(ValueError, match=rf"{name}: expected finite numbers, .* 1 of 33 values, first at \(1, 2\)"):
            function(*arguments)
        arguments[k] = case.h0 > 0
        with pytest.raises(TypeError, match=f"{name}: expected real numbers, got dtype bool"):
            function(*arguments)
