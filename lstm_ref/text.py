"""What a model of text is asked for: how sure it is, the next letter, and what a whole sentence is about."""

import numpy as np

from lstm_ref import checks
from lstm_ref.loss import softmax, softmax_cross_entropy


def perplexity(logits, targets, mask=None):
    """Among how many words, all as likely, the model chooses on average.

    Equation:
        perplexity = exp(mean over real tokens of -log(softmax(logits)[target]))

    Arguments:
        logits: (T, B, V) float; scores of every word, before the softmax
        targets: (T, B) int in 0..V-1; the right words; what stands at padding does not count
        mask: (T, B) bool; True where a token is real; None where all are

    Returns:
        perplexity: float; at least 1, infinity where the mean loss is above 709

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, NaN or infinity, a target outside 0..V-1, no real token

    Source:
        Jelinek, Mercer, Bahl & Baker 1977.

    Example:
        >>> round(perplexity(np.zeros((1, 2, 4)), [[3, 0]]), 6)
        4.0
    """
    loss, _ = softmax_cross_entropy(logits, targets, mask)
    with np.errstate(over="ignore"):
        return float(np.exp(loss))


def sample_next(logits, temperature, u):
    """Draw the number of the next word, with the chance that its score gives it.

    Equation:
        p = softmax(logits / temperature);  the smallest k with p[0] + ... + p[k] > u

    Arguments:
        logits: (V,) float; scores of every word
        temperature: float > 0; below 1 the likely become likelier, above 1 all become more alike
        u: float in [0, 1); where the wheel stops, usually rng.random()

    Returns:
        k: int; the number of a word

    Raises:
        TypeError: logits do not hold numbers, temperature or u is not a number
        ValueError: a wrong shape, NaN or infinity, temperature not above 0, u outside [0, 1)

    Source:
        The inverse of a distribution function, von Neumann 1947; the temperature of Ackley, Hinton & Sejnowski 1985.

    Example:
        >>> sample_next(np.log([0.5, 0.3, 0.2]), 1.0, 0.6), sample_next(np.log([0.5, 0.3, 0.2]), 0.1, 0.6)
        (1, 0)
    """
    logits = checks.array("logits", logits, "V", {})
    temperature, u = checks.number("temperature", temperature), checks.number("u", u, 0)
    if temperature <= 0:
        raise ValueError(f"temperature: expected a number above 0, got {temperature}; take argmax for the likeliest")
    if u >= 1:
        raise ValueError(f"u: expected a number in [0, 1), got {u}")
    likely = np.cumsum(softmax(logits.astype(float) / temperature))
    k = int(np.searchsorted(likely, u, side="right"))
    return min(k, len(likely) - 1)  # rounding may leave the whole a little below 1


def last_valid_state(hs, lengths):
    """The state of each sequence after its own last step, whatever stands behind it.

    Equation:
        h_last[b] = hs[lengths[b] - 1, b]

    Arguments:
        hs: (T, B, H) float; the states after each step; padding holds any numbers
        lengths: array of whole numbers (B,) in 1..T; steps of each sequence

    Returns:
        h_last: (B, H) float; a new array

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, NaN or infinity, a length outside 1..T

    Source:
        None needed.

    Example:
        >>> print(last_valid_state(np.arange(6.0).reshape(3, 2, 1), [1, 3]).T)
        [[0. 5.]]
    """
    sizes = {}
    hs = checks.array("hs", hs, "T B H", sizes)
    lengths = checks.integers("lengths", lengths, "B", sizes, "sequence lengths", 1, sizes["T"]).astype(np.intp)
    return hs[lengths - 1, np.arange(sizes["B"])]


def class_probabilities(h_last, W_y, b_y):
    """The share that each class gets, from one state a sequence.

    Equation:
        p = softmax(h_last @ W_y + b_y)

    Arguments:
        h_last: (B, H) float; one state a sequence
        W_y: (H, K) float; weights of the output layer
        b_y: (K,) float; its bias

    Returns:
        p: (B, K) float in [0, 1]; each row sums to 1

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Bridle 1990.

    Example:
        >>> print(class_probabilities(np.zeros((1, 3)), np.ones((3, 2)), np.log([3.0, 1.0])))
        [[0.75 0.25]]
    """
    sizes = {}
    h_last, W_y = checks.array("h_last", h_last, "B H", sizes), checks.array("W_y", W_y, "H K", sizes)
    return softmax(h_last @ W_y + checks.array("b_y", b_y, "K", sizes))
