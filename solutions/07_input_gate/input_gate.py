# %% [markdown]
# # 07 The input gate
#
# Something new has arrived. What should go into the memory, and how much of it? Two networks answer: the candidate
# says *what*, the input gate says *how much*.
#
# ![x_t and h_prev go into two layers. One with a sigmoid gives the input gate i_t, one with a tanh gives the candidate
# c_tilde_t. The gate scales the candidate, unit by unit; what comes out is written.](figure.svg)
#
# Chapter 07 of the book explains everything that you need. A core exercise: 10 points, three functions (2 + 3 + 2) and
# three predictions (1 each).
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
# ### How much


# %% answer input_gate
def input_gate(x_t, h_prev, W_i, b_i):
    """The share of each candidate that is written.

    Arguments:
        x_t: (B, D), the input of this step
        h_prev: (B, H), the hidden state of the step before
        W_i: (D+H, H), weights; the first D rows belong to x_t
        b_i: (H,), bias

    Returns:
        i_t: (B, H), between 0 and 1
    """
    ### BEGIN SOLUTION
    return sigmoid(np.concatenate([x_t, h_prev], axis=1) @ W_i + b_i)
    ### END SOLUTION


# %% check input_gate
check(input_gate)

# %% [markdown]
# ### What
#
# The same inputs, other weights, another squashing: a candidate may be negative.


# %% answer candidate
def candidate(x_t, h_prev, W_c, b_c):
    """What each unit would like to add to its memory.

    Arguments:
        x_t: (B, D), the input of this step
        h_prev: (B, H), the hidden state of the step before
        W_c: (D+H, H), weights; the first D rows belong to x_t
        b_c: (H,), bias

    Returns:
        c_tilde_t: (B, H), between -1 and 1
    """
    ### BEGIN SOLUTION
    return np.tanh(np.concatenate([x_t, h_prev], axis=1) @ W_c + b_c)
    ### END SOLUTION


# %% check candidate
check(candidate)

# %% [markdown]
# ### What is written


# %% answer write
def write(i_t, c_tilde_t):
    """What is added to the memory.

    Arguments:
        i_t: (B, H), the input gate
        c_tilde_t: (B, H), the candidate

    Returns:
        written: (B, H)
    """
    ### BEGIN SOLUTION
    return i_t * c_tilde_t
    ### END SOLUTION


# %% check write
check(write)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** All weights are zero, `b_i` is 0 and `b_c` is 0.5. What is written? Three decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** All weights are zero, `b_i` is -50 and `b_c` is +50. What is written?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** A unit wants to take 0.3 away from its memory in one step. What must its two networks say?
#
# - `"a"`: gate 0.3, candidate -1
# - `"b"`: gate -0.3, candidate 1
# - `"c"`: gate 1, candidate 0.3
# - `"d"`: gate 0, candidate -0.3

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# The gate and the candidate look at the same input `x`. Here the gate opens for large `x` only. Change the four
# numbers. Can you make a unit that writes only where `x` is far below 0, and then -1?

# %%
weight_i, bias_i = 4.0, -4.0
weight_c, bias_c = 1.0, 0.0

x = np.linspace(-4, 4, 161)[:, None]
nothing = np.zeros((161, 1))
i_t = input_gate(x, nothing, np.array([[weight_i], [0.0]]), np.array([bias_i]))
c_tilde_t = candidate(x, nothing, np.array([[weight_c], [0.0]]), np.array([bias_c]))
plt.figure(figsize=(5.6, 3))
plt.plot(x, i_t, color="#0B5FB0", label="input gate")
plt.plot(x, c_tilde_t, color="#8A6100", linestyle="--", label="candidate")
plt.plot(x, write(i_t, c_tilde_t), color="#7A3B8F", linewidth=3, label="written")
plt.xlabel("x")
plt.legend()
plt.show()
