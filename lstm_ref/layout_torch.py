"""Arrays to and from torch's recurrent layers. No torch is imported: a state_dict of arrays goes in and comes out.

torch keeps the gates in rows, i f g o (its g is our c); a GRU r z n. It adds two biases, bias_ih and bias_hh.
"""

import numpy as np

from lstm_ref import checks
from lstm_ref.gru import GRUParams
from lstm_ref.packed import pack, unpack
from lstm_ref.parameters import Params
from lstm_ref.projection import ProjectedParams
from lstm_ref.rnn import RNNParams

LSTM_ORDER, GRU_ORDER = "ifco", "rzn"


def from_torch(state_dict):
    """Parameters of a torch.nn.LSTM with one layer and one direction.

    Equation:
        W_i = [weight_ih_l0[0:H].T; weight_hh_l0[0:H].T],  b_i = bias_ih_l0[0:H] + bias_hh_l0[0:H], and so on

    Arguments:
        state_dict: dict; weight_ih_l0 (4H, D), weight_hh_l0 (4H, H), bias_ih_l0 (4H,), bias_hh_l0 (4H,)

    Returns:
        params: Params; ProjectedParams where there is a weight_hr_l0

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a name is missing, a wrong shape, more than one layer or direction

    Source:
        The documentation of torch.nn.LSTM.

    Example:
        >>> state_dict = {"weight_ih_l0": np.zeros((44, 7)), "weight_hh_l0": np.zeros((44, 11)),
        ...               "bias_ih_l0": np.ones(44), "bias_hh_l0": np.ones(44)}
        >>> params = from_torch(state_dict)
        >>> params.D, params.H, float(params.b_f[0])
        (7, 11, 2.0)
    """
    layers = stack_from_torch(state_dict)
    if len(layers) != 1 or isinstance(layers[0], tuple):
        raise ValueError("state_dict: expected one layer in one direction; use stack_from_torch for this one")
    return layers[0]


def to_torch(params):
    """The state_dict of a torch.nn.LSTM with one layer and one direction.

    Equation:
        weight_ih_l0 = [W_i; W_f; W_c; W_o of x_t].T,  bias_ih_l0 = b,  bias_hh_l0 = 0

    Arguments:
        params: Params, ProjectedParams, GRUParams or RNNParams; GRUParams with reset "after"

    Returns:
        state_dict: dict of arrays; weight_ih_l0 (4H, D), weight_hh_l0 (4H, H), bias_ih_l0 (4H,), bias_hh_l0 (4H,)

    Raises:
        TypeError: params of another kind
        ValueError: a GRU that resets before the product, which torch does not have

    Source:
        The documentation of torch.nn.LSTM.

    Example:
        >>> from lstm_ref import init_params
        >>> state_dict = to_torch(init_params(np.random.default_rng(0), D=7, H=11))
        >>> state_dict["weight_ih_l0"].shape, state_dict["bias_ih_l0"][11:13]
        ((44, 7), array([1., 1.]))
    """
    return stack_to_torch([params])


def stack_from_torch(state_dict, cell="lstm"):
    """The layers of a torch.nn.LSTM, GRU or RNN with any number of layers and directions.

    Equation:
        the one of from_torch for every layer and direction

    Arguments:
        state_dict: dict; torch's names; biases may be missing
        cell: "lstm", "gru" or "rnn"

    Returns:
        layers: list; for each layer its parameters, or a pair (forward, backward), as stacked_forward takes them

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a name or a whole layer is missing, a wrong shape, an unknown cell

    Source:
        The documentation of torch.nn.LSTM, torch.nn.GRU and torch.nn.RNN.

    Example:
        >>> from lstm_ref import init_params
        >>> params = init_params(np.random.default_rng(0), D=7, H=11)
        >>> [layer.H for layer in stack_from_torch(to_torch(params))]
        [11]
    """
    if cell not in ("lstm", "gru", "rnn"):
        raise ValueError(f"cell: expected 'lstm', 'gru' or 'rnn', got {cell!r}")
    layers, left = [], {str(name) for name in checks.mapping("state_dict", state_dict)}
    while not layers or f"weight_ih_l{len(layers)}" in left:
        k = len(layers)
        forward = _read(state_dict, f"l{k}", cell)
        two_ways = f"weight_ih_l{k}_reverse" in left
        layers.append((forward, _read(state_dict, f"l{k}_reverse", cell)) if two_ways else forward)
        left -= {f"weight_ih_l{k}", f"weight_ih_l{k}_reverse"}
    if left := sorted(name for name in left if name.startswith("weight_ih_l")):
        raise ValueError(f"state_dict: missing weight_ih_l{len(layers)}; got {', '.join(left)}; is a layer missing?")
    return layers


