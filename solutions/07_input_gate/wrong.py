"""Wrong answers to 07, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% input_gate like 06_forget_gate.forget_gate A10=G5


# %% candidate base
def candidate(x_t, h_prev, W_c, b_c):
    z = np.hstack([x_t, h_prev]) @ W_c + b_c
    return np.tanh(z)


# %% candidate C12a
z = np.concatenate((x_t, h_prev), 1) @ W_c


# %% candidate C12b
D = x_t.shape[1]
return np.tanh(x_t @ W_c[:D] + b_c + h_prev @ W_c[D:] + b_c)


# %% candidate C12c
z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c + 1


# %% candidate C13
z = x_t @ W_c[: x_t.shape[1], :] + b_c


# %% candidate G21
z = x_t @ W_c + h_prev @ W_c + b_c


# %% candidate C14
z = np.concatenate((h_prev, x_t), axis=-1) @ W_c + b_c


# %% candidate C19
z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
return np.ones((len(x_t), 1)) * np.tanh(z.mean(0))


# %% candidate C3
return 1 / (1 + np.exp(-(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)))


# %% candidate C16
z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
return np.maximum(-1, np.minimum(1, z))


# %% candidate C23
z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
e = np.exp(z - z.max(1)[:, None])
return e / e.sum(1)[:, None]


# %% candidate A8
return x_t.copy()


# %% candidate A11
return np.maximum(0, np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate A12
return np.where(np.concatenate((x_t, h_prev), 1) @ W_c + b_c > 0, 1.0, -1.0)


# %% candidate G1
return np.concatenate((x_t, h_prev), 1) @ W_c + b_c


# %% candidate G2
g = np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)
return np.tanh(g)


# %% candidate G3
return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c) + b_c


# %% candidate G4
z = h_prev @ W_c[x_t.shape[1] :] + b_c


# %% candidate G10
z = np.concatenate((x_t, h_prev), 1) @ W_c + b_c
return np.tanh(z.sum(1, keepdims=True)) * np.ones(len(b_c))


# %% candidate S1
return -np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate S2
return 2 / (1 + np.exp(-(np.concatenate((x_t, h_prev), 1) @ W_c + b_c))) - 1


# %% candidate S4
g = np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)
return 1 - g * g


# %% candidate P4
z = W_c.T @ np.concatenate((x_t, h_prev), 1).T + b_c[:, None]


# %% candidate P5
return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c).squeeze()


# %% candidate P6
return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c).tolist()


# %% candidate P1
def candidate(x_t, h_prev, W_c, b_c):
    c_tilde_t = np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate C18
b_c += (np.concatenate((x_t, h_prev), 1) @ W_c).mean(0)
return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c)


# %% candidate C20a
return np.tanh(np.concatenate((x_t, h_prev), 1) @ W_c + b_c, dtype=np.float32)


# %% candidate G16
z = np.concatenate((x_t, h_prev), 1)
return np.tanh(z * W_c + b_c)


# %% candidate G17
z = x_t + h_prev
return np.tanh(z @ W_c + b_c)


# %% candidate G18
z = np.concatenate([x_t, h_prev])
return np.tanh(z @ W_c + b_c)


# %% candidate G18
z = np.dot(np.append(x_t, h_prev), W_c) + b_c


# %% candidate G19
z = np.concatenate((x_t, h_prev), 1)
return np.tanh(W_c @ z + b_c)


# %% candidate G19
z = np.concatenate((x_t, h_prev), 1)
return np.tanh(np.dot(z, W_c.T) + b_c)


# %% candidate G19
z = np.dot(W_c.T, np.vstack([x_t.T, h_prev.T])) + b_c


# %% write base
def write(i_t, c_tilde_t):
    return i_t * c_tilde_t


# %% write A1
return i_t.dot(c_tilde_t)


# %% write A2
return (i_t * c_tilde_t).sum(axis=-1)


# %% write A8
return i_t**2


# %% write A12
return np.rint(i_t) * c_tilde_t


# %% write C3
return i_t * sigmoid(c_tilde_t)


# %% write C10
return i_t + c_tilde_t


# %% write C19
return np.array([i_t[0] * row for row in c_tilde_t])


# %% write C22
return c_tilde_t


# %% write G5
return c_tilde_t - i_t * c_tilde_t


# %% write G7
return c_tilde_t * sigmoid(i_t)


# %% write G9
return i_t * np.tanh(c_tilde_t)


# %% write G10
return i_t.mean(axis=-1)[..., None] * c_tilde_t


# %% write G11
scaled = i_t * c_tilde_t
return i_t * scaled


# %% write G12
return c_tilde_t / i_t


# %% write G13
return np.tanh(i_t * c_tilde_t)


# %% write G14
return c_tilde_t - i_t


# %% write S11
return i_t


# %% write V3
return i_t * abs(c_tilde_t)


# %% write P4
return (i_t * c_tilde_t).T


# %% write P5
return np.hstack(i_t * c_tilde_t)


# %% write P6
return (i_t * c_tilde_t).tolist()


# %% write P1
def write(i_t, c_tilde_t):
    print(i_t * c_tilde_t)


# %% write C18
return np.multiply(i_t, c_tilde_t, out=c_tilde_t)


# %% write C20a
return (i_t * c_tilde_t).astype("f4")


# %% candidate C3+C12a
return 1 / (1 + np.exp(-(np.hstack([x_t, h_prev]) @ W_c)))


# %% write A1+G5
return np.matmul(1 - i_t, c_tilde_t)


# %% candidate G20
z = x_t @ W_c[:2] + h_prev @ W_c[2:] + b_c


# %% candidate P7
import math


def candidate(x_t, h_prev, W_c, b_c):
    return math.tanh(np.hstack([x_t, h_prev]) @ W_c + b_c)


# %% candidate P5
return np.tanh(z)[0]


# %% candidate S14
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.clip(np.hstack([x_t, h_prev]) @ W_c + b_c, -5, 5))


# %% candidate A14
def candidate(x_t, h_prev, W_c, b_c):
    return np.tanh(np.hstack([x_t, h_prev]) @ W_c + b_c[:, np.newaxis])


# %% candidate P18
def candidate(x_t, h_prev, W_c, b_c):
    return np.around(np.tanh(np.hstack([x_t, h_prev]) @ W_c + b_c), 5)


# %% candidate P17
def candidate(x_t, h_prev, b_c, W_c):
    return np.tanh(np.hstack([x_t, h_prev]) @ W_c + b_c)


# %% input_gate P17
def input_gate(W_i, b_i, x_t, h_prev):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_i + b_i)


# %% write P16
product = np.empty((41, 11))


def write(i_t, c_tilde_t):
    B, H = i_t.shape
    product[:B, :H] = i_t * c_tilde_t
    return product[:B, :H]
