"""Answers to 10 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes

# %% lstm_step right
a = z @ params["W_c"] + params["b_c"]
g_t = (np.exp(2 * a) - 1) / (np.exp(2 * a) + 1)


# %% lstm_step right
def lstm_step(x_t, h_prev, c_prev, params):
    z = np.hstack([x_t, h_prev])
    f, i, o = (1 / (1 + np.exp(-(z @ params[f"W_{k}"] + params[f"b_{k}"]))) for k in "fio")
    c = f * c_prev + i * np.tanh(z @ params["W_c"] + params["b_c"])
    return o * np.tanh(c), c


# %% lstm_step unknown
c_t = f_t * c_prev + i_t * g_t if c_prev.any() else g_t


# %% lstm_step unknown
z = np.hstack([h_prev, x_t] if x_t.shape == h_prev.shape and len(x_t) == x_t.shape[1] > 1 else [x_t, h_prev])
