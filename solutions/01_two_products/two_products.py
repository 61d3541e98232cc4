# %% [markdown]
# # 01 Two products
#
# Two arrays can meet in two ways: in pairs, each entry with the one in the same place, or whole rows with whole
# columns. An LSTM needs both, and NumPy seldom tells you when you took the wrong one. Here you write both.
#
# ![Left, in pairs: one entry of a and the entry of b in the same place make one entry of the result. Right, a layer:
# a whole row of z and a whole column of W make one entry of the result, and a bias comes on top.](figure.svg)
#
# Chapter 01 of the book explains everything that you need. A warm-up: 10 points, two functions (3 + 4) and
# three predictions (1 each).
#
# Run the cells from top to bottom. In each answer cell, put your code in place of `raise NotImplementedError()`.
# NumPy and matplotlib are all it takes: where the notebook is judged there is no other library.

# %% locked tools
import matplotlib.pyplot as plt
import numpy as np


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% [markdown]
# ## Write
#
# Sizes: `B` examples, `K` inputs, `H` outputs, each at least 1. One row is one example. The arrays hold floats; return
# a new one, and leave those that you were given as they are.
#
# ### In pairs
#
# Both arrays have one shape, and so has the result. This is how a gate will scale a memory.


# %% answer hadamard
def hadamard(a, b):
    """Each entry times the entry in the same place.

    Arguments:
        a: (B, H)
        b: (B, H)

    Returns:
        out: (B, H)
    """
    ### BEGIN SOLUTION
    return a * b
    ### END SOLUTION


# %% check hadamard
check(hadamard)

# %% [markdown]
# ### A layer
#
# Every output is a sum of all inputs, each with a weight of its own, and a bias on top. All examples go through the
# same weights, and none sees another.


# %% answer affine
def affine(z, W, b):
    """An affine layer for a whole batch.

    Arguments:
        z: (B, K), one row of inputs for each example
        W: (K, H), column h holds the weights of output h
        b: (H,), bias, one number for each output

    Returns:
        out: (B, H)
    """
    ### BEGIN SOLUTION
    return z @ W + b
    ### END SOLUTION


# %% check affine
check(affine)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** `a` has the shape (4, 2), `b` the shape (2, 7). What is `a @ b`?
#
# - `"a"`: an array of shape (4, 7)
# - `"b"`: an array of shape (2, 2)
# - `"c"`: an error

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** `a = np.array([[1, 2], [3, 4]])` and `b = np.array([[10, 5], [2, 1]])`. What number is entry `[1, 0]` of
# `a * b`?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** Somebody writes `z @ W.T + b` for the layer and tries it with `B = 2` and `K = H = 3`. What comes?
#
# - `"a"`: an error
# - `"b"`: the right numbers
# - `"c"`: other numbers, and no error

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# Two square arrays, both of your products, and where these differ. Change `a` and `b` and run the cell again. How many
# entries can you make equal while `a` and `b` differ and neither is all zero?

# %%
a = np.array([[2.0, 1.0, 0.0], [0.0, -1.0, 0.0], [0.5, 0.0, 1.0]])
b = np.array([[1.0, 0.0, 0.0], [0.0, 3.0, 1.0], [0.0, 0.0, -2.0]])

in_pairs, by_rows = hadamard(a, b), affine(a, b, np.zeros(3))
fig, axes = plt.subplots(2, 2, figsize=(5, 5), layout="constrained")
shown = {"a": a, "b": b, "hadamard(a, b)": in_pairs, "affine(a, b, 0)": by_rows}
for ax, (title, array) in zip(axes.flat, shown.items(), strict=True):
    ax.imshow(array, cmap="PuOr", vmin=-4, vmax=4)
    for i, j in np.ndindex(3, 3):
        ink = "white" if abs(array[i, j]) > 2.5 else "black"
        ax.text(j, i, f"{array[i, j]:g}", ha="center", va="center", color=ink)
    ax.set(title=title, xticks=[], yticks=[])
fig.suptitle(f"equal in {int(np.isclose(in_pairs, by_rows).sum())} of 9 entries")
plt.show()
