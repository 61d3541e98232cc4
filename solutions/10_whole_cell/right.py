"""Right answers to 10 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% lstm_step fused
def lstm_step(x_t, h_prev, c_prev, params):
    H = h_prev.shape[1]
    W = np.concatenate([params["W_" + k] for k in "fioc"], axis=1)
    b = np.concatenate([params["b_" + k] for k in "fioc"])
    a = np.hstack([x_t, h_prev]) @ W + b
    f, i, o = np.split(sigmoid(a[:, : 3 * H]), 3, axis=1)
    g = np.tanh(a[:, 3 * H :])
    c_t = f * c_prev + i * g
    return o * np.tanh(c_t), c_t


# %% lstm_step two matrices, helper function
def gate(x_t, h_prev, W, b):
    D = x_t.shape[1]
    return x_t @ W[:D] + h_prev @ W[D:] + b


def lstm_step(x_t, h_prev, c_prev, params):
    p = params
    keep = sigmoid(gate(x_t, h_prev, p["W_f"], p["b_f"])) * c_prev
    write = sigmoid(gate(x_t, h_prev, p["W_i"], p["b_i"])) * np.tanh(gate(x_t, h_prev, p["W_c"], p["b_c"]))
    c_t = keep + write
    h_t = sigmoid(gate(x_t, h_prev, p["W_o"], p["b_o"])) * np.tanh(c_t)
    return [h_t, c_t]


# %% lstm_step einsum, noisy
import sys
import warnings


def lstm_step(x_t, h_prev, c_prev, params):
    warnings.warn("einsum is slow")
    print("einsum", file=sys.stderr)
    z = np.c_[x_t, h_prev]
    W = np.stack([params[f"W_{k}"] for k in "fico"])
    b = np.stack([params[f"b_{k}"] for k in "fico"])
    a = np.einsum("bk,gkh->gbh", z, W) + b[:, None, :]
    f, i, o = 1 / (1 + np.exp(-a[[0, 1, 3]]))
    c_t = f * c_prev + i * np.tanh(a[2])
    return o * np.tanh(c_t), c_t


# %% lstm_step loops
import math


def lstm_step(x_t, h_prev, c_prev, params):
    def squash(a):
        return 1 / (1 + math.exp(-a)) if a > 0 else math.exp(a) / (1 + math.exp(a))

    h_t, c_t = np.zeros(h_prev.shape), np.zeros(c_prev.shape)
    for n in range(len(x_t)):
        z = np.append(x_t[n], h_prev[n])
        for j in range(c_t.shape[1]):
            a = {k: float(np.dot(z, params["W_" + k][:, j]) + params["b_" + k][j]) for k in "fico"}
            c_t[n, j] = squash(a["f"]) * c_prev[n, j] + squash(a["i"]) * math.tanh(a["c"])
            h_t[n, j] = squash(a["o"]) * math.tanh(c_t[n, j])
    return h_t, c_t
