"""Right answers to 08 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% cell_update einsum
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return np.einsum("bh,bh->bh", f_t, c_prev) + np.einsum("bh,bh->bh", i_t, c_tilde_t)


# %% cell_update loops
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    c_t = np.zeros(f_t.shape)
    for n in range(f_t.shape[0]):
        for j in range(f_t.shape[1]):
            c_t[n, j] += f_t[n, j] * c_prev[n, j]
            c_t[n, j] += i_t[n, j] * c_tilde_t[n, j]
    return c_t


# %% cell_update stacked, noisy
import sys
import warnings


def cell_update(f_t, c_prev, i_t, c_tilde_t):
    warnings.warn("hm")
    print("hm", file=sys.stderr)
    return (np.stack([f_t, i_t]) * np.stack([c_prev, c_tilde_t])).sum(axis=0)


# %% cell_update in place on a copy
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    c_t = c_prev.copy()
    c_t *= f_t
    c_t += i_t * c_tilde_t
    return c_t


# %% cell_bound plain
def cell_bound(c0_abs, n):
    return c0_abs + n


# %% cell_bound loop
def cell_bound(c0_abs, n):
    bound = float(c0_abs)
    for _ in range(n):
        bound = 1 * bound + 1 * 1
    return bound


# %% cell_bound numpy
def cell_bound(c0_abs, n):
    return np.sum([c0_abs, n], dtype=float)
