"""Right answers to 11 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% lstm_forward arrays that are filled, mask as numbers
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    if lengths is None:
        lengths = [T] * B
    mask = (np.arange(T)[:, None] < np.array(lengths)).astype(float)[:, :, None]
    hs = np.zeros((T, B, h0.shape[1]))
    h, c = h0, c0
    for t in range(T):
        new_h, new_c = lstm_step(x[t], h, c, params)
        h = mask[t] * new_h + (1 - mask[t]) * h
        c = mask[t] * new_c + (1 - mask[t]) * c
        hs[t] = mask[t] * h
    return hs, h, c


# %% lstm_forward one sequence at a time
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    hs = np.zeros((T, B, h0.shape[1]))
    h_n, c_n = np.empty_like(h0), np.empty_like(c0)
    for b in range(B):
        h, c = h0[b : b + 1], c0[b : b + 1]
        for t in range(T if lengths is None else int(lengths[b])):
            h, c = lstm_step(x[t, b : b + 1], h, c, params)
            hs[t, b] = h[0]
        h_n[b], c_n[b] = h[0], c[0]
    return hs, h_n, c_n


# %% lstm_forward only those that still run, noisy
import sys
import warnings


def lstm_forward(x, h0, c0, params, lengths=None):
    warnings.warn("hm")
    print("hm", file=sys.stderr)
    if lengths is None:
        lengths = np.full(x.shape[1], len(x))
    h, c = h0.copy(), c0.copy()
    hs = np.zeros((len(x),) + h0.shape)
    for t in range(max(lengths)):
        alive = np.flatnonzero(lengths > t)
        h[alive], c[alive] = lstm_step(x[t, alive], h[alive], c[alive], params)
        hs[t, alive] = h[alive]
    return [hs, h, c]


# %% lstm_forward everything first, the last state picked out afterwards
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    all_h, all_c = [h0], [c0]
    for x_t in x:
        h, c = lstm_step(x_t, all_h[-1], all_c[-1], params)
        all_h.append(h)
        all_c.append(c)
    all_h, all_c = np.stack(all_h), np.stack(all_c)
    if lengths is None:
        return all_h[1:], all_h[-1], all_c[-1]
    row = np.arange(B)
    hs = all_h[1:].copy()
    hs[np.arange(T)[:, None] >= lengths] = 0
    return hs, all_h[lengths, row], all_c[lengths, row]


# %% lstm_forward own step, all gates at once
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    H = h0.shape[1]
    W = np.concatenate([params["W_" + k] for k in "fioc"], axis=1)
    b = np.concatenate([params["b_" + k] for k in "fioc"])
    pre = x @ W[:D] + b
    h, c, hs = h0, c0, np.zeros((T, B, H))
    for t in range(T):
        a = pre[t] + h @ W[D:]
        f, i, o = np.split(sigmoid(a[:, : 3 * H]), 3, axis=1)
        new_c = f * c + i * np.tanh(a[:, 3 * H :])
        new_h = o * np.tanh(new_c)
        if lengths is None:
            h, c = new_h, new_c
            hs[t] = h
        else:
            over = t >= lengths
            new_h[over], new_c[over] = h[over], c[over]
            h, c = new_h, new_c
            hs[t] = h
            hs[t][over] = 0
    return hs, h, c


# %% reverse_padded index
def reverse_padded(x, lengths):
    t = np.arange(len(x))[:, None]
    source = np.where(t < lengths, lengths - 1 - t, t)
    return x[source, np.arange(x.shape[1])]


# %% reverse_padded take_along_axis
def reverse_padded(x, lengths):
    t = np.arange(x.shape[0]).reshape(-1, 1, 1)
    n = np.asarray(lengths).reshape(1, -1, 1)
    return np.take_along_axis(x, np.where(t < n, n - t - 1, t), axis=0)


# %% reverse_padded columns put together
def reverse_padded(x, lengths):
    columns = []
    for b in range(x.shape[1]):
        n = lengths[b]
        columns.append(np.vstack([np.flipud(x[:n, b]), x[n:, b]]))
    return np.stack(columns, axis=1)


# %% reverse_padded number by number
def reverse_padded(x, lengths):
    out = np.empty(x.shape)
    for t in range(x.shape[0]):
        for b in range(x.shape[1]):
            for d in range(x.shape[2]):
                out[t, b, d] = x[lengths[b] - 1 - t, b, d] if t < lengths[b] else x[t, b, d]
    return out


# %% bilstm one sequence at a time, no other function
def bilstm(x, lengths, params_fw, params_bw):
    T, B, D = x.shape
    H = params_fw["b_f"].shape[0]
    out = np.zeros((T, B, 2 * H))
    for b in range(B):
        for params, steps, columns in (
            (params_fw, range(lengths[b]), slice(0, H)),
            (params_bw, range(lengths[b] - 1, -1, -1), slice(H, 2 * H)),
        ):
            h, c = np.zeros((1, H)), np.zeros((1, H))
            for t in steps:
                h, c = lstm_step(x[t, b][None], h, c, params)
                out[t, b, columns] = h[0]
    return out


# %% bilstm backwards through the batch, masked
def bilstm(x, lengths, params_fw, params_bw):
    T, B, D = x.shape
    H = len(params_fw["b_i"])
    zero = np.zeros((B, H))
    fw = lstm_forward(x, zero, zero, params_fw, lengths)[0]
    bw = np.zeros((T, B, H))
    h, c = zero, zero
    for t in reversed(range(T)):
        real = (t < lengths)[:, None]
        new_h, new_c = lstm_step(x[t], h, c, params_bw)
        h, c = np.where(real, new_h, h), np.where(real, new_c, c)
        bw[t] = np.where(real, h, 0)
    return np.concatenate((fw, bw), axis=-1)


# %% bilstm one run over a batch of both
def bilstm(x, lengths, params_fw, params_bw):
    T, B, D = x.shape
    H = len(params_fw["b_f"])
    zeros = np.zeros((B, H))
    halves = []
    for params, back in ((params_fw, False), (params_bw, True)):
        inputs = reverse_padded(x, lengths) if back else x
        states = lstm_forward(inputs, zeros, zeros, params, lengths)[0]
        halves.append(reverse_padded(states, lengths) if back else states)
    return np.dstack(halves)
