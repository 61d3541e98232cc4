"""Arrays to and from Keras: the list that ``layer.get_weights()`` returns. No Keras is imported.

Keras keeps the gates in columns, i f c o; a GRU z r h. It runs batch-first: (B, T, D), not (T, B, D).
"""

import numpy as np

from lstm_ref import checks
from lstm_ref.gru import GRUParams
from lstm_ref.packed import pack, unpack
from lstm_ref.parameters import Params
from lstm_ref.rnn import RNNParams

LSTM_ORDER, GRU_ORDER = "ifco", "zrn"


def from_keras(weights, cell="lstm", reset=None):
    """Parameters of a Keras LSTM, GRU or SimpleRNN layer.

    Equation:
        [W_i, W_f, W_c, W_o] = [kernel; recurrent_kernel],  [b_i, b_f, b_c, b_o] = bias

    Arguments:
        weights: list; kernel (D, 4H), recurrent_kernel (H, 4H), bias (4H,); the bias may be missing
        cell: "lstm", "gru" or "rnn"
        reset: "after" (Keras's default, reset_after=True) or "before"; needed for a GRU without a bias, for only the
            bias shows it: (2, 3H) is "after", (3H,) "before"

    Returns:
        params: Params, GRUParams or RNNParams

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: not two or three arrays, a wrong shape, an unknown cell, a reset that is missing or does not fit

    Source:
        The source of keras.layers.LSTM and keras.layers.GRU, Keras 3.

    Example:
        >>> params = from_keras([np.zeros((7, 44)), np.zeros((11, 44)), np.arange(44)])
        >>> params.D, params.H, float(params.b_f[0])
        (7, 11, 11.0)
    """
    if cell not in ("lstm", "gru", "rnn"):
        raise ValueError(f"cell: expected 'lstm', 'gru' or 'rnn', got {cell!r}")
    if not isinstance(weights, list | tuple) or len(weights) not in (2, 3):
        raise ValueError("weights: expected the list [kernel, recurrent_kernel, bias] of layer.get_weights()")
    gates, sizes = {"lstm": 4, "gru": 3, "rnn": 1}[cell], {}
    W_h = checks.array("recurrent_kernel", weights[1], f"H {gates}H", sizes)
    W_x = checks.array("kernel", weights[0], f"D {gates}H", sizes)
    bias = weights[2] if len(weights) == 3 else None
    if cell == "gru":
        return _gru(W_x, W_h, bias, reset, sizes)
    if reset is not None:
        raise ValueError(f"reset: expected none for cell {cell!r}, got {reset!r}; only the GRU resets")
    b = np.zeros(W_x.shape[1], W_x.dtype) if bias is None else checks.array("bias", bias, f"{gates}H", sizes)
    if cell == "rnn":
        return RNNParams(np.concatenate([W_x, W_h]), b.copy())
    return Params(**unpack(W_x, W_h, b, LSTM_ORDER))


def to_keras(params):
    """The list for ``layer.set_weights()`` of a Keras LSTM, GRU or SimpleRNN layer.

    Equation:
        kernel = [W_i, W_f, W_c, W_o] of x_t,  recurrent_kernel = the same of h_prev,  bias = [b_i, b_f, b_c, b_o]

    Arguments:
        params: Params, GRUParams or RNNParams

    Returns:
        weights: list of arrays; kernel (D, 4H), recurrent_kernel (H, 4H), bias (4H,); a GRU bias as in from_keras

    Raises:
        TypeError: params of another kind

    Source:
        The source of keras.layers.LSTM and keras.layers.GRU, Keras 3.

    Example:
        >>> from lstm_ref import init_params
        >>> [a.shape for a in to_keras(init_params(np.random.default_rng(0), D=7, H=11))]
        [(7, 44), (11, 44), (44,)]
    """
    if isinstance(params, RNNParams):
        return [params.W[: params.D].copy(), params.W[params.D :].copy(), params.b.copy()]
    if isinstance(params, GRUParams):
        W_x, W_h, b = pack(params, GRU_ORDER)
        if params.reset == "before":
            return [W_x, W_h, np.concatenate([b[: 2 * params.H], params.b_n + params.b_hn])]
        return [W_x, W_h, np.stack([b, np.concatenate([np.zeros_like(b[: 2 * params.H]), params.b_hn])])]
    if type(params) is Params:
        return list(pack(params, LSTM_ORDER))
    raise TypeError(f"params: expected Params, GRUParams or RNNParams, got {type(params).__name__}")


def _gru(W_x, W_h, bias, reset, sizes):
    """A GRU. Its bias shows where it resets; without one the two kinds look the same, and reset has to say it."""
    if bias is None:
        if reset not in ("before", "after"):
            raise ValueError(
                f"reset: expected 'after' (Keras's default) or 'before' for a GRU without bias, got {reset!r}"
            )
        bias = np.zeros((2, W_x.shape[1]) if reset == "after" else W_x.shape[1], W_x.dtype)
    bias = checks.finite("bias", bias)
    shown = "after" if bias.ndim == 2 else "before"
    if reset not in (None, shown):
        raise ValueError(f"reset: expected {shown!r} for a bias of shape {bias.shape}, got {reset!r}")
    if shown == "before":
        b = checks.array("bias", bias, "3H", sizes)
        return GRUParams(**unpack(W_x, W_h, b, GRU_ORDER), b_hn=np.zeros_like(b[: sizes["H"]]), reset="before")
    b_x, b_h = np.reshape(checks.array("bias", bias, "K 3H", sizes | {"K": 2}), (2, 3, -1))
    b, b_hn = np.concatenate([b_x[0] + b_h[0], b_x[1] + b_h[1], b_x[2]]), b_h[2].copy()
    return GRUParams(**unpack(W_x, W_h, b, GRU_ORDER), b_hn=b_hn, reset="after")
