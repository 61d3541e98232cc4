"""Wrong answers to 03, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% rnn_step like 07_input_gate.candidate A8=S11


# %% rnn_step R25
def rnn_step(x_t, h_prev, W, b):
    a = np.concatenate([x_t, h_prev], axis=1) @ W + b
    gate = 1 / (1 + np.exp(-a))
    return gate * np.tanh(a)


# %% rnn_step R25
def rnn_step(x_t, h_prev, W, b):
    a = np.concatenate([x_t, h_prev], axis=1) @ W + b
    keep = 1 / (1 + np.exp(-a))
    return keep * h_prev + (1 - keep) * np.tanh(a)


# %% rnn_forward base
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h_t = np.tanh(np.hstack([x_t, h]) @ W + b)
        hs.append(h_t)
        h = h_t
    return np.array(hs)


# %% rnn_forward Q1
h = np.zeros_like(h0)


# %% rnn_forward Q2
h_t = rnn_step(x_t, h0, W, b)


# %% rnn_forward Q3
x = x[::-1]
h = h0


# %% rnn_forward Q3
return np.array(hs[::-1])


# %% rnn_forward Q3
return np.stack(hs, axis=1)


# %% rnn_forward Q3
x = x.swapaxes(0, 1)
h = h0
return np.stack(hs, axis=1)


# %% rnn_forward Q3
for t in range(len(x)):
    h = rnn_step(x[:, t], h, W, b)
    hs.append(h)


# %% rnn_forward Q5
return h


# %% rnn_forward Q5
hs.append(h)


# %% rnn_forward A5
for t in range(len(x)):
    h = rnn_step(x[t - 1], h, W, b)
    hs.append(h)


# %% rnn_forward A5
x = np.concatenate([np.zeros((1, *x.shape[1:])), x[:-1]])
h = h0


# %% rnn_forward R2
h = h0.copy()
for x_t in x:
    h[:] = rnn_step(x_t, h, W, b)
    hs.append(h)


# %% rnn_forward R3
hs = [h0]


# %% rnn_forward R22
h_t = rnn_step(x[0], h, W, b)


# %% rnn_forward R23
return np.array(hs), h


# %% rnn_forward P5
return np.concatenate(hs)


# %% rnn_forward P5
return np.squeeze(hs)


# %% rnn_forward P5
return np.hstack(hs)


# %% rnn_forward P6
return hs


# %% rnn_forward P6
return np.array(hs).tolist()


# %% rnn_forward P1
return print(np.array(hs).shape)


# %% rnn_forward P12
h_t = rnn_step(x_t, h_prev, W, b)


# %% rnn_forward P13
h_t = rnn_step(x_t, h, W)


# %% rnn_forward C18
for x_t in x:
    h[:] = rnn_step(x_t, h, W, b)
    hs.append(h.copy())


# %% rnn_forward C18+R2
for x_t in x:
    h[:] = rnn_step(x_t, h, W, b)
    hs.append(h)


# %% rnn_forward C20a
return np.array(hs).astype(np.float32)


# %% rnn_forward P2
last = []


def rnn_forward(x, h0, W, b):
    h = h0 + len(last)
    hs = []
    for x_t in x:
        h = np.tanh(np.hstack([x_t, h]) @ W + b)
        hs.append(h)
    last.append(h)
    return np.array(hs)


# %% rnn_forward C19
h = h0 * 0 + h0.mean(axis=0)


# %% rnn_forward Q1+Q5
h = np.zeros_like(h0)
return h


# %% rnn_forward Q1+R3
h = np.zeros(h0.shape)
hs = [h]


# %% rnn_forward C12a
h_t = np.tanh(np.hstack([x_t, h]) @ W)


# %% rnn_forward C14
h_t = np.tanh(np.hstack([h, x_t]) @ W + b)


# %% rnn_forward C3
h_t = 1 / (1 + np.exp(-(np.hstack([x_t, h]) @ W + b)))


# %% rnn_forward G1
h_t = np.hstack([x_t, h]) @ W + b


# %% rnn_forward C13
h_t = np.tanh(x_t @ W[: x.shape[2]] + b)
