"""Wrong answers to 09, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% output_gate like 06_forget_gate.forget_gate A10=G6


# %% hidden_state base
def hidden_state(o_t, c_t):
    return o_t * np.tanh(c_t)


# %% hidden_state A1
return np.matmul(o_t, np.tanh(c_t))


# %% hidden_state A2
return np.sum(o_t * np.tanh(c_t), axis=1)


# %% hidden_state A7
return np.tanh(o_t * c_t)


# %% hidden_state A12
return np.where(o_t > 0.5, np.tanh(c_t), 0)


# %% hidden_state C3
return o_t * sigmoid(c_t)


# %% hidden_state C5
return o_t * c_t


# %% hidden_state C10
return o_t + np.tanh(c_t)


# %% hidden_state C16
return o_t * np.minimum(np.maximum(c_t, -1), 1)


# %% hidden_state C19
return o_t * np.tanh(c_t)[0]


# %% hidden_state C21
return np.tanh(c_t)


# %% hidden_state G6
return (1 - o_t) * np.tanh(c_t)


# %% hidden_state G7
return sigmoid(o_t) * np.tanh(c_t)


# %% hidden_state G10
return np.tanh(c_t) * o_t.mean(1).reshape(-1, 1)


# %% hidden_state G11
return o_t * (o_t * np.tanh(c_t))


# %% hidden_state G12
return np.tanh(c_t) / o_t


# %% hidden_state G13
return np.tanh(o_t * np.tanh(c_t))


# %% hidden_state G14
return np.tanh(c_t) - o_t


# %% hidden_state G15
return np.tanh(o_t) * c_t


# %% hidden_state S2
return o_t * (2 * sigmoid(c_t) - 1)


# %% hidden_state S4
return o_t / np.cosh(c_t) ** 2


# %% hidden_state S11
return o_t


# %% hidden_state V3
return o_t * np.tanh(np.abs(c_t))


# %% hidden_state P4
return np.transpose(o_t * np.tanh(c_t))


# %% hidden_state P5
return [o_t * np.tanh(c_t)][0][None, ...]


# %% hidden_state P6
return (o_t * np.tanh(c_t)).tolist()


# %% hidden_state P1
def hidden_state(o_t, c_t):
    h_t = o_t * np.tanh(c_t)


# %% hidden_state C18
np.tanh(c_t, out=c_t)
return o_t * c_t


# %% hidden_state C20a
return np.array(o_t * np.tanh(c_t), dtype="float32")


# %% hidden_state C5+G6
return (1 - o_t) * c_t


# %% output_gate A6
return x_t * sigmoid(z)


# %% output_gate A6
return sigmoid(z) * x_t


# %% output_gate A6
return sigmoid(z) @ x_t


# %% output_gate A6
return np.dot(x_t, sigmoid(z))


# %% hidden_state P7
import math


def hidden_state(o_t, c_t):
    return o_t * math.tanh(c_t)


# %% hidden_state P5
return o_t[0] * np.tanh(c_t[0])


# %% hidden_state P18
def hidden_state(o_t, c_t):
    return np.round(o_t * np.tanh(c_t), 6)


# %% output_gate S19
def output_gate(x_t, h_prev, W_o, b_o):
    return np.clip(sigmoid(np.hstack([x_t, h_prev]) @ W_o + b_o), 1e-7, 1 - 1e-7)


# %% output_gate A14
def output_gate(x_t, h_prev, W_o, b_o):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_o + b_o.reshape(-1, 1))


# %% output_gate P17
def output_gate(h_prev, x_t, W_o, b_o):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_o + b_o)
