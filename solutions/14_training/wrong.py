"""Wrong answers to 14, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% softmax_cross_entropy base
def softmax_cross_entropy(logits, targets, mask):
    T, B, V = logits.shape
    a = logits - logits.max(axis=-1, keepdims=True)
    logs = a - np.log(np.exp(a).sum(axis=-1, keepdims=True))
    p = np.exp(logs)
    one = np.eye(V)[targets]
    each = -(logs * one).sum(axis=-1)
    n = mask.sum()
    loss = (each * mask).sum() / n
    d = (p - one) * mask[..., None] / n
    return loss, d


# %% softmax_cross_entropy L1
n = T * B


# %% softmax_cross_entropy L1
loss = (each * mask).mean()


# %% softmax_cross_entropy L2
n = B


# %% softmax_cross_entropy L2
loss = ((each * mask).sum(axis=0) / np.maximum(1, mask.sum(axis=0))).mean()


# %% softmax_cross_entropy L2
n = T


# %% softmax_cross_entropy L3
def softmax_cross_entropy(logits, targets, mask):
    def shares(x):
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)

    p = shares(shares(logits))
    one = np.eye(logits.shape[2])[targets]
    n = mask.sum()
    loss = -((np.log(p) * one).sum(axis=-1) * mask).sum() / n
    return loss, (p - one) * mask[..., None] / n


# %% softmax_cross_entropy L10
e = np.exp(logits)
p = e / e.sum(axis=-1, keepdims=True)
t, b = np.indices(targets.shape)
each = np.where(mask, -np.log(p[t, b, targets]), 0)
d = np.where(mask[..., None], p - one, 0) / n


# %% softmax_cross_entropy L10
t, b = np.indices(targets.shape)
each = -np.log(p[t, b, targets] + 1e-12)


# %% softmax_cross_entropy L10
t, b = np.indices(targets.shape)
loss = -np.log(p[t, b, targets])[mask].sum() / n


# %% softmax_cross_entropy L11
d = (p - one) * mask[..., None]


# %% softmax_cross_entropy L19
mask = np.ones((T, B))
a = logits - logits.max(axis=-1, keepdims=True)


# %% softmax_cross_entropy L20
d = (p - one) / n


# %% softmax_cross_entropy L21
each = -(logs * one).sum(axis=-1) / np.log(2)


# %% softmax_cross_entropy L22
each = (logs * one).sum(axis=-1)


# %% softmax_cross_entropy L23
d = (one - p) * mask[..., None] / n


# %% softmax_cross_entropy L23
d = p * mask[..., None] / n


# %% softmax_cross_entropy L24
n = 1


# %% softmax_cross_entropy P6
return loss, d.tolist()


# %% softmax_cross_entropy P9
return loss


# %% softmax_cross_entropy P1
def softmax_cross_entropy(logits, targets, mask):
    a = logits - logits.max(axis=-1, keepdims=True)
    logs = a - np.log(np.exp(a).sum(axis=-1, keepdims=True))
    print(-logs[mask].mean())


# %% softmax_cross_entropy P12
p = softmax(logits)


# %% softmax_cross_entropy L14
logits -= logits.max(axis=-1, keepdims=True)
a = logits


# %% softmax_cross_entropy C20a
return np.float32(loss), d.astype(np.float32)


# %% softmax_cross_entropy C19
a = logits - logits.max(axis=-1, keepdims=True)
logs = a - np.log(np.exp(a).sum(axis=-1, keepdims=True))
p = np.exp(logs).mean(axis=1, keepdims=True) * np.ones((1, B, 1))


# %% softmax_cross_entropy L1+L22
each = (logs * one).sum(axis=-1)
n = T * B


# %% softmax_cross_entropy L19+L21
mask = np.ones((T, B))
each = -(logs * one).sum(axis=-1) / np.log(2)


# %% clip_by_global_norm base
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    clipped = {name: g * (limit / norm) if norm > limit else g for name, g in grads.items()}
    return clipped, norm


# %% clip_by_global_norm L6
clipped = {name: np.clip(g, -limit, limit) for name, g in grads.items()}


# %% clip_by_global_norm L17
clipped = {name: g * min(1, limit / (norm + 1e-6)) for name, g in grads.items()}


# %% clip_by_global_norm L17
clipped = {name: g * (limit / (norm + 1e-8)) if norm > limit else g for name, g in grads.items()}


# %% clip_by_global_norm L25
clipped = {name: g * min(1, limit / max(limit, np.linalg.norm(g))) for name, g in grads.items()}


# %% clip_by_global_norm L26
return clipped, np.sqrt(sum(np.sum(g**2) for g in clipped.values()))


# %% clip_by_global_norm L27
clipped = {name: g * (limit / norm) if norm > 0 else g for name, g in grads.items()}


# %% clip_by_global_norm L27
clipped = {name: g * (limit / norm) for name, g in grads.items()}


# %% clip_by_global_norm L28
norm = sum(np.linalg.norm(g) for g in grads.values())


# %% clip_by_global_norm L28
norm = sum(np.sum(g**2) for g in grads.values())


# %% clip_by_global_norm L28
norm = max(np.abs(g).max() for g in grads.values())


# %% clip_by_global_norm L29
clipped = {name: g / norm if norm > limit else g for name, g in grads.items()}


# %% clip_by_global_norm L30
clipped = dict(grads)


# %% clip_by_global_norm P9
return clipped


# %% clip_by_global_norm P1
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    clipped = {name: g * min(1, limit / norm) if norm else g for name, g in grads.items()}


# %% clip_by_global_norm P12
clipped = {name: g * (max_norm / norm) if norm > limit else g for name, g in grads.items()}


# %% clip_by_global_norm L14
def clip_by_global_norm(grads, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    if norm > limit:
        for g in grads.values():
            g *= limit / norm
    return grads, norm


# %% clip_by_global_norm C20a
return {name: g.astype(np.float32) for name, g in clipped.items()}, np.float32(norm)


# %% clip_by_global_norm L26+L29
clipped = {name: g / norm if norm > limit else g for name, g in grads.items()}
return clipped, np.sqrt(sum(np.sum(g**2) for g in clipped.values()))


# %% adam_step base
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    new_params, new_state = {}, {}
    for name, a in params.items():
        g = grads[name]
        m, v = state[name] if name in state else (np.zeros_like(a), np.zeros_like(a))
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        new_params[name] = a - lr * m_hat / (np.sqrt(v_hat) + eps)
        new_state[name] = (m, v)
    return new_params, new_state


# %% adam_step L12
m_hat, v_hat = m, v


# %% adam_step L13
m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2**t)
m_hat, v_hat = m, v


# %% adam_step L18
new_params[name] = a - lr * m_hat / np.sqrt(v_hat + eps)


# %% adam_step L18
alpha = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
new_params[name] = a - alpha * m / (np.sqrt(v) + eps)


# %% adam_step L31
m_hat, v_hat = m / (1 - beta1 ** (t + 1)), v / (1 - beta2 ** (t + 1))


# %% adam_step L32
v = beta2 * v + (1 - beta2) * np.abs(g)


# %% adam_step L33
new_params[name] = a + lr * m_hat / (np.sqrt(v_hat) + eps)


# %% adam_step L34
beta1, beta2 = beta2, beta1
new_params, new_state = {}, {}


# %% adam_step L35
state = {}
new_params, new_state = {}, {}


# %% adam_step L36
m = beta1 * m + g
v = beta2 * v + g**2


# %% adam_step L37
new_params[name] = a - lr * m_hat / (v_hat + eps)


# %% adam_step L38
new_params, new_state = {}, {}
return {k: params[k] - lr * grads[k] for k in params}, new_state


# %% adam_step L39
return new_params, {name: (v, m) for name, (m, v) in new_state.items()}


# %% adam_step P9
return new_params


# %% adam_step P1
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    new = {name: a - lr * grads[name] for name, a in params.items()}


# %% adam_step P12
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    return {name: a - lr * m_hat for name, a in params.items()}, state


# %% adam_step L14
def adam_step(params, grads, state, t, lr, beta1, beta2, eps):
    for name in params:
        m, v = state.get(name, (np.zeros_like(params[name]), np.zeros_like(params[name])))
        m = beta1 * m + (1 - beta1) * grads[name]
        v = beta2 * v + (1 - beta2) * grads[name] ** 2
        params[name] -= lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
        state[name] = (m, v)
    return params, state


# %% adam_step L14
state[name] = (m, v)
new_state[name] = (m, v)
return new_params, state


# %% adam_step C20a
new_params, new_state = {}, {}
return {k: a.astype(np.float32) for k, a in new_params.items()}, {
    k: (m.astype(np.float32), v.astype(np.float32)) for k, (m, v) in new_state.items()
}


# %% adam_step L12+L34
beta1, beta2 = beta2, beta1
new_params, new_state = {}, {}
m_hat, v_hat = m, v


# %% bptt_windows base
def bptt_windows(ids, B, T):
    n = (len(ids) - 1) // (B * T)
    inputs = ids[: n * B * T].reshape(B, n, T).transpose(1, 2, 0)
    targets = ids[1 : n * B * T + 1].reshape(B, n, T).transpose(1, 2, 0)
    return inputs, targets


# %% bptt_windows L4
targets = inputs.copy()


# %% bptt_windows L4
targets = np.roll(inputs, -1, axis=1)


# %% bptt_windows L15
inputs = ids[: n * B * T].reshape(n, T, B)
targets = ids[1 : n * B * T + 1].reshape(n, T, B)


# %% bptt_windows L16
def bptt_windows(ids, B, T):
    m = len(ids) // B
    columns = ids[: m * B].reshape(B, m).T
    n = (m - 1) // T
    inputs = np.array([columns[k * T : (k + 1) * T] for k in range(n)]).reshape(n, T, B)
    targets = np.array([columns[k * T + 1 : (k + 1) * T + 1] for k in range(n)]).reshape(n, T, B)
    return inputs, targets


# %% bptt_windows L40
inputs = ids[: n * B * T].reshape(n, B, T).transpose(0, 2, 1)
targets = ids[1 : n * B * T + 1].reshape(n, B, T).transpose(0, 2, 1)


# %% bptt_windows L41
n = len(ids) // (B * T)


# %% bptt_windows L41
n = (len(ids) - 1) // (B * T) - 1


# %% bptt_windows L42
def bptt_windows(ids, B, T):
    n = len(ids) // (B * (T + 1))
    w = ids[: n * B * (T + 1)].reshape(B, n, T + 1).transpose(1, 2, 0)
    return w[:, :-1], w[:, 1:]


# %% bptt_windows L43
return inputs.transpose(0, 2, 1), targets.transpose(0, 2, 1)


# %% bptt_windows L43
return inputs.reshape(-1, B), targets.reshape(-1, B)


# %% bptt_windows P6
return inputs.tolist(), targets.tolist()


# %% bptt_windows P9
return inputs


# %% bptt_windows P1
def bptt_windows(ids, B, T):
    n = (len(ids) - 1) // (B * T)
    print(ids[: n * B * T].reshape(B, n, T).shape)


# %% bptt_windows P12
n = (len(text) - 1) // (B * T)


# %% bptt_windows C18
inputs, targets = inputs.copy(), targets.copy()
ids[:] = 0
return inputs, targets


# %% bptt_windows L4+L15
inputs = ids[: n * B * T].reshape(n, T, B)
targets = inputs.copy()
