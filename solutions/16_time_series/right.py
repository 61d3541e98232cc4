"""Right answers to 16 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% make_windows loops
def make_windows(series, width, horizon):
    n = len(series) - width - horizon + 1
    if n <= 0:
        return np.zeros((0, width)), np.zeros(0)
    inputs, targets = np.zeros((n, width)), np.zeros(n)
    for k in range(n):
        for j in range(width):
            inputs[k, j] = series[k + j]
        targets[k] = series[k + width + horizon - 1]
    return inputs, targets


# %% make_windows slices in lists
def make_windows(series, width, horizon):
    inputs, targets = [], []
    for end in range(width, len(series) - horizon + 1):
        inputs.append(series[end - width : end])
        targets.append(series[end + horizon - 1])
    return np.array(inputs).reshape(-1, width), np.array(targets)


# %% make_windows columns, noisy
import sys
import warnings


def make_windows(series, width, horizon):
    warnings.warn("hm")
    print("hm", file=sys.stderr)
    n = max(len(series) - (width + horizon) + 1, 0)
    columns = [series[j : j + n] for j in range(width)]
    return np.stack(columns, axis=1), series[width + horizon - 1 :][:n]


# %% make_windows a view
def make_windows(series, width, horizon):
    whole = width + horizon
    if len(series) < whole:
        return np.empty((0, width)), np.empty(0)
    view = np.lib.stride_tricks.sliding_window_view(series, whole)
    return view[:, :width], view[:, -1]


# %% split_windows places of the targets
def split_windows(n, width, horizon, first_test):
    place = np.arange(n) + width + horizon - 1
    return np.where(place < first_test)[0], np.where(place >= first_test)[0]


# %% split_windows one after the other
def split_windows(n, width, horizon, first_test):
    train, test = [], []
    for k in range(n):
        (train if k + width + horizon <= first_test else test).append(k)
    return np.array(train, dtype=int), np.array(test, dtype=int)


# %% split_windows search
def split_windows(n, width, horizon, first_test):
    k = np.arange(n, dtype=np.int32)
    edge = np.searchsorted(k + (width + horizon - 1), first_test)
    return k[:edge], k[edge:]


# %% split_windows clip
def split_windows(n, width, horizon, first_test):
    edge = np.clip(first_test + 1 - width - horizon, 0, n)
    return np.split(np.arange(n), [edge])


# %% fit_scaler by hand
def fit_scaler(train):
    mean = sum(train) / len(train)
    std = (sum((x - mean) ** 2 for x in train) / len(train)) ** 0.5
    if std == 0:
        std = 1
    return mean, float(std)


# %% fit_scaler or
def fit_scaler(train):
    return np.mean(train), np.std(train) or 1.0


# %% fit_scaler where
def fit_scaler(train):
    s = np.sqrt(np.var(train))
    return train.sum() / train.size, np.where(s == 0, 1.0, s)


# %% seasonal_naive loop
def seasonal_naive(history, season, steps):
    forecast = np.zeros(steps)
    for h in range(1, steps + 1):
        forecast[h - 1] = history[-season + (h - 1) % season]
    return forecast


# %% seasonal_naive tiles
def seasonal_naive(history, season, steps):
    last = history[-season:]
    return np.tile(last, -(-steps // season))[:steps]


# %% seasonal_naive resize
def seasonal_naive(history, season, steps):
    return np.resize(history[len(history) - season :], steps)


# %% seasonal_naive it goes on
def seasonal_naive(history, season, steps):
    values = list(history)
    for _ in range(steps):
        values.append(values[-season])
    return np.array(values[len(history) :], dtype=float)


# %% skill loops
def skill(forecast, actual, baseline):
    mine = rival = 0.0
    for f, a, b in zip(forecast, actual, baseline):
        mine += abs(f - a)
        rival += abs(b - a)
    return 1 - mine / rival


# %% skill one fraction
def skill(forecast, actual, baseline):
    rival = np.abs(actual - baseline)
    return np.sum(rival - np.abs(actual - forecast)) / np.sum(rival)


# %% skill norms
def skill(forecast, actual, baseline):
    return 1.0 - np.linalg.norm(forecast - actual, 1) / np.linalg.norm(baseline - actual, 1)
