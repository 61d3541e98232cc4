"""Answers to 12 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% from_torch right
def from_torch(state_dict):
    H = len(state_dict["bias_ih_l0"]) // 4
    W = np.c_[state_dict["weight_ih_l0"], state_dict["weight_hh_l0"]]
    b = np.add(state_dict["bias_hh_l0"], state_dict["bias_ih_l0"])
    return {f"W_{g}": np.array(W[k * H : k * H + H].T, order="C") for k, g in enumerate("ifco")} | {
        f"b_{g}": b[k * H : k * H + H] for k, g in enumerate("ifco")
    }


# %% from_torch unknown
def from_torch(state_dict):
    H = len(state_dict["bias_ih_l0"]) // 4
    W_ih = state_dict["weight_ih_l0"]
    W_ih = W_ih if W_ih.shape[0] == W_ih.shape[1] else W_ih.T
    W = np.concatenate([W_ih, state_dict["weight_hh_l0"].T])
    b = state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"]
    params = {}
    for k, g in enumerate("ifco"):
        params["W_" + g], params["b_" + g] = W[:, k * H : k * H + H], b[k * H : k * H + H]
    return params


# %% stacked_forward unknown
def stacked_forward(x, layers):
    hs = x
    for params in layers[:2]:
        zero = np.zeros((x.shape[1], len(params["b_f"])))
        hs, _, _ = lstm_forward(hs, zero, zero, params)
    return hs
