# %% [markdown]
# # 13 Back through time
#
# The answer came at the last word. Which number at the first word is to blame, and by how much? Go backwards through
# the graph, and add where roads meet.
#
# ![One step of the LSTM run backwards. On top the memory's road: from the gradient of the new cell straight to that of
# the old cell, with the forget gate alone on it. Below, the gradient of the hidden state comes in from the right, joins
# the memory's road through the output gate and tanh, and goes on through the four networks to the input and the old
# hidden state.](figure.svg)
#
# Chapter 13 of the book explains everything that you need. A challenge: 10 points, six functions (1 + 2 + 1.5 + 0.5 +
# 1 + 1) and three predictions (1 each). The parts of a step come first, each from recorded numbers. Where a later
# function uses an earlier one, a mistake in the earlier one costs nothing twice.
#
# Run the cells from top to bottom. In each answer cell, put your code in place of `raise NotImplementedError()`.
# NumPy and matplotlib are all it takes: where the notebook is judged there is no other library.

# %% locked tools
import matplotlib.pyplot as plt
import numpy as np


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z))


def lstm_step(x_t, h_prev, c_prev, params):
    """One step forward, with all that the way back needs."""
    z_t = np.concatenate([x_t, h_prev], axis=1)
    f_t, i_t, o_t = (sigmoid(z_t @ params[f"W_{gate}"] + params[f"b_{gate}"]) for gate in "fio")
    c_tilde_t = np.tanh(z_t @ params["W_c"] + params["b_c"])
    c_t = f_t * c_prev + i_t * c_tilde_t
    cache = {"x_t": x_t, "h_prev": h_prev, "c_prev": c_prev, "f_t": f_t, "i_t": i_t, "c_tilde_t": c_tilde_t}
    return o_t * np.tanh(c_t), c_t, cache | {"o_t": o_t, "c_t": c_t, "params": params}


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% [markdown]
# ## Write
#
# Sizes: `B` examples, `D` inputs, `H` units, `T` steps. `d_a` is the gradient of the loss by `a`, and has the shape of
# `a`. What a step leaves for the way back stands in a `cache`, a dict: `x_t` (B, D); `h_prev`, `c_prev`, `f_t`, `i_t`,
# `c_tilde_t`, `o_t`, `c_t`, each (B, H); and `params`, a dict of `W_f W_i W_c W_o`, each (D+H, H), and `b_f b_i b_c
# b_o`, each (H,). `z_t = [x_t, h_prev]`, and `f_t = sigmoid(z_t @ W_f + b_f)`.
#
# ### Into the cell
#
# `d_h` is all that reaches `h_t`. `d_c` is what reaches `c_t` from the future, without the road through `h_t`.


# %% answer d_cell
def d_cell(d_h, d_c, o_t, c_t):
    """All of the gradient that reaches the cell.

    Arguments:
        d_h: (B, H), gradient of h_t
        d_c: (B, H), gradient that reaches c_t from the future
        o_t: (B, H), output gate
        c_t: (B, H), the cell; h_t = o_t * tanh(c_t)

    Returns:
        d_c_t: (B, H), what comes along both roads
    """
    ### BEGIN SOLUTION
    return d_c + d_h * o_t * (1 - np.tanh(c_t) ** 2)
    ### END SOLUTION


# %% check d_cell
check(d_cell)

# %% [markdown]
# ### To the four sums
#
# Each network is a sum, `z_t @ W + b`, and a squashing. Go back from the cell and from `h_t` through the products and
# through the squashings. The slopes are those of 05: from the *output* of the squashing.


# %% answer d_sums
def d_sums(d_h, d_c_t, cache):
    """The gradients of the four sums before squashing.

    Arguments:
        d_h: (B, H), gradient of h_t
        d_c_t: (B, H), all of the gradient of c_t, as d_cell gives it
        cache: dict, what the step left

    Returns:
        d_a: dict with the keys "f", "i", "c", "o", each (B, H)
    """
    ### BEGIN SOLUTION
    k = cache
    return {
        "f": d_c_t * k["c_prev"] * k["f_t"] * (1 - k["f_t"]),
        "i": d_c_t * k["c_tilde_t"] * k["i_t"] * (1 - k["i_t"]),
        "c": d_c_t * k["i_t"] * (1 - k["c_tilde_t"] ** 2),
        "o": d_h * np.tanh(k["c_t"]) * k["o_t"] * (1 - k["o_t"]),
    }
    ### END SOLUTION


# %% check d_sums
check(d_sums)

# %% [markdown]
# ### Through the layer
#
# All four networks read the same rows `z_t`. `grads` has the keys of `params`, and each gradient the shape of its
# array: summed over the batch.


# %% answer d_layer
def d_layer(d_a, cache):
    """From the four sums to the inputs, the weights and the biases.

    Arguments:
        d_a: dict with the keys "f", "i", "c", "o", each (B, H)
        cache: dict, what the step left

    Returns:
        d_x: (B, D), gradient of x_t
        d_h_prev: (B, H), gradient of h_prev
        grads: dict with the eight keys of params
    """
    ### BEGIN SOLUTION
    z_t = np.concatenate([cache["x_t"], cache["h_prev"]], axis=1)
    grads = {f"W_{gate}": z_t.T @ d for gate, d in d_a.items()}
    grads |= {f"b_{gate}": d.sum(axis=0) for gate, d in d_a.items()}
    d_z = sum(d @ cache["params"][f"W_{gate}"].T for gate, d in d_a.items())
    D = cache["x_t"].shape[1]
    return d_z[:, :D], d_z[:, D:], grads
    ### END SOLUTION


# %% check d_layer
check(d_layer)

# %% [markdown]
# ### One step
#
# Put your three functions together. One gradient is still missing.


