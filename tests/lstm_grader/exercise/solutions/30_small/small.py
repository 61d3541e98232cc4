# %% [markdown]
# # 30 What checks can carry

# %% locked tools
import numpy as np


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% answer count_words
def count_words(docs, min_count=1):
    ### BEGIN SOLUTION
    counts = {}
    for doc in docs:
        for word in doc:
            counts[word] = counts.get(word, 0) + 1
    kept = {word: count for word, count in counts.items() if count >= min_count}
    return kept, sorted(kept, key=lambda word: (-kept[word], word))
    ### END SOLUTION


# %% check count_words_counts
check(count_words, "counts")


# %% check count_words_words
check(count_words, "words")


# %% answer first_place
def first_place(words, word):
    ### BEGIN SOLUTION
    return words.index(word) if word in words else None
    ### END SOLUTION


# %% check first_place
check(first_place)


# %% answer decay_step
def decay_step(x_t, h_prev, w):
    ### BEGIN SOLUTION
    return np.tanh(x_t + w * h_prev)
    ### END SOLUTION


# %% check decay_step
check(decay_step)


# %% answer decay
def decay(x, h0, w):
    ### BEGIN SOLUTION
    hs = np.zeros_like(x)
    h = h0
    for t, x_t in enumerate(x):
        hs[t] = h = decay_step(x_t, h, w)
    return hs
    ### END SOLUTION


# %% check decay
check(decay)


# %% answer slope
def slope(f, x, eps=1e-5):
    ### BEGIN SOLUTION
    return (f(x + eps) - f(x - eps)) / (2 * eps)
    ### END SOLUTION


# %% check slope
check(slope)


# %% answer dice
def dice(rng, n):
    ### BEGIN SOLUTION
    return rng.integers(1, 7, n)
    ### END SOLUTION


# %% check dice
check(dice)

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)
