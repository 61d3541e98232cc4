"""Right answers to 07 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% input_gate like 06_forget_gate.forget_gate


# %% candidate two matrices
def candidate(x_t, h_prev, W_c, b_c):
    D = x_t.shape[1]
    return np.tanh(np.dot(x_t, W_c[:D]) + np.dot(h_prev, W_c[D:]) + b_c)


# %% candidate einsum
def candidate(x_t, h_prev, W_c, b_c):
    a = np.einsum("bk,kh->bh", np.column_stack([x_t, h_prev]), W_c)
    return 2 / (1 + np.exp(-2 * (a + b_c))) - 1


# %% candidate loops, noisy
import math
import sys
import warnings


def candidate(x_t, h_prev, W_c, b_c):
    warnings.warn("slow")
    print("slow", file=sys.stderr)
    rows = []
    for x, h in zip(x_t, h_prev):
        z = list(x) + list(h)
        rows.append([math.tanh(sum(v * w for v, w in zip(z, W_c[:, j])) + b_c[j]) for j in range(len(b_c))])
    return np.array(rows)


# %% write multiply
def write(i_t, c_tilde_t):
    return np.multiply(i_t, c_tilde_t)


# %% write loops
def write(i_t, c_tilde_t):
    out = np.empty(i_t.shape)
    for index in np.ndindex(*i_t.shape):
        out[index] = i_t[index] * c_tilde_t[index]
    return out


# %% write diagonals
def write(i_t, c_tilde_t):
    return np.stack([np.diag(i) @ c for i, c in zip(i_t, c_tilde_t)])
