"""Words as vectors: a table with one row a word."""

import numpy as np

from lstm_ref import checks


def embed(ids, E):
    """Look up the vector of each word.

    Equation:
        out[t, b] = E[ids[t, b]], the same as one_hot(ids) @ E

    Arguments:
        ids: (T, B) int in 0..V-1; word numbers; T is 0 where all texts are empty
        E: (V, D) float; one row a word

    Returns:
        out: (T, B, D) float; word vectors

    Raises:
        TypeError: ids are not integers, E does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, a word number outside 0..V-1

    Source:
        Bengio, Ducharme, Vincent & Jauvin 2003, the matrix C.

    Example:
        >>> print(embed([[2], [0]], np.array([[0.0, 0.0], [1.0, 2.0], [3.0, 4.0]]))[:, 0])
        [[3. 4.]
         [0. 0.]]
    """
    sizes = {}
    E = checks.array("E", E, "V D", sizes)
    return E[checks.integers("ids", ids, "T B", sizes, "word numbers", 0, sizes["V"] - 1, empty="T")]


def embed_backward(d_out, ids, V):
    """Gradient of the table: the gradients of equal words add up, padding gets nothing.

    Equation:
        d_E[v] = sum of d_out[t, b] over all (t, b) with ids[t, b] = v;  d_E[0] = 0

    Arguments:
        d_out: (T, B, D) float; gradient of the word vectors; T may be 0
        ids: (T, B) int in 0..V-1; word numbers; 0 is padding
        V: int; rows of the table

    Returns:
        d_E: (V, D) float; gradient of the table

    Raises:
        TypeError: ids or V are not integers, d_out does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, a word number outside 0..V-1

    Source:
        The chain rule on embed; a word seen three times gets the sum of three gradients.

    Example:
        >>> print(embed_backward(np.ones((3, 1, 2)), [[1], [0], [1]], V=3))
        [[0. 0.]
         [2. 2.]
         [0. 0.]]
    """
    sizes = {"V": checks.count("V", V)}
    d_out = checks.array("d_out", d_out, "T B D", sizes, empty="T")
    ids = checks.integers("ids", ids, "T B", sizes, "word numbers", 0, V - 1, empty="T")
    d_E = np.zeros((V, sizes["D"]), dtype=d_out.dtype)
    np.add.at(d_E, ids, d_out)  # d_E[ids] += d_out would count a repeated word once
    d_E[0] = 0
    return d_E
