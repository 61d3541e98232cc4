"""A series cut into windows, the rival that every forecast has to beat, and how good a forecast is."""

import numpy as np

from lstm_ref import checks


def make_windows(series, width, horizon):
    """Cut a series into what is known and what is asked.

    Equation:
        inputs[k] = series[k : k + width],  targets[k] = series[k + width + horizon - 1]

    Arguments:
        series: (N,) float; the values, oldest first
        width: int; values a window
        horizon: int; steps from a window's last value to its target

    Returns:
        inputs: array (n, width) with n = max(0, N - width - horizon + 1)
        targets: array (n,)

    Raises:
        TypeError: series does not hold real numbers, width or horizon is not a whole number
        ValueError: a wrong shape, NaN or infinity, width or horizon below 1

    Source:
        None needed.

    Example:
        >>> inputs, targets = make_windows(np.arange(6.0), width=3, horizon=2)
        >>> print(inputs, targets)
        [[0. 1. 2.]
         [1. 2. 3.]] [4. 5.]
    """
    series = checks.array("series", series, "N", {}, empty="N")
    width, horizon = checks.count("width", width), checks.count("horizon", horizon)
    n = max(0, len(series) - width - horizon + 1)
    places = np.arange(n)[:, None] + np.arange(width)
    return series[places], series[np.arange(n) + width + horizon - 1]


def split_windows(n, width, horizon, first_test):
    """Which windows to learn from and which to be judged by, so that no target of the one is of the other's time.

    Equation:
        window k is learned from if k + width + horizon - 1 < first_test

    Arguments:
        n: int >= 0; how many windows make_windows gave
        width: int; values a window
        horizon: int; steps from a window's last value to its target
        first_test: int >= 0; place in the series of the first value that nobody may have seen

    Returns:
        train: array of int; the numbers of the windows to learn from, ascending
        test: array of int; the others, ascending

    Raises:
        TypeError: an argument is not a whole number
        ValueError: width or horizon below 1, n or first_test below 0

    Source:
        Tashman 2000: a forecast is judged on what came after its origin.

    Example:
        >>> train, test = split_windows(n=7, width=3, horizon=2, first_test=8)
        >>> print(train, test)
        [0 1 2 3] [4 5 6]
    """
    n, first_test = checks.count("n", n, low=0), checks.count("first_test", first_test, low=0)
    width, horizon = checks.count("width", width), checks.count("horizon", horizon)
    known = min(n, max(0, first_test - width - horizon + 1))
    return np.arange(known), np.arange(known, n)


def fit_scaler(train):
    """Mean and spread of the values to learn from.

    Equation:
        mean = sum(train) / N,  std = sqrt(sum((train - mean)**2) / N), and 1 where that is 0

    Arguments:
        train: (N,) float; the part of the series to learn from, and nothing else

    Returns:
        mean: float
        std: float; above 0

    Raises:
        TypeError: train does not hold real numbers
        ValueError: a wrong shape, no value, NaN or infinity

    Source:
        None needed.

    Example:
        >>> fit_scaler(np.array([1.0, 3.0])), fit_scaler(np.array([4.0, 4.0]))
        ((2.0, 1.0), (4.0, 1.0))
    """
    train = checks.array("train", train, "N", {})
    std = float(train.std())
    return float(train.mean()), std if std > 0 else 1.0


def seasonal_naive(history, season, steps):
    """The rival: each value as it was one season ago.

    Equation:
        forecast[h - 1] = history[N - season + (h - 1) % season]  for h = 1 .. steps

    Arguments:
        history: (N,) float; the values so far, oldest first
        season: int in 1..N; how many steps make a season; 1 repeats the last value
        steps: int >= 0; how far to look ahead

    Returns:
        forecast: array (steps,)

    Raises:
        TypeError: history does not hold real numbers, season or steps is not a whole number
        ValueError: a wrong shape, NaN or infinity, season below 1 or above N, steps below 0

    Source:
        Hyndman & Athanasopoulos 2021, section 5.2.

    Example:
        >>> print(seasonal_naive(np.array([9.0, 1.0, 2.0, 3.0]), season=3, steps=5))
        [1. 2. 3. 1. 2.]
    """
    history = checks.array("history", history, "N", {})
    season, steps = checks.count("season", season), checks.count("steps", steps, low=0)
    if season > len(history):
        raise ValueError(f"season: expected at most the {len(history)} values of history, got {season}")
    return history[len(history) - season + np.arange(steps) % season]


def skill(forecast, actual, baseline):
    """How much of the baseline's error a forecast takes away.

    Equation:
        skill = 1 - mean(abs(forecast - actual)) / mean(abs(baseline - actual))

    Arguments:
        forecast: (N,) float; what is judged
        actual: (N,) float; what came
        baseline: (N,) float; what the rival said; not right everywhere

    Returns:
        skill: float; 1 for no error, 0 for the rival's, below 0 for more

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, a baseline without any error

    Source:
        Murphy 1988, with the mean absolute error.

    Example:
        >>> actual, baseline = np.array([3.0, 5.0]), np.array([1.0, 3.0])
        >>> skill(np.array([3.0, 4.0]), actual, baseline)
        0.75
    """
    sizes = {}
    actual, forecast = checks.array("actual", actual, "N", sizes), checks.array("forecast", forecast, "N", sizes)
    worst = np.abs(checks.array("baseline", baseline, "N", sizes) - actual).mean()
    if worst == 0:
        raise ValueError("baseline: expected one that errs, got the actual values; against it no skill is defined")
    return float(1 - np.abs(forecast - actual).mean() / worst)
