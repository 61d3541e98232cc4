"""Wrong answers to 16, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% make_windows base
def make_windows(series, width, horizon):
    n = max(0, len(series) - width - horizon + 1)
    k = np.arange(n)
    inputs = series[k[:, None] + np.arange(width)]
    targets = series[k + width + horizon - 1]
    return inputs, targets


# %% make_windows F1
n = max(0, len(series) - width - horizon)
targets = series[np.arange(n) + width + horizon]


# %% make_windows F4
targets = series[k + width + horizon]


# %% make_windows F1
def make_windows(series, width, horizon):
    inputs, targets = [], []
    for k in range(len(series) - width - horizon):
        inputs.append(series[k : k + width])
        targets.append(series[k + width + horizon])
    return np.array(inputs).reshape(-1, width), np.array(targets)


# %% make_windows F2
targets = series[k + width + horizon - 2]


# %% make_windows F2
n = max(0, len(series) - width - horizon + 2)
targets = series[np.arange(n) + width + horizon - 2]


# %% make_windows F3
targets = series[k + width]


# %% make_windows F3
n = max(0, len(series) - width)
targets = series[np.arange(n) + width]


# %% make_windows F4
n = max(0, len(series) - width - horizon)


# %% make_windows F4
n = max(0, len(series) - width)


# %% make_windows F5
def make_windows(series, width, horizon):
    k = np.arange(0, len(series) - width - horizon + 1, width)
    return series[k[:, None] + np.arange(width)], series[k + width + horizon - 1]


# %% make_windows F6
inputs = series[k[:, None] + np.arange(width)][:, ::-1]


# %% make_windows F7
def make_windows(series, width, horizon):
    inputs, targets = [], []
    for k in range(len(series) - width - horizon + 1):
        inputs.append(series[k : k + width])
        targets.append(series[k + width + horizon - 1])
    return np.array(inputs), np.array(targets)


# %% make_windows F7
def make_windows(series, width, horizon):
    n = len(series) - width - horizon + 1
    inputs, targets = np.zeros((n, width)), np.zeros(n)
    for k in range(n):
        inputs[k] = series[k : k + width]
        targets[k] = series[k + width + horizon - 1]
    return inputs, targets


# %% make_windows F7
def make_windows(series, width, horizon):
    windows = np.lib.stride_tricks.sliding_window_view(series, width)
    n = max(0, len(series) - width - horizon + 1)
    return windows[:n], series[width + horizon - 1 :]


# %% make_windows P4
inputs = np.array([series[j : j + n] for j in range(width)])


# %% make_windows P5
targets = series[k + width + horizon - 1].reshape(-1, 1)


# %% make_windows P6
return inputs.tolist(), targets.tolist()


# %% make_windows P9
return inputs


# %% make_windows P1
def make_windows(series, width, horizon):
    n = max(0, len(series) - width - horizon + 1)
    print(n)


# %% make_windows P12
n = max(0, len(x) - width - horizon + 1)


# %% make_windows C18
def make_windows(series, width, horizon):
    n = max(0, len(series) - width - horizon + 1)
    k = np.arange(n)
    inputs = series[k[:, None] + np.arange(width)]
    targets = series[k + width + horizon - 1]
    series -= series.mean()
    return inputs, targets


# %% make_windows C20a
return inputs.astype(np.float32), targets.astype(np.float32)


# %% make_windows F2+F6
inputs = series[k[:, None] + np.arange(width)][:, ::-1]
targets = series[k + width + horizon - 2]


# %% split_windows base
def split_windows(n, width, horizon, first_test):
    edge = min(n, max(0, first_test - width - horizon + 1))
    train = np.arange(edge)
    test = np.arange(edge, n)
    return train, test


# %% split_windows F8
edge = min(n, first_test)


# %% split_windows F8
def split_windows(n, width, horizon, first_test):
    k = np.arange(n)
    return k[k < first_test], k[k >= first_test]


# %% split_windows F9
edge = min(n, max(0, first_test - width + 1))


# %% split_windows F9
edge = min(n, max(0, first_test - width))


# %% split_windows F10
def split_windows(n, width, horizon, first_test):
    place = np.arange(n) + width + horizon - 1
    return np.flatnonzero(place <= first_test), np.flatnonzero(place > first_test)


# %% split_windows F10
edge = min(n, max(0, first_test - width - horizon))


# %% split_windows F11
def split_windows(n, width, horizon, first_test):
    k = np.arange(n)
    return k[k + width + horizon - 1 < first_test], k[k >= first_test]


# %% split_windows F12
edge = int(0.8 * n)


# %% split_windows F13
def split_windows(n, width, horizon, first_test):
    k = np.arange(n)
    edge = first_test - width - horizon + 1
    return k[:edge], k[edge:]


# %% split_windows F13
edge = first_test - width - horizon + 1


# %% split_windows F14
return test, train


# %% split_windows F15
def split_windows(n, width, horizon, first_test):
    place = np.arange(n) + width + horizon - 1
    return place < first_test, place >= first_test


# %% split_windows P6
return list(train), list(test)


# %% split_windows P9
return train


# %% split_windows P1
def split_windows(n, width, horizon, first_test):
    edge = min(n, max(0, first_test - width - horizon + 1))
    print(edge)


# %% split_windows P12
test = np.arange(edge, N)


# %% split_windows F9+F14
edge = min(n, max(0, first_test - width + 1))
return test, train


# %% fit_scaler base
def fit_scaler(train):
    mean = train.mean()
    std = train.std()
    if std == 0:
        std = 1.0
    return mean, std


# %% fit_scaler F16
def fit_scaler(train):
    std = train.std(ddof=1) if len(train) > 1 else 0
    return train.mean(), std if std > 0 else 1.0


# %% fit_scaler F17
def fit_scaler(train):
    return train.mean(), train.std()


# %% fit_scaler F17
def fit_scaler(train):
    return train.mean(), train.std() + 1e-8


# %% fit_scaler F18
std = train.var()


# %% fit_scaler F18
std = train.max() - train.min()


# %% fit_scaler F19
return std, mean


# %% fit_scaler P9
return mean


# %% fit_scaler P1
def fit_scaler(train):
    print(train.mean(), train.std())


# %% fit_scaler P12
mean = x.mean()


# %% fit_scaler C18
def fit_scaler(train):
    mean = train.mean()
    train -= mean
    std = np.sqrt(np.mean(train**2))
    return mean, std if std > 0 else 1.0


# %% fit_scaler C20a
return np.float32(mean), np.float32(std)


# %% seasonal_naive base
def seasonal_naive(history, season, steps):
    k = np.arange(steps)
    forecast = history[len(history) - season + k % season]
    return forecast


# %% seasonal_naive F20
def seasonal_naive(history, season, steps):
    return np.array([history[-season + h % season] for h in range(1, steps + 1)])


# %% seasonal_naive F20
forecast = history[len(history) - season - 1 + k % season]


# %% seasonal_naive F21
def seasonal_naive(history, season, steps):
    return np.array([history[-season + h] for h in range(steps)])


# %% seasonal_naive F21
forecast = history[len(history) - season + k]


# %% seasonal_naive F22
forecast = history[-season:][:steps]


# %% seasonal_naive F23
forecast = history[-1 - k % season]


# %% seasonal_naive F24
forecast = history[k % season]


# %% seasonal_naive F25
forecast = np.full(steps, history[-1])


# %% seasonal_naive F25
forecast = np.full(steps, history[-season])


# %% seasonal_naive F26
forecast = np.full(steps, history[-season:].mean())


# %% seasonal_naive P6
return list(forecast)


# %% seasonal_naive P1
def seasonal_naive(history, season, steps):
    print(history[-season:])


# %% seasonal_naive P12
k = np.arange(horizon)


# %% seasonal_naive C18
def seasonal_naive(history, season, steps):
    forecast = history[len(history) - season + np.arange(steps) % season]
    history[:] = np.roll(history, season)
    history[0] += 1
    return forecast


# %% seasonal_naive C20a
return forecast.astype(np.float32)


# %% skill base
def skill(forecast, actual, baseline):
    mine = np.mean(np.abs(forecast - actual))
    rival = np.mean(np.abs(baseline - actual))
    return 1 - mine / rival


# %% skill F27
return mine / rival


# %% skill F28
mine = np.mean((forecast - actual) ** 2)
rival = np.mean((baseline - actual) ** 2)


# %% skill F28
mine = np.sqrt(np.mean((forecast - actual) ** 2))
rival = np.sqrt(np.mean((baseline - actual) ** 2))


# %% skill F29
return 1 - rival / mine


# %% skill F30
return mine / rival - 1


# %% skill F31
rival = np.mean(np.abs(actual - actual.mean()))


# %% skill F32
mine = np.mean(forecast - actual)
rival = np.mean(baseline - actual)


# %% skill F33
def skill(forecast, actual, baseline):
    return np.mean(1 - np.abs(forecast - actual) / np.abs(baseline - actual))


# %% skill F34
return rival - mine


# %% skill F35
return 100 * (1 - mine / rival)


# %% skill P1
def skill(forecast, actual, baseline):
    print(np.mean(np.abs(forecast - actual)))


# %% skill P12
mine = np.mean(np.abs(forecasts - actual))


# %% skill C18
def skill(forecast, actual, baseline):
    forecast -= actual
    return 1 - np.abs(forecast).mean() / np.abs(baseline - actual).mean()


# %% skill C20a
return np.float32(1 - mine / rival)


# %% skill F27+F28
mine = np.mean((forecast - actual) ** 2)
rival = np.mean((baseline - actual) ** 2)
return mine / rival
