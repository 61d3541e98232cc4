# %% [markdown]
# # 06 The forget gate
#
# How much of the old memory stays? The forget gate looks at the new input and the last hidden state and answers
# with one share for every unit.
#
# ![x_t and h_prev are joined and go through one layer with a sigmoid: the forget gate f_t. It scales the old memory
# c_prev, unit by unit; what comes out is kept.](figure.svg)
#
# Chapter 06 of the book explains everything that you need. A core exercise: 10 points, three functions (3 + 2 + 2) and
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
# ### The gate
#
# Each row of `x_t` is joined with the same row of `h_prev`, the input in front. One layer, one sigmoid.
# `sigmoid` is there for you.


# %% answer forget_gate
def forget_gate(x_t, h_prev, W_f, b_f):
    """The share of each memory that is kept.

    Arguments:
        x_t: (B, D), the input of this step
        h_prev: (B, H), the hidden state of the step before
        W_f: (D+H, H), weights; the first D rows belong to x_t
        b_f: (H,), bias

    Returns:
        f_t: (B, H), between 0 and 1
    """
    ### BEGIN SOLUTION
    z_t = np.concatenate([x_t, h_prev], axis=1)
    return sigmoid(z_t @ W_f + b_f)
    ### END SOLUTION


# %% check forget_gate
check(forget_gate)

# %% [markdown]
# ### What it keeps
#
# Each unit has a memory of its own and a gate value of its own.


# %% answer keep
def keep(f_t, c_prev):
    """What is left of the old memory.

    Arguments:
        f_t: (B, H), the forget gate
        c_prev: (B, H), the cell of the step before

    Returns:
        kept: (B, H)
    """
    ### BEGIN SOLUTION
    return f_t * c_prev
    ### END SOLUTION


# %% check keep
check(keep)

# %% [markdown]
# ### For how long
#
# A gate keeps the value `f` at every step. After how many steps is a half of the memory left? The answer is a real
# number, not rounded. A gate of 0 needs 0 steps, a gate of 1 never gets there: `np.inf`.


# %% answer half_life
def half_life(f):
    """Steps n with f ** n = 1/2.

    Arguments:
        f: gate values in [0, 1], an array of any shape or one number

    Returns:
        steps: the shape of f; 0 where f is 0, inf where f is 1
    """
    ### BEGIN SOLUTION
    with np.errstate(divide="ignore"):  # log(0) and a division by log(1) give the two limits
        return np.log(2) / np.abs(np.log(f))
    ### END SOLUTION


# %% check half_life
check(half_life)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** A cell holds 4. The forget gate stays at 0.9, and nothing is written. What does the cell hold after 10 steps?
# Two decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** `x_t` and `h_prev` are zero, `b_f` is +50, `c_prev` is -3. What is kept?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** All weights are zero. Which bias `b_f` gives a half-life of about 100 steps?
#
# - `"a"`: 0
# - `"b"`: 1
# - `"c"`: 3
# - `"d"`: 5

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A memory of 1, and a gate that only has a bias. Change the biases or the number of steps and run the cell again.
# Find a bias that still holds a tenth after 1000 steps.

# %%
biases = [-1, 0, 2, 4]
steps = 100

zeros = np.zeros((1, 1))
plt.figure(figsize=(5.6, 3))
for bias in biases:
    f_t = forget_gate(zeros, zeros, np.zeros((2, 1)), np.array([float(bias)]))
    memory = [np.ones((1, 1))]
    for _ in range(steps):
        memory.append(keep(f_t, memory[-1]))
    plt.plot(np.ravel(memory), label=f"b_f = {bias}: half-life {half_life(f_t[0, 0]):.1f}")
plt.axhline(0.5, color="0.6", linestyle="--")
plt.xlabel("steps")
plt.ylabel("what is left")
plt.legend()
plt.show()
