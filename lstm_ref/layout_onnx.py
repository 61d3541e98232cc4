"""Arrays to and from the ONNX operators LSTM, GRU and RNN. No onnx is imported.

ONNX keeps the gates in rows, i o f c; a GRU z r h. Each array has a first axis for the directions, one or two; the two
biases stand side by side in B; peepholes in P are i o f.
"""

import numpy as np

from lstm_ref import checks
from lstm_ref.gru import GRUParams
from lstm_ref.packed import pack, unpack
from lstm_ref.parameters import Params
from lstm_ref.rnn import RNNParams
from lstm_ref.variants import VariantParams

LSTM_ORDER, GRU_ORDER = "iofc", "zrn"


def from_onnx(W, R, B=None, P=None, cell="lstm", linear_before_reset=0):
    """Parameters of an ONNX LSTM, GRU or RNN node, one for each direction.

    Equation:
        [W_i, W_o, W_f, W_c] = [W.T; R.T],  [b_i, b_o, b_f, b_c] = first half of B + second half of B

    Arguments:
        W: (dirs, 4H, D) float; weights on the input; 3H rows for a GRU, H for an RNN
        R: (dirs, 4H, H) float; weights on the state
        B: (dirs, 8H) float; both biases, or None
        P: (dirs, 3H) float; peepholes, or None
        cell: "lstm", "gru" or "rnn"
        linear_before_reset: 0 or 1; the GRU attribute; 1 is reset "after"

    Returns:
        params: tuple; for each direction Params, VariantParams (with P), GRUParams or RNNParams

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a wrong shape, an unknown cell, P without an LSTM, not one or two directions, another flag

    Source:
        The ONNX operator documentation, LSTM-22, GRU-22, RNN-22.

    Example:
        >>> params, = from_onnx(np.zeros((1, 44, 7)), np.zeros((1, 44, 11)), np.arange(88.0)[None])
        >>> params.D, params.H, float(params.b_o[0])
        (7, 11, 66.0)
    """
    if cell not in ("lstm", "gru", "rnn"):
        raise ValueError(f"cell: expected 'lstm', 'gru' or 'rnn', got {cell!r}")
    if P is not None and cell != "lstm":
        raise ValueError(f"P: expected none for cell {cell!r}; only the LSTM has peepholes")
    gates, sizes = {"lstm": 4, "gru": 3, "rnn": 1}[cell], {}
    R = checks.array("R", R, f"N {gates}H H", sizes)
    W = checks.array("W", W, f"N {gates}H D", sizes)
    B = np.zeros((len(W), 2 * W.shape[1]), W.dtype) if B is None else checks.array("B", B, f"N {2 * gates}H", sizes)
    if P is not None:
        P = checks.array("P", P, "N 3H", sizes)
    if sizes["N"] > 2:
        raise ValueError(f"R: expected one or two directions along the first axis, got {sizes['N']}")
    if linear_before_reset not in (0, 1):
        raise ValueError(f"linear_before_reset: expected 0 or 1, got {linear_before_reset!r}")
    after = "after" if linear_before_reset else "before"
    return tuple(
        _read(cell, W[k].T, R[k].T, np.split(B[k], 2), None if P is None else P[k], after) for k in range(len(W))
    )


def to_onnx(params):
    """The arrays of an ONNX LSTM, GRU or RNN node.

    Equation:
        W = [W_i, W_o, W_f, W_c of x_t].T,  R = the same of h_prev,  B = [b_i, b_o, b_f, b_c, 0]

    Arguments:
        params: tuple; one or two of Params, VariantParams, GRUParams or RNNParams, forward first

    Returns:
        arrays: dict of arrays; W (dirs, 4H, D), R (dirs, 4H, H), B (dirs, 8H), and P (dirs, 3H) for peepholes

    Raises:
        TypeError: params of another kind
        ValueError: not one or two, two that differ in kind, reset, D or H, a variant other than full and peephole

    Source:
        The ONNX operator documentation, LSTM-22, GRU-22, RNN-22.

    Example:
        >>> from lstm_ref import init_params
        >>> arrays = to_onnx([init_params(np.random.default_rng(0), D=7, H=11)])
        >>> {name: a.shape for name, a in arrays.items()}
        {'W': (1, 44, 7), 'R': (1, 44, 11), 'B': (1, 88)}
    """
    if not isinstance(params, list | tuple) or len(params) not in (1, 2):
        raise ValueError("params: expected a list with the parameters of one or two directions")
    nodes = [_write(p) for p in params]
    if len(seen := dict.fromkeys(map(_description, params))) > 1:
        raise ValueError(f"params: expected two directions alike, for they share one node, got {' and '.join(seen)}")
    return {name: np.stack([node[name] for node in nodes]) for name in nodes[0]}


def _read(cell, W_x, W_h, biases, peepholes, reset):
    if cell == "rnn":
        return RNNParams(np.concatenate([W_x, W_h]), sum(biases))
    if cell == "gru":
        (b_z, b_r, b_n), (c_z, c_r, b_hn) = (np.split(b, 3) for b in biases)
        b = np.concatenate([b_z + c_z, b_r + c_r, b_n])
        return GRUParams(**unpack(W_x, W_h, b, GRU_ORDER), b_hn=b_hn.copy(), reset=reset)
    arrays = unpack(W_x, W_h, sum(biases), LSTM_ORDER)
    if peepholes is None:
        return Params(**arrays)
    p_i, p_o, p_f = np.split(peepholes.copy(), 3)
    return VariantParams(**arrays, p_f=p_f, p_i=p_i, p_o=p_o, kind="peephole")


def _description(params):
    """What two directions of one node have in common."""
    reset = f" with reset {params.reset!r}" if isinstance(params, GRUParams) else ""
    return f"{type(params).__name__}{reset}, D = {params.D}, H = {params.H}"


def _write(params):
    extra = {}
    if isinstance(params, RNNParams):
        W_x, W_h, b = params.W[: params.D], params.W[params.D :], params.b
    elif isinstance(params, GRUParams):
        W_x, W_h, b = pack(params, GRU_ORDER)
    elif isinstance(params, Params):
        W_x, W_h, b = pack(params, LSTM_ORDER)
    else:
        raise TypeError(f"params: expected parameters of a cell that ONNX has, got {type(params).__name__}")
    if isinstance(params, VariantParams):
        if params.kind not in ("full", "peephole"):
            raise ValueError(f"params: expected kind 'full' or 'peephole', got {params.kind!r}, not supported here")
        extra = {"P": np.concatenate([params.p_i, params.p_o, params.p_f])}
    second = np.zeros_like(b)
    if isinstance(params, GRUParams):
        second[2 * params.H :] = params.b_hn
    return {"W": W_x.T, "R": W_h.T, "B": np.concatenate([b, second])} | extra
