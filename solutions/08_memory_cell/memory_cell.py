# %% [markdown]
# # 08 The memory cell
#
# One gate has decided what stays, another what is added. The memory cell puts the two together, and carries the result
# to the next step. It is a straight road: nothing squashes it on the way.
#
# ![The old memory c_prev is scaled by the forget gate f_t. What the input gate i_t lets through of the candidate
# c_tilde_t is added. The sum is the new memory c_t.](figure.svg)
#
# Chapter 08 of the book explains everything that you need. A core exercise: 10 points, two functions (4 + 3) and three
# predictions (1 each).
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
# Sizes: `B` examples in the batch, `H` units. One row is one example.
#
# ### The new memory
#
# The gates and the candidate are finished when they come to you.


# %% answer cell_update
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    """The memory after this step.

    Arguments:
        f_t: (B, H), the forget gate
        c_prev: (B, H), the cell of the step before
        i_t: (B, H), the input gate
        c_tilde_t: (B, H), the candidate

    Returns:
        c_t: (B, H)
    """
    ### BEGIN SOLUTION
    return f_t * c_prev + i_t * c_tilde_t
    ### END SOLUTION


# %% check cell_update
check(cell_update)

# %% [markdown]
# ### How far it can go
#
# You know that the cell started with `abs(c_0) <= c0_abs`. You do not know the gates. Which number can `abs(c)` come
# as close to as you like after `n` steps, but never pass?


# %% answer cell_bound
def cell_bound(c0_abs, n):
    """The least upper bound of abs(c) after n steps.

    Arguments:
        c0_abs: a number, at least 0: the start lies between -c0_abs and c0_abs
        n: a whole number of steps, at least 0

    Returns:
        bound: a number
    """
    ### BEGIN SOLUTION
    return c0_abs + float(n)
    ### END SOLUTION


# %% check cell_bound
check(cell_bound)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** The forget gate is 0.5, the old cell -2, the input gate 0.25 and the candidate 0.8. What is the new cell?

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** A cell starts at 0. Both gates stay wide open, and the candidate is 0.8 at every step. Where is the cell after
# ten steps?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** The forget gate stays at 0.9, the input gate at 1 and the candidate at 1, for ever. Where does the cell come
# to rest?
#
# - `"a"`: at 1
# - `"b"`: at 9
# - `"c"`: at 10
# - `"d"`: nowhere, it grows without end

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A cell that counts. With both gates open it climbs by the candidate at every step, and `tanh(c)` hardly notices any
# more. Close the forget gate a little: where does the climb end? Let the candidate change its sign half-way.

# %%
forget, write_gate = 1.0, 1.0
proposals = [0.9] * 10 + [0.0] * 10

c = np.zeros((1, 1))
memory = [0.0]
for proposal in proposals:
    c = cell_update(np.full((1, 1), forget), c, np.full((1, 1), write_gate), np.full((1, 1), proposal))
    memory.append(c[0, 0])
plt.figure(figsize=(5.6, 3))
plt.plot(memory, color="#7A3B8F", linewidth=3, label="c")
plt.plot(np.tanh(memory), color="#3D4F5C", linestyle="--", label="tanh(c)")
plt.plot([cell_bound(0.0, n) for n in range(len(memory))], color="0.7", linestyle=":", label="bound")
plt.xlabel("steps")
plt.legend()
plt.show()
