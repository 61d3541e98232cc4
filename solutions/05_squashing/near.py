"""Answers to 05 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% sigmoid right
def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(np.asarray(z) / 2)


# %% sigmoid right
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


# %% sigmoid right
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


# %% d_tanh right
def d_tanh(y):
    return (1 - np.asarray(y)) * (1 + np.asarray(y))


# %% d_sigmoid right
def d_sigmoid(s):
    return 0.25 - (np.asarray(s) - 0.5) ** 2


# %% d_sigmoid P18
def d_sigmoid(s):
    return np.round(s * (1 - s), 6)


# %% d_tanh P18
def d_tanh(y):
    return np.round(1 - np.asarray(y) ** 2, 8)


# %% sigmoid S14
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


# %% sigmoid unknown
def sigmoid(z):
    return np.clip(1 / (1 + np.exp(-np.clip(z, -500, 500))), 1e-12, 1 - 1e-12)


# %% sigmoid unknown
def sigmoid(z):
    return np.clip(1 / (1 + np.exp(-np.clip(z, -500, 500))), 1e-7, 1 - 1e-7)
