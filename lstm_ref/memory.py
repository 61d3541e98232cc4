"""The memory cell: what the gates do to it.

Every product here is elementwise (``*``): one number a unit.
"""

import numpy as np

from lstm_ref import checks


def keep(f_t, c_prev):
    """What is left of the old memory.

    Equation:
        kept = f_t * c_prev

    Arguments:
        f_t: (B, H) float; forget gate
        c_prev: (B, H) float; the cell of the step before

    Returns:
        kept: (B, H) float

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Gers, Schmidhuber & Cummins 2000; the product is elementwise, one number a unit.

    Example:
        >>> print(keep(np.array([[1.0, 0.5, 0.0]]), np.array([[3.0, 3.0, 3.0]])))
        [[3.  1.5 0. ]]
    """
    sizes = {}
    f_t = checks.array("f_t", f_t, "B H", sizes)
    return f_t * checks.array("c_prev", c_prev, "B H", sizes)


def half_life(f):
    """Steps until a gate value that stays the same has halved a memory.

    Equation:
        f ** n = 1/2,  so  n = log(2) / -log(f)

    Arguments:
        f: (...) float in [0, 1]; a gate value, or an array of them of any shape

    Returns:
        n: (...) float; real, not rounded; 0 for f = 0, infinity for f = 1

    Raises:
        TypeError: f does not hold real numbers
        ValueError: f holds NaN or values outside [0, 1]

    Source:
        The decay of c_t = f * c_prev written as a power of f.

    Example:
        >>> print(half_life(np.array([0.0, 0.5, 0.99, 1.0])).round(3))
        [ 0.     1.    68.968    inf]
    """
    f = checks.real("f", f)
    checks.within("f", f, 0, 1, "a gate value is an output of sigmoid")
    with np.errstate(divide="ignore"):  # log(0) and a division by log(1) = 0 give the two limits
        return np.log(2, dtype=f.dtype) / np.abs(np.log(f))


def write(i_t, c_tilde_t):
    """What is added to the memory.

    Equation:
        written = i_t * c_tilde_t

    Arguments:
        i_t: (B, H) float; input gate
        c_tilde_t: (B, H) float; candidate

    Returns:
        written: (B, H) float in (-1, 1)

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997; the product is elementwise.

    Example:
        >>> print(write(np.array([[0.5, 1.0]]), np.array([[-0.5, 0.25]])))
        [[-0.25  0.25]]
    """
    sizes = {}
    i_t = checks.array("i_t", i_t, "B H", sizes)
    return i_t * checks.array("c_tilde_t", c_tilde_t, "B H", sizes)


def cell_update(f_t, c_prev, i_t, c_tilde_t):
    """The new memory: what is kept of the old one, plus what is written.

    Equation:
        c_t = f_t * c_prev + i_t * c_tilde_t

    Arguments:
        f_t: (B, H) float; forget gate
        c_prev: (B, H) float; the cell of the step before
        i_t: (B, H) float; input gate
        c_tilde_t: (B, H) float; candidate

    Returns:
        c_t: (B, H) float; not bounded by 1

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Gers, Schmidhuber & Cummins 2000: two elementwise products, then one sum.

    Example:
        >>> print(cell_update(np.array([[0.5]]), np.array([[3.0]]), np.array([[1.0]]), np.array([[-0.25]])))
        [[1.25]]
    """
    sizes = {}
    f_t = checks.array("f_t", f_t, "B H", sizes)
    c_prev = checks.array("c_prev", c_prev, "B H", sizes)
    i_t = checks.array("i_t", i_t, "B H", sizes)
    c_tilde_t = checks.array("c_tilde_t", c_tilde_t, "B H", sizes)
    return f_t * c_prev + i_t * c_tilde_t


def cell_bound(c0_abs, n):
    """How far from 0 a cell can come in n steps: the least upper bound.

    Equation:
        abs(c_n) < c0_abs + n for n >= 1, because f_t < 1, i_t < 1 and abs(c_tilde_t) < 1

    Arguments:
        c0_abs: float >= 0; the cell starts with abs(c_0) <= c0_abs
        n: int >= 0; number of steps

    Returns:
        bound: float

    Raises:
        TypeError: c0_abs is not a number, n is not a whole number
        ValueError: a negative argument or NaN

    Source:
        The cell equation with every gate at its limit 1; the cell itself does not stay in (-1, 1).

    Example:
        >>> cell_bound(0.5, 10)
        10.5
    """
    return checks.number("c0_abs", c0_abs, low=0) + checks.count("n", n, low=0)


def hidden_state(o_t, c_t):
    """The hidden state: the memory, squashed, as far as the output gate shows it.

    Equation:
        h_t = o_t * tanh(c_t)

    Arguments:
        o_t: (B, H) float; output gate
        c_t: (B, H) float; the new cell

    Returns:
        h_t: (B, H) float in (-1, 1)

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997, who squash by 2 * sigmoid(c_t) - 1 = tanh(c_t / 2); tanh(c_t) is today's form.
        The product is elementwise, with the new cell.

    Example:
        >>> print(hidden_state(np.array([[1.0, 0.0]]), np.array([[5.0, 5.0]])).round(4))
        [[0.9999 0.    ]]
    """
    sizes = {}
    o_t = checks.array("o_t", o_t, "B H", sizes)
    return o_t * np.tanh(checks.array("c_t", c_t, "B H", sizes))
