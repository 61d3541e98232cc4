"""Mistakes in forecasting: windows and their targets, the split in time, the scaler, the seasonal rival, the skill."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import step
from lstm_grader.families.pieces import same, variants

# --- windows


def _make(p, series, width, horizon):
    n = max(0, p.count(len(series), width, horizon))
    starts = np.arange(n)
    places = starts[:, None] + np.arange(width)
    return p.form(p.give(p.order(series[places]), p.ask(series, places, horizon)), n)


def ahead(steps):
    """The value so many steps after the window's last one."""
    return lambda series, places, horizon: series[places[:, -1] + steps(horizon)]


def room(steps):
    """How many windows there are, with so many steps from a window's last value to its target."""
    return lambda N, width, horizon: N - width - steps(horizon) + 1


def _horizon(horizon):
    return horizon


WINDOWS = Variant(
    _make, count=room(_horizon), order=same, ask=ahead(_horizon), give=lambda inputs, targets: (inputs, targets),
    form=lambda value, n: value,
)  # fmt: skip


def both(steps):
    """Other targets, and as many windows as then have one."""
    return WINDOWS.but(ask=ahead(steps), count=room(steps))


def one_beside_the_other(series, width, horizon):
    """Windows without overlap."""
    n = max(0, (len(series) - horizon) // width)
    starts = width * np.arange(n)
    return series[starts[:, None] + np.arange(width)], series[starts + width + horizon - 1]


def by_strides(series, width, horizon):
    """Every other start as the window is wide, of those that there are."""
    inputs, targets = WINDOWS(series, width, horizon)
    return inputs[::width], targets[::width]


def shapeless(value, n):
    return value if n else (np.array([]), np.array([]))


def raising(words):
    """Code that raises these words where the series is too short by one value or more."""

    def make(series, width, horizon):
        if len(series) - width - horizon + 1 < 0:
            raise ValueError(words)
        return WINDOWS(series, width, horizon)

    return make


def sliding(series, width, horizon):
    if len(series) < width:
        raise ValueError("window shape cannot be larger than input array shape")
    return WINDOWS(series, width, horizon)


MAKE_WINDOWS = {
    "F1": both(lambda h: h + 1),
    "F2": (WINDOWS.but(ask=ahead(lambda h: h - 1)), both(lambda h: h - 1)),
    "F3": (WINDOWS.but(ask=ahead(lambda h: 1)), both(lambda h: 1)),
    "F4": (
        WINDOWS.but(count=lambda N, w, h: N - w - h), WINDOWS.but(count=lambda N, w, h: N - w - h + 2),
        WINDOWS.but(count=lambda N, w, h: N - w), WINDOWS.but(ask=ahead(lambda h: h + 1)),
        WINDOWS.but(count=lambda N, w, h: N - w + 1),
    ),
    "F5": (one_beside_the_other, by_strides),
    "F6": WINDOWS.but(order=lambda inputs: inputs[:, ::-1]),
    "F7": (WINDOWS.but(form=shapeless), raising("negative dimensions are not allowed"), sliding),
    "P4": WINDOWS.but(order=np.transpose),
    "P5": (
        WINDOWS.but(give=lambda inputs, targets: (inputs, targets[:, None])),
        WINDOWS.but(give=lambda inputs, targets: (inputs[..., None], targets)),
    ),
    "P6": WINDOWS.but(form=lambda value, n: tuple(part.tolist() for part in value)),
    "P9": WINDOWS.but(give=lambda inputs, targets: inputs),
}  # fmt: skip

# --- the split


def _split(p, n, width, horizon, first_test):
    edge = p.kept(p.edge(n, width, horizon, first_test), n)
    return p.form(p.give(*p.cut(n, edge, p.begin(edge, first_test, n))), n)


def between(edge, n):
    return min(n, max(0, edge))


def parts(n, edge, begin):
    return np.arange(edge), np.arange(begin, n)


SPLIT = Variant(
    _split, edge=lambda n, width, horizon, first_test: first_test - width - horizon + 1, kept=between, cut=parts,
    begin=lambda edge, first_test, n: edge, give=lambda train, test: (train, test), form=lambda value, n: value,
)  # fmt: skip


def sliced(n, edge, begin):
    """What a slice makes of an edge below 0: it is counted from the end."""
    return np.arange(n)[:edge], np.arange(n)[edge:]


def masks(value, n):
    return tuple(np.isin(np.arange(n), part) for part in value)


SPLIT_WINDOWS = {
    "F8": SPLIT.but(edge=lambda n, w, h, first: first),
    "F9": variants(SPLIT, "edge", lambda n, w, h, first: first - w + 1, lambda n, w, h, first: first - w),
    "F10": variants(SPLIT, "edge", lambda n, w, h, first: first - w - h + 2, lambda n, w, h, first: first - w - h),
    "F11": variants(
        SPLIT, "begin", lambda edge, first, n: min(n, max(edge, first)), lambda edge, first, n: min(n, first)
    ),
    "F12": variants(SPLIT, "edge", lambda n, w, h, first: int(0.8 * n), lambda n, w, h, first: n * 3 // 4),
    "F13": (
        SPLIT.but(kept=lambda edge, n: edge, cut=sliced), SPLIT.but(kept=lambda edge, n: edge),
        SPLIT.but(kept=lambda edge, n: max(0, edge)), SPLIT.but(kept=lambda edge, n: min(n, edge)),
    ),
    "F14": SPLIT.but(give=lambda train, test: (test, train)),
    "F15": SPLIT.but(form=masks),
    "P6": SPLIT.but(form=lambda value, n: tuple(part.tolist() for part in value)),
    "P9": SPLIT.but(give=lambda train, test: train),
}  # fmt: skip

# --- the scaler


def _scale(p, train):
    mean, std = train.mean(), p.spread(train)
    return p.give(float(mean), float(p.guard(std)))


def root_mean_square(train):
    return np.sqrt(np.mean((train - train.mean()) ** 2))


def sample(train):
    """As statistics estimate it from a sample."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.sqrt(np.sum((train - train.mean()) ** 2) / np.float64(len(train) - 1))


SCALER = Variant(
    _scale, spread=root_mean_square, guard=lambda std: std if std > 0 else 1.0, give=lambda mean, std: (mean, std)
)


def below(least):
    return lambda std: max(std, least)


def more_by(tiny):
    return lambda std: std + tiny


TINY = (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6)

FIT_SCALER = {
    "F16": variants(SCALER, "spread", sample, lambda train: sample(train) if len(train) > 1 else 0.0),
    "F17": (SCALER.but(guard=same), *variants(SCALER, "guard", *map(below, TINY), *map(more_by, TINY))),
    "F18": variants(
        SCALER, "spread", np.var, lambda train: np.abs(train - train.mean()).mean(), np.ptp, np.max,
        lambda train: np.sqrt(np.mean(train**2)),
    ),
    "F19": SCALER.but(give=lambda mean, std: (std, mean)),
    "P9": variants(SCALER, "give", lambda mean, std: mean, lambda mean, std: std),
}  # fmt: skip

# --- the seasonal rival


def _repeat(p, history, season, steps):
    return p.form(p.read(history, season, np.arange(steps)))


def last_season(history, season, steps):
    return history[len(history) - season + steps % season]


SEASONAL = Variant(_repeat, read=last_season, form=same)

SEASONAL_NAIVE = {
    "F20": variants(
        SEASONAL, "read", lambda history, season, k: history[-season + (k + 1) % season],
        lambda history, season, k: history[-season - 1 + k % season],
        lambda history, season, k: history[len(history) - season - 1 + k % season],
    ),
    "F21": variants(
        SEASONAL, "read", lambda history, season, k: history[-season + k],
        lambda history, season, k: history[len(history) - season + k],
    ),
    "F22": SEASONAL.but(read=lambda history, season, k: history[-season:][:len(k)]),
    "F23": variants(
        SEASONAL, "read", lambda history, season, k: history[-1 - k % season],
        lambda history, season, k: history[::-1][k % len(history)],
    ),
    "F24": variants(
        SEASONAL, "read", lambda history, season, k: history[k % season],
        lambda history, season, k: history[k % len(history)],
    ),
    "F25": variants(
        SEASONAL, "read", lambda history, season, k: np.full(len(k), history[-1]),
        lambda history, season, k: np.full(len(k), history[-season]),
    ),
    "F26": variants(
        SEASONAL, "read", lambda history, season, k: np.full(len(k), history[-season:].mean()),
        lambda history, season, k: np.full(len(k), history.mean()),
    ),
    "P6": SEASONAL.but(form=np.ndarray.tolist),
}  # fmt: skip

# --- the skill


def _judge(p, forecast, actual, baseline):
    mine, rival = p.mean(p.size(forecast - actual)), p.mean(p.size(p.rival(baseline, actual) - actual))
    with np.errstate(divide="ignore", invalid="ignore"):
        return p.form(p.compare(mine, rival))


JUDGE = Variant(
    _judge, size=np.abs, mean=np.mean, rival=lambda baseline, actual: baseline,
    compare=lambda mine, rival: 1 - mine / rival, form=float,
)  # fmt: skip


def root(errors):
    return np.sqrt(np.mean(errors))


def one_by_one(forecast, actual, baseline):
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.mean(1 - np.abs(forecast - actual) / np.abs(baseline - actual)))


SKILL = {
    "F27": JUDGE.but(compare=lambda mine, rival: mine / rival),
    "F28": (JUDGE.but(size=np.square), JUDGE.but(size=np.square, mean=root)),
    "F29": JUDGE.but(compare=lambda mine, rival: 1 - rival / mine),
    "F30": variants(JUDGE, "compare", lambda mine, rival: mine / rival - 1, lambda mine, rival: 1 + mine / rival),
    "F31": JUDGE.but(rival=lambda baseline, actual: actual.mean()),
    "F32": JUDGE.but(size=same),
    "F33": one_by_one,
    "F34": variants(JUDGE, "compare", lambda mine, rival: rival - mine, lambda mine, rival: mine - rival),
    "F35": JUDGE.but(form=lambda value: float(100 * value)),
}  # fmt: skip


def plainest(table):
    """The plainest variant of each: of all there would be too many pairs for a notebook."""
    return {key: step.plainest(several) for key, several in table.items()}
