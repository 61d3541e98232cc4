"""The LSTM with a projection: a wide cell behind a narrow hidden state."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from lstm_ref import checks
from lstm_ref.activations import sigmoid
from lstm_ref.bptt import gates_backward
from lstm_ref.cell import StepCache
from lstm_ref.memory import cell_update, hidden_state
from lstm_ref.parameters import Weights


@dataclass(frozen=True, eq=False)
class ProjectedParams(Weights):
    """Weights of an LSTM whose hidden state is projected from H to P numbers.

    Arguments:
        W_f: (D+P, H) float; forget gate
        W_i: (D+P, H) float; input gate
        W_c: (D+P, H) float; candidate
        W_o: (D+P, H) float; output gate
        b_f: (H,) float; bias of the forget gate
        b_i: (H,) float; bias of the input gate
        b_c: (H,) float; bias of the candidate
        b_o: (H,) float; bias of the output gate
        W_r: (H, P) float; the projection

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Example:
        >>> params = ProjectedParams(*4 * [np.zeros((9, 11))], *4 * [np.zeros(11)], W_r=np.zeros((11, 2)))
        >>> params.D, params.H, params.P
        (7, 11, 2)
    """

    W_f: np.ndarray
    W_i: np.ndarray
    W_c: np.ndarray
    W_o: np.ndarray
    b_f: np.ndarray
    b_i: np.ndarray
    b_c: np.ndarray
    b_o: np.ndarray
    W_r: np.ndarray

    AXES: ClassVar = (
        dict.fromkeys(("b_f", "b_i", "b_c", "b_o"), "H")
        | {"W_r": "H P"}
        | dict.fromkeys(("W_f", "W_i", "W_c", "W_o"), "D+P H")
    )

    @property
    def P(self):
        """Size of the projected hidden state."""
        return self.sizes["P"]


def projected_step_cached(x_t, h_prev, c_prev, params):
    """One step of an LSTM with projection, with what its backward pass needs.

    Equation:
        h_t = (o_t * tanh(c_t)) @ W_r

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, P) float; the projected hidden state of the step before
        c_prev: (B, H) float; the cell of the step before
        params: ProjectedParams; weights and biases

    Returns:
        state: ((B, P), (B, H)) float; h_t and c_t
        cache: StepCache

    Raises:
        TypeError: an argument does not hold real numbers, or params is not ProjectedParams
        ValueError: a wrong shape, NaN or infinity

    Source:
        Sak, Senior & Beaufays 2014, without peepholes.

    Example:
        >>> params = ProjectedParams(*4 * [np.zeros((2, 3))], *4 * [np.zeros(3)], W_r=np.ones((3, 1)))
        >>> (h_t, c_t), _ = projected_step_cached([[1.0]], [[1.0]], [[2.0, 2.0, 2.0]], params)
        >>> print(c_t, h_t.round(4))
        [[1. 1. 1.]] [[1.1424]]
    """
    p = checks.instance("params", params, ProjectedParams, "make it with ProjectedParams.from_dict(arrays)")
    sizes = {"D": p.D, "H": p.H, "P": p.P}
    x_t = checks.array("x_t", x_t, "B D", sizes)
    h_prev = checks.array("h_prev", h_prev, "B P", sizes)
    c_prev = checks.array("c_prev", c_prev, "B H", sizes)
    z_t = np.concatenate([x_t, h_prev], axis=1)
    f_t = sigmoid(z_t @ p.W_f + p.b_f)
    i_t = sigmoid(z_t @ p.W_i + p.b_i)
    c_tilde_t = np.tanh(z_t @ p.W_c + p.b_c)
    o_t = sigmoid(z_t @ p.W_o + p.b_o)
    c_t = cell_update(f_t, c_prev, i_t, c_tilde_t)
    h_t = hidden_state(o_t, c_t) @ p.W_r
    return (h_t, c_t), StepCache(x_t, h_prev, c_prev, f_t, i_t, c_tilde_t, o_t, c_t, p)


def projected_step_backward(d_h, d_c, cache):
    """One step of an LSTM with projection backwards.

    Equation:
        d_shown = d_h @ W_r.T, then as in lstm_step_backward

    Arguments:
        d_h: (B, P) float; gradient of the projected h_t
        d_c: (B, H) float; gradient that reaches c_t from the future
        cache: StepCache; what projected_step_cached left

    Returns:
        d_x: (B, D) float; gradient of x_t
        d_h_prev: (B, P) float; gradient of h_prev
        d_c_prev: (B, H) float; gradient of c_prev
        grads: dict of arrays; one for each name of ProjectedParams, with its shape

    Raises:
        TypeError: cache is not a StepCache of this cell, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on projected_step_cached.

    Example:
        >>> params = ProjectedParams(*4 * [np.zeros((2, 3))], *4 * [np.zeros(3)], W_r=np.ones((3, 1)))
        >>> _, cache = projected_step_cached([[1.0]], [[1.0]], [[2.0, 2.0, 2.0]], params)
        >>> d_x, d_h_prev, d_c_prev, grads = projected_step_backward([[0.0]], [[1.0, 1.0, 1.0]], cache)
        >>> print(d_c_prev, grads["W_r"].shape)
        [[0.5 0.5 0.5]] (3, 1)
    """
    k = checks.instance("cache", cache, StepCache, "take it from projected_step_cached")
    p = checks.instance("cache.params", k.params, ProjectedParams, "take the cache from projected_step_cached")
    d_h = checks.array("d_h", d_h, "B P", {"B": len(k.c_t), "P": p.P})
    d_x, d_h_prev, d_c_prev, grads = gates_backward(d_h @ p.W_r.T, d_c, k)
    return d_x, d_h_prev, d_c_prev, grads | {"W_r": hidden_state(k.o_t, k.c_t).T @ d_h}
