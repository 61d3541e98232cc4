"""Answers to 15 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% perplexity unknown
def perplexity(logits, targets, mask):
    a = np.clip(logits - logits.max(axis=2, keepdims=True), -500, 0)
    logs = a - np.log(np.exp(a).sum(axis=2, keepdims=True))
    one = np.eye(logits.shape[2])[targets]
    return np.exp(-(logs * one).sum(axis=2)[mask].mean())


# %% sample_next right
def sample_next(logits, temperature, u):
    a = (logits - logits.max()) / temperature
    e = np.exp(np.maximum(a, -700))
    return int(np.searchsorted(np.cumsum(e) / e.sum(), u, side="left"))


# %% sample_next unknown
def sample_next(logits, temperature, u):
    e = np.exp((logits - logits.max()) / max(temperature, 0.6))
    return int(np.argmax(np.cumsum(e / e.sum()) > u))


# %% last_valid_state unknown
def last_valid_state(hs, lengths):
    T, B, H = hs.shape
    return hs[np.minimum(lengths, 7) - 1, np.arange(B)]


# %% class_probabilities right
def class_probabilities(h_last, W_y, b_y):
    s = np.clip(h_last @ W_y + b_y, -1e5, 1e5)
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / (e.sum(axis=1, keepdims=True) + 1e-15)
