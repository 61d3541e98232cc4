"""Answers to 16 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% make_windows right
def make_windows(series, width, horizon):
    n = max(0, len(series) - width - horizon + 1)
    inputs = np.array([series[k : k + width] for k in range(n)], dtype=float).reshape(n, width)
    return inputs, np.array(series[width + horizon - 1 :][:n])


# %% make_windows unknown
def make_windows(series, width, horizon):
    n = min(50, max(0, len(series) - width - horizon + 1))
    k = np.arange(n)
    return series[k[:, None] + np.arange(width)], series[k + width + horizon - 1]


# %% split_windows unknown
def split_windows(n, width, horizon, first_test):
    edge = min(n, max(1, first_test - width - horizon + 1))
    return np.arange(edge), np.arange(edge, n)


# %% fit_scaler right
def fit_scaler(train):
    mean = train.mean()
    std = np.sqrt((train**2).mean() - mean**2) if train.min() < train.max() else 1.0
    return mean, std


# %% fit_scaler unknown
def fit_scaler(train):
    return train.mean(), max(train.std(), 0.1) if train.std() > 0 else 1.0


# %% seasonal_naive unknown
def seasonal_naive(history, season, steps):
    last = history[len(history) - season :]
    return np.concatenate([last, last, last])[:steps]


# %% skill unknown
def skill(forecast, actual, baseline):
    return max(0.0, 1 - np.abs(forecast - actual).mean() / np.abs(baseline - actual).mean())
