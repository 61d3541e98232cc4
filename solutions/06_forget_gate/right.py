"""Right answers to 06 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% forget_gate two matrices
def forget_gate(x_t, h_prev, W_f, b_f):
    D = x_t.shape[1]
    return sigmoid(x_t @ W_f[:D] + h_prev @ W_f[D:] + b_f)


# %% forget_gate einsum
def forget_gate(x_t, h_prev, W_f, b_f):
    z = np.hstack((x_t, h_prev))
    a = np.einsum("bk,kh->bh", z, W_f) + b_f[None, :]
    return 0.5 * (np.tanh(0.5 * a) + 1.0)


# %% forget_gate loops
import math


def forget_gate(x_t, h_prev, W_f, b_f):
    B, D = x_t.shape
    H = len(b_f)
    out = np.zeros((B, H))
    for n in range(B):
        for j in range(H):
            a = b_f[j]
            for k in range(D):
                a += x_t[n, k] * W_f[k, j]
            for k in range(H):
                a += h_prev[n, k] * W_f[D + k, j]
            out[n, j] = 1 / (1 + math.exp(-a)) if a > 0 else math.exp(a) / (1 + math.exp(a))
    return out


# %% forget_gate fused, noisy
import sys
import warnings


def forget_gate(x_t, h_prev, W_f, b_f):
    z = np.c_[x_t, h_prev, np.ones(len(x_t))]
    print("joined", z.shape)
    print("watch out", file=sys.stderr)
    warnings.warn("this is only a warning")
    return 1 / (1 + np.exp(-(z @ np.vstack([W_f, b_f]))))


# %% forget_gate transposed
def forget_gate(x_t, h_prev, W_f, b_f):
    columns = np.vstack([x_t.T, h_prev.T])
    return sigmoid(W_f.T @ columns + b_f.reshape(-1, 1)).T


# %% keep multiply
def keep(f_t, c_prev):
    return np.multiply(f_t, c_prev)


# %% keep einsum
def keep(f_t, c_prev):
    return np.einsum("bh,bh->bh", f_t, c_prev)


# %% keep loops
def keep(f_t, c_prev):
    kept = c_prev.copy()
    for row in range(len(kept)):
        for unit in range(kept.shape[1]):
            kept[row, unit] *= f_t[row, unit]
    return kept


# %% keep minus what is forgotten
def keep(f_t, c_prev):
    return c_prev - (1 - f_t) * c_prev


# %% half_life with care
def half_life(f):
    f = np.asarray(f, dtype=float)
    n = np.zeros_like(f)
    inside = (f > 0) & (f < 1)
    n[inside] = np.log(0.5) / np.log(f[inside])
    n[f == 1] = np.inf
    return n if n.ndim else float(n)


# %% half_life base two
def half_life(f):
    with np.errstate(divide="ignore"):
        return 1 / np.abs(np.log2(f))


# %% half_life loop
import math


def half_life(f):
    def one(v):
        if v == 0:
            return 0
        if v == 1:
            return math.inf
        return math.log(0.5) / math.log(v)

    if np.ndim(f) == 0:
        return one(f)
    return np.array([one(v) for v in np.ravel(f)], dtype=float).reshape(np.shape(f))


# %% half_life where, with warnings
def half_life(f):
    n = np.log10(0.5) / np.log10(f)
    return np.where(np.equal(f, 1), np.inf, n)
