# %% [markdown]
# # 17 Long time lags
#
# Whether a network can look far back is asked with tasks in which only a few symbols or numbers matter, and these lie
# far from the end. The tasks are made by a program, so you can make as many sequences as you like, and you know what is
# right. Here you write the program.
#
# ![A drawing of the grammar: a B, then a T or a P, then a way through a frame with eight circles and arrows with
# letters between them, then the same T or P again, then an E. Two circles have an arrow to themselves.](figure.svg)
#
# Chapter 17 of the book explains everything that you need. A core exercise: 10 points, five functions
# (2 + 1 + 1 + 1 + 2) and three predictions (1 each).
#
# Run the cells from top to bottom. In each answer cell, put your code in place of `raise NotImplementedError()`.
# NumPy and matplotlib are all it takes, beside what comes with Python: where the notebook is judged there is no other
# library.

# %% locked tools
import matplotlib.pyplot as plt
import numpy as np


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% [markdown]
# ## Write
#
# ### What may follow
#
# The embedded Reber grammar, as drawn above: follow the arrows from left to right and write down their letters. In the
# frame:
#
# | from | with | to |
# |---|---|---|
# | the start | B | 1 |
# | 1 | T or P | 2 or 3 |
# | 2 | S or X | 2 again, or 4 |
# | 3 | T or V | 3 again, or 5 |
# | 4 | X or S | 3 or 6 |
# | 5 | P or V | 4 or 6 |
# | 6 | E | the end of the frame |
#
# After the frame comes the letter that stood second, and an E. Say which symbols may follow a beginning.


# %% answer reber_next
def reber_next(prefix):
    """The symbols that may follow.

    Arguments:
        prefix: a string, what has been read; "" before the first symbol

    Returns:
        symbols: a string of the legal next symbols, in the order of the alphabet; "" after a whole string, and after
            what no string of the grammar begins with
    """
    ### BEGIN SOLUTION
    ways = (
        {"B": 1},
        {"T": 2, "P": 3},
        {"S": 2, "X": 4},
        {"T": 3, "V": 5},
        {"X": 3, "S": 6},
        {"P": 4, "V": 6},
        {"E": 7},
    )
    if prefix[:1] not in ("", "B") or prefix[1:2] not in ("", "T", "P"):
        return ""
    if len(prefix) < 2:
        return "PT" if prefix else "B"
    place, after = 0, prefix[2:]
    while after and place < 7:
        if after[0] not in ways[place]:
            return ""
        place, after = ways[place][after[0]], after[1:]
    if place < 7:
        return "".join(sorted(ways[place]))
    return {"": prefix[1], prefix[1]: "E"}.get(after, "")
    ### END SOLUTION


# %% check reber_next
check(reber_next)

# %% [markdown]
# ### A whole string
#
# You may use your own `reber_next`. A mistake in it costs nothing twice.


# %% answer reber_legal
def reber_legal(string):
    """Whether this is a whole string of the embedded Reber grammar.

    Arguments:
        string: any string

    Returns:
        legal: True or False
    """
    ### BEGIN SOLUTION
    steps = [symbol in reber_next(string[:n]) for n, symbol in enumerate(string)]
    return all(steps) and reber_next(string) == ""
    ### END SOLUTION


# %% check reber_legal
check(reber_legal)

# %% [markdown]
# ### Two numbers
#
# The adding problem: `T` steps, `B` sequences, time first. Each step has a number between -1 and 1 and a marker. Two
# steps of each sequence have the marker 1; call their numbers `X1` and `X2`. All other markers are 0, but for the first
# and the last step, which may have -1: that means "not this one". At the end `0.5 + (X1 + X2) / 4` is to be said.


# %% answer adding_target
def adding_target(values, markers):
    """What is to be said at the end.

    Arguments:
        values: (T, B), the numbers
        markers: (T, B), 1 at two steps of each column, 0 or -1 elsewhere

    Returns:
        targets: (B,), one number for each column
    """
    ### BEGIN SOLUTION
    return 0.5 + np.where(markers == 1, values, 0).sum(axis=0) / 4
    ### END SOLUTION


# %% check adding_target
check(adding_target)

# %% [markdown]
# ### The order of symbols
#
# Among noise there are two or three symbols that are X or Y. Their order is the class, written as a binary number: X is
# 0, Y is 1, the first one is the highest digit. XX is 0, XY 1, YX 2, YY 3; XYY is 3, too, and YXX is 4.


# %% answer temporal_order_class
def temporal_order_class(symbols):
    """The number of the class.

    Arguments:
        symbols: a list of strings of one letter; small x and y are noise

    Returns:
        number: a whole number
    """
    ### BEGIN SOLUTION
    number = 0
    for symbol in symbols:
        if symbol in ("X", "Y"):
            number = 2 * number + (symbol == "Y")
    return number
    ### END SOLUTION


# %% check temporal_order_class
check(temporal_order_class)

# %% [markdown]
# ### A batch of draws
#
# Now make the adding problem. Steps are counted from 0. The values are drawn evenly between -1 and 1. The markers: -1
# at the first and the last step; 1 at two steps, drawn for each sequence of its own; 0 elsewhere. One of the two is
# drawn among steps 1 to 9. The other is drawn among the steps from 1 to `T // 2 - 1` that are not marked yet; so either
# may come first.
#
# Draw with the generator `rng` that is handed over and with nothing else: the same generator has to give the same
# batch. There is no one right batch, so what is checked is what holds for all.


# %% answer adding_problem
def adding_problem(rng, T, B):
    """A batch of the adding problem.

    Arguments:
        rng: a generator, as np.random.default_rng makes it
        T: steps, 20 or more
        B: sequences

    Returns:
        x: (T, B, 2), value and marker
        targets: (B,), what adding_target says of them
    """
    ### BEGIN SOLUTION
    x, column = np.zeros((T, B, 2)), np.arange(B)
    x[:, :, 0] = rng.uniform(-1, 1, (T, B))
    first, second = rng.integers(1, 10, B), rng.integers(1, T // 2 - 1, B)
    second += second >= first
    x[[0, -1], :, 1] = -1
    x[first, column, 1] = x[second, column, 1] = 1
    return x, 0.5 + (x[first, column, 0] + x[second, column, 0]) / 4
    ### END SOLUTION


# %% check adding_problem
check(adding_problem)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** A forget gate whose bias is 3, while everything else that it reads is 0, stands at 0.9526. What share of a
# memory is left after 30 steps? To three decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** In the adding problem somebody always says 0.5. How large is the mean *squared* error, over very many
# sequences? To three decimal places. (Numbers drawn evenly between -1 and 1 have a mean square of one third.)

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** Sixteen trials were started. Fourteen met the stop rule, after 31,000 sequences in the mean. Two had not met it
# after 100,000, where they were stopped. What belongs in the table?
#
# - `"a"`: 31,000
# - `"b"`: 14 of 16, these after 31,000; two stopped at 100,000
# - `"c"`: 39,600, the mean of all sixteen

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# What a memory keeps over a lag, for several biases of the forget gate. Where does the curve for a bias of 1 leave the
# picture, and which bias do you need to look back 200 steps?

# %%
lags = np.arange(1, 301)
plt.figure(figsize=(5.6, 3))
for b in (0, 1, 3, 5):
    plt.semilogy(lags, (1 / (1 + np.exp(-b))) ** lags, label=f"bias {b}")
plt.ylim(1e-6, 1.5)
plt.xlabel("lag")
plt.ylabel("what is left")
plt.legend()
plt.show()
