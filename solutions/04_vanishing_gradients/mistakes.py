"""Mistakes in the Jacobian of one step, and in the norms of the products of several."""

from functools import reduce

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import pieces
from lstm_grader.families.pieces import same, variants


def _jacobian(p, h_t, W_h):
    return p.form(p.meet(p.slope(h_t), p.weights(W_h)))


ONE_STEP = Variant(
    _jacobian, slope=lambda h: 1 - h**2, weights=np.transpose, meet=lambda s, W: s[:, None] * W, form=same
)
JACOBIAN = {
    "R9": ONE_STEP.but(form=np.transpose),
    "B17": ONE_STEP.but(weights=same),
    "R10": ONE_STEP.but(meet=lambda s, W: s * W),
    "B6": ONE_STEP.but(slope=np.ones_like),
    "B9": ONE_STEP.but(slope=lambda h: 1 - np.tanh(h) ** 2),
    "S5": ONE_STEP.but(slope=lambda h: h * (1 - h)),
    "S6": ONE_STEP.but(slope=lambda h: h**2 - 1),
    "S7": ONE_STEP.but(slope=lambda h: 1 + h**2),
    "S8": variants(ONE_STEP, "slope", lambda h: 1 - h, lambda h: 1 + h, lambda h: h**2),
    "S9": ONE_STEP.but(slope=lambda h: 1 - 2 * h),
    "S10": ONE_STEP.but(slope=lambda h: (1 - h) ** 2),
    "R15": variants(ONE_STEP, "slope", same, np.tanh),
    "R16": ONE_STEP.but(meet=lambda s, W: np.diag(s) * W),
    "R17": variants(
        ONE_STEP,
        "meet",
        lambda s, W: s @ W,
        lambda s, W: W @ s,
        lambda s, W: s * W.sum(axis=1),
        lambda s, W: s * W.sum(axis=0),
    ),
    "P5": variants(ONE_STEP, "form", np.ravel, np.squeeze, lambda value: value[None]),
    "P6": pieces.wrong_forms(ONE_STEP)["P6"],
}


def _norms(p, hs, W_h):
    jacobians = [p.step(h_t, W_h) for h_t in hs]
    sizes = [
        p.size(lambda some: p.multiply([np.eye(len(W_h)), *some]), p.norm, p.span(jacobians, t)) for t in range(len(hs))
    ]
    return p.form(p.after(np.array(sizes)))


def latest_first(factors):
    """The right order: the last step's Jacobian stands on the left."""
    return reduce(np.matmul, factors[::-1])


def spectral(matrix):
    """The largest singular value."""
    return np.linalg.norm(matrix, 2)


ALL_STEPS = Variant(
    _norms, step=ONE_STEP, span=lambda all, t: all[t + 1 :], multiply=latest_first, norm=spectral,
    size=lambda multiply, norm, factors: norm(multiply(factors)), after=same, form=same,
)  # fmt: skip
NORMS = {
    "R4": ALL_STEPS.but(norm=lambda M: np.abs(np.linalg.eigvals(M)).max()),
    "R5": variants(
        ALL_STEPS, "norm", np.linalg.norm, lambda M: np.linalg.norm(M, 1), lambda M: np.linalg.norm(M, np.inf),
        lambda M: np.abs(M).max(), lambda M: np.linalg.norm(M, "nuc"), lambda M: np.linalg.norm(M, -2),
        lambda M: abs(np.linalg.det(M)),
    ),
    "R6": ALL_STEPS.but(size=lambda multiply, norm, factors: float(np.prod([norm(J) for J in factors]))),
    "R7": ALL_STEPS.but(multiply=lambda factors: reduce(np.matmul, factors)),
    "R8": variants(
        ALL_STEPS, "span", lambda all, t: all[t:], lambda all, t: all[t + 2 :], lambda all, t: all[t:-1],
        lambda all, t: all[t + 1 : -1],
    ) + variants(ALL_STEPS, "form", lambda norms: norms[:-1], lambda norms: np.append(norms, 1.0)),
    "R11": variants(ALL_STEPS, "span", lambda all, t: all[t : t + 1], lambda all, t: all[t + 1 : t + 2]),
    "R12": ALL_STEPS.but(after=lambda norms: norms[::-1]),
    "R13": variants(ALL_STEPS, "span", lambda all, t: all[1 : t + 1], lambda all, t: all[: t + 1]),
    "R14": ALL_STEPS.but(after=np.square),
    "R24": ALL_STEPS.but(multiply=lambda factors: reduce(np.multiply, factors)),
    "P5": variants(ALL_STEPS, "form", np.squeeze, lambda value: value[None], lambda value: value[:, None]),
    "P6": pieces.wrong_forms(ALL_STEPS)["P6"],
}  # fmt: skip
