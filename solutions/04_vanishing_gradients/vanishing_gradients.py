# %% [markdown]
# # 04 Vanishing gradients
#
# The error is at the end of the sentence, the word that matters at its beginning. Every step on the way back
# multiplies what the error has to say by one more factor.
#
# ![Five states in a row, joined by arrows that lead forward in time. Below them arrows lead back from the last state to
# the first; each is thinner than the one before it, and beside each stands the Jacobian of its step.](figure.svg)
#
# Chapter 04 of the book explains everything that you need. A core exercise: 10 points, two functions (3 + 4) and three
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
# Sizes: `T` steps, `H` units. There is one example and no batch. The step is that of 03, and only the part of its
# weights counts that reads the old state: `h_t = tanh(h_prev @ W_h + ...)`. In the sum of unit `j`, `W_h[k, j]` is the
# weight of the old unit `k`; `W_h` is not symmetric.
#
# ### One step
#
# How does each new unit answer to each old one? Row `j` is about the new unit `j`, column `k` about the old unit `k`.


# %% answer step_jacobian
def step_jacobian(h_t, W_h):
    """The derivative of the new state by the old one.

    Arguments:
        h_t: (H,), the new state, between -1 and 1: it has been through tanh
        W_h: (H, H), the weights on the old state

    Returns:
        J: (H, H), J[j, k] is the derivative of h_t[j] by h_prev[k]
    """
    ### BEGIN SOLUTION
    return (1 - h_t**2)[:, None] * W_h.T
    ### END SOLUTION


# %% check step_jacobian
check(step_jacobian)

# %% [markdown]
# ### Many steps
#
# How strongly does the last state still answer to the state at `t`? The derivative is a matrix. Its size is the
# spectral norm, that is the largest singular value: the most that the matrix can stretch a vector.
#
# `hs[t]` is the state after step `t`, counted from 0. So the last state is `hs[T-1]`, the last norm is exactly 1, and
# `hs[0]` itself is never used. With `T = 1` the result is `[1.]`.


# %% answer gradient_norms
def gradient_norms(hs, W_h):
    """How strongly the last state answers to each state.

    Arguments:
        hs: (T, H), the states of one example, each after tanh
        W_h: (H, H), the weights on the old state

    Returns:
        norms: (T,), norms[t] is the spectral norm of the derivative of hs[T-1] by hs[t]
    """
    ### BEGIN SOLUTION
    product = np.eye(len(W_h))
    norms = [1.0]
    for h_t in hs[:0:-1]:
        product = product @ step_jacobian(h_t, W_h)
        norms.append(np.linalg.norm(product, ord=2))
    return np.array(norms[::-1])
    ### END SOLUTION


# %% check gradient_norms
check(gradient_norms)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** `W_h` is the identity, and every entry of every state is 0.9. How large is the derivative of the last state by
# the state ten steps before?
#
# - `"a"`: 1
# - `"b"`: about 0.35
# - `"c"`: 0.19
# - `"d"`: about 0.00000006

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** One unit, no input, no bias, and all its states are exactly 0. Its recurrent weight is 1.1. How large is the
# derivative of the last state by the state fifty steps before? To the nearest whole number.

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** A gradient is the sum of what each word contributes. The first word contributes a millionth of it. Now the
# gradient is too long, and is clipped by its norm. What is the first word's share of it then?
#
# - `"a"`: larger than a millionth
# - `"b"`: a millionth
# - `"c"`: as large as the last word's
# - `"d"`: smaller than a millionth

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A network of 16 units reads noise. Its weights are scaled so that their spectral radius is 1: in the textbook nothing
# vanishes. Change `inputs`, the size of what it reads. The dashed line is what a forget gate with nothing but a bias
# keeps. Which `bias` still has a tenth after 40 steps? Then find the radius with which the plain network does.

# %%
radius, inputs, bias, steps, units = 1.0, [0.01, 0.3, 1.0], 1.0, 60, 16

rng = np.random.default_rng(0)
W_h = rng.normal(size=(units, units))
W_h *= radius / np.abs(np.linalg.eigvals(W_h)).max()
lags = np.arange(steps)[::-1]
plt.figure(figsize=(5.6, 3))
for size in inputs:
    hs = [np.zeros(units)]
    for _ in range(steps):
        hs.append(np.tanh(hs[-1] @ W_h + rng.normal(0, size, units)))
    plt.plot(lags, gradient_norms(np.array(hs[1:]), W_h), label=f"inputs of size {size}")
plt.plot(lags, (1 / (1 + np.exp(-bias))) ** lags, "--", color="#3D4F5C", label=f"a forget gate with bias {bias}")
plt.yscale("log")
plt.xlabel("steps back")
plt.ylabel("gradient norm")
plt.legend()
plt.show()
