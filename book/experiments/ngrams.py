"""Interpolated Kneser-Ney: what counting alone knows of the next letter. The rival of every model of text."""

import numpy as np


def kneser_ney(ids, text, order, V):
    """The share that each letter of a text gets from the `order - 1` letters before it.

    Equation:
        p_n(w | c) = max(N(c w) - D, 0) / N(c) + D types(c) / N(c) p_{n-1}(w | c less its first letter)
        N counts occurrences at the highest order, below it the different letters seen before; D = n_1 / (n_1 + 2 n_2)

    Arguments:
        ids: (N,) int in 0..V-1; the text that is counted
        text: (M,) int in 0..V-1; the text that is judged
        order: int; letters that count together, at most as many as fit into 63 bits
        V: int; letters

    Returns:
        shares: (M - order + 1,) float; for `text[order - 1:]`

    Raises:
        ValueError: the order does not fit

    Source:
        Kneser & Ney 1995; the interpolated form of Chen & Goodman 1999.

    Example:
        >>> abab = np.array([0, 1, 0, 1, 0, 1, 0])
        >>> bool(kneser_ney(abab, np.array([0, 1]), order=2, V=2)[0] > 0.8)
        True
    """
    if order < 1 or V**order >= 2**63:
        raise ValueError(f"order: expected 1 to {int(63 / np.log2(V))}, got {order}")
    shares = np.full(len(text) - order + 1, 1 / V)
    for n in range(1, order + 1):
        grams, counts = _counted(ids, n, n == order, V)
        D = (counts == 1).sum() / max((counts == 1).sum() + 2 * (counts == 2).sum(), 1)
        contexts, starts, types = np.unique(grams // V, return_index=True, return_counts=True)
        totals = np.add.reduceat(counts, starts)
        asked = _codes(text, n, V)[order - n :]
        seen, at = _find(contexts, asked // V)
        known, which = _find(grams, asked)
        found = np.maximum(np.where(known, counts[which], 0) - D, 0)
        shares = np.where(seen, (found + D * types[at] * shares) / totals[at], shares)
    return shares


def _codes(ids, n, V):
    """Each run of n letters as one whole number."""
    codes = np.zeros(len(ids) - n + 1, np.int64)
    for k in range(n):
        codes = codes * V + ids[k : len(ids) - n + 1 + k]
    return codes


def _counted(ids, n, highest, V):
    """The different runs of n letters, and how often each occurs, or after how many different letters."""
    if highest:
        return np.unique(_codes(ids, n, V), return_counts=True)
    return np.unique(np.unique(_codes(ids, n + 1, V)) % V**n, return_counts=True)


def _find(table, asked):
    """Whether each stands in the sorted table, and where."""
    at = np.minimum(np.searchsorted(table, asked), len(table) - 1)
    return table[at] == asked, at