# %% answer lstm_step_backward
def lstm_step_backward(d_h, d_c, cache):
    """One step of the LSTM backwards.

    Arguments:
        d_h: (B, H), all of the gradient of h_t
        d_c: (B, H), gradient that reaches c_t from the future
        cache: dict, what the step left

    Returns:
        d_x: (B, D), gradient of x_t
        d_h_prev: (B, H), gradient of h_prev
        d_c_prev: (B, H), gradient of c_prev
        grads: dict with the eight keys of params
    """
    ### BEGIN SOLUTION
    d_c_t = d_cell(d_h, d_c, cache["o_t"], cache["c_t"])
    d_x, d_h_prev, grads = d_layer(d_sums(d_h, d_c_t, cache), cache)
    return d_x, d_h_prev, d_c_t * cache["f_t"], grads
    ### END SOLUTION


# %% check lstm_step_backward
check(lstm_step_backward)

# %% [markdown]
# ### All steps
#
# The loss speaks to every output, `d_hs`, and perhaps to the last states as well: `d_h_n` and `d_c_n`. The last output
# and the last hidden state are the same numbers, so what comes to both is added. All sequences have full length.


# %% answer lstm_backward
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    """The whole sequence backwards.

    Arguments:
        d_hs: (T, B, H), gradient of every output
        d_h_n: (B, H), gradient of the last hidden state, beside d_hs
        d_c_n: (B, H), gradient of the last cell
        caches: list of T dicts, first step first

    Returns:
        d_x: (T, B, D), gradient of the inputs
        d_h0: (B, H), gradient of the first hidden state
        d_c0: (B, H), gradient of the first cell
        grads: dict with the eight keys of params, summed over the steps
    """
    ### BEGIN SOLUTION
    d_h, d_c, d_x, total = d_h_n, d_c_n, [], {}
    for d_h_t, cache in zip(d_hs[::-1], caches[::-1], strict=True):
        d_x_t, d_h, d_c, grads = lstm_step_backward(d_h_t + d_h, d_c, cache)
        d_x.append(d_x_t)
        total = {name: total.get(name, 0) + d for name, d in grads.items()}
    return np.stack(d_x[::-1]), d_h, d_c, total
    ### END SOLUTION


# %% check lstm_backward
check(lstm_backward)

# %% [markdown]
# ### Is it right?
#
# Move one number of `x` by `eps` to either side: how much does `f` change, over a distance of `2 * eps`? Compare with
# `d_f`, number by number: the difference over the largest of 1 and the two sizes. The largest of these is the answer.
# `x` must not be changed, to the bit.


# %% answer grad_check
def grad_check(f, x, d_f, eps=1e-5):
    """The largest relative error of a gradient against central differences.

    Arguments:
        f: a function of an array shaped like x; gives one number
        x: array of any shape, where the gradient was taken
        d_f: the gradient to check, shaped like x
        eps: how far each number moves

    Returns:
        error: one number
    """
    ### BEGIN SOLUTION
    num = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[k] = eps
        num[k] = (f(x + step) - f(x - step)) / (2 * eps)
    return float(np.max(np.abs(num - d_f) / np.maximum(1, np.maximum(np.abs(num), np.abs(d_f)))))
    ### END SOLUTION


# %% check grad_check
check(grad_check)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number, or a letter in quotes, in place of the three dots.
#
# **1.** One unit. Its forget gate stands at 0.9 in every step, its output gate is shut, and no gate reads `h`. The
# gradient of `c_10` is 1. How large is that of `c_0`? To three decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** `c_t = 2`, `o_t = 0.5`, `d_h = 1`, and from the future comes `d_c = 0.25`. How large is `d_c_t`? To four
# decimal places.

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** A right gradient is checked by central differences, with a step of 0.01. The error is 1.1e-5. With a step of
# 0.001 it will be
#
# - `"a"`: 1.1e-6
# - `"b"`: 1.1e-7
# - `"c"`: 1.1e-5
# - `"d"`: 0

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# Break one line of your functions (leave out a slope, swap two names, drop a road) and run this cell again. It checks
# every array's gradient by moving its numbers. Which arrays fail, and which are still right? From that alone: where is
# the mistake? With `T = 1` some hide altogether; try it.

# %%
T, B, D, H = 4, 2, 2, 3
rng = np.random.default_rng(0)
start = {f"W_{gate}": rng.normal(size=(D + H, H)) for gate in "fico"} | {
    f"b_{gate}": rng.normal(size=H) for gate in "fico"
}
start |= {"x": rng.normal(size=(T, B, D)), "h0": rng.normal(size=(B, H)), "c0": rng.normal(size=(B, H))}
ask_h, ask_c = rng.normal(size=(T, B, H)), rng.normal(size=(B, H))


def run(arrays):
    h, c, loss, caches = arrays["h0"], arrays["c0"], 0.0, []
    for t in range(T):
        h, c, cache = lstm_step(arrays["x"][t], h, c, arrays)
        caches.append(cache)
        loss += np.sum(ask_h[t] * h)
    return loss + np.sum(ask_c * c), caches


d_x, d_h0, d_c0, grads = lstm_backward(ask_h, np.zeros((B, H)), ask_c, run(start)[1])
grads = grads | {"x": d_x, "h0": d_h0, "c0": d_c0}
errors = {name: grad_check(lambda a, name=name: run(start | {name: a})[0], start[name], grads[name]) for name in start}
plt.figure(figsize=(5.6, 3))
plt.plot(list(errors), np.maximum(list(errors.values()), 1e-12), "o")
plt.axhline(1e-6, linestyle="--", color="grey")
plt.yscale("log")
plt.ylim(1e-12, 10)
plt.ylabel("largest relative error")
plt.show()
