"""Right answers to 14 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% softmax_cross_entropy loops
def softmax_cross_entropy(logits, targets, mask):
    T, B, V = logits.shape
    n, loss, d = mask.sum(), 0.0, np.zeros(logits.shape)
    for t in range(T):
        for b in range(B):
            if mask[t, b]:
                a = logits[t, b] - max(logits[t, b])
                e = np.exp(a)
                loss += np.log(e.sum()) - a[targets[t, b]]
                d[t, b] = e / e.sum() / n
                d[t, b, targets[t, b]] -= 1 / n
    return loss / n, d


# %% softmax_cross_entropy the real words alone
def softmax_cross_entropy(logits, targets, mask):
    rows, y = logits[mask], targets[mask]
    a = rows - rows.max(axis=1, keepdims=True)
    logs = a - np.log(np.exp(a).sum(axis=1, keepdims=True))
    k = np.arange(len(y))
    g = np.exp(logs)
    g[k, y] -= 1
    d = np.zeros_like(logits)
    d[mask] = g / len(y)
    return -logs[k, y].mean(), d


# %% softmax_cross_entropy logaddexp, noisy
import sys
import warnings


def softmax_cross_entropy(logits, targets, mask):
    warnings.warn("hm")
    print("hm", file=sys.stderr)
    logs = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
    one = np.eye(logits.shape[2])[targets]
    n = np.count_nonzero(mask)
    return -(logs * one).sum(axis=2)[mask].sum() / n, (np.exp(logs) - one) * mask[:, :, None] / n


# %% softmax_cross_entropy einsum and weights
def softmax_cross_entropy(logits, targets, mask):
    w = mask / mask.sum()
    top = logits.max(-1)[..., None]
    z = np.exp(logits - top)
    s = z.sum(-1)[..., None]
    right = np.take_along_axis(logits, targets[..., None], -1)
    loss = np.einsum("tb,tb->", w, (np.log(s) + top - right)[..., 0])
    d = z / s
    np.put_along_axis(d, targets[..., None], np.take_along_axis(d, targets[..., None], -1) - 1, -1)
    return loss, d * w[..., None]


# %% clip_by_global_norm one long vector
def clip_by_global_norm(grads, limit):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads.values()]))
    if norm <= limit:
        return {name: g.copy() for name, g in grads.items()}, norm
    return {name: g * limit / norm for name, g in grads.items()}, norm


# %% clip_by_global_norm a factor
def clip_by_global_norm(grads, limit):
    total = 0.0
    for g in grads.values():
        total += (g * g).sum()
    norm = total**0.5
    factor = limit / max(norm, limit)
    return {name: factor * g for name, g in grads.items()}, norm


# %% clip_by_global_norm the same dict where nothing is to be done
def clip_by_global_norm(grads, limit):
    norm = float(np.sqrt(sum(np.vdot(g, g) for g in grads.values())))
    if norm > limit:
        grads = {name: g / (norm / limit) for name, g in grads.items()}
    return grads, norm


# %% adam_step numbers first
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    if not state:
        state = {k: (0.0, 0.0) for k in params}
    m = {k: beta1 * state[k][0] + (1 - beta1) * grads[k] for k in params}
    v = {k: beta2 * state[k][1] + (1 - beta2) * np.square(grads[k]) for k in params}
    c1, c2 = 1 - beta1**t, 1 - beta2**t
    new = {k: params[k] - lr * (m[k] / c1) / ((v[k] / c2) ** 0.5 + eps) for k in params}
    return new, {k: (m[k], v[k]) for k in params}


# %% adam_step differences
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    new_params, new_state = dict(params), {}
    for name in grads:
        m, v = state.get(name, (np.zeros(grads[name].shape), np.zeros(grads[name].shape)))
        m = m + (1 - beta1) * (grads[name] - m)
        v = v + (1 - beta2) * (grads[name] ** 2 - v)
        new_params[name] = params[name] - lr / (1 - beta1**t) * m / (np.sqrt(v) / np.sqrt(1 - beta2**t) + eps)
        new_state[name] = (m, v)
    return new_params, new_state


# %% adam_step copies that are changed, lists for pairs
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    params = {k: a.copy() for k, a in params.items()}
    state = {k: [s.copy() for s in state[k]] if t > 1 else [0 * a, 0 * a] for k, a in params.items()}
    for k, g in grads.items():
        state[k][0] *= beta1
        state[k][0] += (1 - beta1) * g
        state[k][1] *= beta2
        state[k][1] += (1 - beta2) * g * g
        params[k] -= lr * (state[k][0] / (1 - beta1**t)) / (np.sqrt(state[k][1] / (1 - beta2**t)) + eps)
    return params, state


# %% bptt_windows loops
def bptt_windows(ids, B, T):
    n = (len(ids) - 1) // (B * T)
    inputs, targets = np.zeros((n, T, B), dtype=int), np.zeros((n, T, B), dtype=int)
    for b in range(B):
        for k in range(n):
            for t in range(T):
                place = b * n * T + k * T + t
                inputs[k, t, b], targets[k, t, b] = ids[place], ids[place + 1]
    return inputs, targets


# %% bptt_windows columns
def bptt_windows(ids, B, T):
    n = (ids.size - 1) // (B * T)
    columns = np.stack([ids[b * n * T : (b + 1) * n * T] for b in range(B)], axis=1)
    later = np.stack([ids[b * n * T + 1 : (b + 1) * n * T + 1] for b in range(B)], axis=1)
    return columns.reshape(n, T, B), later.reshape(n, T, B)


# %% bptt_windows places
def bptt_windows(ids, B, T):
    n = (len(ids) - 1) // B // T
    k, t, b = np.meshgrid(np.arange(n), np.arange(T), np.arange(B), indexing="ij")
    place = (b * n + k) * T + t
    return ids[place], ids[place + 1]


# %% bptt_windows split
def bptt_windows(ids, B, T):
    n = (len(ids) - 1) // (B * T)
    x = ids[:-1][: n * B * T].reshape(B, -1).T
    y = ids[1:][: n * B * T].reshape(B, -1).T
    return np.array(np.split(x, n)), np.array(np.split(y, n))
