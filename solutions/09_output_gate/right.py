"""Right answers to 09 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% output_gate like 06_forget_gate.forget_gate


# %% hidden_state exponentials
def hidden_state(o_t, c_t):
    e = np.exp(-2 * np.abs(c_t))
    return o_t * np.sign(c_t) * (1 - e) / (1 + e)


# %% hidden_state by the sigmoid, noisy
import sys
import warnings


def hidden_state(o_t, c_t):
    warnings.warn("hm")
    print("hm", file=sys.stderr)
    return np.multiply(2 * sigmoid(2 * c_t) - 1, o_t)


# %% hidden_state loops
import math


def hidden_state(o_t, c_t):
    return np.array([[o * math.tanh(c) for o, c in zip(os, cs)] for os, cs in zip(o_t, c_t)])


# %% hidden_state einsum
def hidden_state(o_t, c_t):
    return np.einsum("bh,bh->bh", np.tanh(c_t), o_t)
