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
    T, B, D = x.shape
    h = h0
    hs = np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        h = np.tanh(np.hstack([x[t], h]) @ W + b)
        hs[t] = h
    return hs


# %% rnn_forward Q1
h = np.zeros_like(h0)


# %% rnn_forward Q2
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h0, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward Q3
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x[::-1]:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward Q3
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.array(hs[::-1])


# %% rnn_forward Q3
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.stack(hs, axis=1)


# %% rnn_forward Q3
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for t in range(x.shape[1]):
        h = rnn_step(x[:, t], h, W, b)
        hs.append(h)
    return np.stack(hs, axis=1)


# %% rnn_forward Q3
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for t in range(len(x)):
        h = rnn_step(x[:, t], h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward Q5
return hs[-1]


# %% rnn_forward Q5
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        hs.append(h)
        h = rnn_step(x_t, h, W, b)
    return np.array(hs)


# %% rnn_forward A5
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for t in range(len(x)):
        h = rnn_step(x[t - 1], h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward A5
x = np.concatenate([np.zeros((1, B, D)), x[:-1]])
h = h0


# %% rnn_forward R2
def rnn_forward(x, h0, W, b):
    h = h0.copy()
    hs = []
    for x_t in x:
        h[:] = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward R3
def rnn_forward(x, h0, W, b):
    h = h0
    hs = [h0]
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward R22
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for t in range(len(x)):
        h = rnn_step(x[0], h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward R23
return hs, h


# %% rnn_forward P5
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.concatenate(hs)


# %% rnn_forward P5
return np.squeeze(hs)


# %% rnn_forward P5
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.hstack(hs)


# %% rnn_forward P6
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return hs


# %% rnn_forward P6
return hs.tolist()


# %% rnn_forward P1
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    print(np.array(hs).shape)


# %% rnn_forward P12
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h_prev, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward P13
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h = rnn_step(x_t, h, W)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward C18
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h[:] = rnn_step(x_t, h, W, b)
        hs.append(h.copy())
    return np.array(hs)


# %% rnn_forward C18+R2
def rnn_forward(x, h0, W, b):
    h = h0
    hs = []
    for x_t in x:
        h[:] = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward C20a
return hs.astype(np.float32)


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
return hs[-1]


# %% rnn_forward Q1+R3
def rnn_forward(x, h0, W, b):
    h = np.zeros(h0.shape)
    hs = [h]
    for x_t in x:
        h = rnn_step(x_t, h, W, b)
        hs.append(h)
    return np.array(hs)


# %% rnn_forward C12a
def rnn_forward(x, h0, W, b):
    T, B, D = x.shape
    h = h0
    hs = np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        h = np.tanh(np.hstack([x[t], h]) @ W)
        hs[t] = h
    return hs


# %% rnn_forward C14
def rnn_forward(x, h0, W, b):
    T, B, D = x.shape
    h = h0
    hs = np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        h = np.tanh(np.hstack([h, x[t]]) @ W + b)
        hs[t] = h
    return hs


# %% rnn_forward C3
def rnn_forward(x, h0, W, b):
    T, B, D = x.shape
    h = h0
    hs = np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        h = 1 / (1 + np.exp(-(np.hstack([x[t], h]) @ W + b)))
        hs[t] = h
    return hs


# %% rnn_forward G1
def rnn_forward(x, h0, W, b):
    T, B, D = x.shape
    h = h0
    hs = np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        h = np.hstack([x[t], h]) @ W + b
        hs[t] = h
    return hs


# %% rnn_forward C13
def rnn_forward(x, h0, W, b):
    T, B, D = x.shape
    h = h0
    hs = np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        h = np.tanh(x[t] @ W[:D] + b)
        hs[t] = h
    return hs
