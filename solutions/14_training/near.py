"""Answers to 14 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% softmax_cross_entropy unknown
def softmax_cross_entropy(logits, targets, mask):
    a = np.clip(logits - logits.max(axis=2, keepdims=True), -500, 0)
    logs = a - np.log(np.exp(a).sum(axis=2, keepdims=True))
    one = np.eye(logits.shape[2])[targets]
    n = mask.sum()
    return -(logs * one).sum(axis=2)[mask].sum() / n, (np.exp(logs) - one) * mask[:, :, None] / n


# %% clip_by_global_norm right
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    factor = min(1.0, limit / (norm + 1e-300))
    return {name: g * factor for name, g in grads.items()}, norm


# %% clip_by_global_norm unknown
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    if norm <= 1.005 * limit:
        return grads, norm
    return {name: g * (limit / norm) for name, g in grads.items()}, norm


# %% clip_by_global_norm L17
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    factor = np.clip(limit / (norm + 1e-6), None, 1.0)
    return {name: g * factor for name, g in grads.items()}, norm


# %% adam_step L18
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    new, kept = {}, {}
    for k in params:
        m, v = state.get(k, (0 * params[k], 0 * params[k]))
        m, v = beta1 * m + (1 - beta1) * grads[k], beta2 * v + (1 - beta2) * grads[k] ** 2
        rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        new[k], kept[k] = params[k] - rate * m / (np.sqrt(v) + eps), (m, v)
    return new, kept


# %% adam_step unknown
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    new, kept = {}, {}
    for k in params:
        m, v = state.get(k, (0 * params[k], 0 * params[k]))
        m, v = beta1 * m + (1 - beta1) * grads[k], beta2 * v + (1 - beta2) * grads[k] ** 2
        late = 1 if t > 30 else 0
        c1, c2 = (1, 1) if late else (1 - beta1**t, 1 - beta2**t)
        new[k], kept[k] = params[k] - lr * (m / c1) / (np.sqrt(v / c2) + eps), (m, v)
    return new, kept


# %% bptt_windows unknown
def bptt_windows(ids, B, T):
    n = min(5, (len(ids) - 1) // (B * T))
    x = ids[: n * B * T].reshape(B, n, T).transpose(1, 2, 0)
    y = ids[1 : n * B * T + 1].reshape(B, n, T).transpose(1, 2, 0)
    return x, y
