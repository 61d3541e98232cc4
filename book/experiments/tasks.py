"""The tasks of 1997. Each is a function (rng, R, B) -> x (T, R, B, D), target (R, B, K).

All R times B sequences of one call have one length, so that trials march in step; it is drawn anew for each call.
Positions are counted from 1, which gives the lags of the paper's Table 10.
"""

import numpy as np

SYMBOLS = "abcdEBXY"


def _length(rng, T):
    """Between T and T + T/10."""
    return int(rng.integers(T, T + T // 10 + 1))


def temporal_order(places, T=100):
    """6a, 6b: E, noise with an X or Y at a random place of each range, B. One class for each order."""
    weights = 2 ** np.arange(len(places))[::-1]

    def task(rng, R, B):
        ids = rng.integers(0, 4, (_length(rng, T), R, B))
        ids[0], ids[-1] = 4, 5
        marks = rng.integers(0, 2, (len(places), R, B))
        for (low, high), mark in zip(places, marks, strict=True):
            at = rng.integers(low, high + 1, (R, B)) - 1
            np.put_along_axis(ids, at[None], 6 + mark[None], axis=0)
        classes = np.tensordot(weights, marks, 1)
        return np.eye(8)[ids], np.eye(2 ** len(places))[classes]

    return task


def two_sequences(T=100, N=3, noisy=False, targets=(0.0, 1.0), target_noise=0.0):
    """3a, 3b, 3c: the first N numbers are 1 or -1, all others noise of variance 0.2. In 3b there is noise on the first,
    too, in 3c on the targets, of the given variance. `targets` are those of -1 and of 1."""

    def task(rng, R, B):
        x = rng.normal(0, np.sqrt(0.2), (_length(rng, T), R, B, 1))
        first = rng.integers(0, 2, (R, B))
        signal = (2 * first - 1)[..., None]
        x[:N] = x[:N] + signal if noisy else signal
        target = np.where(first, targets[1], targets[0])
        return x, (target + rng.normal(0, np.sqrt(target_noise), (R, B)) if target_noise else target)[..., None]

    return task


def marked(T, low, first, target):
    """4, 5: pairs of a number and a marker: 1 where marked, but -1 at both ends whatever is drawn; where the first pair
    is drawn, `first` counts in place of its number."""

    def task(rng, R, B):
        n = _length(rng, T)
        x = np.zeros((n, R, B, 2))
        x[..., 0] = rng.uniform(low, 1, (n, R, B))
        one = rng.integers(0, 10, (R, B))
        two = rng.integers(0, T // 2 - 1, (R, B))
        two += two >= one  # among the unmarked
        values = [np.take_along_axis(x[..., 0], at[None], axis=0)[0] for at in (one, two)]
        for k, at in enumerate((one, two)):
            values[k] = np.where(at == 0, first, values[k])
            np.put_along_axis(x[..., 1], at[None], 1.0, axis=0)
        x[[0, -1], ..., 1] = -1
        return x, target(*values)[..., None]

    return task


def adding(T=100):
    return marked(T, -1, 0.0, lambda one, two: 0.5 + (one + two) / 4)


def multiplication(T=100):
    return marked(T, 0, 1.0, lambda one, two: one * two)


def distractors(q, p):
    """2c: b, then x or y, then at least q random symbols of p, then e; which of the two was it?"""

    def task(rng, R, B):
        k = int(rng.geometric(0.1)) - 1
        ids = rng.integers(0, p, (q + k + 3, R, B))
        which = rng.integers(0, 2, (R, B))
        ids[0], ids[1], ids[-1] = p + 1, p + 2 + which, p
        return np.eye(p + 4)[ids], np.eye(2)[which]

    return task
