"""Mistakes in the two products."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import product
from lstm_grader.families.pieces import same, sigmoid, spread, variants, wrong_forms

PAIRS = product.right()
HADAMARD = {
    "A1": variants(
        PAIRS, "meet", lambda a, b: a @ b, np.dot, lambda a, b: a @ b.T, np.inner, lambda a, b: a.T @ b,
        lambda a, b: b @ a,
    ),
    "A2": variants(
        PAIRS, "after", lambda y: spread(y.sum(axis=1, keepdims=True), y), lambda y: y.sum(axis=1, keepdims=True),
        lambda y: y.sum(axis=1), lambda y: y.sum(),
    ),
    "A15": variants(
        PAIRS, "meet", lambda a, b: a[:, None] * b, lambda a, b: a[:, :, None] * b[:, None], np.outer,
        lambda a, b: a[:, :1] * b, lambda a, b: a * b[:, :1],
    ),
    "C19": (
        *variants(PAIRS, "gate", lambda a: a[:1], lambda a: a.mean(axis=0)),
        *variants(PAIRS, "partner", lambda b: b[:1], lambda b: b.mean(axis=0)),
        *variants(PAIRS, "after", lambda y: spread(y.mean(axis=0), y), lambda y: spread(y.sum(axis=0), y),
                  lambda y: y.sum(axis=0)),
    ),
    "D1": variants(
        PAIRS, "meet", lambda a, b: a + b, lambda a, b: a - b, lambda a, b: b - a, lambda a, b: a / b,
        lambda a, b: b / a, lambda a, b: a**b,
    ),
    "S11": variants(PAIRS, "meet", lambda a, b: a, lambda a, b: b),
    **wrong_forms(PAIRS),
}  # fmt: skip


def _affine(p, z, W, b):
    return p.form(p.after(p.plus(p.times(p.rows(z, b), p.weights(W, b)), b, z)))


LAYER = Variant(
    _affine, rows=lambda z, b: z, weights=lambda W, b: W, times=lambda z, W: z @ W, plus=lambda a, b, z: a + b,
    after=same, form=same,
)  # fmt: skip


def no_bias(a, b, z):
    """The sum as it is."""
    return a


AFFINE = {
    "G16": variants(
        LAYER, "times", lambda z, W: z * W, lambda z, W: z[:, :, None] * W,
        lambda z, W: (z[:, :, None] * W).sum(axis=2), lambda z, W: z.sum(axis=1, keepdims=True) * W,
    ),
    "G19": variants(
        LAYER, "times", lambda z, W: z @ W.T, lambda z, W: np.dot(z, W.T), lambda z, W: W @ z,
        lambda z, W: np.dot(W, z), lambda z, W: W.T @ z.T, lambda z, W: np.dot(W.T, z.T), lambda z, W: W.T @ z,
        lambda z, W: np.dot(W.T, z), lambda z, W: z.T @ W, lambda z, W: np.dot(z.T, W), np.inner,
    ),
    "C12a": LAYER.but(plus=no_bias),
    "C12b": LAYER.but(plus=lambda a, b, z: a + 2 * b),
    "A14": LAYER.but(plus=lambda a, b, z: a + b[:, None]),
    "C19": (
        *variants(LAYER, "rows", lambda z, b: spread(z[:1], z), lambda z, b: spread(z.mean(axis=0), z)),
        *variants(LAYER, "after", lambda y: spread(y[:1], y), lambda y: spread(y.mean(axis=0), y),
                  lambda y: spread(y.sum(axis=0), y)),
    ),
    "G10": variants(
        LAYER, "after", lambda y: spread(y.mean(axis=1, keepdims=True), y),
        lambda y: spread(y.sum(axis=1, keepdims=True), y), lambda y: spread(y[:, :1], y),
    ),
    "D2": variants(LAYER, "after", np.tanh, sigmoid, lambda y: np.maximum(y, 0)),
    "D3": (
        *variants(LAYER, "plus", lambda a, b, z: a * b, lambda a, b, z: a - b),
        LAYER.but(plus=no_bias, weights=lambda W, b: W + b),
        LAYER.but(plus=no_bias, rows=lambda z, b: z + b),
    ),
    "D4": LAYER.but(plus=lambda a, b, z: a + z.shape[1] * b),
    "D5": variants(LAYER, "times", lambda z, W: z[:, -1:] * W[-1:], lambda z, W: z[:, :1] * W[:1]),
    **wrong_forms(LAYER),
}  # fmt: skip
