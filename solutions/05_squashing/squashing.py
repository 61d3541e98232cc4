# %% [markdown]
# # 05 Squashing
#
# A gate has to say *how much*, a candidate has to say *what*. Both start from a sum that can be any number.
# Two curves squash it. You write the first one, and the slopes of both.
#
# ![Two S-shaped curves. The sigmoid rises from 0 to 1 and says how much. The tanh rises from -1 to 1 and says
# what.](figure.svg)
#
# Chapter 05 of the book explains everything that you need. A warm-up: 10 points, three functions (3 + 2 + 2) and three
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
# ### The sigmoid
#
# It must be *stable*: for z = -800 as well as for z = 800 the right number, no `nan`, no overflow warning.
# An array of whole numbers is welcome too, and so is a plain number.


# %% answer sigmoid
def sigmoid(z):
    """Squashes every entry of z into (0, 1).

    Arguments:
        z: an array of any shape, floats or whole numbers, or one number

    Returns:
        s: float64, the shape of z
    """
    ### BEGIN SOLUTION
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, e) / (1.0 + e)
    ### END SOLUTION


# %% check sigmoid
check(sigmoid)

# %% [markdown]
# ### The slope of the sigmoid, from its output
#
# How fast does the curve rise at z? You are given `s`, the value of the sigmoid there, and not `z`.


# %% answer d_sigmoid
def d_sigmoid(s):
    """Slope of the sigmoid where its output is s.

    Arguments:
        s: outputs of the sigmoid, an array of any shape or one number

    Returns:
        slope: the shape of s
    """
    ### BEGIN SOLUTION
    return s * (1 - s)
    ### END SOLUTION


# %% check d_sigmoid
check(d_sigmoid)

# %% [markdown]
# ### The slope of tanh, from its output


# %% answer d_tanh
def d_tanh(y):
    """Slope of tanh where its output is y.

    Arguments:
        y: outputs of tanh, an array of any shape or one number

    Returns:
        slope: the shape of y
    """
    ### BEGIN SOLUTION
    return 1 - y * y
    ### END SOLUTION


# %% check d_tanh
check(d_tanh)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number in place of the three dots.
#
# **1.** The sigmoid of 3 is 0.9526. What is the sigmoid of -3? Four decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** The output of a sigmoid is 0.9. What is its slope there?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** A gradient of 1 goes back through three sigmoids, one after the other, each at its steepest point.
# How much of it is left? Four decimal places.

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A weight `w` in front of z makes the curve steeper. Change the list and run the cell again. Which `w` makes a switch?
# What happens to the slope far away from 0?

# %%
weights = [0.5, 1, 5]

z = np.linspace(-8, 8, 161)
fig, (curve, slope) = plt.subplots(2, 1, figsize=(5.6, 4.6), layout="constrained")
for w in weights:
    s = sigmoid(w * z)
    curve.plot(z, s, label=f"w = {w}")
    slope.plot(z, w * d_sigmoid(s))
curve.set(ylabel="sigmoid(w z)")
slope.set(xlabel="z", ylabel="slope")
curve.legend()
plt.show()
