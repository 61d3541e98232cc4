# %% [markdown]
# # 15 Text
#
# A model of text is judged by how sure it is of the letters that come. It writes by drawing the next one. And it sorts
# sentences by the state in which their last word leaves it.
#
# ![Three sentences of different lengths stand in a grid of steps. The last real step of each is ringed; the states of
# the ringed steps go into one layer, and that gives the shares of the classes.](figure.svg)
#
# Chapter 15 of the book explains everything that you need. A core exercise: 10 points, four functions (2 + 2.5 + 1.5 +
# 1) and three predictions (1 each).
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
# Sizes: `T` steps, `B` sentences, `V` words, `H` units, `K` classes. Time comes first. None of the functions may
# change its arguments.
#
# ### How sure
#
# The perplexity is the exponential of the mean loss, in nats, over the real words. Scores may lie 5,000 apart.


# %% answer perplexity
def perplexity(logits, targets, mask):
    """Among how many words, all as likely, the model chooses on average.

    Arguments:
        logits: (T, B, V), the scores
        targets: (T, B) of whole numbers 0..V-1, the right words; at padding any of them
        mask: (T, B) of bool, True where a word is real; at least one is

    Returns:
        perplexity: one number, at least 1
    """
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=-1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    right = np.take_along_axis(logs, targets[..., None], axis=-1)[..., 0]
    return np.exp(-right[mask].mean())
    ### END SOLUTION


# %% check perplexity
check(perplexity)

# %% [markdown]
# ### The next word
#
# The scores are divided by the temperature; the softmax makes shares of them. Lay the shares side by side, word 0
# first, on a wheel of length 1. The word on whose stretch `u` falls is the one: the smallest `k` whose shares, added up
# to and with `k`, are above `u`. Scores may lie 10,000 apart. (`u` never falls on a border.)


# %% answer sample_next
def sample_next(logits, temperature, u):
    """The number of the next word.

    Arguments:
        logits: (V,), the scores
        temperature: a number above 0
        u: a number in [0, 1)

    Returns:
        k: a whole number, 0..V-1
    """
    ### BEGIN SOLUTION
    scores = logits / temperature
    shares = np.exp(scores - scores.max())
    return int(np.argmax(np.cumsum(shares / shares.sum()) > u))
    ### END SOLUTION


# %% check sample_next
check(sample_next)

# %% [markdown]
# ### The last state that counts
#
# Sentence `b` has `lengths[b]` words, at least one. After its end `hs` holds anything.


# %% answer last_valid_state
def last_valid_state(hs, lengths):
    """The state of each sentence after its own last word.

    Arguments:
        hs: (T, B, H), the states after each step
        lengths: (B,) of whole numbers 1..T

    Returns:
        h_last: (B, H)
    """
    ### BEGIN SOLUTION
    return hs[lengths - 1, np.arange(hs.shape[1])]
    ### END SOLUTION


# %% check last_valid_state
check(last_valid_state)

# %% [markdown]
# ### What it is about
#
# One layer makes a score for each class, the softmax makes shares of a sentence's scores.


# %% answer class_probabilities
def class_probabilities(h_last, W_y, b_y):
    """The share of each class for each sentence.

    Arguments:
        h_last: (B, H), one state a sentence
        W_y: (H, K), the weights
        b_y: (K,), the bias

    Returns:
        p: (B, K)
    """
    ### BEGIN SOLUTION
    scores = h_last @ W_y + b_y
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %% check class_probabilities
check(class_probabilities)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** The text has three letters. A model gives the right one a share of 1/4, then 1/2, then 1/8. What is its
# perplexity? To two decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** At temperature 1 two letters have shares of 0.8 and 0.2. What share has the first at temperature 0.5? To two
# decimal places.

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** Three sentences of 2, 3 and 5 words in a batch of 5 steps; an LSTM reads on over the padding. A
# classifier takes `hs[-1]`. For which sentences is that the state after the last word? `"a"`: for all three, `"b"`: for
# the longest alone, `"c"`: for none, `"d"`: for all three if the padding's word vector is zero.

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A table of pairs is the smallest model of text: the score of a letter is the logarithm of how often it came after the
# one before. It writes with your `sample_next`. What happens at a temperature of 0.2, and what at 3? The figure shows
# how often each letter follows an `e` at three temperatures, drawn 2,000 times. Put in a text of your own.

# %%
TEXT = """the memory is kept and the memory is read. a gate that is open lets the new thing in, and a gate that is shut
keeps the old one. what the cell holds today it held yesterday, unless somebody wrote it over. the reader sees only what
the last gate shows. """.replace("\n", " ")
letters = sorted(set(TEXT))
ids = np.array([letters.index(letter) for letter in TEXT])
pairs = np.full((len(letters), len(letters)), 0.01)
np.add.at(pairs, (ids[:-1], ids[1:]), 1)
logits = np.log(pairs / pairs.sum(axis=1, keepdims=True))


def make_text(temperature, n=60, seed=0):
    rng, k, said = np.random.default_rng(seed), letters.index("t"), "t"
    for u in rng.random(n):
        k = sample_next(logits[k], temperature, u)
        said += letters[k]
    return said


print(
    "perplexity",
    round(float(perplexity(logits[ids[:-1]][:, None], ids[1:, None], np.ones((len(ids) - 1, 1), bool))), 2),
)
for temperature in [0.2, 1.0, 3.0]:
    print(f"{temperature:4}", make_text(temperature))

plt.figure(figsize=(5.6, 3))
for temperature in [0.2, 1.0, 3.0]:
    drawn = [sample_next(logits[letters.index("e")], temperature, u) for u in np.random.default_rng(1).random(2000)]
    plt.plot(np.bincount(drawn, minlength=len(letters)) / 2000, "o-", label=str(temperature))
plt.xticks(np.arange(len(letters)), [letter if letter != " " else "_" for letter in letters])
plt.xlabel("letter after e")
plt.ylabel("share")
plt.legend(title="temperature")
plt.show()
