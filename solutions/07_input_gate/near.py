"""Answers to 07 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% candidate right
def candidate(x_t, h_prev, W_c, b_c):
    e = np.exp(2 * (np.hstack([x_t, h_prev]) @ W_c + b_c))
    return (e - 1) / (e + 1)


# %% candidate right
def candidate(x_t, h_prev, W_c, b_c):
    a = np.hstack([x_t, h_prev]) @ W_c + b_c
    return (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))


# %% candidate right
def candidate(x_t, h_prev, W_c, b_c):
    return 2 * sigmoid(2 * (np.hstack([x_t, h_prev]) @ W_c + b_c)) - 1


# %% write P18
def write(i_t, c_tilde_t):
    return np.round(i_t * c_tilde_t, 6)
