"""Experiment 2a of 1997: two sequences that differ in their first symbol and, p steps later, in their last.

The network has p + 1 inputs and outputs, one cell, one input gate. Cell and gate read the inputs only, the outputs the
inputs and the cell; nothing has a bias. What goes into the cell lies in [0, 1], what comes out is its state.
"""

import numpy as np


def weights(p):
    """How many weights there are."""
    return (p + 1) * (p + 1) + (p + 1) + 2 * (p + 1)


def sigmoid(a):
    """1 / (1 + exp(-a)), written so that it never overflows."""
    return 0.5 + 0.5 * np.tanh(0.5 * a)


def learn(p, rate, seed, trials, limit, joined, every=10):
    """Reads one of (x, a1 .. a_{p-1}, x) and (y, a1 .. a_{p-1}, y), each as often, and learns at each step what comes
    next.

    Arguments:
        joined: the sequence with which cell and gate begin to learn and to be heard; before, the outputs read the input
            alone ("once the error has stopped decreasing" in the paper)
        every: after so many sequences it is asked whether no output misses by 0.25 in either of the two

    Returns:
        for each trial {"stop": [sequences, 0]}, {} where that did not come within `limit`
    """
    rng, results = np.random.default_rng(seed), [{} for _ in range(trials)]
    alive, D = np.arange(trials), p + 1
    U = rng.uniform(-0.2, 0.2, (D, trials, D))  # input n to outputs
    v = rng.uniform(-0.2, 0.2, (trials, D))  # cell to outputs
    c, i = rng.uniform(-0.2, 0.2, (2, trials, D))  # inputs to cell, to input gate
    one = np.eye(D)

    def read(which, heard, rate=0.0):
        """The largest miss of each trial, (R,)."""
        row, s, worst = np.arange(len(which)), np.zeros(len(which)), np.zeros(len(which))
        owed = np.zeros((2, len(which), D))  # what the state owes to the weights c and i
        for t in range(p):
            first = p - 1 + which
            now, then = (first if t == 0 else np.full_like(which, t - 1)), (first if t == p - 1 else which * 0 + t)
            if heard:
                g, gate = sigmoid(c[row, now]), sigmoid(i[row, now])
                s = s + g * gate
                owed[:, row, now] += gate * g * (1 - g), g * gate * (1 - gate)
            y = sigmoid(U[now, row] + s[:, None] * v)
            e = y - one[then]
            worst = np.maximum(worst, np.abs(e).max(axis=1))
            if rate:
                e *= rate * y * (1 - y)
                if heard:
                    d = (e * v).sum(axis=1)
                    c[...] -= d[:, None] * owed[0]
                    i[...] -= d[:, None] * owed[1]
                    v[...] -= s[:, None] * e
                U[now, row] -= e
        return worst

    for n in range(1, limit + 1):
        heard = n >= joined
        read(rng.integers(0, 2, len(alive)), heard, rate)
        if heard and n % every == 0:
            both = [read(np.full(len(alive), k), True) for k in (0, 1)]
            going = np.maximum(*both) >= 0.25
            for r in alive[~going]:
                results[r]["stop"] = [n, 0]
            alive, U, v, c, i = alive[going], U[:, going], v[going], c[going], i[going]
            if not len(alive):
                break
    return results
