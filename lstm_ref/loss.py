"""How wrong the predictions are: softmax and cross-entropy, over real tokens only."""

import numpy as np

from lstm_ref import checks


def softmax(logits):
    """Scores to probabilities, along the last axis.

    Equation:
        p[v] = exp(logits[v]) / sum over w of exp(logits[w])

    Arguments:
        logits: (..., V) float; scores, any number of axes before the last

    Returns:
        p: (..., V) float in [0, 1]; sums to 1 along the last axis

    Raises:
        TypeError: logits do not hold real numbers
        ValueError: NaN or infinity, or no axis

    Source:
        Bridle 1990; the largest score is taken off first, so that exp cannot overflow.

    Example:
        >>> print(softmax(np.array([1000.0, 1000.0, 0.0])))
        [0.5 0.5 0. ]
    """
    logits = checks.real("logits", logits)
    if logits.ndim == 0 or logits.shape[-1] == 0:
        raise ValueError(f"logits: expected at least one score along the last axis, got shape {logits.shape}")
    if not np.isfinite(logits).all():
        raise ValueError("logits: expected finite numbers, got infinity")
    with np.errstate(under="ignore"):
        return np.exp(_log_softmax(logits))


def softmax_cross_entropy(logits, targets, mask=None):
    """Mean cross-entropy over the real tokens, and its gradient.

    Equation:
        loss = mean over real tokens of -log(softmax(logits)[target])
        d_logits = (softmax(logits) - one_hot(target)) / number of real tokens, 0 at padding

    Arguments:
        logits: (T, B, V) float; scores of every word, before the softmax
        targets: (T, B) int in 0..V-1; the right words; what stands at padding does not count
        mask: (T, B) bool; True where a token is real; None where all are

    Returns:
        loss: float; in nats a token
        d_logits: (T, B, V) float

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, NaN or infinity, a target outside 0..V-1, no real token

    Source:
        Bridle 1990; the mean is over tokens, so that more padding cannot change the loss.

    Example:
        >>> loss, d_logits = softmax_cross_entropy(np.zeros((1, 2, 4)), [[3, 0]], [[True, False]])
        >>> print(round(loss, 4), d_logits[0, 0], d_logits[0, 1])
        1.3863 [ 0.25  0.25  0.25 -0.75] [0. 0. 0. 0.]
    """
    sizes = {}
    logits = checks.array("logits", logits, "T B V", sizes)
    mask = np.ones(logits.shape[:2], bool) if mask is None else _mask(mask, sizes)
    targets = checks.integers("targets", targets, "T B", sizes, "words")
    targets = checks.integers("targets", np.where(mask, targets, 0), "T B", sizes, "words", 0, sizes["V"] - 1)
    n = mask.sum()
    if n == 0:
        raise ValueError("mask: expected at least one real token, got none")
    log_p = _log_softmax(logits)
    at = (*np.indices(targets.shape), targets)
    loss = -np.sum(log_p[at], where=mask) / n
    d_logits = softmax(logits)
    d_logits[at] -= 1
    return float(loss), np.where(mask[..., None], d_logits / n.astype(logits.dtype), 0)


def _mask(mask, sizes):
    mask = np.asarray(mask)
    if mask.dtype != bool:
        raise TypeError(f"mask: expected booleans, got dtype {mask.dtype}; write mask > 0")
    checks.integers("mask", mask.astype(int), "T B", sizes, "booleans", 0, 1)
    return mask


def _log_softmax(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    with np.errstate(under="ignore"):
        return shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
