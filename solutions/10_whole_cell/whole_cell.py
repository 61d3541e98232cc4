# %% [markdown]
# # 10 The whole cell
#
# You have all the parts: three gates, a candidate, a memory and a hidden state. Put them together, and you have
# written an LSTM.
#
# ![x_t and h_prev go into four layers: forget gate, input gate and output gate with a sigmoid, the candidate with a
# tanh. The old memory is scaled by the forget gate, the gated candidate is added, that is the new memory. Its tanh,
# scaled by the output gate, is the hidden state.](figure.svg)
#
# Chapter 10 of the book explains everything that you need. A core exercise: 10 points, one function (7) and three
# predictions (1 each).
#
# Run the cells from top to bottom. In each answer cell, put your code in place of `raise NotImplementedError()`.
# NumPy and matplotlib are all it takes: where the notebook is judged there is no other library.

# %% locked tools
import matplotlib.pyplot as plt
import numpy as np


def sigmoid(z):
    """Squashes every entry of z into (0, 1), safe for any z: the one of 05."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% [markdown]
# ## Write
#
# Sizes: `B` examples in the batch, `D` numbers in an input, `H` units. One row is one example. `params` is a dict with
# eight arrays: `W_f`, `W_i`, `W_c`, `W_o`, each `(D+H, H)`, and `b_f`, `b_i`, `b_c`, `b_o`, each `(H,)`.
#
# `sigmoid` is there for you. Small functions of your own are welcome in the same cell.


# %% answer lstm_step
def lstm_step(x_t, h_prev, c_prev, params):
    """One step of the LSTM.

    Arguments:
        x_t: (B, D), the input of this step
        h_prev: (B, H), the hidden state of the step before
        c_prev: (B, H), the cell of the step before
        params: a dict of W_f, W_i, W_c, W_o and b_f, b_i, b_c, b_o

    Returns:
        h_t: (B, H), the hidden state
        c_t: (B, H), the cell
    """
    ### BEGIN SOLUTION
    z_t = np.concatenate([x_t, h_prev], axis=1)
    f_t = sigmoid(z_t @ params["W_f"] + params["b_f"])
    i_t = sigmoid(z_t @ params["W_i"] + params["b_i"])
    c_tilde_t = np.tanh(z_t @ params["W_c"] + params["b_c"])
    o_t = sigmoid(z_t @ params["W_o"] + params["b_o"])
    c_t = f_t * c_prev + i_t * c_tilde_t
    h_t = o_t * np.tanh(c_t)
    return h_t, c_t
    ### END SOLUTION


# %% check lstm_step
check(lstm_step)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** All weights are zero, `b_f` is +50, `b_i` is -50 and `c_prev` is 3. What is `c_t`? Three decimal
# places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** The same cell, and `b_o` is +50. What is `h_t`? Three decimal places.

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** All weights and all biases are zero, and `c_prev` is 2. What is `h_t`? Three decimal places.

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# Your cell with random weights reads a single pulse and then nothing. Change the forget bias: how long does it
# remember? Change the seed, the number of units or the size of the weights.

# %%
seed, units, size, forget_bias, steps = 0, 4, 0.5, 1.0, 40

rng = np.random.default_rng(seed)
params = {f"W_{gate}": rng.normal(0, size, (1 + units, units)) for gate in "fico"}
params |= {f"b_{gate}": np.zeros(units) for gate in "ico"} | {"b_f": np.full(units, forget_bias)}
h, c = np.zeros((1, units)), np.zeros((1, units))
cells = []
for step in range(steps):
    x = np.full((1, 1), 5.0 if step == 0 else 0.0)
    h, c = lstm_step(x, h, c, params)
    cells.append(c[0])
plt.figure(figsize=(5.6, 3))
plt.plot(np.array(cells))
plt.axhline(0, color="0.7")
plt.xlabel("steps")
plt.ylabel("c, one line a unit")
plt.show()
