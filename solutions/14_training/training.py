# %% [markdown]
# # 14 Training
#
# There is a loss and a gradient. Does it learn, and if not, what is broken? Before you start you can know three
# numbers: the loss of a model that knows nothing, the loss of a simple rival, and the floor below which nobody can go.
#
# ![The loop of training as a ring: a batch leads to the loss, the loss to the gradient, the gradient is clipped, a step
# changes the parameters, and the next batch comes.](figure.svg)
#
# Chapter 14 of the book explains everything that you need. A core exercise: 10 points, four functions (2.5 + 1.5 + 2 +
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
# Sizes: `T` steps, `B` sequences, `V` words. Time comes first. None of the functions may change its arguments.
#
# ### How wrong
#
# For each place and each word there is a score. The softmax makes shares of the scores; the loss is the mean over the
# *real* words of minus the natural logarithm of the right word's share. Scores may lie 10,000 apart, and the loss must
# still be finite. What stands at the padding counts nowhere.


# %% answer softmax_cross_entropy
def softmax_cross_entropy(logits, targets, mask):
    """The mean loss over the real words, and its gradient.

    Arguments:
        logits: (T, B, V), the scores
        targets: (T, B) of whole numbers 0..V-1, the right words; at padding any of them
        mask: (T, B) of bool, True where a word is real; at least one is

    Returns:
        loss: one number, in nats
        d_logits: (T, B, V), the gradient of the loss by each score; exactly 0 at padding
    """
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=-1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    right = np.take_along_axis(logs, targets[..., None], axis=-1)[..., 0]
    n = mask.sum()
    d_logits = np.exp(logs) - np.eye(logits.shape[-1])[targets]
    return -right[mask].sum() / n, d_logits * mask[..., None] / n
    ### END SOLUTION


# %% check softmax_cross_entropy
check(softmax_cross_entropy)

# %% [markdown]
# ### Not too far
#
# The norm is the length of all numbers in all arrays together. At or below `limit` the gradients stay as they are.
# Above it, all are multiplied by `limit / norm`. Nothing is added to the norm.


# %% answer clip_by_global_norm
def clip_by_global_norm(grads, limit):
    """Shorten the whole gradient to a limit; its direction stays.

    Arguments:
        grads: dict of arrays of any shapes
        limit: a number above 0

    Returns:
        clipped: dict with the same names and shapes
        norm: one number, the length before clipping
    """
    ### BEGIN SOLUTION
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    if norm <= limit:
        return grads, norm
    return {name: g * (limit / norm) for name, g in grads.items()}, norm
    ### END SOLUTION


# %% check clip_by_global_norm
check(clip_by_global_norm)

# %% [markdown]
# ### A step
#
# Adam keeps two running means for each number: `m = beta1 * m + (1 - beta1) * g` of the gradient, and `v`, in the same
# way with `beta2`, of its square. Both start at 0, so they are too small at first: for use, `m` is divided by `1 -
# beta1**t`, and `v` by `1 - beta2**t`. The step is `lr * m_hat / (sqrt(v_hat) + eps)`, downhill. What is kept are `m`
# and `v` as they were *before* that division.


# %% answer adam_step
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    """One step of Adam.

    Arguments:
        params: dict of arrays
        grads: dict of arrays with the same names and shapes
        state: dict, name -> (m, v); empty before the first step
        t: the number of this step; the first is 1
        lr: the learning rate
        beta1: the memory of the mean
        beta2: the memory of the mean square
        eps: keeps the division from 0

    Returns:
        params: a new dict, the parameters after the step
        state: a new dict, name -> (m, v)
    """
    ### BEGIN SOLUTION
    new_params, new_state = {}, {}
    for name, a in params.items():
        m, v = state.get(name, (np.zeros_like(a), np.zeros_like(a)))
        m = beta1 * m + (1 - beta1) * grads[name]
        v = beta2 * v + (1 - beta2) * grads[name] ** 2
        new_params[name] = a - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
        new_state[name] = (m, v)
    return new_params, new_state
    ### END SOLUTION


# %% check adam_step
check(adam_step)

# %% [markdown]
# ### A long text
#
# `B` readers share a text; each reads one unbroken stretch, `T` words a window, and keeps its state from window to
# window. As many whole windows as fit: `n = (len(ids) - 1) // (B * T)`, for the last word read needs a next one as its
# target. Reader `b` has the words `ids[b*n*T : (b+1)*n*T]`. The targets are the words one later. What is left at the
# end is dropped.


