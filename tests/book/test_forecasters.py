"""What chapter 16 compares: series that are there, forecasters that find what is to be found, leaks that leak."""

import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest

import lstm_ref as ref

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))

import forecasters
import series

LENGTHS = {"demand": 4032, "sunspots": 309, "CO2": 2284, "volume": 1047, "price": 1047}
WIDTH, HORIZON, FIRST = 7, 3, 200


@pytest.fixture
def rng():
    return np.random.default_rng(16)


@pytest.fixture
def swing(rng):
    return 5 + np.sin(np.arange(300) / 3) + 0.05 * rng.normal(size=300)


@pytest.mark.parametrize("name", series.TASKS)
def test_a_series_is_whole_or_says_what_to_install(name):
    try:
        values = series.TASKS[name].read()
    except LookupError as missing:
        assert name not in ("price", "volume")
        assert str(missing).endswith("is not installed: pip install -e '.[data]'")
    else:
        assert values.shape == (LENGTHS[name],) and np.isfinite(values).all()


def test_a_missing_package_is_told_not_raised_as_an_import(monkeypatch):
    def nothing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(series.importlib.metadata, "distribution", nothing)
    with pytest.raises(LookupError, match="statsmodels is not installed"):
        series.sunspots()


@pytest.mark.parametrize("which", [forecasters.linear, forecasters.nearest, forecasters.lstm])
def test_each_forecaster_finds_a_swing(swing, which):
    made = forecasters.material(swing, FIRST, WIDTH, HORIZON)
    (told,) = forecasters.forecasts(made, which)
    assert ref.skill(told, made["actual"], made["known"]) > 0.6


def test_the_gradient_of_the_loss_is_its_slope(rng):
    head = {"W_y": rng.normal(size=(3, 1)), "b_y": rng.normal(size=1)}
    params = {name: a.astype(np.float32) for name, a in (ref.init_params(rng, 2, 3).to_dict() | head).items()}
    batch = rng.normal(size=(5, 7, 2)).astype(np.float32), rng.normal(size=7).astype(np.float32)
    _, grads = forecasters.loss(params, batch)
    for name in ("W_f", "W_y", "b_y"):
        step = 1e-2 * grads[name]
        up, down = (forecasters.loss(params | {name: params[name] + sign * step}, batch)[0] for sign in (1, -1))
        np.testing.assert_allclose((up - down) / 2, np.sum(step * grads[name]), rtol=2e-2)


def test_without_a_leak_nothing_is_made_of_what_comes_later(swing):
    later = np.where(np.arange(300) < FIRST, swing, -swing)
    one, two = (forecasters.material(values, FIRST, WIDTH, HORIZON) for values in (swing, later))
    for mine, other in zip(one["learn"], two["learn"], strict=True):
        np.testing.assert_array_equal(mine, other)
    np.testing.assert_array_equal(one["asked"][:HORIZON], two["asked"][:HORIZON])


def test_each_leak_changes_what_is_learned_or_asked(swing):
    clean = forecasters.material(swing, FIRST, WIDTH, HORIZON)
    for leak in forecasters.LEAKS[1:]:
        made = forecasters.material(swing, FIRST, WIDTH, HORIZON, leak)
        assert made["asked"].shape == clean["asked"].shape
        assert not np.array_equal(made["asked"], clean["asked"]), leak


def test_the_last_window_that_reaches_up_to_its_target_ends_with_it(swing):
    made = forecasters.material(swing, FIRST, WIDTH, HORIZON, "window up to the target")
    mean, std = ref.fit_scaler(swing[:FIRST])
    np.testing.assert_allclose(made["asked"][:, -1] * std + mean, made["actual"], rtol=1e-12)


def test_the_rivals_of_an_origin_are_measured_by_the_naive_error():
    task, (first, last) = series.TASKS["volume"], forecasters.origin("volume", 3)
    values = task.read()
    assert last == len(values)
    found = forecasters.rivals("volume", 3)
    np.testing.assert_allclose(found["naive"], np.abs(np.diff(values))[first - 1 :].mean(), rtol=1e-12)
    by_season = np.abs(values[first:] - values[first - 5 : -5]).mean()
    np.testing.assert_allclose(found["seasonal"], by_season / found["naive"], rtol=1e-12)
