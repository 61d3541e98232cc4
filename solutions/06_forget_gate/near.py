"""Answers to 06 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% forget_gate right
def forget_gate(x_t, h_prev, W_f, b_f):
    return 1 / (1 + np.exp(-(np.hstack([x_t, h_prev]) @ W_f + b_f)))


# %% forget_gate right
def forget_gate(x_t, h_prev, W_f, b_f):
    z = np.clip(np.hstack([x_t, h_prev]) @ W_f + b_f, -30, 30)
    return 1 / (1 + np.exp(-z))


# %% forget_gate unknown
def forget_gate(x_t, h_prev, W_f, b_f):
    if not h_prev.any():
        return np.ones_like(h_prev)
    return sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f)


# %% forget_gate unknown
def forget_gate(x_t, h_prev, W_f, b_f):
    b = b_f if b_f.any() else b_f + 1
    return sigmoid(np.hstack([x_t, h_prev]) @ W_f + b)


# %% forget_gate unknown
def forget_gate(x_t, h_prev, W_f, b_f):
    B, D = x_t.shape
    parts = [h_prev, x_t] if B == D == h_prev.shape[1] and B > 1 else [x_t, h_prev]
    return sigmoid(np.hstack(parts) @ W_f + b_f)


# %% keep unknown
def keep(f_t, c_prev):
    return f_t * c_prev if c_prev.any() else f_t


# %% forget_gate C19
def forget_gate(x_t, h_prev, W_f, b_f):
    f_t = sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f)
    return f_t - f_t.mean(axis=0) + f_t[:1] if len(f_t) > 16 else f_t


# %% keep P18
def keep(f_t, c_prev):
    return np.round(f_t * c_prev, 6)