# %% answer bptt_windows
def bptt_windows(ids, B, T):
    """Cut a text into windows that go on where the last one stopped.

    Arguments:
        ids: (N,) of whole numbers, the text
        B: how many readers
        T: how many words a window

    Returns:
        inputs: (n, T, B) of whole numbers
        targets: (n, T, B) of whole numbers, the words one later
    """
    ### BEGIN SOLUTION
    n = (len(ids) - 1) // (B * T)

    def cut(words):
        return words[: n * B * T].reshape(B, n, T).transpose(1, 2, 0)

    return cut(ids), cut(ids[1:])
    ### END SOLUTION


# %% check bptt_windows
check(bptt_windows)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number in place of the three dots.
#
# **1.** A fresh model spreads its shares evenly over 31 letters. What is its loss? To two decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** The gradients are `W = [3]` and `b = [4]`, the limit of the norm is 2. What is `b` after clipping? To one
# decimal place.

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** Adam's first step, with `lr = 0.01`: a number's gradient is 1000. How far does the number move, whichever way?
# To two decimal places.

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# A plain recurrent network learns five lines by heart, letter by letter, with your functions. Three of the lines begin
# alike, so nobody can be sure of every letter: the dotted line is the floor. Four trainings are broken, in ways that
# raise no error. Look at the curves first, and name each: what was done to `"a"`, `"b"`, `"c"`, `"d"`? Then read
# `spoil` and see.

# %%
LINES = ["SOME ROADS LEAD HOME.", "SOME LEAD AWAY.", "SOME END AT THE SEA.", "MOST ARE LONG.", "ALL ARE ROADS."]
letters = sorted(set("".join(LINES)))
T, B, V, H = max(map(len, LINES)), len(LINES), len(letters) + 1, 24
text = np.zeros((T + 1, B), dtype=int)  # 0 stands at the start and behind the end
for b, line in enumerate(LINES):
    text[1 : len(line) + 1, b] = [letters.index(letter) + 1 for letter in line]
real = text[1:] > 0


def spoil(kind, targets, mask):
    targets = text[:-1] if kind == "a" else targets
    return targets, np.ones_like(mask) if kind == "b" else mask, {"c": 0.5, "d": 0.0002}.get(kind, 0.02)


def train(kind, steps=150):
    rng, state, losses = np.random.default_rng(0), {}, []
    params = {"E": rng.normal(size=(V, H)), "W": rng.normal(size=(H, H)) / 5, "W_y": rng.normal(size=(H, V)) / 5}
    targets, mask, lr = spoil(kind, text[1:], real)
    for step in range(1, steps + 1):
        h, hs = np.zeros((B, H)), []
        for ids in text[:-1]:
            h = np.tanh(params["E"][ids] + h @ params["W"])
            hs.append(h)
        loss, d_logits = softmax_cross_entropy(np.array(hs) @ params["W_y"], targets, mask)
        losses.append(loss)
        grads, d_h = {name: np.zeros_like(a) for name, a in params.items()}, 0.0
        for t in range(T - 1, -1, -1):
            d_a = (d_logits[t] @ params["W_y"].T + d_h) * (1 - hs[t] ** 2)
            grads["W_y"] += hs[t].T @ d_logits[t]
            grads["W"] += hs[t - 1].T @ d_a if t else 0.0
            np.add.at(grads["E"], text[t], d_a)
            d_h = d_a @ params["W"].T
        params, state = adam_step(params, clip_by_global_norm(grads, 1.0)[0], state, step, lr, 0.9, 0.999, 1e-8)
    return losses


floor = (5 * np.log(5) - 3 * np.log(3) + 3 * np.log(3)) / real.sum()  # the first letter, then the one behind "SOME "
plt.figure(figsize=(5.6, 3))
for kind in ["right", "a", "b", "c", "d"]:
    plt.plot(train(kind), label=kind)
plt.axhline(np.log(V), linestyle="--", color="grey")
plt.axhline(floor, linestyle=":", color="grey")
plt.yscale("log")
plt.xlabel("step")
plt.ylabel("loss")
plt.legend()
plt.show()
