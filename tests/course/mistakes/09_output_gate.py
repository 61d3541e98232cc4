"""Wrong answers to 09, one for each known mistake, as students write them; those of the gate are in 06."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% hidden_state A1
def hidden_state(o_t, c_t):
    return np.matmul(o_t, np.tanh(c_t))


# %% hidden_state A2
def hidden_state(o_t, c_t):
    return np.sum(o_t * np.tanh(c_t), axis=1)


# %% hidden_state A7
def hidden_state(o_t, c_t):
    return np.tanh(o_t * c_t)


# %% hidden_state A12
def hidden_state(o_t, c_t):
    return np.where(o_t > 0.5, np.tanh(c_t), 0)


# %% hidden_state C3
def hidden_state(o_t, c_t):
    return o_t * sigmoid(c_t)


# %% hidden_state C5
def hidden_state(o_t, c_t):
    return o_t * c_t


# %% hidden_state C10
def hidden_state(o_t, c_t):
    return o_t + np.tanh(c_t)


# %% hidden_state C16
def hidden_state(o_t, c_t):
    return o_t * np.minimum(np.maximum(c_t, -1), 1)


# %% hidden_state C19
def hidden_state(o_t, c_t):
    return o_t * np.tanh(c_t)[0]


# %% hidden_state C21
def hidden_state(o_t, c_t):
    return np.tanh(c_t)


# %% hidden_state G6
def hidden_state(o_t, c_t):
    return (1 - o_t) * np.tanh(c_t)


# %% hidden_state G7
def hidden_state(o_t, c_t):
    return sigmoid(o_t) * np.tanh(c_t)


# %% hidden_state G10
def hidden_state(o_t, c_t):
    return np.tanh(c_t) * o_t.mean(1).reshape(-1, 1)


# %% hidden_state G11
def hidden_state(o_t, c_t):
    return o_t * (o_t * np.tanh(c_t))


# %% hidden_state G12
def hidden_state(o_t, c_t):
    return np.tanh(c_t) / o_t


# %% hidden_state G13
def hidden_state(o_t, c_t):
    return np.tanh(o_t * np.tanh(c_t))


# %% hidden_state G14
def hidden_state(o_t, c_t):
    return np.tanh(c_t) - o_t


# %% hidden_state G15
def hidden_state(o_t, c_t):
    return np.tanh(o_t) * c_t


# %% hidden_state S2
def hidden_state(o_t, c_t):
    return o_t * (2 * sigmoid(c_t) - 1)


# %% hidden_state S4
def hidden_state(o_t, c_t):
    return o_t / np.cosh(c_t) ** 2


# %% hidden_state S11
def hidden_state(o_t, c_t):
    return o_t


# %% hidden_state V3
def hidden_state(o_t, c_t):
    return o_t * np.tanh(np.abs(c_t))


# %% hidden_state P4
def hidden_state(o_t, c_t):
    return np.transpose(o_t * np.tanh(c_t))


# %% hidden_state P5
def hidden_state(o_t, c_t):
    return [o_t * np.tanh(c_t)][0][None, ...]


# %% hidden_state P6
def hidden_state(o_t, c_t):
    return (o_t * np.tanh(c_t)).tolist()


# %% hidden_state P1
def hidden_state(o_t, c_t):
    h_t = o_t * np.tanh(c_t)


# %% hidden_state C18
def hidden_state(o_t, c_t):
    np.tanh(c_t, out=c_t)
    return o_t * c_t


# %% hidden_state C20a
def hidden_state(o_t, c_t):
    return np.array(o_t * np.tanh(c_t), dtype="float32")


# %% hidden_state C5+G6
def hidden_state(o_t, c_t):
    return (1 - o_t) * c_t


# %% output_gate A6
def output_gate(x_t, h_prev, W_o, b_o):
    return x_t * sigmoid(np.hstack([x_t, h_prev]) @ W_o + b_o)


# %% output_gate A6
def output_gate(x_t, h_prev, W_o, b_o):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_o + b_o) * x_t


# %% output_gate A6
def output_gate(x_t, h_prev, W_o, b_o):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_o + b_o) @ x_t


# %% output_gate A6
def output_gate(x_t, h_prev, W_o, b_o):
    return np.dot(x_t, sigmoid(np.hstack([x_t, h_prev]) @ W_o + b_o))


# %% hidden_state P7
import math


def hidden_state(o_t, c_t):
    return o_t * math.tanh(c_t)


# %% hidden_state P5
def hidden_state(o_t, c_t):
    return o_t[0] * np.tanh(c_t[0])
