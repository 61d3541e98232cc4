"""What chapter 16 compares: a linear autoregression, the nearest window of the past, an LSTM.

Each is given windows to learn from, what was asked of them, and new windows. All forecast the *change* from a window's
last value, so that a forecast of 0 is the naive one. What is to be chosen (how much to shrink, how long to train) is
chosen on the last fifth of the windows to learn from; then all of them are learned from.
"""

import numpy as np
from series import TASKS

import lstm_ref as ref

H, BATCH, PACE, MOST, RATE = 32, 64, 50, 20, 0.01  # units; windows a step; steps between two looks; looks; rate
LEAKS = ("none", "window up to the target", "smoothed first", "shuffled first", "scaled by all")


def material(series, first, width, horizon, leak="none"):
    """Windows of a series, scaled, before and after its value `first`.

    Arguments:
        series: (N,)
        first: place of the first value of the test
        width, horizon: as in make_windows
        leak: one of LEAKS, a way for the future to get in

    Returns:
        learn: the windows to learn from and the changes asked of them, (n, width) and (n,)
        asked: the test's windows, (m, width)
        actual, known: what came and the last value before, (m,)
        pace: what one unit of change is in the series
    """
    inputs, targets = ref.make_windows(series, width, horizon)
    known = inputs[:, -1]
    train, test = ref.split_windows(len(inputs), width, horizon, first)
    if leak == "window up to the target":
        inputs = np.lib.stride_tricks.sliding_window_view(series, width + horizon)[:, horizon:]
    elif leak == "smoothed first":
        around = np.pad(series, 2, mode="edge")
        inputs, _ = ref.make_windows(np.convolve(around, np.ones(5) / 5, mode="valid"), width, horizon)
    elif leak == "shuffled first":
        order = np.random.default_rng(0).permutation(len(inputs))
        train, test = order[: len(train)], order[len(train) :]
    mean, std = ref.fit_scaler(series if leak == "scaled by all" else series[:first])
    _, pace = ref.fit_scaler(targets[train] - known[train])
    scaled, change = (inputs - mean) / std, (targets - known) / pace
    return {
        "learn": (scaled[train], change[train]),
        "asked": scaled[test],
        "actual": targets[test],
        "known": known[test],
        "pace": pace,
    }


def linear(inputs, changes, asked):
    """A linear autoregression: a weight for each value of the window, shrunk by a penalty (ridge)."""

    def fit(n, penalty):
        rows = np.c_[inputs[:n], np.ones(n)]
        return np.linalg.solve(rows.T @ rows + penalty * np.eye(rows.shape[1]), rows.T @ changes[:n])

    def told(windows, weights):
        return windows @ weights[:-1] + weights[-1]

    cut = len(inputs) * 4 // 5
    penalties = 10.0 ** np.arange(-4, 4)
    errors = [np.abs(told(inputs[cut:], fit(cut, penalty)) - changes[cut:]).mean() for penalty in penalties]
    return told(asked, fit(len(inputs), penalties[np.argmin(errors)]))


def nearest(inputs, changes, asked):
    """What came after the window of the past that is most like this one."""
    return changes[((asked[:, None] - inputs) ** 2).sum(axis=-1).argmin(axis=1)]


def lstm(inputs, changes, asked, seed):
    """An LSTM that reads each value with its change from the one before, and a linear layer on its last state."""
    swing = np.diff(inputs, axis=1).std()

    def shown(windows):
        step = np.diff(windows, axis=1, prepend=windows[:, :1]) / swing
        return np.stack([windows.T, step.T], axis=-1).astype(np.float32)

    x, y, new = shown(inputs), changes.astype(np.float32), shown(asked)
    cut = len(y) * 4 // 5
    trained = _training(x[:, :cut], y[:cut], seed)
    errors = [np.abs(_read(next(trained), x[:, cut:])[0] - y[cut:]).mean() for _ in range(MOST + 1)]
    trained = _training(x, y, seed)
    for _ in range(np.argmin(errors) + 1):
        params = next(trained)
    return _read(params, new)[0].astype(float)


