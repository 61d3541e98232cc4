"""The two products of the LSTM: entry by entry, and a whole row with a matrix."""

from lstm_ref import checks


def hadamard(a, b):
    """Multiply two arrays of one shape, entry by entry.

    Equation:
        out[b, h] = a[b, h] * b[b, h], written a ⊙ b

    Arguments:
        a: (B, H) float; any entries
        b: (B, H) float; one factor for each of them

    Returns:
        out: (B, H) float; no entry sees another

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: shapes that differ, NaN or infinity

    Source:
        Horn & Johnson 1991, chapter 5.

    Example:
        >>> print(hadamard([[1.0, 2.0, 3.0]], [[0.0, 0.5, 1.0]]))
        [[0. 1. 3.]]
    """
    sizes = {}
    return checks.array("a", a, "B H", sizes) * checks.array("b", b, "B H", sizes)


def affine(z, W, b):
    """Multiply each row by a matrix and add a bias.

    Equation:
        out = z @ W + b,  out[b, h] = sum over k of z[b, k] * W[k, h], plus b[h]

    Arguments:
        z: (B, K) float; one row an example
        W: (K, H) float; column h holds the weights of result h
        b: (H,) float; bias

    Returns:
        out: (B, H) float; every result sees the whole row

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: shapes that do not fit, NaN or infinity

    Source:
        Goodfellow, Bengio & Courville 2016, section 6.1.

    Example:
        >>> print(affine([[1.0, 2.0]], [[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]], [10.0, 20.0, 30.0]))
        [[11. 22. 31.]]
    """
    sizes = {}
    z, W = checks.array("z", z, "B K", sizes), checks.array("W", W, "K H", sizes)
    return z @ W + checks.array("b", b, "H", sizes)
