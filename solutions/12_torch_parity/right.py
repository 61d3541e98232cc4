"""Right answers to 12 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% from_torch slices, gate by gate
def from_torch(state_dict):
    H = state_dict["weight_hh_l0"].shape[1]
    params = {}
    for name, k in (("i", 0), ("f", 1), ("c", 2), ("o", 3)):
        rows = slice(k * H, (k + 1) * H)
        params["W_" + name] = np.vstack([state_dict["weight_ih_l0"][rows].T, state_dict["weight_hh_l0"][rows].T])
        params["b_" + name] = state_dict["bias_ih_l0"][rows] + state_dict["bias_hh_l0"][rows]
    return params


# %% from_torch reshape into four
def from_torch(state_dict):
    both = np.hstack([state_dict["weight_ih_l0"], state_dict["weight_hh_l0"]])
    H = len(both) // 4
    W = both.reshape(4, H, -1).transpose(0, 2, 1)
    b = (state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"]).reshape(4, H)
    i, f, c, o = range(4)
    return dict(W_f=W[f], W_i=W[i], W_c=W[c], W_o=W[o], b_f=b[f], b_i=b[i], b_c=b[c], b_o=b[o])


# %% from_torch number by number
def from_torch(state_dict):
    ih, hh = state_dict["weight_ih_l0"], state_dict["weight_hh_l0"]
    H, D = hh.shape[1], ih.shape[1]
    params = {}
    for block, gate in enumerate("ifco"):
        W, b = np.zeros((D + H, H)), np.zeros(H)
        for unit in range(H):
            row = block * H + unit
            for d in range(D):
                W[d, unit] = ih[row, d]
            for k in range(H):
                W[D + k, unit] = hh[row, k]
            b[unit] = state_dict["bias_ih_l0"][row] + state_dict["bias_hh_l0"][row]
        params[f"W_{gate}"], params[f"b_{gate}"] = W, b
    return params


# %% to_torch vstack of turned matrices
def to_torch(params):
    H = params["b_f"].shape[0]
    D = params["W_f"].shape[0] - H
    names = ["i", "f", "c", "o"]
    return {
        "bias_hh_l0": np.zeros(4 * H),
        "bias_ih_l0": np.hstack([params["b_" + n] for n in names]),
        "weight_hh_l0": np.vstack([params["W_" + n][D:].T for n in names]),
        "weight_ih_l0": np.vstack([params["W_" + n][:D].T for n in names]),
    }


# %% to_torch arrays that are filled
def to_torch(params):
    H = len(params["b_o"])
    D = len(params["W_o"]) - H
    out = dict(
        weight_ih_l0=np.empty((4 * H, D)),
        weight_hh_l0=np.empty((4 * H, H)),
        bias_ih_l0=np.empty(4 * H),
        bias_hh_l0=np.zeros(4 * H),
    )
    for k, gate in enumerate("ifco"):
        rows = slice(k * H, k * H + H)
        out["weight_ih_l0"][rows] = np.transpose(params["W_" + gate][:D])
        out["weight_hh_l0"][rows] = np.transpose(params["W_" + gate][-H:])
        out["bias_ih_l0"][rows] = params["b_" + gate]
    return out


# %% to_torch stacked and reshaped
def to_torch(params):
    W = np.stack([params["W_i"], params["W_f"], params["W_c"], params["W_o"]])
    four, K, H = W.shape
    packed = np.swapaxes(W, 1, 2).reshape(4 * H, K)
    b = np.stack([params["b_i"], params["b_f"], params["b_c"], params["b_o"]]).ravel()
    return {
        "weight_ih_l0": packed[:, : K - H],
        "weight_hh_l0": packed[:, K - H :],
        "bias_ih_l0": b,
        "bias_hh_l0": 0 * b,
    }


# %% stacked_forward recursion
def stacked_forward(x, layers):
    if not layers:
        return x
    H = layers[0]["b_i"].shape[0]
    h0, c0 = np.zeros((x.shape[1], H)), np.zeros((x.shape[1], H))
    return stacked_forward(lstm_forward(x, h0, c0, layers[0])[0], layers[1:])


# %% stacked_forward step by step, all layers in each step
def stacked_forward(x, layers):
    T, B, _ = x.shape
    states = [(np.zeros((B, len(p["b_f"]))), np.zeros((B, len(p["b_f"])))) for p in layers]
    top = []
    for t in range(T):
        below = x[t]
        for k, p in enumerate(layers):
            h, c = states[k]
            hs, h, c = lstm_forward(below[None], h, c, p)
            states[k] = h, c
            below = h
        top.append(below)
    return np.stack(top)


# %% stacked_forward own step, reduce
from functools import reduce


def stacked_forward(x, layers):
    def run(inputs, p):
        B, H = inputs.shape[1], len(p["b_c"])
        h, c, seen = np.zeros((B, H)), np.zeros((B, H)), []
        for v in inputs:
            z = np.c_[v, h]
            c = sigmoid(z @ p["W_f"] + p["b_f"]) * c + sigmoid(z @ p["W_i"] + p["b_i"]) * np.tanh(
                z @ p["W_c"] + p["b_c"]
            )
            h = sigmoid(z @ p["W_o"] + p["b_o"]) * np.tanh(c)
            seen.append(h)
        return np.array(seen)

    return reduce(run, layers, x)
