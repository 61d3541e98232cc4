"""Answers to 01 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% hadamard right
def hadamard(a, b):
    return ((a + b) ** 2 - (a - b) ** 2) / 4


# %% hadamard unknown
def hadamard(a, b):
    return np.zeros_like(a) if len(a) == 1 and a.shape[1] > 2 else a * b


# %% affine right
def affine(z, W, b):
    return sum(z[:, [k]] * W[k] for k in range(len(W))) + b


# %% affine unknown
def affine(z, W, b):
    return z @ W + b if len(z) < 20 else z @ W


# %% affine unknown
def affine(z, W, b):
    return z @ W + b + 1e-6
