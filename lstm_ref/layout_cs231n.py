"""Arrays to and from the layout of the Stanford course CS231n: gates in columns, i f o g (its g is our c).

Its sequences are batch-first, (N, T, D); its recurrent network has Wx (D, H), Wh (H, H) and b (H,).
"""

from lstm_ref import checks
from lstm_ref.packed import pack, unpack
from lstm_ref.parameters import Params, plain

ORDER = "ifoc"


def from_cs231n(Wx, Wh, b):
    """Parameters from the three arrays of CS231n.

    Equation:
        [W_i, W_f, W_o, W_c] = [Wx; Wh],  [b_i, b_f, b_o, b_c] = b

    Arguments:
        Wx: (D, 4H) float; weights on the input
        Wh: (H, 4H) float; weights on the state
        b: (4H,) float; bias

    Returns:
        params: Params

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        CS231n, assignment 3, rnn_layers.py.

    Example:
        >>> import numpy as np
        >>> params = from_cs231n(np.zeros((7, 44)), np.zeros((11, 44)), np.arange(44))
        >>> params.D, float(params.b_c[0])
        (7, 33.0)
    """
    sizes = {}
    Wh = checks.array("Wh", Wh, "H 4H", sizes)
    Wx = checks.array("Wx", Wx, "D 4H", sizes)
    return Params(**unpack(Wx, Wh, checks.array("b", b, "4H", sizes), ORDER))


def to_cs231n(params):
    """The three arrays of CS231n.

    Equation:
        Wx = [W_i, W_f, W_o, W_c] of x_t,  Wh = the same of h_prev,  b = [b_i, b_f, b_o, b_c]

    Arguments:
        params: Params; weights and biases

    Returns:
        Wx: (D, 4H) float
        Wh: (H, 4H) float
        b: (4H,) float

    Raises:
        TypeError: params is not Params

    Source:
        CS231n, assignment 3, rnn_layers.py.

    Example:
        >>> import numpy as np
        >>> from lstm_ref import init_params
        >>> [a.shape for a in to_cs231n(init_params(np.random.default_rng(0), D=7, H=11))]
        [(7, 44), (11, 44), (44,)]
    """
    return pack(plain(params), ORDER)