def stack_to_torch(layers):
    """The state_dict of a torch.nn.LSTM, GRU or RNN with these layers.

    Equation:
        the one of to_torch for every layer and direction

    Arguments:
        layers: list; for each layer its parameters, or a pair (forward, backward)

    Returns:
        state_dict: dict of arrays; torch's names

    Raises:
        TypeError: params of another kind
        ValueError: a GRU that resets before the product, which torch does not have

    Source:
        The documentation of torch.nn.LSTM, torch.nn.GRU and torch.nn.RNN.

    Example:
        >>> from lstm_ref import init_params
        >>> params = init_params(np.random.default_rng(0), D=7, H=11)
        >>> sorted(stack_to_torch([(params, params)]))[:3]
        ['bias_hh_l0', 'bias_hh_l0_reverse', 'bias_ih_l0']
    """
    state_dict = {}
    for k, layer in enumerate(layers):
        if isinstance(layer, tuple | list):
            forward, backward = layer
            state_dict |= _write(forward, f"l{k}") | _write(backward, f"l{k}_reverse")
        else:
            state_dict |= _write(layer, f"l{k}")
    return state_dict


def _read(state_dict, suffix, cell):
    names = [f"weight_hh_{suffix}", f"weight_ih_{suffix}"]
    gates = {"lstm": 4, "gru": 3, "rnn": 1}[cell]
    weight_hh, weight_ih = checks.named("state_dict", state_dict, names)
    projection, sizes = state_dict.get(f"weight_hr_{suffix}"), {}
    if projection is not None:
        projection = checks.array(f"weight_hr_{suffix}", projection, "P H", sizes)
    weight_hh = checks.array(names[0], weight_hh, f"{gates}H {'H' if projection is None else 'P'}", sizes)
    weight_ih = checks.array(names[1], weight_ih, f"{gates}H D", sizes)
    zero = np.zeros(len(weight_ih), weight_ih.dtype)
    b_ih, b_hh = (
        checks.array(name, state_dict.get(name, zero), f"{gates}H", sizes)
        for name in (f"bias_ih_{suffix}", f"bias_hh_{suffix}")
    )
    if cell == "rnn":
        return RNNParams(np.concatenate([weight_ih.T, weight_hh.T]), b_ih + b_hh)
    if cell == "gru":
        H = sizes["H"]
        b = b_ih + np.concatenate([b_hh[: 2 * H], np.zeros_like(b_hh[2 * H :])])
        return GRUParams(**unpack(weight_ih.T, weight_hh.T, b, GRU_ORDER), b_hn=b_hh[2 * H :].copy(), reset="after")
    arrays = unpack(weight_ih.T, weight_hh.T, b_ih + b_hh, LSTM_ORDER)
    return Params(**arrays) if projection is None else ProjectedParams(**arrays, W_r=projection.T.copy())


def _write(params, suffix):
    extra = {}
    if isinstance(params, RNNParams):
        W_x, W_h, b = params.W[: params.D].copy(), params.W[params.D :].copy(), params.b.copy()
    elif isinstance(params, GRUParams):
        if params.reset != "after":
            raise ValueError("params: torch's GRU resets after the product, got reset = 'before'")
        W_x, W_h, b = pack(params, GRU_ORDER)
    elif type(params) in (Params, ProjectedParams):
        W_x, W_h, b = pack(params, LSTM_ORDER)
    else:
        raise TypeError(f"params: expected parameters of a cell that torch has, got {type(params).__name__}")
    b_hh = np.zeros_like(b)
    if isinstance(params, GRUParams):
        b_hh[2 * params.H :] = params.b_hn
    if isinstance(params, ProjectedParams):
        extra = {f"weight_hr_{suffix}": params.W_r.T.copy()}
    return {
        f"weight_ih_{suffix}": W_x.T,
        f"weight_hh_{suffix}": W_h.T,
        f"bias_ih_{suffix}": b,
        f"bias_hh_{suffix}": b_hh,
    } | extra
