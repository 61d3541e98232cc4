"""Looking inside: every gate and the cell, at every step of one sequence."""

import numpy as np

from lstm_ref import checks
from lstm_ref.parameters import plain
from lstm_ref.sequence import lstm_forward_cached


def gate_trace(params, x):
    """What every unit did at every step while the layer read one sequence, from zero states.

    Equation:
        the ones of lstm_forward

    Arguments:
        params: Params; weights and biases
        x: (T, D) float; one sequence

    Returns:
        trace: dict of arrays; f_t (T, H), i_t (T, H), c_tilde_t (T, H), o_t (T, H), c_t (T, H) and h_t (T, H)

    Raises:
        TypeError: params is not Params, x does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Karpathy, Johnson & Fei-Fei 2015, who look at cells this way.

    Example:
        >>> from lstm_ref import init_params
        >>> trace = gate_trace(init_params(np.random.default_rng(0), D=7, H=11), np.ones((5, 7)))
        >>> sorted(trace), trace["f_t"].shape
        (['c_t', 'c_tilde_t', 'f_t', 'h_t', 'i_t', 'o_t'], (5, 11))
    """
    p = plain(params)
    x = checks.array("x", x, "T D", {"D": p.D})
    zero = np.zeros((1, p.H), dtype=x.dtype)
    (hs, _, _), cache = lstm_forward_cached(x[:, None], zero, zero, p)
    names = ("f_t", "i_t", "c_tilde_t", "o_t", "c_t")
    trace = {name: np.concatenate([getattr(step, name) for step in cache.steps]) for name in names}
    return trace | {"h_t": hs[:, 0]}
