"""One whole LSTM step, written with the gates."""

from dataclasses import dataclass

import numpy as np

from lstm_ref import checks
from lstm_ref.gates import candidate, forget_gate, input_gate, output_gate
from lstm_ref.memory import cell_update, hidden_state
from lstm_ref.parameters import Params, plain


@dataclass(frozen=True, eq=False)
class StepCache:
    """What a step leaves for its backward pass; it holds the very arrays that the step got.

    Arguments:
        x_t: (B, D) float; the input
        h_prev: (B, H) float; the hidden state before
        c_prev: (B, H) float; the cell before
        f_t: (B, H) float; forget gate
        i_t: (B, H) float; input gate
        c_tilde_t: (B, H) float; candidate
        o_t: (B, H) float; output gate
        c_t: (B, H) float; the cell after
        params: Params; the weights of the step

    Example:
        >>> from lstm_ref import init_params
        >>> params = init_params(np.random.default_rng(0), D=2, H=3)
        >>> _, cache = lstm_step_cached(np.ones((1, 2)), np.zeros((1, 3)), np.zeros((1, 3)), params)
        >>> cache.f_t.shape
        (1, 3)
    """

    x_t: np.ndarray
    h_prev: np.ndarray
    c_prev: np.ndarray
    f_t: np.ndarray
    i_t: np.ndarray
    c_tilde_t: np.ndarray
    o_t: np.ndarray
    c_t: np.ndarray
    params: Params

    @classmethod
    def from_dict(cls, arrays):
        """A cache from a plain dictionary, its ``params`` a dictionary too."""
        axes = {"x_t": "B D"} | dict.fromkeys(("h_prev", "c_prev", "f_t", "i_t", "c_tilde_t", "o_t", "c_t"), "B H")
        *values, params = checks.named("cache", arrays, [*axes, "params"])
        params = Params.from_dict(params)
        sizes = {"D": params.D, "H": params.H}
        return cls(*(checks.array(name, a, axes[name], sizes) for name, a in zip(axes, values, strict=True)), params)


def lstm_step(x_t, h_prev, c_prev, params):
    """One LSTM step for a batch.

    Equation:
        c_t = f_t * c_prev + i_t * c_tilde_t,  h_t = o_t * tanh(c_t)

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        c_prev: (B, H) float; the cell of the step before
        params: Params; weights and biases

    Returns:
        h_t: (B, H) float in (-1, 1); the hidden state
        c_t: (B, H) float; the cell

    Raises:
        TypeError: an argument does not hold real numbers, or params is not Params
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997 with the forget gate of Gers, Schmidhuber & Cummins 2000.

    Example:
        >>> from lstm_ref import Params
        >>> params = Params(*4 * [np.zeros((2, 1))], *4 * [np.zeros(1)])
        >>> h_t, c_t = lstm_step(np.ones((1, 1)), np.ones((1, 1)), np.array([[2.0]]), params)
        >>> print(h_t.round(4), c_t)
        [[0.3808]] [[1.]]
    """
    state, _ = lstm_step_cached(x_t, h_prev, c_prev, params)
    return state


def lstm_step_cached(x_t, h_prev, c_prev, params):
    """One LSTM step that also returns what its backward pass needs.

    Equation:
        the one of lstm_step

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        c_prev: (B, H) float; the cell of the step before
        params: Params; weights and biases

    Returns:
        state: ((B, H), (B, H)) float; h_t and c_t
        cache: StepCache

    Raises:
        TypeError: an argument does not hold real numbers, or params is not Params
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997 with the forget gate of Gers, Schmidhuber & Cummins 2000.

    Example:
        >>> from lstm_ref import init_params
        >>> params = init_params(np.random.default_rng(0), D=2, H=3)
        >>> (h_t, c_t), cache = lstm_step_cached(np.ones((1, 2)), np.zeros((1, 3)), np.zeros((1, 3)), params)
        >>> bool(np.all(c_t == cache.i_t * cache.c_tilde_t))
        True
    """
    p = plain(params)
    sizes = {"D": p.D, "H": p.H}
    x_t = checks.array("x_t", x_t, "B D", sizes)
    h_prev = checks.array("h_prev", h_prev, "B H", sizes)
    c_prev = checks.array("c_prev", c_prev, "B H", sizes)
    f_t = forget_gate(x_t, h_prev, p.W_f, p.b_f)
    i_t = input_gate(x_t, h_prev, p.W_i, p.b_i)
    c_tilde_t = candidate(x_t, h_prev, p.W_c, p.b_c)
    o_t = output_gate(x_t, h_prev, p.W_o, p.b_o)
    c_t = cell_update(f_t, c_prev, i_t, c_tilde_t)
    h_t = hidden_state(o_t, c_t)
    return (h_t, c_t), StepCache(x_t, h_prev, c_prev, f_t, i_t, c_tilde_t, o_t, c_t, p)
