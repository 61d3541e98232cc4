"""Mistakes in the squashings and their slopes."""

import math

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.variants import as_tuple
from lstm_grader.families import elementwise, pieces
from lstm_grader.families.pieces import sigmoid, softmax, variants


def in_array_like_z(z):
    """The result stored in an array of z's own type."""
    out = np.zeros_like(z)
    out[...] = sigmoid(z)
    return out


def naive_number(z):
    return 1 / (1 + math.exp(-z))


RIGHT = elementwise.right(sigmoid)
SIGMOID = {
    "C17": RIGHT.but(curve=np.vectorize(naive_number)),
    "S13": RIGHT.but(curve=lambda z: np.exp(z) / (1 + np.exp(z))),
    "S14": variants(
        RIGHT, "inside", *(lambda z, limit=limit: np.clip(z, -limit, limit) for limit in (1, 5, 6, 10, 15, 20, 30, 35))
    ),
    "C4": RIGHT.but(curve=np.tanh),
    "C16": variants(
        RIGHT,
        "curve",
        lambda z: np.clip(0.2 * z + 0.5, 0, 1),
        lambda z: np.clip(z / 6 + 0.5, 0, 1),
        lambda z: np.clip(z / 4 + 0.5, 0, 1),
        lambda z: np.clip(z, 0.0, 1.0),
    ),
    "A12": variants(RIGHT, "curve", lambda z: (z > 0) * 1.0, lambda z: (z >= 0) * 1.0, lambda z: np.round(sigmoid(z))),
    "A11": RIGHT.but(curve=lambda z: np.maximum(z, 0.0)),
    "C23": variants(
        RIGHT,
        "curve",
        lambda z: softmax(np.atleast_1d(z)).reshape(np.shape(z)),
        lambda z: softmax(np.ravel(z)).reshape(np.shape(z)),
    ),
    "C20a": RIGHT.but(curve=in_array_like_z),
    "G2": RIGHT.but(after=sigmoid),
    "S1": RIGHT.but(inside=np.negative),
    "S2": variants(RIGHT, "inside", lambda z: 2 * z, lambda z: z / 2),
    "S3": variants(RIGHT, "inside", np.abs, lambda z: -np.abs(z)),
    "S4": RIGHT.but(curve=lambda z: sigmoid(z) * sigmoid(-z)),
    "S11": RIGHT.but(curve=lambda z: z * 1.0),
    "S19": RIGHT.but(after=lambda y: np.clip(y, 1e-6, 1 - 1e-6)),
    "S17": RIGHT.but(curve=lambda z: 1 / 1 + np.exp(-z)),
    "S18": RIGHT.but(curve=lambda z: 1 / (1 - np.exp(-z))),
    **elementwise.mistakes(RIGHT),
    "P7": (
        *variants(RIGHT, "guard", pieces.BY_MATH, pieces.by_if),
        RIGHT.but(guard=pieces.BY_MATH, curve=naive_number),
        RIGHT.but(guard=pieces.BY_MATH, curve=lambda z: math.exp(z) / (1 + math.exp(z))),
    ),
}


def of_output(slope, squash) -> dict:
    """Mistakes in a slope that is written with the output `y` of `squash`."""
    right = elementwise.right(slope)
    return {
        "B9": right.but(inside=squash),
        "S6": right.but(after=np.negative),
        "S11": right.but(curve=pieces.same),
        "S12": variants(right, "form", np.diag, np.diagflat),
        "B10" if squash is sigmoid else "B6": right.but(curve=np.ones_like),
        "P4": right.but(form=np.transpose),
        **elementwise.mistakes(right),
    }


def curves(slope, **functions) -> dict:
    """Other formulas in place of a slope."""
    right = elementwise.right(slope)
    return {key: variants(right, "curve", *as_tuple(function)) for key, function in functions.items()}


D_SIGMOID = of_output(ref.d_sigmoid, sigmoid) | curves(
    ref.d_sigmoid,
    A1=(lambda s: s @ (1 - s), lambda s: s @ (1 - s).T, lambda s: np.dot(s, 1 - s)),
    S5=lambda s: 1 - s * s,
    S7=lambda s: s * (1 + s),
    S8=lambda s: 1 - s,
    S9=lambda s: 1 - 2 * s,
    S10=(lambda s: (1 - s) ** 2, lambda s: (s - s * s) ** 2),
    S17=lambda s: s * 1 - s,
)
D_TANH = of_output(ref.d_tanh, np.tanh) | curves(
    ref.d_tanh,
    A1=(lambda y: 1 - y @ y, lambda y: 1 - y @ y.T, lambda y: 1 - y.T @ y, lambda y: 1 - np.dot(y, y)),
    S5=lambda y: y * (1 - y),
    S7=lambda y: 1 + y * y,
    S8=(lambda y: 1 - y, lambda y: y * y, lambda y: 1 - np.abs(y)),
    S9=lambda y: 1 - 2 * y,
    S10=lambda y: (1 - y) ** 2,
)
