"""Wrong answers to 07, one for each known mistake, as students write them; those of the gate are in 06."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% candidate C12a
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c)


# %% candidate C12b
def candidate(x_t, h_prev, W_c, b_c):
    D = x_t.shape[1]
    return np.tanh(x_t @ W_c[:D] + b_c + h_prev @ W_c[D:] + b_c)


# %% candidate C12c
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c + 1)


# %% candidate C13
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(x_t @ W_c[: x_t.shape[1], :] + b_c)


# %% candidate G21
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(x_t @ W_c + h_prev @ W_c + b_c)


# %% candidate C14
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.concatenate((h_prev, x_t), axis=-1) @ W_c + b_c)


# %% candidate C19
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
    return np.ones((len(x_t), 1)) * np.tanh(z.mean(0))


# %% candidate C3
def candidate(x_t, h_prev, W_c, b_c):
    return sigmoid(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate C16
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
    return np.maximum(-1, np.minimum(1, z))


# %% candidate C23
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
    e = np.exp(z - z.max(1)[:, None])
    return e / e.sum(1)[:, None]


# %% candidate A8
def candidate(x_t, h_prev, W_c, b_c):
    return x_t.copy()


# %% candidate A11
def candidate(x_t, h_prev, W_c, b_c):
    return np.maximum(0, np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate A12
def candidate(x_t, h_prev, W_c, b_c):
    return np.where(np.concatenate((x_t, h_prev), 1) @ W_c + b_c > 0, 1.0, -1.0)


# %% candidate G1
def candidate(x_t, h_prev, W_c, b_c):
    return np.concatenate((x_t, h_prev), 1) @ W_c + b_c


# %% candidate G2
def candidate(x_t, h_prev, W_c, b_c):
    g = np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)
    return np.tanh(g)


# %% candidate G3
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c) + b_c


# %% candidate G4
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(h_prev @ W_c[x_t.shape[1] :] + b_c)


# %% candidate G10
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
    return np.tanh(z.sum(1, keepdims=True)) * np.ones(len(b_c))


# %% candidate S1
def candidate(x_t, h_prev, W_c, b_c):
    return -np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate S2
def candidate(x_t, h_prev, W_c, b_c):
    return 2 * sigmoid(np.concatenate((x_t, h_prev), 1) @ W_c + b_c) - 1


# %% candidate S4
def candidate(x_t, h_prev, W_c, b_c):
    g = np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)
    return 1 - g * g


# %% candidate P4
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(W_c.T @ np.concatenate((x_t, h_prev), 1).T + b_c[:, None])


# %% candidate P5
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c).squeeze()


# %% candidate P6
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c).tolist()


# %% candidate P1
def candidate(x_t, h_prev, W_c, b_c):
    c_tilde_t = np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate C18
def candidate(x_t, h_prev, W_c, b_c):
    b_c += (np.concatenate((x_t, h_prev), 1) @ W_c).mean(0)
    return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate C20a
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c, dtype=np.float32)


# %% candidate G16
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate((x_t, h_prev), 1)
    return np.tanh(z * W_c + b_c)


# %% candidate G17
def candidate(x_t, h_prev, W_c, b_c):
    z = x_t + h_prev
    return np.tanh(z @ W_c + b_c)


# %% candidate G18
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate([x_t, h_prev])
    return np.tanh(z @ W_c + b_c)


# %% candidate G18
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.dot(np.append(x_t, h_prev), W_c) + b_c)


# %% candidate G19
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate((x_t, h_prev), 1)
    return np.tanh(W_c @ z + b_c)


# %% candidate G19
def candidate(x_t, h_prev, W_c, b_c):
    z = np.concatenate((x_t, h_prev), 1)
    return np.tanh(np.dot(z, W_c.T) + b_c)


# %% candidate G19
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.dot(W_c.T, np.vstack([x_t.T, h_prev.T])) + b_c)


# %% write A1
def write(i_t, c_tilde_t):
    return i_t.dot(c_tilde_t)


# %% write A2
def write(i_t, c_tilde_t):
    return (i_t * c_tilde_t).sum(axis=-1)


# %% write A8
def write(i_t, c_tilde_t):
    return i_t**2


# %% write A12
def write(i_t, c_tilde_t):
    return np.rint(i_t) * c_tilde_t


# %% write C3
def write(i_t, c_tilde_t):
    return i_t * sigmoid(c_tilde_t)


# %% write C10
def write(i_t, c_tilde_t):
    return i_t + c_tilde_t


# %% write C19
def write(i_t, c_tilde_t):
    return np.array([i_t[0] * row for row in c_tilde_t])


# %% write C22
def write(i_t, c_tilde_t):
    return c_tilde_t


# %% write G5
def write(i_t, c_tilde_t):
    return c_tilde_t - i_t * c_tilde_t


# %% write G7
def write(i_t, c_tilde_t):
    return c_tilde_t * sigmoid(i_t)


# %% write G9
def write(i_t, c_tilde_t):
    return i_t * np.tanh(c_tilde_t)


# %% write G10
def write(i_t, c_tilde_t):
    return i_t.mean(axis=-1)[..., None] * c_tilde_t


# %% write G11
def write(i_t, c_tilde_t):
    scaled = i_t * c_tilde_t
    return i_t * scaled


# %% write G12
def write(i_t, c_tilde_t):
    return c_tilde_t / i_t


# %% write G13
def write(i_t, c_tilde_t):
    return np.tanh(i_t * c_tilde_t)


# %% write G14
def write(i_t, c_tilde_t):
    return c_tilde_t - i_t


# %% write S11
def write(i_t, c_tilde_t):
    return i_t


# %% write V3
def write(i_t, c_tilde_t):
    return i_t * abs(c_tilde_t)


# %% write P4
def write(i_t, c_tilde_t):
    return (i_t * c_tilde_t).T


# %% write P5
def write(i_t, c_tilde_t):
    return np.hstack(i_t * c_tilde_t)


# %% write P6
def write(i_t, c_tilde_t):
    return (i_t * c_tilde_t).tolist()


# %% write P1
def write(i_t, c_tilde_t):
    print(i_t * c_tilde_t)


# %% write C18
def write(i_t, c_tilde_t):
    return np.multiply(i_t, c_tilde_t, out=c_tilde_t)


# %% write C20a
def write(i_t, c_tilde_t):
    return (i_t * c_tilde_t).astype("f4")


# %% candidate C3+C12a
def candidate(x_t, h_prev, W_c, b_c):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_c)


# %% write A1+G5
def write(i_t, c_tilde_t):
    return np.matmul(1 - i_t, c_tilde_t)


# %% candidate G20
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(x_t @ W_c[:2] + h_prev @ W_c[2:] + b_c)


# %% candidate P7
import math


def candidate(x_t, h_prev, W_c, b_c):
    return math.tanh(np.hstack([x_t, h_prev]) @ W_c + b_c)


# %% candidate P5
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.hstack([x_t, h_prev]) @ W_c + b_c)[0]
