"""Wrong answers to 10, one for each known mistake: one step of a student with one slip in it."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% lstm_step A1
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = np.dot(f_t, c_prev) + np.dot(i_t, g_t)
    h_t = np.dot(o_t, np.tanh(c_t))
    return h_t, c_t


# %% lstm_step A1
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t @ c_prev + i_t @ g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A2
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = (o_t * np.tanh(c_t)).sum(axis=1)
    return h_t, c_t


# %% lstm_step A3
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = np.tanh(f_t * c_prev + i_t * g_t)
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A4
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = np.clip(f_t * c_prev + i_t * g_t, -1, 1)
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A6
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * x_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A7
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = np.tanh(o_t * c_t)
    return h_t, c_t


# %% lstm_step A8
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * i_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A8
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * x_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A9
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = (f_t + i_t) * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A9
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * i_t + c_prev * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A10
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = (1 - f_t) * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A10
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = 1 - sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A11
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = np.maximum(z @ params["W_f"] + params["b_f"], 0)
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A12
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = (sigmoid(z @ params["W_f"] + params["b_f"]) > 0.5) * 1.0
    i_t = (sigmoid(z @ params["W_i"] + params["b_i"]) > 0.5) * 1.0
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = (sigmoid(z @ params["W_o"] + params["b_o"]) > 0.5) * 1.0
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C1
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = i_t * c_prev + f_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C2
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_o"] + params["b_o"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_i"] + params["b_i"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C3
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = sigmoid(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C4
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = np.tanh(z @ params["W_f"] + params["b_f"])
    i_t = np.tanh(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = np.tanh(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C4
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = np.tanh(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C5
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * c_t
    return h_t, c_t


# %% lstm_step C6
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_prev)
    return h_t, c_t


# %% lstm_step C7
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(g_t)
    return h_t, c_t


# %% lstm_step C8
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + (1 - f_t) * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C9
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C10
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + (i_t + g_t)
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C11
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * h_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C12a
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"])
    i_t = sigmoid(z @ params["W_i"])
    g_t = np.tanh(z @ params["W_c"])
    o_t = sigmoid(z @ params["W_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C12a
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C12b
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + 2 * params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + 2 * params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + 2 * params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + 2 * params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C12c
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"] + 1.0)
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C13
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, 0 * h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C14
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([h_prev, x_t])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C15
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"] + c_prev)
    i_t = sigmoid(z @ params["W_i"] + params["b_i"] + c_prev)
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"] + c_prev)
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C16
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = np.clip(0.2 * (z @ params["W_f"] + params["b_f"]) + 0.5, 0, 1)
    i_t = np.clip(0.2 * (z @ params["W_i"] + params["b_i"]) + 0.5, 0, 1)
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = np.clip(0.2 * (z @ params["W_o"] + params["b_o"]) + 0.5, 0, 1)
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C18
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = c_prev
    c_t *= f_t
    c_t += i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C18
def lstm_step(x_t, h_prev, c_prev, params):
    params["b_f"] += 1e-3
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C19
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev.mean(axis=0) + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C20a
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t.astype(np.float32), c_t.astype(np.float32)


# %% lstm_step C20a
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t.astype(np.float32), c_t


# %% lstm_step C20b
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return c_t, h_t


# %% lstm_step C21
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C22
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C23
def lstm_step(x_t, h_prev, c_prev, params):
    def softmax(a):
        e = np.exp(a - a.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    z = np.hstack([x_t, h_prev])
    f_t = softmax(z @ params["W_f"] + params["b_f"])
    i_t = softmax(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = softmax(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C24
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_f"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C24
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_i"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C24
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_f"] + params["b_f"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G1
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = z @ params["W_f"] + params["b_f"]
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G2
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = sigmoid(o_t) * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G4
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([np.zeros_like(x_t), h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G5
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + (1 - i_t) * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G6
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = (1 - o_t) * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G8
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * np.tanh(c_prev) + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G13
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = np.tanh(o_t * np.tanh(c_t))
    return h_t, c_t


# %% lstm_step K10
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev - i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step U1
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_prev


# %% lstm_step U2
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_prev, c_t


# %% lstm_step U3
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    c_t = f_t * c_prev + i_t * g_t
    z = np.hstack([x_t, np.tanh(c_t)])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step P1
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    print(h_t, c_t)


# %% lstm_step P4
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t.T, c_t.T


# %% lstm_step P5
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t.ravel(), c_t.ravel()


# %% lstm_step P6
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t.tolist(), c_t.tolist()


# %% lstm_step P9
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t


# %% lstm_step P9
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return np.array([h_t, c_t])


# %% lstm_step G16
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z * params["W_f"] + params["b_f"])
    i_t = sigmoid(z * params["W_i"] + params["b_i"])
    g_t = np.tanh(z * params["W_c"] + params["b_c"])
    o_t = sigmoid(z * params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G17
def lstm_step(x_t, h_prev, c_prev, params):
    z = x_t + h_prev
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G18
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.vstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G18
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.append(x_t, h_prev)
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G19
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(params["W_f"] @ z + params["b_f"])
    i_t = sigmoid(params["W_i"] @ z + params["b_i"])
    g_t = np.tanh(params["W_c"] @ z + params["b_c"])
    o_t = sigmoid(params["W_o"] @ z + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step P10
def lstm_step(x_t, h_prev, c_prev, params):
    W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o = params
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ W_f + b_f)
    i_t = sigmoid(z @ W_i + b_i)
    g_t = np.tanh(z @ W_c + b_c)
    o_t = sigmoid(z @ W_o + b_o)
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step P10
def lstm_step(x_t, h_prev, c_prev, params):
    W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o = params
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(np.dot(z, W_f) + b_f)
    i_t = sigmoid(z @ W_i + b_i)
    g_t = np.tanh(z @ W_c + b_c)
    o_t = sigmoid(z @ W_o + b_o)
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step P10
def lstm_step(x_t, h_prev, c_prev, params):
    W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o = (params[k] for k in range(8))
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ W_f + b_f)
    i_t = sigmoid(z @ W_i + b_i)
    g_t = np.tanh(z @ W_c + b_c)
    o_t = sigmoid(z @ W_o + b_o)
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step P10
def lstm_step(x_t, h_prev, c_prev, params):
    W_f, W_i, W_c, W_o = params.W_f, params.W_i, params.W_c, params.W_o
    b_f, b_i, b_c, b_o = params.b_f, params.b_i, params.b_c, params.b_o
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ W_f + b_f)
    i_t = sigmoid(z @ W_i + b_i)
    g_t = np.tanh(z @ W_c + b_c)
    o_t = sigmoid(z @ W_o + b_o)
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step G21
def lstm_step(x_t, h_prev, c_prev, params):
    f_t = sigmoid(x_t @ params["W_f"] + h_prev @ params["W_f"] + params["b_f"])
    i_t = sigmoid(x_t @ params["W_i"] + h_prev @ params["W_i"] + params["b_i"])
    g_t = np.tanh(x_t @ params["W_c"] + h_prev @ params["W_c"] + params["b_c"])
    o_t = sigmoid(x_t @ params["W_o"] + h_prev @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step C3+C5
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = sigmoid(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * c_t
    return h_t, c_t


# %% lstm_step C12a+C14
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([h_prev, x_t])
    f_t = sigmoid(z @ params["W_f"])
    i_t = sigmoid(z @ params["W_i"])
    g_t = np.tanh(z @ params["W_c"])
    o_t = sigmoid(z @ params["W_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A1+C12a
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"])
    i_t = sigmoid(z @ params["W_i"])
    g_t = np.tanh(z @ params["W_c"])
    o_t = sigmoid(z @ params["W_o"])
    c_t = f_t @ c_prev + i_t @ g_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A10+C6
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = (1 - f_t) * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_prev)
    return h_t, c_t


# %% lstm_step A3+C22
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = np.tanh(f_t * c_prev + g_t)
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step A8
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t


# %% lstm_step P7
import math


def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * math.tanh(c_t)
    return h_t, c_t


# %% lstm_step P5
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f_t = sigmoid(z @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z @ params["W_i"] + params["b_i"])
    g_t = np.tanh(z @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * g_t
    h_t = o_t * np.tanh(c_t)
    return h_t[0], c_t[0]
