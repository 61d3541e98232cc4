# %% [markdown]
# # 11 Sequences
#
# Sentences have different lengths, and a batch is a rectangle. What fills the corner may not change the answer: a
# sequence that is over stops.
#
# ![Three sequences as columns of boxes, of four, one and three steps, in a rectangle of five. The boxes behind a
# sequence's end are hatched. A purple line, the state, runs through the real boxes, leaves them at the sequence's end
# and goes straight on to the end of the rectangle.](figure.svg)
#
# Chapter 11 of the book explains everything that you need. A core exercise: 10 points, three functions (4 + 1 + 2) and
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


def lstm_step(x_t, h_prev, c_prev, params):
    """One step, from the states (B, H) before it to (h_t, c_t) after it: the one of 10."""
    z_t = np.concatenate([x_t, h_prev], axis=1)
    f_t, i_t, a_t, o_t = (z_t @ params[f"W_{gate}"] + params[f"b_{gate}"] for gate in "fico")
    c_t = sigmoid(f_t) * c_prev + sigmoid(i_t) * np.tanh(a_t)
    return sigmoid(o_t) * np.tanh(c_t), c_t


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% [markdown]
# ## Write
#
# Sizes: `T` steps, `B` sequences in the batch, `D` numbers in an input, `H` units. Time comes first: `x[t]` is step `t`
# of all sequences. `params` is the dict of eight arrays of 10.
#
# `lstm_step` is there for you; what you wrote in 10 costs nothing here.
#
# ### Sequences of different lengths
#
# `lengths[b]` says how many steps of sequence `b` are real. It may be 0, the longest may be shorter than `T`, and they
# come in any order. Without lengths all sequences are `T` long. What stands behind an end is padding. It may hold any
# numbers, and it changes nothing: the state stays what it was after the last real step, and the rows of `hs` are 0.


# %% answer lstm_forward
def lstm_forward(x, h0, c0, params, lengths=None):
    """The LSTM over a batch of padded sequences.

    Arguments:
        x: (T, B, D), the inputs, padded at the end
        h0: (B, H), the hidden state before the first step
        c0: (B, H), the cell before the first step
        params: a dict of W_f, W_i, W_c, W_o and b_f, b_i, b_c, b_o
        lengths: (B,), whole numbers from 0 to T; None: all are T

    Returns:
        hs: (T, B, H), hs[t] is the hidden state after step t; 0 where the sequence is over
        h_n: (B, H), the hidden state of each sequence after its last real step
        c_n: (B, H), the cell of each sequence after its last real step
    """
    ### BEGIN SOLUTION
    T, B, _ = x.shape
    lengths = np.full(B, T) if lengths is None else lengths
    h_t, c_t, hs = h0, c0, []
    for t in range(T):
        runs = (t < lengths)[:, None]
        h_new, c_new = lstm_step(x[t], h_t, c_t, params)
        h_t, c_t = np.where(runs, h_new, h_t), np.where(runs, c_new, c_t)
        hs.append(np.where(runs, h_t, 0))
    return np.array(hs), h_t, c_t
    ### END SOLUTION


# %% check lstm_forward
check(lstm_forward)

# %% [markdown]
# ### Turned round
#
# Each sequence from its last real step to its first. The padding stays where and as it is.


# %% answer reverse_padded
def reverse_padded(x, lengths):
    """Each sequence of a padded batch in reverse.

    Arguments:
        x: (T, B, D), padded at the end
        lengths: (B,), whole numbers from 0 to T

    Returns:
        out: (T, B, D), a new array
    """
    ### BEGIN SOLUTION
    out = x.copy()
    for b, n in enumerate(lengths):
        out[:n, b] = x[:n, b][::-1]
    return out
    ### END SOLUTION


# %% check reverse_padded
check(reverse_padded)

# %% [markdown]
# ### Both directions
#
# Two layers with `H` units each, both from zero states: one reads each sequence forwards, the other backwards. At every
# real step their states stand side by side, the forward one first, each where its input stands. Where a sequence is
# over, all is 0.


# %% answer bilstm
def bilstm(x, lengths, params_fw, params_bw):
    """A bidirectional LSTM layer.

    Arguments:
        x: (T, B, D), the inputs, padded at the end
        lengths: (B,), whole numbers from 0 to T
        params_fw: the dict of parameters of the layer that reads forwards
        params_bw: that of the layer that reads backwards

    Returns:
        out: (T, B, 2H), forward and backward state, side by side
    """
    ### BEGIN SOLUTION
    zero = np.zeros((x.shape[1], len(params_fw["b_f"])))
    forward, _, _ = lstm_forward(x, zero, zero, params_fw, lengths)
    turned = reverse_padded(x, lengths)
    backward, _, _ = lstm_forward(turned, zero, zero, params_bw, lengths)
    return np.concatenate([forward, reverse_padded(backward, lengths)], axis=2)
    ### END SOLUTION


# %% check bilstm
check(bilstm)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number in place of the three dots.
#
# **1.** All weights and biases are 0, so every gate is one half. The cell of a finished sequence is 2. Somebody forgot
# the mask, and three steps of padding follow, all zeros. What is the cell then? Two decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** One sequence with one number a step: 5, 7, 9, 0, 0, and its length is 3. `reverse_padded` turns it round. Write
# the five digits that come out behind each other, as one number.

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** Three sequences of lengths 5, 2 and 9 in a batch of 9 steps. `hs` has 27 rows, one for each step of each
# sequence. How many of them are all zero?

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# One number of one sequence is moved a little, and the picture shows which states answer. Move one behind a sequence's
# end. Then leave `lengths` away, and last set `bias` to 0 as well: when does the wrong call look right?

# %%
moved_step, moved_sequence, lengths, bias = 2, 0, np.array([3, 9, 6]), 0.5

rng = np.random.default_rng(0)
T, B, D, H = 9, 3, 2, 4
params = {f"W_{gate}": rng.normal(0, 0.6, (D + H, H)) for gate in "fico"}
params |= {f"b_{gate}": np.full(H, bias) for gate in "fico"}
x, zero = rng.normal(size=(T, B, D)), np.zeros((B, H))
moved = x.copy()
moved[moved_step, moved_sequence] += 1
before = lstm_forward(x, zero, zero, params, lengths)[0]
after = lstm_forward(moved, zero, zero, params, lengths)[0]
plt.figure(figsize=(5.6, 2.2))
plt.imshow(np.abs(after - before).sum(axis=2).T, cmap="Purples", aspect="auto")
plt.title("change of hs: white is none")
plt.xlabel("step")
plt.ylabel("sequence")
plt.yticks(range(B))
plt.show()
