"""Answers to 03 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% rnn_step right
def rnn_step(x_t, h_prev, W, b):
    e = np.exp(-2 * (np.hstack([x_t, h_prev]) @ W + b))
    return (1 - e) / (1 + e)


# %% rnn_forward right
def rnn_forward(x, h0, W, b):
    hs = np.zeros((len(x) + 1, *h0.shape))
    hs[0] = h0
    for t in range(len(x)):
        hs[t + 1] = np.tanh(np.hstack([x[t], hs[t]]) @ W + b)
    return hs[1:]


# %% rnn_forward unknown
def rnn_forward(x, h0, W, b):
    h, hs = h0, []
    for t in range(min(len(x), 10)):
        h = np.tanh(np.hstack([x[t], h]) @ W + b)
        hs.append(h)
    return np.array(hs)
