"""The four networks of the LSTM, one function each.

Each is one matrix product on ``z_t = [x_t, h_prev]``, a bias and a squashing.
"""

import numpy as np

from lstm_ref import checks
from lstm_ref.activations import sigmoid


def forget_gate(x_t, h_prev, W_f, b_f):
    """Forget gate: the share of each memory that is kept.

    Equation:
        f_t = sigmoid(z_t @ W_f + b_f),  z_t = [x_t, h_prev]

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        W_f: (D+H, H) float; weights
        b_f: (H,) float; bias

    Returns:
        f_t: (B, H) float in (0, 1); 1 keeps, 0 forgets

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Gers, Schmidhuber & Cummins 2000, "Learning to forget"; the 1997 cell had no forget gate.

    Example:
        >>> x_t, h_prev, W_f = np.zeros((1, 2)), np.zeros((1, 3)), np.zeros((5, 3))
        >>> print(forget_gate(x_t, h_prev, W_f, b_f=np.array([-50, 0, 50])))
        [[1.92874985e-22 5.00000000e-01 1.00000000e+00]]
    """
    z_t, W_f, b_f = _checked(x_t, h_prev, W_f, b_f, "W_f", "b_f")
    return sigmoid(z_t @ W_f + b_f)


def input_gate(x_t, h_prev, W_i, b_i):
    """Input gate: the share of each proposal that is written.

    Equation:
        i_t = sigmoid(z_t @ W_i + b_i),  z_t = [x_t, h_prev]

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        W_i: (D+H, H) float; weights
        b_i: (H,) float; bias

    Returns:
        i_t: (B, H) float in (0, 1); 1 writes, 0 ignores

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997.

    Example:
        >>> print(input_gate(np.ones((1, 1)), np.ones((1, 1)), np.array([[2.0], [-2.0]]), np.zeros(1)))
        [[0.5]]
    """
    z_t, W_i, b_i = _checked(x_t, h_prev, W_i, b_i, "W_i", "b_i")
    return sigmoid(z_t @ W_i + b_i)


def candidate(x_t, h_prev, W_c, b_c):
    """Candidate: what each unit would like to add to its memory.

    Equation:
        c_tilde_t = tanh(z_t @ W_c + b_c),  z_t = [x_t, h_prev]

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        W_c: (D+H, H) float; weights
        b_c: (H,) float; bias

    Returns:
        c_tilde_t: (B, H) float in (-1, 1)

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997, who squash into (-2, 2); tanh is today's form.

    Example:
        >>> print(candidate(np.ones((1, 1)), np.ones((1, 1)), np.array([[1.0], [-1.0]]), np.array([0.5])).round(4))
        [[0.4621]]
    """
    z_t, W_c, b_c = _checked(x_t, h_prev, W_c, b_c, "W_c", "b_c")
    return np.tanh(z_t @ W_c + b_c)


def output_gate(x_t, h_prev, W_o, b_o):
    """Output gate: the share of each memory that is shown.

    Equation:
        o_t = sigmoid(z_t @ W_o + b_o),  z_t = [x_t, h_prev]

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        W_o: (D+H, H) float; weights
        b_o: (H,) float; bias

    Returns:
        o_t: (B, H) float in (0, 1); 1 shows, 0 hides

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997.

    Example:
        >>> print(output_gate(np.zeros((1, 2)), np.zeros((1, 1)), np.ones((3, 1)), np.array([np.log(3)])).round(12))
        [[0.75]]
    """
    z_t, W_o, b_o = _checked(x_t, h_prev, W_o, b_o, "W_o", "b_o")
    return sigmoid(z_t @ W_o + b_o)


def _checked(x_t, h_prev, W, b, W_name, b_name):
    """The checked arrays, with the two inputs joined: x_t first."""
    sizes = {}
    x_t = checks.array("x_t", x_t, "B D", sizes)
    h_prev = checks.array("h_prev", h_prev, "B H", sizes)
    W = checks.array(W_name, W, "D+H H", sizes)
    b = checks.array(b_name, b, "H", sizes)
    return np.concatenate([x_t, h_prev], axis=1), W, b
