"""Wrong answers to 12, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% from_torch base
def from_torch(state_dict):
    W_ih, W_hh = state_dict["weight_ih_l0"], state_dict["weight_hh_l0"]
    H = W_hh.shape[1]
    order = ["i", "f", "c", "o"]
    W = np.concatenate([W_ih.T, W_hh.T], axis=0)
    b = state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"]
    weights = {"W_" + order[k]: W[:, k * H : (k + 1) * H] for k in range(4)}
    biases = {"b_" + order[k]: b[k * H : (k + 1) * H] for k in range(4)}
    params = {**weights, **biases}
    return params


# %% from_torch T1
b = state_dict["bias_ih_l0"]


# %% from_torch T1
b = state_dict["bias_hh_l0"]


# %% from_torch T1
b = state_dict["bias_ih_l0"] + state_dict["bias_ih_l0"]


# %% from_torch T1
b = np.zeros(4 * H)


# %% from_torch T1
b = (state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"]) / 2


# %% from_torch T2
order = ["i", "o", "f", "c"]


# %% from_torch T2
order = ["i", "f", "o", "c"]


# %% from_torch T2
order = ["f", "i", "c", "o"]


# %% from_torch T2
order = ["f", "i", "o", "c"]


# %% from_torch T2
biases = {"b_" + gate: b[k * H : (k + 1) * H] for k, gate in enumerate("fico")}


# %% from_torch T3
W = np.concatenate([W_ih.reshape(-1, 4 * H), W_hh.reshape(H, 4 * H)])


# %% from_torch T3
def from_torch(state_dict):
    W = np.hstack([state_dict["weight_ih_l0"], state_dict["weight_hh_l0"]])
    b = state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"]
    W_i, W_f, W_c, W_o = np.split(W, 4)
    b_i, b_f, b_c, b_o = np.split(b, 4)
    return {"W_f": W_f, "W_i": W_i, "W_c": W_c, "W_o": W_o, "b_f": b_f, "b_i": b_i, "b_c": b_c, "b_o": b_o}


# %% from_torch T8
W = np.concatenate([W_hh.T, W_ih.T], axis=0)


# %% from_torch T9
def from_torch(state_dict):
    W = np.concatenate([state_dict["weight_ih_l0"].T, state_dict["weight_hh_l0"].T])
    b = state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"]
    params = {}
    for k, gate in enumerate("ifco"):
        params["W_" + gate] = W[:, k::4]
        params["b_" + gate] = b[k::4]
    return params


# %% from_torch T10
order = ["i", "f", "g", "o"]


# %% from_torch P5
params = {name: value[np.newaxis] for name, value in {**weights, **biases}.items()}


# %% from_torch P6
params = {name: value.tolist() for name, value in {**weights, **biases}.items()}


# %% from_torch P9
def from_torch(state_dict):
    W = np.concatenate([state_dict["weight_ih_l0"].T, state_dict["weight_hh_l0"].T])
    W_i, W_f, W_c, W_o = np.split(W, 4, axis=1)
    b_i, b_f, b_c, b_o = np.split(state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"], 4)
    return W_f, W_i, W_c, W_o, b_f, b_i, b_c, b_o


# %% from_torch P1
return print(params.keys())


# %% from_torch C18
def from_torch(state_dict):
    b = state_dict["bias_ih_l0"]
    b += state_dict["bias_hh_l0"]
    W = np.concatenate([state_dict["weight_ih_l0"].T, state_dict["weight_hh_l0"].T])
    H = len(b) // 4
    params = {}
    for k, gate in enumerate("ifco"):
        params["W_" + gate] = W[:, k * H : (k + 1) * H]
        params["b_" + gate] = b[k * H : (k + 1) * H].copy()
    return params


# %% from_torch C20a
params = {name: value.astype(np.float32) for name, value in {**weights, **biases}.items()}


# %% from_torch T1+T2
b = state_dict["bias_ih_l0"]
order = ["i", "o", "f", "c"]


# %% to_torch base
def to_torch(params):
    order = ["i", "f", "c", "o"]
    H = params["b_f"].size
    D = params["W_f"].shape[0] - H
    W = np.concatenate([params["W_" + gate] for gate in order], axis=1)
    b = np.concatenate([params["b_" + gate] for gate in order])
    b_ih, b_hh = b, np.zeros_like(b)
    W_ih, W_hh = W[:D], W[D:]
    w1, w2 = W_ih.T, W_hh.T
    result = {"weight_ih_l0": w1, "weight_hh_l0": w2, "bias_ih_l0": b_ih, "bias_hh_l0": b_hh}
    return result


# %% to_torch T1
b_ih, b_hh = b, b


# %% to_torch T1
b_ih, b_hh = np.zeros(4 * H), np.zeros(4 * H)


# %% to_torch T7
b_ih, b_hh = b / 2, b / 2


# %% to_torch T7
b_ih, b_hh = np.zeros_like(b), b


# %% to_torch T2
order = ["i", "o", "f", "c"]


# %% to_torch T2
order = "fico"


# %% to_torch T2
b = np.concatenate([params["b_" + gate] for gate in "fico"])


# %% to_torch T3
w1, w2 = W_ih, W_hh


# %% to_torch T3
w1, w2 = W_ih.reshape(4 * H, D), W_hh.reshape(4 * H, H)


# %% to_torch T8
W_ih, W_hh = W[D:], W[:D]


# %% to_torch C14
W_ih, W_hh = W[H:], W[:H]


# %% to_torch T9
W = np.stack([params["W_" + gate] for gate in order], axis=2).reshape(D + H, 4 * H)
b = np.stack([params["b_" + gate] for gate in order], axis=1).ravel()


# %% to_torch T10
result = {"weight_ih": w1, "weight_hh": w2, "bias_ih": b_ih, "bias_hh": b_hh}


# %% to_torch P5
result = {"weight_ih_l0": w1[None], "weight_hh_l0": w2[None], "bias_ih_l0": b_ih[None], "bias_hh_l0": b_hh[None]}


# %% to_torch P6
result = {
    "weight_ih_l0": w1.tolist(),
    "weight_hh_l0": w2.tolist(),
    "bias_ih_l0": b_ih.tolist(),
    "bias_hh_l0": b_hh.tolist(),
}


# %% to_torch P9
return w1, w2, b_ih, b_hh


# %% to_torch P9
result = {"weight_ih_l0": w1, "weight_hh_l0": w2, "bias_ih_l0": b_ih}


# %% to_torch P1
return print(result)


# %% to_torch C18
for value in params.values():
    value += 0.5
order = ["i", "f", "c", "o"]


# %% to_torch C20a
result = {
    "weight_ih_l0": w1.astype("float32"),
    "weight_hh_l0": w2.astype("float32"),
    "bias_ih_l0": b_ih.astype("float32"),
    "bias_hh_l0": b_hh.astype("float32"),
}


# %% to_torch T2+T7
order = ["i", "o", "f", "c"]
b_ih, b_hh = b / 2, b / 2


# %% stacked_forward base
def stacked_forward(x, layers):
    used = layers
    B = x.shape[1]
    hs, outputs = x, []
    for params in used:
        zero = np.zeros((B, params["b_f"].shape[0]))
        hs, h_n, c_n = lstm_forward(hs, zero, zero, params)
        outputs.append(hs)
    result = hs
    return result


# %% stacked_forward T11
used = layers[::-1]


# %% stacked_forward T12
def stacked_forward(x, layers):
    for params in layers:
        zero = np.zeros((x.shape[1], params["b_f"].shape[0]))
        hs, _, _ = lstm_forward(x, zero, zero, params)
    return hs


# %% stacked_forward T13
def stacked_forward(x, layers):
    h = c = np.zeros((x.shape[1], len(layers[0]["b_f"])))
    hs = x
    for params in layers:
        hs, h, c = lstm_forward(hs, h, c, params)
    return hs


# %% stacked_forward T14
used = layers[:-1]


# %% stacked_forward T14
used = [layers[0] for _ in layers]


# %% stacked_forward Q3
result = hs.transpose(1, 0, 2)


# %% stacked_forward Q3
hs, outputs = x[::-1], []


# %% stacked_forward Q5
result = h_n


# %% stacked_forward R23
return result, h_n, c_n


# %% stacked_forward P5
return np.squeeze(result)


# %% stacked_forward P5
result = np.concatenate(outputs, axis=-1)


# %% stacked_forward P6
result = outputs


# %% stacked_forward P6
result = list(hs)


# %% stacked_forward P1
return print(result.shape)


# %% stacked_forward C18
x *= 1.5
hs, outputs = x, []


# %% stacked_forward C20a
result = hs.astype(np.float32)
