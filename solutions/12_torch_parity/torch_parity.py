# %% [markdown]
# # 12 The same LSTM everywhere
#
# Somebody else trained it, in PyTorch. It is the same function, packed in another way, and nothing warns when a block
# is read for another.
#
# ![torch's matrix of 4H rows as four bands of H rows, from the top input gate, forget gate, candidate and output gate,
# and an arrow from each band, turned over, to the matrix of its gate: W_i, W_f, W_c, W_o.](figure.svg)
#
# Chapter 12 of the book explains everything that you need. A core exercise: 10 points, three functions (3 + 2 + 2) and
# three predictions (1 each).
#
# Run the cells from top to bottom. In each answer cell, put your code in place of `raise NotImplementedError()`.
# NumPy and matplotlib are all it takes: where the notebook is judged there is no other library, and no PyTorch.

# %% locked tools
import matplotlib.pyplot as plt
import numpy as np


def sigmoid(z):
    """Squashes every entry of z into (0, 1), safe for any z: the one of 05."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def lstm_forward(x, h0, c0, params):
    """hs (T, B, H), h_n and c_n (B, H): the one of 11, for sequences that are all as long as the batch."""
    h_t, c_t, hs = h0, c0, []
    for x_t in x:
        z_t = np.concatenate([x_t, h_t], axis=1)
        f_t, i_t, a_t, o_t = (z_t @ params[f"W_{gate}"] + params[f"b_{gate}"] for gate in "fico")
        c_t = sigmoid(f_t) * c_t + sigmoid(i_t) * np.tanh(a_t)
        h_t = sigmoid(o_t) * np.tanh(c_t)
        hs.append(h_t)
    return np.array(hs), h_t, c_t


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% [markdown]
# ## Write
#
# Sizes: `D` numbers in an input, `H` units. A layer of ours is the dict `params` with `W_f`, `W_i`, `W_c`, `W_o`, each
# `(D+H, H)`, whose first `D` rows read the input, and `b_f`, `b_i`, `b_c`, `b_o`, each `(H,)`.
#
# A layer of torch is the dict `state_dict` with four arrays. Its rows stand in four blocks: input gate, forget gate,
# candidate, output gate. The bias of a gate is the sum of its two biases.
#
# ### From torch


# %% answer from_torch
def from_torch(state_dict):
    """The parameters of one layer, from torch's arrays.

    Arguments:
        state_dict: a dict of weight_ih_l0 (4H, D), weight_hh_l0 (4H, H), bias_ih_l0 (4H,) and bias_hh_l0 (4H,)

    Returns:
        params: a dict of W_f, W_i, W_c, W_o, each (D+H, H), and b_f, b_i, b_c, b_o, each (H,)
    """
    ### BEGIN SOLUTION
    W = np.concatenate([state_dict["weight_ih_l0"].T, state_dict["weight_hh_l0"].T])
    b = state_dict["bias_ih_l0"] + state_dict["bias_hh_l0"]
    params = {}
    for gate, W_gate, b_gate in zip("ifco", np.split(W, 4, axis=1), np.split(b, 4), strict=True):
        params[f"W_{gate}"], params[f"b_{gate}"] = W_gate, b_gate
    return params
    ### END SOLUTION


# %% check from_torch
check(from_torch)

# %% [markdown]
# ### To torch
#
# The way back. There are many pairs of biases with the right sum; here all of it goes into the first.


# %% answer to_torch
def to_torch(params):
    """torch's arrays, from the parameters of one layer.

    Arguments:
        params: a dict of W_f, W_i, W_c, W_o, each (D+H, H), and b_f, b_i, b_c, b_o, each (H,)

    Returns:
        state_dict: a dict of weight_ih_l0 (4H, D), weight_hh_l0 (4H, H), bias_ih_l0 (4H,), the whole bias, and
            bias_hh_l0 (4H,), zeros
    """
    ### BEGIN SOLUTION
    W = np.concatenate([params[f"W_{gate}"] for gate in "ifco"], axis=1)
    b = np.concatenate([params[f"b_{gate}"] for gate in "ifco"])
    D = len(W) - len(b) // 4
    return {"weight_ih_l0": W[:D].T, "weight_hh_l0": W[D:].T, "bias_ih_l0": b, "bias_hh_l0": np.zeros_like(b)}
    ### END SOLUTION


# %% check to_torch
check(to_torch)

# %% [markdown]
# ### Layers on layers
#
# The states of one layer are the inputs of the next. Every layer starts from zero states. `lstm_forward` is there for
# you; what you wrote in 11 costs nothing here.


# %% answer stacked_forward
def stacked_forward(x, layers):
    """A stack of LSTM layers.

    Arguments:
        x: (T, B, D), the inputs of the bottom layer
        layers: a list of dicts of parameters, the bottom layer first; their widths may differ

    Returns:
        hs: (T, B, H), the hidden states of the top layer
    """
    ### BEGIN SOLUTION
    hs = x
    for params in layers:
        zero = np.zeros((x.shape[1], len(params["b_f"])))
        hs, _, _ = lstm_forward(hs, zero, zero, params)
    return hs
    ### END SOLUTION


# %% check stacked_forward
check(stacked_forward)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** A layer of torch has 4 units. Rows are counted from 0. To what does row 9 of `weight_ih_l0` belong?
#
# - `"a"`: the forget gate
# - `"b"`: the input gate
# - `"c"`: the candidate
# - `"d"`: the output gate

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** In torch somebody sets the forget gate's part of `bias_ih_l0` to 1, and that of `bias_hh_l0` to 1 as well. All
# weights are 0. What is the gate? Three decimal places.

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** How many numbers does a `torch.nn.LSTM(10, 20)` hold, weights and biases together? It has 10 inputs, 20 units
# and one layer.

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A layer as torch starts it, small random numbers. Somebody reads its blocks in the order `order`. Would you see it in
# the picture? Then set `size` to 1, which is more like a layer that has learned.

# %%
order, size, seed = "fico", 0.3, 0

rng = np.random.default_rng(seed)
D, H = 3, 8
arrays = {"weight_ih_l0": (4 * H, D), "weight_hh_l0": (4 * H, H), "bias_ih_l0": 4 * H, "bias_hh_l0": 4 * H}
arrays = {name: rng.uniform(-size, size, shape) for name, shape in arrays.items()}
right = from_torch(arrays)
wrong = {}
for taken, meant in zip(order, "ifco", strict=True):
    wrong["W_" + taken], wrong["b_" + taken] = right["W_" + meant], right["b_" + meant]
x = rng.normal(size=(40, 1, D))
plt.figure(figsize=(5.6, 3))
for name, params, style in (("right", right, "-"), (order, wrong, "--")):
    plt.plot(stacked_forward(x, [params])[:, 0, 0], style, label=name)
plt.legend()
plt.xlabel("steps")
plt.ylabel("h, one unit")
plt.show()
