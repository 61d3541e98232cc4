"""The LSTM with a part left out, tied or added: what does each part do?"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from lstm_ref import checks
from lstm_ref.activations import d_sigmoid, d_tanh, sigmoid
from lstm_ref.parameters import Params

KINDS = ("full", "no_input", "no_forget", "no_output", "coupled", "peephole")


@dataclass(frozen=True, eq=False)
class VariantParams(Params):
    """Weights of an LSTM variant: those of Params, three peephole vectors, and which variant it is.

    Arguments:
        p_f: (H,) float; peephole from c_prev to the forget gate; used by "peephole" alone, like the next two
        p_i: (H,) float; peephole from c_prev to the input gate
        p_o: (H,) float; peephole from c_t, the new cell, to the output gate
        kind: "full", "no_input", "no_forget" (f = 1, the cell of 1997), "no_output", "coupled" (i = 1 - f), "peephole"

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, an unknown kind, peepholes given to another kind

    Example:
        >>> zero = np.zeros(3)
        >>> VariantParams(*4 * [np.zeros((5, 3))], *4 * [zero], kind="coupled").kind
        'coupled'
    """

    p_f: np.ndarray = None
    p_i: np.ndarray = None
    p_o: np.ndarray = None
    kind: str = "full"

    AXES: ClassVar = Params.AXES | dict.fromkeys(("p_f", "p_i", "p_o"), "H")

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"kind: expected one of {', '.join(KINDS)}, got {self.kind!r}")
        for name in ("p_f", "p_i", "p_o"):
            if getattr(self, name) is None:
                object.__setattr__(self, name, np.zeros_like(self.b_f))
            elif self.kind != "peephole" and np.any(getattr(self, name)):
                raise ValueError(f"{name}: expected no peepholes for kind {self.kind!r}; did you mean 'peephole'?")
        super().__post_init__()


@dataclass(frozen=True, eq=False)
class VariantCache:
    """What a step of a variant leaves for its backward pass: z_t = [x_t, h_prev] (B, D+H); the cell before and after,
    the gates and the candidate, all (B, H); and the params."""

    z_t: np.ndarray
    c_prev: np.ndarray
    f_t: np.ndarray
    i_t: np.ndarray
    c_tilde_t: np.ndarray
    o_t: np.ndarray
    c_t: np.ndarray
    params: VariantParams


def lstm_variant(x_t, h_prev, c_prev, params, kind):
    """One step of an LSTM variant.

    Equation:
        c_t = f_t * c_prev + i_t * c_tilde_t,  h_t = o_t * tanh(c_t), with one part changed

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        c_prev: (B, H) float; the cell of the step before
        params: Params or VariantParams; weights, biases and peepholes; its own kind does not count
        kind: one of "full", "no_input", "no_forget", "no_output", "coupled", "peephole"

    Returns:
        h_t: (B, H) float; the hidden state
        c_t: (B, H) float; the cell

    Raises:
        TypeError: an argument does not hold real numbers, or params is not Params
        ValueError: a wrong shape, NaN or infinity, an unknown kind

    Source:
        Hochreiter & Schmidhuber 1997 (no_forget); Gers & Schmidhuber 2000 (peephole); Greff et al. 2017 (the others).

    Example:
        >>> params = Params(*4 * [np.zeros((2, 1))], *4 * [np.zeros(1)])
        >>> h_t, c_t = lstm_variant(np.ones((1, 1)), np.ones((1, 1)), np.array([[3.0]]), params, "no_forget")
        >>> print(c_t)
        [[3.]]
    """
    checks.instance("params", params, Params, "make it with Params.from_dict(arrays)")
    state, _ = variant_step_cached(x_t, h_prev, c_prev, VariantParams(**params.to_dict(), kind=kind))
    return state


def variant_step_cached(x_t, h_prev, c_prev, params):
    """One step of the variant that ``params.kind`` names, with what its backward pass needs.

    Equation:
        peephole: f_t = sigmoid(z_t @ W_f + p_f * c_prev + b_f),  o_t = sigmoid(z_t @ W_o + p_o * c_t + b_o)

    Arguments:
        x_t: (B, D) float; the input of this step
        h_prev: (B, H) float; the hidden state of the step before
        c_prev: (B, H) float; the cell of the step before
        params: VariantParams; weights, biases, peepholes and kind

    Returns:
        state: ((B, H), (B, H)) float; h_t and c_t
        cache: VariantCache

    Raises:
        TypeError: an argument does not hold real numbers, or params is not VariantParams
        ValueError: a wrong shape, NaN or infinity

    Source:
        Hochreiter & Schmidhuber 1997 (no_forget); Gers & Schmidhuber 2000 (peephole); Greff et al. 2017 (the others).

    Example:
        >>> params = VariantParams(*4 * [np.zeros((2, 1))], *4 * [np.zeros(1)], kind="coupled")
        >>> _, cache = variant_step_cached([[1.0]], [[1.0]], [[3.0]], params)
        >>> print(cache.f_t + cache.i_t)
        [[1.]]
    """
    p = checks.instance("params", params, VariantParams, "make it with VariantParams(**arrays, kind=...)")
    sizes = {"D": p.D, "H": p.H}
    x_t = checks.array("x_t", x_t, "B D", sizes)
    h_prev = checks.array("h_prev", h_prev, "B H", sizes)
    c_prev = checks.array("c_prev", c_prev, "B H", sizes)
    z_t, open_gate = np.concatenate([x_t, h_prev], axis=1), np.ones_like(c_prev)

    f_t = open_gate if p.kind == "no_forget" else sigmoid(z_t @ p.W_f + p.p_f * c_prev + p.b_f)
    if p.kind == "coupled":
        i_t = 1 - f_t
    else:
        i_t = open_gate if p.kind == "no_input" else sigmoid(z_t @ p.W_i + p.p_i * c_prev + p.b_i)
    c_tilde_t = np.tanh(z_t @ p.W_c + p.b_c)
    c_t = f_t * c_prev + i_t * c_tilde_t
    o_t = open_gate if p.kind == "no_output" else sigmoid(z_t @ p.W_o + p.p_o * c_t + p.b_o)
    return (o_t * np.tanh(c_t), c_t), VariantCache(z_t, c_prev, f_t, i_t, c_tilde_t, o_t, c_t, p)


def variant_step_backward(d_h, d_c, cache):
    """One step of an LSTM variant backwards.

    Equation:
        d_c_t = d_c + d_h * o_t * (1 - tanh(c_t)**2) + d_a_o * p_o
        d_c_prev = d_c_t * f_t + d_a_f * p_f + d_a_i * p_i

    Arguments:
        d_h: (B, H) float; gradient of h_t
        d_c: (B, H) float; gradient that reaches c_t from the future, without the path through h_t
        cache: VariantCache; what the step left

    Returns:
        d_x: (B, D) float; gradient of x_t
        d_h_prev: (B, H) float; gradient of h_prev
        d_c_prev: (B, H) float; gradient of c_prev
        grads: dict of arrays; one for each array of VariantParams, 0 for a part that is left out

    Raises:
        TypeError: cache is not a VariantCache, a gradient does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        The chain rule on variant_step_cached; Graves & Schmidhuber 2005, appendix.

    Example:
        >>> params = VariantParams(*4 * [np.zeros((2, 1))], *4 * [np.zeros(1)], kind="no_forget")
        >>> _, cache = variant_step_cached([[1.0]], [[1.0]], [[3.0]], params)
        >>> d_x, d_h_prev, d_c_prev, grads = variant_step_backward([[0.0]], [[1.0]], cache)
        >>> print(d_c_prev, grads["b_f"])
        [[1.]] [0.]
    """
    k = checks.instance("cache", cache, VariantCache, "take it from variant_step_cached")
    p, sizes = k.params, dict(zip("BH", k.c_t.shape, strict=True))
    d_h = checks.array("d_h", d_h, "B H", sizes)
    d_c = checks.array("d_c", d_c, "B H", sizes)

    tanh_c = np.tanh(k.c_t)
    d_a_o = d_h * tanh_c * (0 if p.kind == "no_output" else d_sigmoid(k.o_t))
    d_c_t = d_c + d_h * k.o_t * d_tanh(tanh_c) + d_a_o * p.p_o
    d_f, d_i = d_c_t * k.c_prev, d_c_t * k.c_tilde_t
    if p.kind == "coupled":
        d_f, d_i = d_f - d_i, 0 * d_i
    d_a = {
        "f": d_f * (0 if p.kind == "no_forget" else d_sigmoid(k.f_t)),
        "i": d_i * (0 if p.kind == "no_input" else d_sigmoid(k.i_t)),
        "c": d_c_t * k.i_t * d_tanh(k.c_tilde_t),
        "o": d_a_o,
    }
    d_z = sum(d @ getattr(p, f"W_{gate}").T for gate, d in d_a.items())
    d_c_prev = d_c_t * k.f_t + d_a["f"] * p.p_f + d_a["i"] * p.p_i
    grads = {f"W_{gate}": k.z_t.T @ d for gate, d in d_a.items()}
    grads |= {f"b_{gate}": d.sum(axis=0) for gate, d in d_a.items()}
    seen = {"f": k.c_prev, "i": k.c_prev, "o": k.c_t}
    grads |= {f"p_{gate}": (d_a[gate] * c).sum(axis=0) * (p.kind == "peephole") for gate, c in seen.items()}
    return d_z[:, : p.D], d_z[:, p.D :], d_c_prev, grads
