import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

N, WIDTH, HORIZON = 23, 5, 3


@pytest.fixture
def series(rng):
    return rng.normal(size=N)


def test_a_window_holds_neighbours_and_its_target_lies_a_horizon_behind_the_last(series):
    inputs, targets = ref.make_windows(series, WIDTH, HORIZON)
    assert inputs.shape == (N - WIDTH - HORIZON + 1, WIDTH)
    for k, (window, target) in enumerate(zip(inputs, targets, strict=True)):
        assert_array_equal(window, series[k : k + WIDTH])
        assert target == series[k + WIDTH - 1 + HORIZON]


def test_the_last_target_is_the_last_value(series):
    assert ref.make_windows(series, WIDTH, HORIZON)[1][-1] == series[-1]
    assert ref.make_windows(series, WIDTH, 1)[1][0] == series[WIDTH]


@pytest.mark.parametrize("length, windows", [(0, 0), (4, 0), (7, 0), (8, 1), (9, 2)])
def test_a_series_that_is_too_short_has_no_windows_but_their_shape(series, length, windows):
    inputs, targets = ref.make_windows(series[:length], WIDTH, HORIZON)
    assert inputs.shape == (windows, WIDTH) and targets.shape == (windows,)


@pytest.mark.parametrize("first_test", [0, 3, 7, 8, 12, 22, 23, 40])
def test_no_target_to_learn_from_lies_in_the_test_and_no_window_is_lost(first_test):
    n = N - WIDTH - HORIZON + 1
    train, test = ref.split_windows(n, WIDTH, HORIZON, first_test)
    places = np.arange(n) + WIDTH + HORIZON - 1
    assert all(places[train] < first_test) and all(places[test] >= first_test)
    assert_array_equal(np.concatenate([train, test]), np.arange(n))


def test_a_scaled_series_has_mean_0_and_spread_1_and_a_constant_one_stays_finite(series):
    mean, std = ref.fit_scaler(3 + 7 * series)
    scaled = (3 + 7 * series - mean) / std
    assert_allclose([scaled.mean(), scaled.std()], [0, 1], atol=1e-13)
    assert ref.fit_scaler(np.full(5, 4.0)) == (4.0, 1.0)


@pytest.mark.parametrize("season, steps", [(1, 4), (5, 3), (5, 5), (5, 13), (N, 30), (7, 0)])
def test_each_step_repeats_the_value_one_season_before_it(series, season, steps):
    after = np.concatenate([series, ref.seasonal_naive(series, season, steps)])
    assert after.shape == (N + steps,)
    assert_array_equal(after[N:], after[N - season : N - season + steps])


def test_skill_is_0_for_the_rival_1_without_error_and_below_0_for_worse(series):
    rival = series + 1
    assert ref.skill(rival, series, rival) == 0
    assert ref.skill(series, series, rival) == 1
    assert_allclose(ref.skill(series - 3, series, rival), -2)
    assert_allclose(ref.skill(10 * series - 2, 10 * series, 10 * rival), ref.skill(series - 0.2, series, rival))


def test_a_rival_that_never_errs_and_a_season_beyond_the_history_are_refused(series):
    with pytest.raises(ValueError, match="baseline: expected one that errs"):
        ref.skill(series, series, series)
    with pytest.raises(ValueError, match="season: expected at most the 23 values"):
        ref.seasonal_naive(series, N + 1, 2)
