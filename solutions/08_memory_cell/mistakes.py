"""Mistakes in the bound of the cell."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import variants


def _bound(p, c0, n):
    return p.after(p.meet(p.start(c0), p.steps(n)))


MOST = Variant(_bound, start=lambda c0: c0, steps=lambda n: n, meet=lambda c0, n: c0 + n, after=lambda y: y)
BOUND = {
    "K1": variants(MOST, "meet", lambda c0, n: 1.0, lambda c0, n: max(c0, 1.0), lambda c0, n: min(c0 + n, 1.0)),
    "K2": MOST.but(start=lambda c0: 0.0),
    "K3": MOST.but(steps=lambda n: 0),
    "K4": variants(
        MOST, "meet", lambda c0, n: c0 * n, lambda c0, n: (c0 + 1) * n, lambda c0, n: c0**n,
        lambda c0, n: c0 * 2.0**n, lambda c0, n: c0 * (n + 1),
    ),
    "K5": variants(MOST, "after", lambda y: y - 1, lambda y: y + 1),
    "K6": MOST.but(meet=lambda c0, n: float(max(c0, n))),
    "K7": (
        MOST.but(steps=lambda n: 2 * n), MOST.but(after=lambda y: 2 * y), MOST.but(meet=lambda c0, n: np.inf),
    ),
    "P6": MOST.but(after=lambda y: [y]),
    "V2": MOST.but(steps=lambda n: 1),
    "C20a": variants(MOST, "after", int, lambda y: float(np.ceil(y)), lambda y: float(np.round(y))),
}  # fmt: skip
