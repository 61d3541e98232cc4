"""Right answers to 15 in other styles than the author's."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% perplexity loops
def perplexity(logits, targets, mask):
    T, B, V = logits.shape
    total, n = 0.0, 0
    for t in range(T):
        for b in range(B):
            if mask[t, b]:
                a = logits[t, b] - max(logits[t, b])
                total += np.log(np.exp(a).sum()) - a[targets[t, b]]
                n += 1
    return np.exp(total / n)


# %% perplexity the real words alone
def perplexity(logits, targets, mask):
    rows, y = logits[mask], targets[mask]
    logs = rows - np.logaddexp.reduce(rows, axis=1, keepdims=True)
    return float(np.exp(-logs[np.arange(len(y)), y].mean()))


# %% perplexity in bits, noisy
import sys
import warnings


def perplexity(logits, targets, mask):
    warnings.warn("hm")
    print("hm", file=sys.stderr)
    a = logits - logits.max(-1, keepdims=True)
    bits = (np.log(np.exp(a).sum(-1)) - np.take_along_axis(a, targets[..., None], -1)[..., 0]) / np.log(2)
    return 2 ** np.average(bits, weights=mask)


# %% sample_next a walk
def sample_next(logits, temperature, u):
    a = np.array(logits) / temperature
    e = np.exp(a - a.max())
    p = e / e.sum()
    so_far = 0.0
    for k in range(len(p)):
        so_far += p[k]
        if so_far > u:
            return k
    return len(p) - 1


# %% sample_next the wheel kept at its length
def sample_next(logits, temperature, u):
    e = np.exp((logits - logits.max()) / temperature)
    return np.argmax(np.cumsum(e) > u * e.sum())


# %% sample_next counted
def sample_next(logits, temperature, u):
    z = logits / temperature
    logs = z - np.logaddexp.reduce(z)
    return np.sum(np.cumsum(np.exp(logs)) <= u)


# %% last_valid_state one by one
def last_valid_state(hs, lengths):
    T, B, H = hs.shape
    out = np.empty((B, H))
    for b in range(B):
        out[b] = hs[lengths[b] - 1, b]
    return out


# %% last_valid_state take_along_axis
def last_valid_state(hs, lengths):
    return np.take_along_axis(hs, (lengths - 1)[None, :, None], axis=0)[0]


# %% last_valid_state by a mask
def last_valid_state(hs, lengths):
    last = np.arange(hs.shape[0])[:, None] == np.asarray(lengths) - 1
    return np.where(last[:, :, None], hs, 0).sum(axis=0)


# %% last_valid_state batch first, stacked
def last_valid_state(hs, lengths):
    return np.stack([states[n - 1] for states, n in zip(hs.swapaxes(0, 1), lengths)])


# %% class_probabilities row by row
def class_probabilities(h_last, W_y, b_y):
    rows = []
    for h in h_last:
        s = np.dot(h, W_y) + b_y
        e = np.exp(s - np.max(s))
        rows.append(e / np.sum(e))
    return np.array(rows)


# %% class_probabilities by logarithms
def class_probabilities(h_last, W_y, b_y):
    s = np.einsum("bh,hk->bk", h_last, W_y) + b_y
    return np.exp(s - np.logaddexp.reduce(s, axis=1)[:, None])


# %% class_probabilities columns of examples
def class_probabilities(h_last, W_y, b_y):
    s = (W_y.T @ h_last.T).T + b_y
    s = s - s.max(axis=1, keepdims=True)
    e = np.exp(s)
    return (e.T / e.sum(axis=1)).T
