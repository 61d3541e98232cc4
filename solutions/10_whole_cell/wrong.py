"""Wrong answers to 10, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% lstm_step base
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A1
c_t = np.dot(f_t, c_prev) + np.dot(i_t, g_t)
h_t = np.dot(o_t, np.tanh(c_t))


# %% lstm_step A1
c_t = f_t @ c_prev + i_t @ g_t


# %% lstm_step A2
h_t = (o_t * np.tanh(c_t)).sum(axis=1)


# %% lstm_step A3
c_t = np.tanh(f_t * c_prev + i_t * g_t)


# %% lstm_step A4
c_t = np.clip(f_t * c_prev + i_t * g_t, -1, 1)


# %% lstm_step A6
h_t = o_t * x_t * np.tanh(c_t)


# %% lstm_step A7
h_t = np.tanh(o_t * c_t)


# %% lstm_step A8
c_t = f_t * c_prev + i_t * i_t


# %% lstm_step A8
c_t = f_t * c_prev + i_t * x_t


# %% lstm_step A9
c_t = (f_t + i_t) * g_t


# %% lstm_step A9
c_t = f_t * i_t + c_prev * g_t


# %% lstm_step A10
c_t = (1 - f_t) * c_prev + i_t * g_t


# %% lstm_step A10
f_t = 1 - sigmoid(z @ params["W_f"] + params["b_f"])


# %% lstm_step A11
f_t = np.maximum(z @ params["W_f"] + params["b_f"], 0)


# %% lstm_step A12
f_t = (sigmoid(z @ params["W_f"] + params["b_f"]) > 0.5) * 1.0
i_t = (sigmoid(z @ params["W_i"] + params["b_i"]) > 0.5) * 1.0
o_t = (sigmoid(z @ params["W_o"] + params["b_o"]) > 0.5) * 1.0


# %% lstm_step C1
c_t = i_t * c_prev + f_t * g_t


# %% lstm_step C2
i_t = sigmoid(z @ params["W_o"] + params["b_o"])
o_t = sigmoid(z @ params["W_i"] + params["b_i"])


# %% lstm_step C3
g_t = sigmoid(z @ params["W_c"] + params["b_c"])


# %% lstm_step C4
f_t = np.tanh(z @ params["W_f"] + params["b_f"])
i_t = np.tanh(z @ params["W_i"] + params["b_i"])
o_t = np.tanh(z @ params["W_o"] + params["b_o"])


# %% lstm_step C4
o_t = np.tanh(z @ params["W_o"] + params["b_o"])


# %% lstm_step C5
h_t = o_t * c_t


# %% lstm_step C6
h_t = o_t * np.tanh(c_prev)


# %% lstm_step C7
h_t = o_t * np.tanh(g_t)


# %% lstm_step C8
c_t = f_t * c_prev + (1 - f_t) * g_t


# %% lstm_step C9
c_t = c_prev + i_t * g_t


# %% lstm_step C10
c_t = f_t * c_prev + (i_t + g_t)


# %% lstm_step C11
c_t = f_t * h_prev + i_t * g_t


# %% lstm_step C12a
f_t = sigmoid(z @ params["W_f"])
i_t = sigmoid(z @ params["W_i"])
g_t = np.tanh(z @ params["W_c"])
o_t = sigmoid(z @ params["W_o"])


# %% lstm_step C12a
g_t = np.tanh(z @ params["W_c"])


# %% lstm_step C12b
f_t = sigmoid(z @ params["W_f"] + 2 * params["b_f"])
i_t = sigmoid(z @ params["W_i"] + 2 * params["b_i"])
g_t = np.tanh(z @ params["W_c"] + 2 * params["b_c"])
o_t = sigmoid(z @ params["W_o"] + 2 * params["b_o"])


# %% lstm_step C12c
f_t = sigmoid(z @ params["W_f"] + params["b_f"] + 1.0)


# %% lstm_step C13
z = np.hstack([x_t, 0 * h_prev])


# %% lstm_step C14
z = np.hstack([h_prev, x_t])


# %% lstm_step C15
f_t = sigmoid(z @ params["W_f"] + params["b_f"] + c_prev)
i_t = sigmoid(z @ params["W_i"] + params["b_i"] + c_prev)
o_t = sigmoid(z @ params["W_o"] + params["b_o"] + c_prev)


# %% lstm_step C16
f_t = np.clip(0.2 * (z @ params["W_f"] + params["b_f"]) + 0.5, 0, 1)
i_t = np.clip(0.2 * (z @ params["W_i"] + params["b_i"]) + 0.5, 0, 1)
o_t = np.clip(0.2 * (z @ params["W_o"] + params["b_o"]) + 0.5, 0, 1)


# %% lstm_step C18
c_prev *= f_t
c_prev += i_t * g_t
c_t = c_prev


# %% lstm_step C18
params["b_f"] += 1e-3
z = np.hstack([x_t, h_prev])


# %% lstm_step C19
c_t = f_t * c_prev.mean(axis=0) + i_t * g_t


# %% lstm_step C20a
return h_t.astype(np.float32), c_t.astype(np.float32)


# %% lstm_step C20a
return h_t.astype(np.float32), c_t


# %% lstm_step C20b
return c_t, h_t


# %% lstm_step C21
h_t = np.tanh(c_t)


# %% lstm_step C22
c_t = f_t * c_prev + g_t


# %% lstm_step C23
def softmax(a):
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


f_t = softmax(z @ params["W_f"] + params["b_f"])
i_t = softmax(z @ params["W_i"] + params["b_i"])
o_t = softmax(z @ params["W_o"] + params["b_o"])


# %% lstm_step C24
i_t = sigmoid(z @ params["W_f"] + params["b_i"])


# %% lstm_step C24
o_t = sigmoid(z @ params["W_o"] + params["b_i"])


# %% lstm_step C24
o_t = sigmoid(z @ params["W_f"] + params["b_f"])


# %% lstm_step G1
f_t = z @ params["W_f"] + params["b_f"]


# %% lstm_step G2
h_t = sigmoid(o_t) * np.tanh(c_t)


# %% lstm_step G4
z = np.hstack([np.zeros_like(x_t), h_prev])


# %% lstm_step G5
c_t = f_t * c_prev + (1 - i_t) * g_t


# %% lstm_step G6
h_t = (1 - o_t) * np.tanh(c_t)


# %% lstm_step G8
c_t = f_t * np.tanh(c_prev) + i_t * g_t


# %% lstm_step G13
h_t = np.tanh(o_t * np.tanh(c_t))


# %% lstm_step K10
c_t = f_t * c_prev - i_t * g_t


# %% lstm_step U1
return h_t, c_prev


# %% lstm_step U2
return h_prev, c_t


# %% lstm_step U3
c_t = f_t * c_prev + i_t * g_t
seen = np.hstack([x_t, np.tanh(c_t)])
h_t = sigmoid(seen @ params["W_o"] + params["b_o"]) * np.tanh(c_t)


# %% lstm_step P1
return print(h_t, c_t)


# %% lstm_step P4
return h_t.T, c_t.T


# %% lstm_step P5
return h_t.ravel(), c_t.ravel()


# %% lstm_step P6
return h_t.tolist(), c_t.tolist()


# %% lstm_step P9
return h_t


# %% lstm_step P9
return np.array([h_t, c_t])


# %% lstm_step G16
f_t = sigmoid(z * params["W_f"] + params["b_f"])
i_t = sigmoid(z * params["W_i"] + params["b_i"])
g_t = np.tanh(z * params["W_c"] + params["b_c"])
o_t = sigmoid(z * params["W_o"] + params["b_o"])


# %% lstm_step G17
z = x_t + h_prev


# %% lstm_step G18
z = np.vstack([x_t, h_prev])


# %% lstm_step G18
z = np.append(x_t, h_prev)


# %% lstm_step G19
f_t = sigmoid(params["W_f"] @ z + params["b_f"])
i_t = sigmoid(params["W_i"] @ z + params["b_i"])
g_t = np.tanh(params["W_c"] @ z + params["b_c"])
o_t = sigmoid(params["W_o"] @ z + params["b_o"])


# %% lstm_step P10
W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o = params
f_t = sigmoid(z @ W_f + b_f)


# %% lstm_step P10
W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o = params
f_t = sigmoid(np.dot(z, W_f) + b_f)


# %% lstm_step P10
f_t = sigmoid(z @ params[0] + params[4])


# %% lstm_step P10
f_t = sigmoid(z @ params.W_f + params.b_f)


# %% lstm_step G21
f_t = sigmoid(x_t @ params["W_f"] + h_prev @ params["W_f"] + params["b_f"])
i_t = sigmoid(x_t @ params["W_i"] + h_prev @ params["W_i"] + params["b_i"])
g_t = np.tanh(x_t @ params["W_c"] + h_prev @ params["W_c"] + params["b_c"])
o_t = sigmoid(x_t @ params["W_o"] + h_prev @ params["W_o"] + params["b_o"])


# %% lstm_step C3+C5
g_t = sigmoid(z @ params["W_c"] + params["b_c"])
h_t = o_t * c_t


# %% lstm_step C12a+C14
z = np.hstack([h_prev, x_t])
f_t = sigmoid(z @ params["W_f"])
i_t = sigmoid(z @ params["W_i"])
g_t = np.tanh(z @ params["W_c"])
o_t = sigmoid(z @ params["W_o"])


# %% lstm_step A1+C12a
f_t = sigmoid(z @ params["W_f"])
i_t = sigmoid(z @ params["W_i"])
g_t = np.tanh(z @ params["W_c"])
o_t = sigmoid(z @ params["W_o"])
c_t = f_t @ c_prev + i_t @ g_t


# %% lstm_step A10+C6
c_t = (1 - f_t) * c_prev + i_t * g_t
h_t = o_t * np.tanh(c_prev)


# %% lstm_step A3+C22
c_t = np.tanh(f_t * c_prev + g_t)


# %% lstm_step A8
c_t = f_t * c_prev + i_t


# %% lstm_step P7
import math

h_t = o_t * math.tanh(c_t)


# %% lstm_step P5
return h_t[0], c_t[0]


# %% lstm_step C25
def lstm_step(x_t, h_prev, c_prev, params):
    W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o = params.values()
    z = np.hstack([x_t, h_prev])
    c = sigmoid(z @ W_f + b_f) * c_prev + sigmoid(z @ W_i + b_i) * np.tanh(z @ W_c + b_c)
    return sigmoid(z @ W_o + b_o) * np.tanh(c), c


# %% lstm_step K11
c_t = np.clip(f_t * c_prev + i_t * g_t, -10, 10)


# %% lstm_step K11
c_t = np.clip(f_t * c_prev + i_t * g_t, -50, 50)


# %% lstm_step C8
c_t = (1 - i_t) * c_prev + i_t * g_t


# %% lstm_step C8
c_t = f_t * c_prev + (1 - f_t) * g_t


# %% lstm_step C24
i_t = sigmoid(z @ params["W_i"] + params["b_f"])


# %% lstm_step C24
o_t = sigmoid(z @ params["W_o"] + params["b_i"])


# %% lstm_step P9
return h_t, c_t, (z, f_t, i_t, g_t, o_t)


# %% lstm_step P17
def lstm_step(x_t, c_prev, h_prev, params):
    z = np.hstack([x_t, h_prev])
    f, i, o = (sigmoid(z @ params[f"W_{k}"] + params[f"b_{k}"]) for k in "fio")
    c = f * c_prev + i * np.tanh(z @ params["W_c"] + params["b_c"])
    return o * np.tanh(c), c


# %% lstm_step P18
return h_t.round(6), c_t.round(6)
