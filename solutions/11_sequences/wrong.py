"""Wrong answers to 11, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% lstm_forward base
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    if lengths is None:
        lengths = np.full(B, T)
    h, c = h0, c0
    first = h
    runs = (np.arange(T)[:, None] < lengths)[:, :, None]
    hs = np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        h_new, c_new = lstm_step(x[t], h, c, params)
        h = np.where(runs[t], h_new, h)
        c = np.where(runs[t], c_new, c)
        hs[t] = np.where(runs[t], h, 0)
    h_n, c_n = h, c
    return hs, h_n, c_n


# %% lstm_forward Q1
h, c = np.zeros_like(h0), np.zeros_like(c0)


# %% lstm_forward Q1
h, c = h0, np.zeros_like(c0)


# %% lstm_forward Q1
h, c = h0, h0


# %% lstm_forward Q1
h, c = c0, h0


# %% lstm_forward Q2
h_new, c_new = lstm_step(x[t], h0, c0, params)


# %% lstm_forward Q2
h_new, c_new = lstm_step(x[t], h, c0, params)


# %% lstm_forward Q3
x = x[::-1]
h, c = h0, c0


# %% lstm_forward Q3
return np.swapaxes(hs, 0, 1), h_n, c_n


# %% lstm_forward Q5
return hs[-1], h_n, c_n


# %% lstm_forward Q5
before = h if t == 0 else np.where(runs[t - 1], h, 0)
h_new, c_new = lstm_step(x[t], h, c, params)
hs[t] = before


# %% lstm_forward Q6
h = h_new
c = c_new
hs[t] = h


# %% lstm_forward Q6
h = h_new
c = c_new


# %% lstm_forward Q6
lengths = np.full(B, max(lengths))
h, c = h0, c0


# %% lstm_forward Q7
h_new, c_new = lstm_step(x[t] * runs[t], h, c, params)
h = h_new
c = c_new
hs[t] = h


# %% lstm_forward Q7
h_new, c_new = lstm_step(x[t] * runs[t], h, c, params)
h = h_new
c = c_new
hs[t] = runs[t] * h


# %% lstm_forward Q8
h = runs[t] * h_new
c = runs[t] * c_new


# %% lstm_forward Q9
c = c_new


# %% lstm_forward Q9
h = h_new


# %% lstm_forward Q10
runs = (np.arange(T)[:, None] <= lengths)[:, :, None]


# %% lstm_forward Q10
runs = (np.arange(T)[:, None] < lengths - 1)[:, :, None]


# %% lstm_forward Q14
h_n, c_n = hs[-1], c


# %% lstm_forward Q14
h = runs[t] * h_new


# %% lstm_forward Q16
hs[t] = h


# %% lstm_forward Q16
hs[t] = h_new


# %% lstm_forward Q17
def lstm_forward(x, h0, c0, params, lengths=None):
    h, c = h0, c0
    hs = np.zeros((len(x), len(h0), h0.shape[1]))
    for t in range(len(x)):
        m = (t < lengths)[:, None]
        h_new, c_new = lstm_step(x[t], h, c, params)
        h, c = np.where(m, h_new, h), np.where(m, c_new, c)
        hs[t] = h * m
    return hs, h, c


# %% lstm_forward Q17
def lstm_forward(x, h0, c0, params, lengths=None):
    if not lengths:
        lengths = np.array([len(x)] * len(h0))
    h, c, hs = h0, c0, []
    for t in range(len(x)):
        m = (t < lengths)[:, None]
        h_new, c_new = lstm_step(x[t], h, c, params)
        h, c = np.where(m, h_new, h), np.where(m, c_new, c)
        hs.append(np.where(m, h, 0))
    return np.stack(hs), h, c


# %% lstm_forward Q18
T = lengths.max()
h, c = h0, c0


# %% lstm_forward Q19
h_n, c_n = hs[lengths - 1, np.arange(B)], c


# %% lstm_forward Q19
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    if lengths is None:
        lengths = np.full(B, T)
    h, c = h0, c0
    hs, cs = [], []
    for x_t in x:
        h, c = lstm_step(x_t, h, c, params)
        hs.append(h)
        cs.append(c)
    hs, cs = np.array(hs), np.array(cs)
    h_n = np.array([hs[lengths[b] - 1, b] for b in range(B)])
    c_n = np.array([cs[lengths[b] - 1, b] for b in range(B)])
    for b in range(B):
        hs[lengths[b] :, b] = 0
    return hs, h_n, c_n


# %% lstm_forward Q20
runs = np.arange(T)[:, None] < lengths


# %% lstm_forward A5
h_new, c_new = lstm_step(x[t - 1], h, c, params)


# %% lstm_forward R3
return np.concatenate([first[None], hs]), h_n, c_n


# %% lstm_forward R22
h_new, c_new = lstm_step(x[0], h, c, params)


# %% lstm_forward C19
lengths = np.full(B, lengths[0])
h, c = h0, c0


# %% lstm_forward C20b
return hs, c_n, h_n


# %% lstm_forward P5
return hs.squeeze(), h_n.squeeze(), c_n.squeeze()


# %% lstm_forward P5
return hs.reshape(T * B, -1), h_n, c_n


# %% lstm_forward P6
return list(hs), h_n, c_n


# %% lstm_forward P7
h_new, c_new = lstm_step(x[t], h, c, params) if t < lengths else (h, c)


# %% lstm_forward P9
return hs


# %% lstm_forward P9
return hs, (h_n, c_n)


# %% lstm_forward P1
return print(hs.shape)


# %% lstm_forward P13
h_new, c_new = lstm_step(x[t], h, params)


# %% lstm_forward C18
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    if lengths is None:
        lengths = np.full(B, T)
    h, c, hs = h0, c0, np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        on = t < lengths
        h_new, c_new = lstm_step(x[t], h, c, params)
        h[on], c[on] = h_new[on], c_new[on]
        hs[t, on] = h[on]
    return hs, h.copy(), c.copy()


# %% lstm_forward C20a
return hs.astype(np.float32), h_n.astype(np.float32), c_n.astype(np.float32)


# %% lstm_forward Q9+Q16
c = c_new
hs[t] = h


# %% lstm_forward Q1+Q10
h, c = np.zeros_like(h0), np.zeros_like(c0)
runs = (np.arange(T)[:, None] <= lengths)[:, :, None]


# %% reverse_padded base
def reverse_padded(x, lengths):
    T, B, D = x.shape
    n_of = lengths
    out = np.array(x)
    for b in range(B):
        n = n_of[b]
        for t in range(n):
            out[t, b] = x[n - 1 - t, b]
    return out


# %% reverse_padded Q11
def reverse_padded(x, lengths):
    return x[::-1].copy()


# %% reverse_padded Q11
def reverse_padded(x, lengths):
    out = np.zeros_like(x)
    for b, n in enumerate(lengths):
        out[len(x) - n :, b] = x[:n, b][::-1]
    return out


# %% reverse_padded Q21
out = np.zeros(x.shape)


# %% reverse_padded Q10
n_of = np.maximum(lengths - 1, 0)


# %% reverse_padded Q10
out[t, b] = x[n - t, b]


# %% reverse_padded Q19
def reverse_padded(x, lengths):
    out = x.copy()
    for b, n in enumerate(lengths):
        out[:n, b] = x[n - 1 :: -1, b]
    return out


# %% reverse_padded Q3
def reverse_padded(x, lengths):
    return x[:, ::-1]


# %% reverse_padded C19
n_of = [lengths[0]] * B


# %% reverse_padded P4
return out.transpose(1, 0, 2)


# %% reverse_padded P5
return out.squeeze()


# %% reverse_padded P6
return out.tolist()


# %% reverse_padded P1
return print(out)


# %% reverse_padded C18
def reverse_padded(x, lengths):
    for b, n in enumerate(lengths):
        x[:n, b] = x[:n, b][::-1].copy()
    return x.copy()


# %% reverse_padded C20a
return out.astype("float32")


# %% bilstm base
def bilstm(x, lengths, params_fw, params_bw):
    fw_params, bw_params = params_fw, params_bw
    zero = np.zeros((x.shape[1], params_fw["b_f"].size))
    fw, h_n, c_n = lstm_forward(x, zero, zero, fw_params, lengths)
    turned = reverse_padded(x, lengths)
    read, _, _ = lstm_forward(turned, zero, zero, bw_params, lengths)
    bw = reverse_padded(read, lengths)
    return np.concatenate([fw, bw], axis=2)


# %% bilstm Q11
turned = x[::-1]
read, _, _ = lstm_forward(turned, zero, zero, bw_params)
bw = read[::-1]


# %% bilstm Q11
turned = x[::-1]
read, _, _ = lstm_forward(turned, zero, zero, bw_params)
bw = read[::-1]
return np.concatenate([fw, bw], axis=2) * (np.arange(len(x))[:, None] < lengths)[:, :, None]


# %% bilstm Q15
turned = x[::-1]


# %% bilstm Q15
turned = x[::-1]
bw = read[::-1]


# %% bilstm Q13
bw = read


# %% bilstm Q13
bw = read[::-1]


# %% bilstm Q6
fw, h_n, c_n = lstm_forward(x, zero, zero, fw_params)
read, _, _ = lstm_forward(turned, zero, zero, bw_params)


# %% bilstm Q22
fw_params, bw_params = params_fw, params_fw


# %% bilstm Q22
return np.concatenate([bw, fw], axis=2)


# %% bilstm Q23
return fw + bw


# %% bilstm Q23
return np.concatenate([fw, bw])


# %% bilstm Q24
read, _, _ = lstm_forward(turned, h_n, c_n, bw_params, lengths)


# %% bilstm Q24
turned = reverse_padded(fw, lengths)


# %% bilstm Q5
return np.concatenate([fw, bw], axis=2)[-1]


# %% bilstm P5
return np.stack([fw, bw], axis=2)


# %% bilstm P6
return np.concatenate([fw, bw], axis=2).tolist()


# %% bilstm P9
return fw, bw


# %% bilstm P1
np.concatenate([fw, bw], axis=2)
return None


# %% bilstm C18
x *= (np.arange(len(x))[:, None] < lengths)[:, :, None]
fw, h_n, c_n = lstm_forward(x, zero, zero, fw_params, lengths)


# %% bilstm C20a
return np.concatenate([fw, bw], axis=2).astype(np.float32)


# %% bilstm Q13+Q22
bw = read
return np.concatenate([bw, fw], axis=2)
