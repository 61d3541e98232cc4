"""Answers to 11 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% lstm_forward right
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    n = np.full(B, T) if lengths is None else lengths
    h, c, hs = 1.0 * h0, 1.0 * c0, np.zeros((T, B, h0.shape[1]))
    for t in range(T):
        on = t < n
        if not on.any():
            break
        h[on], c[on] = lstm_step(x[t][on], h[on], c[on], params)
        hs[t, on] = h[on]
    return hs, h, c


# %% lstm_forward Q6
def lstm_forward(x, h0, c0, params, lengths=None):
    h, c, hs = h0, c0, []
    for t in range(len(x)):
        m = (x[t] != 0).any(axis=1, keepdims=True)
        h1, c1 = lstm_step(x[t], h, c, params)
        h, c = np.where(m, h1, h), np.where(m, c1, c)
        hs.append(np.where(m, h, 0))
    return np.array(hs), h, c


# %% lstm_forward unknown
def lstm_forward(x, h0, c0, params, lengths=None):
    T, B, D = x.shape
    n = np.full(B, T) if lengths is None else lengths
    h, c, hs = h0, c0, np.zeros((T, B, h0.shape[1]))
    for t in range(min(T, 10)):
        m = (t < n)[:, None]
        h1, c1 = lstm_step(x[t], h, c, params)
        h, c = np.where(m, h1, h), np.where(m, c1, c)
        hs[t] = np.where(m, h, 0)
    return hs, h, c


# %% bilstm right
def bilstm(x, lengths, params_fw, params_bw):
    zero = np.zeros((x.shape[1], len(params_fw["b_c"])))
    halves = np.empty((*x.shape[:2], 2 * zero.shape[1]))
    tail = np.arange(len(x))[:, None] >= lengths
    x = np.where(tail[..., None], 0.0, x)
    halves[..., : zero.shape[1]] = lstm_forward(x, zero, zero, params_fw, lengths)[0]
    halves[..., zero.shape[1] :] = reverse_padded(
        lstm_forward(reverse_padded(x, lengths), zero, zero, params_bw, lengths)[0], lengths
    )
    halves[tail] = 0
    return halves


# %% bilstm unknown
def bilstm(x, lengths, params_fw, params_bw):
    zero = np.zeros((x.shape[1], len(params_fw["b_c"])))
    fw = lstm_forward(x, zero, zero, params_fw, lengths)[0]
    bw = lstm_forward(reverse_padded(x, lengths), zero, zero, params_bw, lengths)[0]
    bw = bw * (lengths > 1)[:, None]
    return np.concatenate([fw, reverse_padded(bw, lengths)], axis=2)
