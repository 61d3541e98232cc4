# %% [markdown]
# # 02 Words as vectors
#
# A network reads numbers. So each word gets a number, its place in a list, and the number picks a row of a table:
# the word's vector. Here you write the whole way, and the way back, on which the table learns.
#
# ![The words "the key" become the numbers 2 and 3; each number picks its row of the table E; the picked rows, one below
# the other, are what the network reads.](figure.svg)
#
# Chapter 02 of the book explains everything that you need. A core exercise: 10 points, four functions
# (2 + 2 + 1 + 2) and three predictions (1 each).
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
# Sizes: `T` steps, `B` texts, `D` numbers a word, `V` words in the list.
#
# ### A number for each word
#
# Number 0 is `"<pad>"`, which fills up short texts, and 1 is `"<unk>"`, which stands for every word that is not in the
# list. Then come the words that were seen at least `min_count` times, the most frequent first. Of words with equal
# counts, the one that appeared first in the text comes first.


# %% answer build_vocab
def build_vocab(tokens, min_count=1):
    """The list of words and their numbers.

    Arguments:
        tokens: a list of strings, one text; may be empty, holds neither "<pad>" nor "<unk>"
        min_count: an int of 1 or more; words seen less often get no number

    Returns:
        stoi: a dict, word -> number, the two special words too
        itos: a list, number -> word, as long as stoi
    """
    ### BEGIN SOLUTION
    counts = {}
    for word in tokens:
        counts[word] = counts.get(word, 0) + 1
    kept = [word for word in counts if counts[word] >= min_count]
    itos = ["<pad>", "<unk>", *sorted(kept, key=lambda word: -counts[word])]
    return {word: number for number, word in enumerate(itos)}, itos
    ### END SOLUTION


# %% check build_vocab
check(build_vocab)

# %% [markdown]
# ### Texts as numbers
#
# Time comes first: row `t` holds word `t` of every text, and a text is a column. `T` is the length of the longest
# text; below the end of a shorter one there is padding. If all texts are empty, `ids` has the shape (0, B).


# %% answer encode
def encode(docs, stoi):
    """The word numbers of several texts.

    Arguments:
        docs: a list of B lists of strings, some of them perhaps empty
        stoi: a dict, word -> number, as build_vocab gives it

    Returns:
        ids: (T, B), whole numbers
        lengths: (B,), whole numbers; the words of each text, unknown ones too
    """
    ### BEGIN SOLUTION
    lengths = np.array([len(doc) for doc in docs])
    ids = np.zeros((lengths.max(), len(docs)), dtype=int)
    for b, doc in enumerate(docs):
        ids[: len(doc), b] = [stoi.get(word, 1) for word in doc]
    return ids, lengths
    ### END SOLUTION


# %% check encode
check(encode)

# %% [markdown]
# ### The look-up
#
# Each number is replaced by its row of the table. Row 0, the padding's, is read like any other.


# %% answer embed
def embed(ids, E):
    """The vectors of the words.

    Arguments:
        ids: (T, B), whole numbers from 0 to V - 1; T may be 0
        E: (V, D), one row a word

    Returns:
        out: (T, B, D)
    """
    ### BEGIN SOLUTION
    return E[ids]
    ### END SOLUTION


# %% check embed
check(embed)

# %% [markdown]
# ### The way back
#
# At each place a gradient arrives. A row of the table gets the sum of what arrives at all places of its word. The
# padding is no word, its row gets 0.


# %% answer embed_backward
def embed_backward(d_out, ids, V):
    """The gradient of the table.

    Arguments:
        d_out: (T, B, D), the gradient of each vector
        ids: (T, B), whole numbers from 0 to V - 1
        V: an int, the rows of the table, words that do not occur here too

    Returns:
        d_E: (V, D); row 0 is 0
    """
    ### BEGIN SOLUTION
    d_E = np.zeros((V, d_out.shape[2]))
    np.add.at(d_E, ids, d_out)
    d_E[0] = 0
    return d_E
    ### END SOLUTION


# %% check embed_backward
check(embed_backward)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** `ids` has the shape (7, 3), and `E` the shape (50, 8). Which shape has `embed(ids, E)`?
#
# - `"a"`: (7, 3, 8)
# - `"b"`: (3, 7, 8)
# - `"c"`: (7, 3, 50)

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** `ids` is `[[3, 5], [3, 0], [2, 3]]`, with `D = 1`, and the gradients that arrive there are, in the same places,
# `[[1, 2], [3, 4], [5, 6]]`. What is the gradient of the row of word 3?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** `build_vocab("d a d c a b".split())`: which number has `"c"`?

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# Words are known by their neighbours. `embed_backward` adds up rows; fed with a 1 in the place of the next word, it
# counts which word follows which. Bright squares: two words with the same neighbours. What is left of them with
# `shuffled = True`? And with 20 sentences?

# %%
sentences, shuffled = 400, False

rng = np.random.default_rng(0)
nouns = np.array([["key", "keys"], ["door", "doors"], ["window", "windows"]])
docs = []
for _ in range(sentences):
    (one, other), (first, second) = rng.integers(3, size=2), rng.integers(2, size=2)
    link = str(rng.choice(["near", "behind", "under"]))
    docs.append(["the", str(nouns[one, first]), link, "the", str(nouns[other, second]), ["is", "are"][first], "old"])
tokens = [word for doc in docs for word in doc]
if shuffled:
    tokens = [str(word) for word in rng.permutation(tokens)]
    docs = [tokens[start : start + 7] for start in range(0, len(tokens), 7)]

stoi, itos = build_vocab(tokens)
ids, lengths = encode(docs, stoi)
V = len(itos)
follows = embed_backward(np.eye(V)[ids[1:]], ids[:-1], V)
around = np.hstack([follows, follows.T])[2:]
around = around / np.linalg.norm(around, axis=1, keepdims=True)
plt.figure(figsize=(5.5, 4.5))
plt.imshow(around @ around.T, vmin=0, vmax=1, cmap="viridis")
plt.xticks(range(V - 2), itos[2:], rotation=90)
plt.yticks(range(V - 2), itos[2:])
plt.title("bright: the same neighbours")
plt.tight_layout()
plt.show()