def _training(x, y, seed):
    """Parameters at the start, and again after every PACE steps."""
    rng = np.random.default_rng(seed)
    head = {"W_y": 0.1 * ref.glorot_uniform(rng, (H, 1)), "b_y": np.zeros(1)}
    params = {name: a.astype(np.float32) for name, a in (ref.init_params(rng, 2, H).to_dict() | head).items()}
    state = ref.start_training(params, seed)

    def batch(rng):
        chosen = rng.integers(0, len(y), BATCH)
        return x[:, chosen], y[chosen]

    while True:
        yield state.params
        state = ref.train(state, loss, batch, PACE, lr=RATE, report=None)


def _read(params, x):
    layer = ref.Params(**{name: params[name] for name in ref.Params.AXES})
    zero = np.zeros((x.shape[1], layer.H), np.float32)
    (hs, h_n, _), cache = ref.lstm_forward_cached(x, zero, zero, layer, fast=True)
    return (h_n @ params["W_y"])[:, 0] + params["b_y"], hs, h_n, cache


def loss(params, batch):
    """The mean of ln cosh of the errors: nearly their size where they are large, but smooth; and its gradient.

    >>> rng = np.random.default_rng(0)
    >>> params = ref.init_params(rng, 2, 3).to_dict() | {"W_y": rng.normal(size=(3, 1)), "b_y": np.zeros(1)}
    >>> params = {name: a.astype(np.float32) for name, a in params.items()}
    >>> value, grads = loss(params, (rng.normal(size=(5, 7, 2)).astype(np.float32), np.ones(7, np.float32)))
    >>> value > 0, grads["W_y"].shape
    (True, (3, 1))
    """
    x, y = batch
    out, hs, h_n, cache = _read(params, x)
    miss = out - y
    d_out = (np.tanh(miss) / len(y))[:, None].astype(np.float32)
    _, _, _, grads = ref.lstm_backward(np.zeros_like(hs), d_out @ params["W_y"].T, np.zeros_like(h_n), cache)
    value = float(np.mean(np.logaddexp(miss, -miss) - np.log(2)))
    return value, grads | {"W_y": h_n.T @ d_out, "b_y": d_out.sum(axis=0)}


def forecasts(made, *which, seed=0):
    """What each of these functions says of the test's windows of `material`, in the series' own unit."""
    say = {linear: linear, nearest: nearest, lstm: lambda *windows: lstm(*windows, seed)}
    return [made["known"] + made["pace"] * say[one](*made["learn"], made["asked"]) for one in which]


def error(forecast, made):
    """The mean size of the errors."""
    return float(np.abs(forecast - made["actual"]).mean())


def origin(name, block):
    """Where the test begins and ends: four blocks of a tenth each, the last four of the series."""
    N = len(TASKS[name].read())
    return N * (6 + block) // 10, N * (7 + block) // 10


def rivals(name, block):
    """Errors in an origin's test: of the naive forecast, then of the seasonal and the linear one as shares of it."""
    task, (first, last) = TASKS[name], origin(name, block)
    series = task.read()[:last]
    made = material(series, first, task.width, task.horizon)
    naive, (line,) = error(made["known"], made), forecasts(made, linear)
    back = task.season * -(-task.horizon // task.season)  # whole seasons, as many as are known by then
    seasonal = series[len(series) - len(line) - back : len(series) - back]
    return {"naive": naive, "seasonal": error(seasonal, made) / naive, "linear": error(line, made) / naive}


def at_origin(name, block, seed):
    """All of them at one origin, the LSTM from one start."""
    task, (first, last) = TASKS[name], origin(name, block)
    made = material(task.read()[:last], first, task.width, task.horizon)
    (net,) = forecasts(made, lstm, seed=seed)
    return rivals(name, block) | {"LSTM": error(net, made) / error(made["known"], made)}


def with_leak(leak, seed):
    """Shares of the naive error on the last fifth of the price, with a leak."""
    task = TASKS["price"]
    series = task.read()
    made = material(series, len(series) * 8 // 10, task.width, task.horizon, leak)
    told = forecasts(made, linear, nearest, lstm, seed=seed)
    return [error(forecast, made) / error(made["known"], made) for forecast in told]
