"""Right answers to 05 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% sigmoid masks
def sigmoid(z):
    z = np.asarray(z, dtype=np.float64)
    out = np.empty_like(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


# %% sigmoid tanh
def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.multiply(z, 0.5)))


# %% sigmoid loop
import math


def sigmoid(z):
    def one(v):
        if v >= 0:
            return 1 / (1 + math.exp(-v))
        return math.exp(v) / (1 + math.exp(v))

    if isinstance(z, (int, float)):
        return one(z)
    return np.array([one(v) for v in z.ravel()]).reshape(z.shape)


# %% sigmoid logaddexp, noisy
import sys
import warnings


def sigmoid(z):
    print("squashing", np.shape(z))
    print("a note", file=sys.stderr)
    warnings.warn("this is only a warning")
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, float)))


# %% sigmoid clipped far out
def sigmoid(z):
    z = np.clip(z, -700, 700)
    return 1.0 / (1.0 + np.exp(-z))


# %% d_sigmoid square
def d_sigmoid(s):
    return s - np.square(s)


# %% d_sigmoid loop
def d_sigmoid(s):
    if np.isscalar(s):
        return s * (1 - s)
    return np.array([v * (1.0 - v) for v in s.flatten()]).reshape(s.shape)


# %% d_sigmoid by the tanh
def d_sigmoid(s):
    return (1 - (2 * s - 1) ** 2) / 4


# %% d_tanh factors
def d_tanh(y):
    return (1 + y) * (1 - y)


# %% d_tanh power
def d_tanh(y):
    return -np.power(y, 2) + 1


# %% d_tanh float
def d_tanh(y):
    y = np.array(y, dtype=float, copy=True)
    y *= y
    return 1.0 - y
