# %% [markdown]
# # 09 The output gate
#
# The memory is there. How much of it should the rest of the network see at this step? The output gate decides, and
# what it shows is the hidden state.
#
# ![The new memory c_t goes on as it is. A copy goes through tanh. x_t and h_prev go through a layer with a sigmoid,
# the output gate o_t. It scales the squashed memory, unit by unit: the hidden state h_t.](figure.svg)
#
# Chapter 09 of the book explains everything that you need. A core exercise: 10 points, two functions (3 + 4) and three
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
# Sizes: `B` examples in the batch, `D` numbers in an input, `H` units. One row is one example.
#
# ### The gate


# %% answer output_gate
def output_gate(x_t, h_prev, W_o, b_o):
    """The share of each memory that is shown.

    Arguments:
        x_t: (B, D), the input of this step
        h_prev: (B, H), the hidden state of the step before
        W_o: (D+H, H), weights; the first D rows belong to x_t
        b_o: (H,), bias

    Returns:
        o_t: (B, H), between 0 and 1
    """
    ### BEGIN SOLUTION
    return sigmoid(np.concatenate([x_t, h_prev], axis=1) @ W_o + b_o)
    ### END SOLUTION


# %% check output_gate
check(output_gate)

# %% [markdown]
# ### What is shown


# %% answer hidden_state
def hidden_state(o_t, c_t):
    """The memory, squashed, as far as the gate shows it.

    Arguments:
        o_t: (B, H), the output gate
        c_t: (B, H), the new cell

    Returns:
        h_t: (B, H), between -1 and 1
    """
    ### BEGIN SOLUTION
    return o_t * np.tanh(c_t)
    ### END SOLUTION


# %% check hidden_state
check(hidden_state)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** The cell holds 5 and the output gate is 0.5. What is the hidden state? Three decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** All weights are zero, `b_o` is -50 and the cell holds 7. What is the hidden state?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** A memory is to be kept for twenty steps and shown at the end only. What must the gates be during the wait?
#
# - `"a"`: forget 1, input 0, output 0
# - `"b"`: forget 0, input 0, output 0
# - `"c"`: forget 1, input 1, output 0
# - `"d"`: forget 1, input 0, output 1

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A latch: something is written at one step and shown at another. The input `x` is 1 when the door should open. Change
# the steps, the weight or the bias. What does a half-open door show?

# %%
written_at, shown_at, steps = 3, 15, 20
weight, bias = 20.0, -10.0

c = np.zeros((1, 1))
memory, hidden = [], []
for step in range(steps):
    c = c + (step == written_at) * 1.5
    x = np.full((1, 1), float(step == shown_at))
    o_t = output_gate(x, np.zeros((1, 1)), np.array([[weight], [0.0]]), np.array([bias]))
    memory.append(c[0, 0])
    hidden.append(hidden_state(o_t, c)[0, 0])
plt.figure(figsize=(5.6, 3))
plt.step(range(steps), memory, where="mid", color="#7A3B8F", linestyle="--", label="c: kept")
plt.step(range(steps), hidden, where="mid", color="#3D4F5C", linewidth=3, label="h: shown")
plt.xlabel("steps")
plt.legend()
plt.show()
