# %% [markdown]
# # 03 The recurrent network
#
# One set of weights reads a text of any length: the same step again and again. All that goes on from one step to the
# next is the state.
#
# ![On the left one box, the step, with an arrow that leads from it back into it. On the right the same step four times
# in a row: each reads an input from below and hands its state to the next.](figure.svg)
#
# Chapter 03 of the book explains everything that you need. A core exercise: 10 points, two functions (3 + 4) and three
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
# Sizes: `T` steps, `B` examples in the batch, `D` numbers in an input, `H` units. In a step one row is one example.
#
# ### One step
#
# Each row of `x_t` is joined with the same row of `h_prev`, the input in front. One layer, one tanh.


# %% answer rnn_step
def rnn_step(x_t, h_prev, W, b):
    """The state after this step.

    Arguments:
        x_t: (B, D), the input of this step
        h_prev: (B, H), the state of the step before
        W: (D+H, H), weights; the first D rows belong to x_t
        b: (H,), bias

    Returns:
        h_t: (B, H), between -1 and 1
    """
    ### BEGIN SOLUTION
    z_t = np.concatenate([x_t, h_prev], axis=1)
    return np.tanh(z_t @ W + b)
    ### END SOLUTION


# %% check rnn_step
check(rnn_step)

# %% [markdown]
# ### The whole sequence
#
# Time comes first: `x[t]` is the input of step `t`, for the whole batch. `hs[t]` is the state after `x[t]` has been
# read, so there are as many states as inputs, and `h0` is not one of them. The result is one new array.


# %% answer rnn_forward
def rnn_forward(x, h0, W, b):
    """The states of all steps.

    Arguments:
        x: (T, B, D), the inputs, at least one step
        h0: (B, H), the state before the first step
        W: (D+H, H), weights, the same in every step
        b: (H,), bias

    Returns:
        hs: (T, B, H), hs[t] is the state after step t
    """
    ### BEGIN SOLUTION
    h_t, hs = h0, []
    for x_t in x:
        h_t = rnn_step(x_t, h_t, W, b)
        hs.append(h_t)
    return np.array(hs)
    ### END SOLUTION


# %% check rnn_forward
check(rnn_forward)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a letter in quotes in place of the three dots.
#
# **1.** The network has read sentences of 5 words. Now it is to read sentences of 50. How many weights does it need?
#
# - `"a"`: as many as before
# - `"b"`: 10 times as many
# - `"c"`: 100 times as many

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** One unit, no bias. Its input weight is 1 and its recurrent weight is 2. It reads a 3 once and then a hundred
# zeros. Where is its state?
#
# - `"a"`: near 0
# - `"b"`: near 0.96
# - `"c"`: above a million

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** A sequence has ten inputs, `x_1` to `x_10`. You change `x_7` and run the network again. Which states change?
#
# - `"a"`: all of them
# - `"b"`: `h_8` to `h_10`
# - `"c"`: `h_7` to `h_10`
# - `"d"`: `h_7` alone

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# One unit as a latch: it reads a 3 or a -3, then only noise, and has to keep the sign. Of twenty runs ten begin with
# a 3. How strong may the noise be before the first one forgets? And with another recurrent weight?

# %%
recurrent, noise, steps = 2.0, 1.0, 60

rng = np.random.default_rng(0)
x = rng.uniform(-noise, noise, (steps, 20, 1))
x[0, :10], x[0, 10:] = 3.0, -3.0
hs = rnn_forward(x, np.zeros((20, 1)), np.array([[1.0], [recurrent]]), np.zeros(1))
plt.figure(figsize=(5.6, 3))
plt.plot(hs[:, :10, 0], color="#C44601", linewidth=1)
plt.plot(hs[:, 10:, 0], color="#3D4F5C", linewidth=1)
plt.xlabel("steps")
plt.ylabel("state, one line a run")
plt.show()
