"""Wrong answers to 15, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% perplexity base
def perplexity(logits, targets, mask):
    T, B, V = logits.shape
    a = logits - logits.max(axis=-1, keepdims=True)
    logs = a - np.log(np.exp(a).sum(axis=-1, keepdims=True))
    each = -np.take_along_axis(logs, targets[..., None], axis=-1)[..., 0]
    n = mask.sum()
    loss = each[mask].sum() / n
    return np.exp(loss)


# %% perplexity X1
return 2**loss


# %% perplexity X1
loss = each[mask].sum() / n / np.log(2)


# %% perplexity X2
return loss


# %% perplexity X2
return loss / np.log(2)


# %% perplexity X3
return np.exp(each[mask]).mean()


# %% perplexity X3
return 1 / np.exp(-each[mask]).mean()


# %% perplexity L1
n = T * B


# %% perplexity L1
loss = np.where(mask, each, 0).mean()


# %% perplexity L2
loss = ((each * mask).sum(axis=0) / np.maximum(1, mask.sum(axis=0))).mean()


# %% perplexity L2
n = B


# %% perplexity L3
def perplexity(logits, targets, mask):
    def shares(x):
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)

    p = shares(shares(logits))
    right = np.take_along_axis(p, targets[..., None], axis=-1)[..., 0]
    return np.exp(-np.log(right)[mask].mean())


# %% perplexity L10
def perplexity(logits, targets, mask):
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    p = e / e.sum(axis=-1, keepdims=True)
    right = np.take_along_axis(p, targets[..., None], axis=-1)[..., 0]
    return np.exp(-np.log(right + 1e-12)[mask].mean())


# %% perplexity L10
logs = np.log(np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True))


# %% perplexity L19
loss = each.mean()


# %% perplexity L22
return np.exp(-loss)


# %% perplexity L24
n = 1


# %% perplexity C20a
return np.float32(np.exp(loss))


# %% perplexity C18
def perplexity(logits, targets, mask):
    logits -= logits.max(axis=-1, keepdims=True)
    logs = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    right = np.take_along_axis(logs, targets[..., None], axis=-1)[..., 0]
    return np.exp(-right[mask].mean())


# %% perplexity P1
def perplexity(logits, targets, mask):
    print("perplexity", logits.shape)


# %% perplexity P12
n = maks.sum()


# %% perplexity L1+X1
n = mask.size
return 2**loss


# %% sample_next base
def sample_next(logits, temperature, u):
    V = len(logits)
    scores = logits / temperature
    scores = scores - scores.max()
    e = np.exp(scores)
    p = e / e.sum()
    k = np.searchsorted(np.cumsum(p), u, side="right")
    return k


# %% sample_next X4
def sample_next(logits, temperature, u):
    scores = logits * temperature
    e = np.exp(scores - scores.max())
    return np.argmax(np.cumsum(e / e.sum()) > u)


# %% sample_next X5
def sample_next(logits, temperature, u):
    e = np.exp(logits - logits.max())
    p = e / e.sum() / temperature
    return int(np.searchsorted(np.cumsum(p), u, side="right"))


# %% sample_next X5
def sample_next(logits, temperature, u):
    e = np.exp(logits - logits.max())
    p = np.exp(e / e.sum() / temperature)
    return int(np.searchsorted(np.cumsum(p / p.sum()), u, side="right"))


# %% sample_next X6
def sample_next(logits, temperature, u):
    e = np.exp(logits - logits.max())
    return int(np.searchsorted(np.cumsum(e / e.sum()), u))


# %% sample_next X6
def sample_next(logits, temperature, u):
    e = np.exp(logits - logits.max())
    p = e / e.sum() / temperature
    p = p / p.sum()
    return np.argmax(np.cumsum(p) > u)


# %% sample_next X7
k = np.argmax(p)


# %% sample_next X8
k = np.searchsorted(np.cumsum(p), u) - 1


# %% sample_next X8
k = np.sum(np.cumsum(p) < u) + 1


# %% sample_next X9
def sample_next(logits, temperature, u):
    scores = logits / temperature
    e = np.exp(scores - scores.max())
    p = e / e.sum()
    order = np.argsort(p)[::-1]
    return int(order[np.argmax(np.cumsum(p[order]) > u)])


# %% sample_next X9
p = np.sort(e / e.sum())


# %% sample_next X10
p = e


# %% sample_next X11
def sample_next(logits, temperature, u):
    e = np.exp(logits / temperature)
    return np.argmax(np.cumsum(e / e.sum()) > u)


# %% sample_next X12
k = np.searchsorted(np.cumsum(p), 1 - u, side="right")


# %% sample_next X12
k = V - 1 - np.searchsorted(np.cumsum(p[::-1]), u, side="right")


# %% sample_next X13
k = np.argmax(p > u)


# %% sample_next X14
return p[k]


# %% sample_next P5
k = np.array([np.searchsorted(np.cumsum(p), u, side="right")])


# %% sample_next P6
return [int(k)]


# %% sample_next P1
def sample_next(logits, temperature, u):
    e = np.exp((logits - logits.max()) / temperature)
    print(np.searchsorted(np.cumsum(e / e.sum()), u))


# %% sample_next C18
def sample_next(logits, temperature, u):
    logits /= temperature
    e = np.exp(logits - logits.max())
    return int(np.argmax(np.cumsum(e / e.sum()) > u))


# %% last_valid_state base
def last_valid_state(hs, lengths):
    T, B, H = hs.shape
    last = lengths - 1
    h = hs[last, np.arange(B)]
    return h


# %% last_valid_state X15
return hs[-1]


# %% last_valid_state X16
return hs[lengths - 1]


# %% last_valid_state X17
def last_valid_state(hs, lengths):
    real = np.arange(len(hs))[:, None] < lengths
    return (hs * real[..., None]).sum(axis=0) / lengths[:, None]


# %% last_valid_state X17
return hs.mean(axis=0)


# %% last_valid_state X18
last = lengths.max() - 1


# %% last_valid_state X19
return hs[np.arange(B), lengths - 1]


# %% last_valid_state Q10
last = lengths


# %% last_valid_state Q10
last = lengths - 2


# %% last_valid_state P4
return h.T


# %% last_valid_state P5
return h[None]


# %% last_valid_state P6
return [hs[n - 1, b] for b, n in enumerate(lengths)]


# %% last_valid_state P6
return h.tolist()


# %% last_valid_state P1
def last_valid_state(hs, lengths):
    h = hs[lengths - 1, np.arange(len(lengths))]


# %% last_valid_state C20a
h = hs[last, np.arange(B)].astype(np.float32)


# %% last_valid_state C18
def last_valid_state(hs, lengths):
    lengths -= 1
    return hs[lengths, np.arange(hs.shape[1])]


# %% class_probabilities base
def class_probabilities(h_last, W_y, b_y):
    scores = h_last @ W_y + b_y
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return p


# %% class_probabilities X20
def class_probabilities(h_last, W_y, b_y):
    scores = h_last @ W_y + b_y
    e = np.exp(scores - scores.max(axis=0))
    return e / e.sum(axis=0)


# %% class_probabilities X20
def class_probabilities(h_last, W_y, b_y):
    scores = h_last @ W_y + b_y
    e = np.exp(scores - scores.max())
    return e / e.sum()


# %% class_probabilities X21
return scores


# %% class_probabilities X22
def class_probabilities(h_last, W_y, b_y):
    scores = np.clip(h_last @ W_y + b_y, -700, 700)
    return 1 / (1 + np.exp(-scores))


# %% class_probabilities X23
return scores.argmax(axis=1)


# %% class_probabilities X23
return (p == p.max(axis=1, keepdims=True)).astype(float)


# %% class_probabilities X24
return scores - np.logaddexp.reduce(scores, axis=1)[:, None]


# %% class_probabilities X25
scores = np.tanh(h_last @ W_y + b_y)


# %% class_probabilities X11
e = np.exp(scores)


# %% class_probabilities X10
return e


# %% class_probabilities X26
def class_probabilities(h_last, W_y, b_y):
    def softmax(x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    return softmax(softmax(h_last @ W_y + b_y))


# %% class_probabilities C12a
scores = h_last @ W_y


# %% class_probabilities C12b
scores = h_last @ W_y + b_y + b_y


# %% class_probabilities G19
scores = h_last @ W_y.T + b_y


# %% class_probabilities P4
return p.T


# %% class_probabilities P5
return p.ravel()


# %% class_probabilities P6
return p.tolist()


# %% class_probabilities P1
def class_probabilities(h_last, W_y, b_y):
    scores = h_last @ W_y + b_y
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    e / e.sum(axis=1, keepdims=True)


# %% class_probabilities C20a
p = (e / e.sum(axis=1, keepdims=True)).astype(np.float32)


# %% class_probabilities C18
def class_probabilities(h_last, W_y, b_y):
    W_y *= 1.5
    scores = h_last @ (W_y / 1.5) + b_y
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% class_probabilities C12a+X25
scores = np.tanh(h_last @ W_y)
