"""The whole step with one thing wrong in it."""

from collections.abc import Callable
from itertools import permutations

import numpy as np

from lstm_grader.slips import affine, after, misfits, sigmoid, softmax

SQUASH = {"f": sigmoid, "i": sigmoid, "c": np.tanh, "o": sigmoid}


def weighted(gate: str, x_t, h_prev, c_prev, params):
    """The right weighted sum of a gate, `c` being the candidate."""
    return affine(x_t, h_prev, params[f"W_{gate}"], params[f"b_{gate}"])


def step(total=weighted, squash=None, mix=None, update=None, show=None, give=None) -> Callable:
    """A step of which some parts are replaced.

    total(gate, x_t, h_prev, c_prev, params): what is squashed. squash: {gate: function}.
    mix(gates): other values of the gates. update(f, c_prev, i, c_tilde, x_t, h_prev): the new cell.
    show(o, c_t, c_prev, c_tilde, x_t): the hidden state. give(h_t, c_t, h_prev, c_prev): what is returned.
    """
    squash = SQUASH | (squash or {})

    def function(x_t, h_prev, c_prev, params):
        gates = {gate: squash[gate](total(gate, x_t, h_prev, c_prev, params)) for gate in "fico"}
        gates = mix(gates) if mix else gates
        f, i, g, o = (gates[gate] for gate in "fico")
        c_t = update(f, c_prev, i, g, x_t, h_prev) if update else f * c_prev + i * g
        h_t = show(o, c_t, c_prev, g, x_t) if show else o * np.tanh(c_t)
        return give(h_t, c_t, h_prev, c_prev) if give else (h_t, c_t)

    return function


def new_sum(change: Callable) -> Callable:
    """The same other weighted sum in all four networks: change(x_t, h_prev, W, b)."""
    return step(total=lambda gate, x, h, c, p: change(x, h, p[f"W_{gate}"], p[f"b_{gate}"]))


def sum_of(only: str, change: Callable) -> Callable:
    """Another weighted sum in one network: change(x_t, h_prev, W, b)."""

    def total(gate, x, h, c, p):
        return (change if gate == only else affine)(x, h, p[f"W_{gate}"], p[f"b_{gate}"])

    return step(total=total)


def borrowed(weights: dict[str, str], biases: dict[str, str]) -> Callable:
    """Some networks use the weights or the bias of another."""
    return step(total=lambda gate, x, h, c, p: affine(
        x, h, p[f"W_{weights.get(gate, gate)}"], p[f"b_{biases.get(gate, gate)}"]
    ))  # fmt: skip


def every(change: Callable, *, also_each: bool = True) -> tuple[Callable, ...]:
    """The other weighted sum in all networks at once, and in each alone."""
    return (new_sum(change), *(sum_of(gate, change) for gate in "fico" if also_each))


def updated(change: Callable) -> Callable:
    """Another update: change(f, c_prev, i, c_tilde)."""
    return step(update=lambda f, c, i, g, x, h: change(f, c, i, g))


def shown(change: Callable) -> Callable:
    """Another hidden state: change(o, c_t)."""
    return step(show=lambda o, c_t, c, g, x: change(o, c_t))


def gates_by(function: Callable) -> tuple[Callable, ...]:
    """Another squashing in all three gates, and in each alone."""
    return (step(squash=dict.fromkeys("fio", function)), *(step(squash={gate: function}) for gate in "fio"))


def second_look(x_t, h_prev, c_prev, params):
    """The output gate reads the cell of this step in place of the hidden state before."""
    _, c_t = step()(x_t, h_prev, c_prev, params)
    o_t = sigmoid(weighted("o", x_t, np.tanh(c_t), c_prev, params))
    return o_t * np.tanh(c_t), c_t


def hard_sigmoid(z):
    return np.clip(0.2 * z + 0.5, 0, 1)


def relu(z):
    return np.maximum(z, 0)


PAIRS = [(one, other) for one, other in permutations("fico", 2)]

