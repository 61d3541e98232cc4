"""Trials of one experiment, side by side: a sequence, an update, and after each the question whether to stop."""

from dataclasses import dataclass

import numpy as np

from experiments import net as networks

RECENT = 2000


@dataclass(frozen=True)
class Recent:
    """Stops when fewer than `wrong` of the last 2000 training sequences were wrong and their mean absolute error is
    below `mean`: ST3 of the paper with wrong = 1."""

    wrong: int = 1
    mean: float = np.inf

    def met(self, past, test):
        return (past.n >= RECENT) & (past.wrongs < self.wrong) & (past.sums / RECENT < self.mean)


@dataclass(frozen=True)
class Tested:
    """Stops when fewer than `wrong` of `size` fresh sequences are wrong and their mean absolute error is below `mean`;
    asked after each `every` training sequences, of trials whose last `streak` training sequences were right."""

    size: int
    every: int
    wrong: int = 1
    mean: float = np.inf
    streak: int = 0

    def met(self, past, test):
        asked = (past.streak >= self.streak) & (past.n % self.every == 0)
        if not asked.any():
            return asked
        wrongs, mean, _ = test(self.size, asked)
        asked[asked] = (wrongs < self.wrong) & (mean < self.mean)
        return asked


class Past:
    """The last 2000 training sequences of each trial."""

    def __init__(self, R):
        self.n, self.streak, self.wrongs, self.sums = 0, np.zeros(R, int), np.zeros(R, int), np.zeros(R)
        self.wrong, self.error = np.zeros((RECENT, R), dtype=bool), np.zeros((RECENT, R))

    def add(self, wrong, error):
        k = self.n % RECENT
        self.wrongs += wrong
        self.wrongs -= self.wrong[k]
        self.sums += error - self.error[k]
        self.wrong[k], self.error[k] = wrong, error
        self.streak = np.where(wrong, 0, self.streak + 1)
        self.n += 1

    def keep(self, kept):
        for name in ("streak", "wrongs", "sums"):
            setattr(self, name, getattr(self, name)[kept])
        self.wrong, self.error = self.wrong[:, kept], self.error[:, kept]


def judge(y, target, near):
    """Which sequences are wrong (some output misses by `near` or more), and their mean absolute error; both (R, B)."""
    error = np.abs(y - target)
    return (error >= near).any(axis=-1), error.mean(axis=-1)


def test(net, W, V, task, near, size, rng):
    """Wrong sequences, mean absolute error, mean squared error of each trial on `size` fresh ones; 128 at most are of
    one length."""
    B = min(128, -(-size // 8))
    wrongs, means, squares = [], [], []
    for _ in range(-(-size // B)):
        x, target = task(rng, len(W), B)
        y = networks.run(net, W, V, x)[0]
        wrong, error = judge(y, target, near)
        wrongs.append(wrong.sum(axis=1))
        means.append(error.mean(axis=1))
        squares.append(((y - target) ** 2).mean(axis=(1, 2)))
    return np.sum(wrongs, axis=0), np.mean(means, axis=0), np.mean(squares, axis=0)


def learn(net, task, rate, near, rules, seed, trials, limit, judged=None, tested=2560):
    """Runs the trials until each has met all rules, one after the other, or has seen `limit` sequences.

    Arguments:
        task: (rng, R, B) -> x, target; what is learned
        near: an output that misses by less is right
        rules: name -> Recent or Tested; a rule is asked once those before it are met
        judged: a task whose targets decide what is right, where those that are learned have noise; None: the same
        tested: fresh sequences in the test at each rule

    Returns:
        for each trial a dict: rule -> [sequences, wrong of `tested`, mean absolute error, mean squared error]
    """
    rng, judged = np.random.default_rng(seed), judged or task
    W, V = net.start(rng, trials)
    (units, outputs), past = net.there(), Past(trials)
    results, alive, names = [{} for _ in range(trials)], np.arange(trials), list(rules)
    while len(alive) and past.n < limit:
        x, target = task(rng, len(alive), 1)
        y, cache = networks.run(net, W, V, x)
        dW, dV = networks.gradient(net, W, V, y, target, cache)
        W -= rate * dW * units
        V -= rate * dV * outputs
        past.add(*(part[:, 0] for part in judge(y, target, near)))

        def fresh(size, asked):
            return test(net, W[asked], V[asked], judged, near, size, rng)  # noqa: B023

        for k, name in enumerate(names):
            at = np.array([len(results[r]) == k for r in alive])
            if not at.any():
                continue
            met = rules[name].met(past, fresh) & at
            if met.any():
                for r, *told in zip(alive[met], *fresh(tested, met), strict=True):
                    results[r][name] = [past.n, int(told[0]), round(float(told[1]), 5), round(float(told[2]), 6)]
        going = np.array([len(results[r]) < len(names) for r in alive])
        if not going.all():
            W, V, alive = W[going], V[going], alive[going]
            past.keep(going)
    return results
