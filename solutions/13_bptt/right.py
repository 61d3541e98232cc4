"""Right answers to 13 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% d_cell in two lines
def d_cell(d_h, d_c, o_t, c_t):
    shown = np.tanh(c_t)
    return d_c + d_h * o_t * (1 - shown) * (1 + shown)


# %% d_cell cosh, noisy
import sys
import warnings


def d_cell(d_h, d_c, o_t, c_t):
    warnings.warn("hm")
    print("hm", file=sys.stderr)
    return o_t * d_h / np.cosh(np.clip(c_t, -350, 350)) ** 2 + d_c


# %% d_cell loops
def d_cell(d_h, d_c, o_t, c_t):
    out = np.zeros(c_t.shape)
    for b in range(len(c_t)):
        for k in range(c_t.shape[1]):
            out[b, k] = d_c[b, k] + d_h[b, k] * o_t[b, k] * (1 - np.tanh(c_t[b, k]) ** 2)
    return out


# %% d_sums one after the other
def d_sums(d_h, d_c_t, cache):
    f, i, g, o = cache["f_t"], cache["i_t"], cache["c_tilde_t"], cache["o_t"]
    d_f = d_c_t * cache["c_prev"]
    d_i = d_c_t * g
    d_g = d_c_t * i
    d_o = d_h * np.tanh(cache["c_t"])
    return {"o": d_o * o * (1 - o), "c": d_g * (1 - g**2), "i": d_i * i * (1 - i), "f": d_f * f * (1 - f)}


# %% d_sums helpers, and the gates computed again
def d_sums(d_h, d_c_t, cache):
    def slope(s):
        return s - s * s

    params, z = cache["params"], np.hstack([cache["x_t"], cache["h_prev"]])
    g = np.tanh(z @ params["W_c"] + params["b_c"])
    d_a = dict()
    d_a["f"] = slope(cache["f_t"]) * cache["c_prev"] * d_c_t
    d_a["i"] = slope(cache["i_t"]) * g * d_c_t
    d_a["c"] = (1 - g * g) * cache["i_t"] * d_c_t
    d_a["o"] = slope(cache["o_t"]) * np.tanh(cache["c_t"]) * d_h
    return d_a


# %% d_sums stacked
def d_sums(d_h, d_c_t, cache):
    into = np.stack([d_c_t, d_c_t, d_c_t, d_h])
    beside = np.stack([cache["c_prev"], cache["c_tilde_t"], cache["i_t"], np.tanh(cache["c_t"])])
    out = np.stack([cache["f_t"], cache["i_t"], cache["c_tilde_t"], cache["o_t"]])
    slopes = out * (1 - out)
    slopes[2] = 1 - out[2] ** 2
    return dict(zip("fico", into * beside * slopes))


# %% d_layer one matrix for all
def d_layer(d_a, cache):
    D = cache["x_t"].shape[1]
    z = np.concatenate([cache["x_t"], cache["h_prev"]], axis=1)
    all_a = np.concatenate([d_a[k] for k in "ifco"], axis=1)
    all_W = np.concatenate([cache["params"]["W_" + k] for k in "ifco"], axis=1)
    d_z = all_a @ all_W.T
    grads = {}
    for k, d_W, d_b in zip("ifco", np.split(z.T @ all_a, 4, axis=1), np.split(all_a.sum(axis=0), 4)):
        grads["W_" + k], grads["b_" + k] = d_W, d_b
    return d_z[:, :D], d_z[:, D:], grads


# %% d_layer einsum
def d_layer(d_a, cache):
    x, h, p = cache["x_t"], cache["h_prev"], cache["params"]
    D = x.shape[1]
    d_x = sum(np.einsum("bh,kh->bk", d_a[k], p[f"W_{k}"][:D]) for k in "fico")
    d_h = sum(np.einsum("bh,kh->bk", d_a[k], p[f"W_{k}"][D:]) for k in "fico")
    grads = {}
    for k in "fico":
        grads[f"W_{k}"] = np.vstack([np.einsum("bd,bh->dh", x, d_a[k]), np.einsum("bd,bh->dh", h, d_a[k])])
        grads[f"b_{k}"] = np.einsum("bh->h", d_a[k])
    return d_x, d_h, grads


# %% d_layer example by example
def d_layer(d_a, cache):
    x, h, params = cache["x_t"], cache["h_prev"], cache["params"]
    grads = {key: np.zeros_like(value) for key, value in params.items()}
    d_x, d_h = np.zeros_like(x), np.zeros_like(h)
    for b in range(len(x)):
        z = np.append(x[b], h[b])
        for k in "fico":
            grads["W_" + k] += np.outer(z, d_a[k][b])
            grads["b_" + k] += d_a[k][b]
            back = params["W_" + k] @ d_a[k][b]
            d_x[b] += back[: x.shape[1]]
            d_h[b] += back[x.shape[1] :]
    return d_x, d_h, grads


# %% lstm_step_backward with the three functions
def d_cell(d_h, d_c, o_t, c_t):
    return d_c + d_h * o_t * (1 - np.tanh(c_t) ** 2)


def lstm_step_backward(d_h, d_c, cache):
    d_c_t = d_cell(d_h, d_c, cache["o_t"], cache["c_t"])
    d_a = d_sums(d_h, d_c_t, cache)
    return (*d_layer(d_a, cache)[:2], cache["f_t"] * d_c_t, d_layer(d_a, cache)[2])


# %% lstm_step_backward all in one
def lstm_step_backward(d_h, d_c, cache):
    x, h, c0, f, i, g, o, c = (cache[k] for k in "x_t h_prev c_prev f_t i_t c_tilde_t o_t c_t".split())
    p = cache["params"]
    y = np.tanh(c)
    dc = d_c + d_h * o * (1 - y**2)
    da_f = dc * c0 * f * (1 - f)
    da_i = dc * g * i * (1 - i)
    da_c = dc * i * (1 - g**2)
    da_o = d_h * y * o * (1 - o)
    z = np.hstack([x, h])
    dz = da_f @ p["W_f"].T + da_i @ p["W_i"].T + da_c @ p["W_c"].T + da_o @ p["W_o"].T
    grads = {"W_f": z.T @ da_f, "W_i": z.T @ da_i, "W_c": z.T @ da_c, "W_o": z.T @ da_o}
    grads.update(b_f=da_f.sum(0), b_i=da_i.sum(0), b_c=da_c.sum(0), b_o=da_o.sum(0))
    return dz[:, : x.shape[1]], dz[:, x.shape[1] :], dc * f, grads


# %% lstm_step_backward as a list
def lstm_step_backward(d_h, d_c, cache):
    d_c_t = d_cell(d_h, d_c, cache["o_t"], cache["c_t"])
    result = list(d_layer(d_sums(d_h, d_c_t, cache), cache))
    result.insert(2, d_c_t * cache["f_t"])
    return result


# %% lstm_backward zeros that are filled
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    T, B, H = d_hs.shape
    d_x = np.zeros((T, B, caches[0]["x_t"].shape[1]))
    grads = {key: np.zeros_like(value) for key, value in caches[0]["params"].items()}
    d_h, d_c = d_h_n, d_c_n
    for t in reversed(range(T)):
        d_x[t], d_h, d_c, step = lstm_step_backward(d_hs[t] + d_h, d_c, caches[t])
        for key in step:
            grads[key] += step[key]
    return d_x, d_h, d_c, grads


# %% lstm_backward recursion
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    d_x, d_h, d_c, grads = lstm_step_backward(d_hs[-1] + d_h_n, d_c_n, caches[-1])
    if len(caches) == 1:
        return d_x[None], d_h, d_c, grads
    before, d_h0, d_c0, rest = lstm_backward(d_hs[:-1], d_h, d_c, caches[:-1])
    return np.concatenate([before, d_x[None]]), d_h0, d_c0, {key: rest[key] + grads[key] for key in grads}


# %% lstm_backward insert at the front
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    d_h, d_c, d_xs, all_grads = d_h_n.copy(), d_c_n.copy(), [], []
    for d_out, cache in zip(d_hs[::-1], caches[::-1]):
        d_h += d_out
        d_x, d_h, d_c, grads = lstm_step_backward(d_h, d_c, cache)
        d_xs.insert(0, d_x)
        all_grads.append(grads)
    return np.array(d_xs), d_h, d_c, {key: sum(grads[key] for grads in all_grads) for key in all_grads[0]}


# %% lstm_backward the loss of the last state put into a copy of the last output's
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    d_hs = d_hs.copy()
    d_hs[-1] += d_h_n
    d_x, grads, d_c = [], {}, d_c_n
    for t in range(len(caches) - 1, -1, -1):
        d_x_t, d_h, d_c, step = lstm_step_backward(d_hs[t], d_c, caches[t])
        if t > 0:
            d_hs[t - 1] += d_h
        d_x.append(d_x_t)
        for key, value in step.items():
            grads[key] = grads[key] + value if key in grads else value
    return np.stack(d_x)[::-1], d_h, d_c, grads


# %% grad_check moved in place, the old number stored again
def grad_check(f, x, d_f, eps=1e-5):
    num = np.zeros(x.shape)
    for k in np.ndindex(*x.shape):
        old = x[k]
        x[k] = old + eps
        up = f(x)
        x[k] = old - eps
        down = f(x)
        x[k] = old
        num[k] = (up - down) / (2 * eps)
    return np.max(np.abs(num - d_f) / np.maximum(1, np.maximum(np.abs(num), np.abs(d_f))))


# %% grad_check nditer
def grad_check(f, x, d_f, eps=1e-5):
    worst = 0.0
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        k = it.multi_index
        y = x.copy()
        y[k] = x[k] + eps
        up = f(y)
        y[k] = x[k] - eps
        num = (up - f(y)) / eps / 2
        worst = max(worst, abs(num - d_f[k]) / max(1, abs(num), abs(d_f[k])))
        it.iternext()
    return worst


# %% grad_check flattened, and put into shape again
def grad_check(f, x, d_f, eps=1e-5):
    errors = []
    for n, want in enumerate(d_f.flatten()):
        step = np.zeros(x.size)
        step[n] = eps
        step = step.reshape(x.shape)
        num = (f(x + step) - f(x - step)) / (2 * eps)
        errors.append(abs(num - want) / max(1.0, abs(num), abs(want)))
    return max(errors)


# %% grad_check unit vectors
def grad_check(f, x, d_f, eps=1e-5):
    units = np.eye(x.size).reshape(x.size, *x.shape)
    num = np.array([f(x + eps * u) - f(x - eps * u) for u in units]).reshape(x.shape) / (2 * eps)
    return float((abs(num - d_f) / np.clip(np.maximum(abs(num), abs(d_f)), 1, None)).max())