SLIPS = {
    "A1": (
        updated(lambda f, c, i, g: f @ c + i @ g),
        updated(lambda f, c, i, g: f @ c + i * g),
        updated(lambda f, c, i, g: f * c + i @ g),
        shown(lambda o, c: o @ np.tanh(c)),
        step(update=lambda f, c, i, g, x, h: f @ c + i @ g, show=lambda o, c_t, c, g, x: o @ np.tanh(c_t)),
    ),
    "A2": (
        updated(lambda f, c, i, g: np.broadcast_to((f * c + i * g).sum(axis=1, keepdims=True), c.shape)),
        shown(lambda o, c: np.broadcast_to((o * np.tanh(c)).sum(axis=1, keepdims=True), c.shape)),
        shown(lambda o, c: (o * np.tanh(c)).sum(axis=1)),
    ),
    "A3": updated(lambda f, c, i, g: np.tanh(f * c + i * g)),
    "A4": updated(lambda f, c, i, g: np.clip(f * c + i * g, -1, 1)),
    "A6": (step(show=lambda o, c_t, c, g, x: o * x * np.tanh(c_t)), step(show=lambda o, c_t, c, g, x: o * x)),
    "A7": shown(lambda o, c: np.tanh(o * c)),
    "A8": (updated(lambda f, c, i, g: f * c + i * i), step(update=lambda f, c, i, g, x, h: f * c + i * x)),
    "A9": (
        updated(lambda f, c, i, g: f * i + c * g),
        updated(lambda f, c, i, g: (f + i) * g),
        updated(lambda f, c, i, g: f * i * c),
        updated(lambda f, c, i, g: (f + i) * (c + g)),
        updated(lambda f, c, i, g: f * (c + i * g)),
    ),
    "A10": updated(lambda f, c, i, g: (1 - f) * c + i * g),
    "A11": (*gates_by(relu), *gates_by(lambda z: sigmoid(relu(z))), *gates_by(lambda z: sigmoid(np.tanh(z)))),
    "A12": gates_by(lambda z: (z > 0).astype(float)),
    "C1": updated(lambda f, c, i, g: i * c + f * g),
    "C2": tuple(borrowed(swap, swap) for swap in (
        {"i": "o", "o": "i"}, {"f": "o", "o": "f"}, {"f": "i", "i": "o", "o": "f"}, {"f": "o", "o": "i", "i": "f"},
        {"c": "o", "o": "c"}, {"c": "i", "i": "c"}, {"c": "f", "f": "c"},
    )),
    "C3": step(squash={"c": sigmoid}),
    "C4": gates_by(np.tanh),
    "C5": shown(lambda o, c: o * c),
    "C6": step(show=lambda o, c_t, c, g, x: o * np.tanh(c)),
    "C7": (step(show=lambda o, c_t, c, g, x: o * np.tanh(g)), step(show=lambda o, c_t, c, g, x: o * g)),
    "C8": (updated(lambda f, c, i, g: f * c + (1 - f) * g), updated(lambda f, c, i, g: (1 - i) * c + i * g)),
    "C9": updated(lambda f, c, i, g: c + i * g),
    "C10": (
        updated(lambda f, c, i, g: f * c + (i + g)),
        updated(lambda f, c, i, g: (f + c) + i * g),
        shown(lambda o, c: o + np.tanh(c)),
    ),
    "C11": step(update=lambda f, c, i, g, x, h: f * h + i * g),
    "C12a": every(lambda x, h, W, b: affine(x, h, W, 0)),
    "C12b": every(lambda x, h, W, b: affine(x, h, W, 2 * b)),
    "C12c": every(lambda x, h, W, b: affine(x, h, W, b + 1)),
    "C13": every(lambda x, h, W, b: x @ W[: x.shape[1]] + b),
    "C14": every(lambda x, h, W, b: np.concatenate([h, x], axis=1) @ W + b),
    "C15": (
        step(total=lambda gate, x, h, c, p: weighted(gate, x, h, c, p) + (c if gate in "fio" else 0)),
        step(total=lambda gate, x, h, c, p: weighted(gate, x, h, c, p) + (c if gate in "fi" else 0)),
        step(total=lambda gate, x, h, c, p: weighted(gate, x, h, c, p) + (c if gate == "o" else 0)),
    ),
    "C16": gates_by(hard_sigmoid),
    "C19": (
        new_sum(lambda x, h, W, b: np.broadcast_to(affine(x, h, W, b)[:1], h.shape)),
        new_sum(lambda x, h, W, b: np.broadcast_to(affine(x, h, W, b).mean(axis=0), h.shape)),
        updated(lambda f, c, i, g: f * c.mean(axis=0) + i * g),
        updated(lambda f, c, i, g: f * c[:1] + i * g),
    ),
    "C20b": step(give=lambda h_t, c_t, h, c: (c_t, h_t)),
    "C21": shown(lambda o, c: np.tanh(c)),
    "C22": updated(lambda f, c, i, g: f * c + g),
    "C23": gates_by(softmax),
    "C24": (
        *(borrowed({one: other}, {one: other}) for one, other in PAIRS),
        *(borrowed({}, {one: other}) for one, other in PAIRS),
        *(borrowed({one: other}, {}) for one, other in PAIRS),
    ),
    "G1": (*gates_by(np.asarray), step(squash={"c": np.asarray})),
    "G2": (*gates_by(lambda z: sigmoid(sigmoid(z))), step(squash={"c": lambda z: np.tanh(np.tanh(z))})),
    "G4": every(lambda x, h, W, b: h @ W[x.shape[1]:] + b),
    **{key: tuple(map(new_sum, changes if isinstance(changes, tuple) else (changes,)))
       for key, changes in misfits().items()},
    "G5": updated(lambda f, c, i, g: f * c + (1 - i) * g),
    "G6": shown(lambda o, c: (1 - o) * np.tanh(c)),
    "G8": updated(lambda f, c, i, g: f * np.tanh(c) + i * g),
    "G13": shown(lambda o, c: np.tanh(o * np.tanh(c))),
    "U1": step(give=lambda h_t, c_t, h, c: (h_t, c)),
    "U2": step(give=lambda h_t, c_t, h, c: (h, c_t)),
    "U3": second_look,
    "P4": after(step(), lambda state: (state[0].T, state[1].T)),
    "P5": (
        after(step(), lambda state: tuple(map(np.squeeze, state))),
        after(step(), lambda state: tuple(map(np.ravel, state))),
    ),
    "P6": after(step(), lambda state: tuple(part.tolist() for part in state)),
    "P9": (
        after(step(), lambda state: state[0]),
        after(step(), lambda state: state[1]),
        after(step(), np.stack),
        after(step(), lambda state: {"h_t": state[0], "c_t": state[1]}),
    ),
}  # fmt: skip
