"""Known mistakes as functions, for the parts that several exercises share. Ids are those of `catalogue.toml`.

Each function takes the arguments of the right one and returns (or raises) what a student's code with that one
mistake returns. `W` and `b` stand for the weights and the bias of whichever network is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Slips = dict[str, Callable | tuple[Callable, ...]]


def sigmoid(z):
    """The right one."""
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, e) / (1 + e)


def softmax(z, axis=-1):
    """Shares of a whole."""
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def affine(x_t, h_prev, W, b):
    """The right weighted sum."""
    return np.concatenate([x_t, h_prev], axis=1) @ W + b


def after(function: Callable, change: Callable) -> Callable:
    """The right function with something done to its result."""
    return lambda *args: change(function(*args))


def form(right: Callable) -> Slips:
    """The right numbers in the wrong form: on its side, an axis lost or added, a list."""
    return {
        "P4": after(right, np.transpose),
        "P5": (after(right, np.ravel), after(right, np.squeeze), after(right, lambda value: value[None])),
        "P6": after(right, np.ndarray.tolist),
    }


def misfits() -> Slips:
    """Weighted sums `(x_t, h_prev, W, b)` that most sizes forbid."""
    return {
        "G16": lambda x, h, W, b: np.concatenate([x, h], axis=1) * W + b,
        "G17": (lambda x, h, W, b: (x + h) @ W + b, lambda x, h, W, b: np.dot(x + h, W) + b),
        "G18": (
            lambda x, h, W, b: np.concatenate([x, h]) @ W + b,
            lambda x, h, W, b: np.append(x, h) @ W + b,
            lambda x, h, W, b: np.dot(np.append(x, h), W) + b,
        ),
        "G19": (
            lambda x, h, W, b: np.concatenate([x, h], axis=1) @ W.T + b,
            lambda x, h, W, b: np.dot(np.concatenate([x, h], axis=1), W.T) + b,
            lambda x, h, W, b: W @ np.concatenate([x, h], axis=1) + b,
            lambda x, h, W, b: np.dot(W, np.concatenate([x, h], axis=1)) + b,
            lambda x, h, W, b: W.T @ np.concatenate([x, h], axis=1).T + b,
            lambda x, h, W, b: np.dot(W.T, np.concatenate([x, h], axis=1).T) + b,
        ),
    }


def sums(squash: Callable) -> Slips:
    """Mistakes in the weighted sum, whatever squashes it."""

    def on(change: Callable) -> Callable:
        return lambda x_t, h_prev, W, b: squash(change(x_t, h_prev, W, b))

    return {
        **{key: tuple(map(on, changes)) if isinstance(changes, tuple) else on(changes)
           for key, changes in misfits().items()},
        "C12a": on(lambda x, h, W, b: affine(x, h, W, 0)),
        "C12b": on(lambda x, h, W, b: affine(x, h, W, 2 * b)),
        "C12c": (on(lambda x, h, W, b: affine(x, h, W, b + 1)), lambda *args: squash(affine(*args)) + 1),
        "C13": on(lambda x, h, W, b: x @ W[: x.shape[1]] + b),
        "C14": on(lambda x, h, W, b: np.concatenate([h, x], axis=1) @ W + b),
        "G4": on(lambda x, h, W, b: h @ W[x.shape[1]:] + b),
        "C19": (
            on(lambda x, h, W, b: np.broadcast_to(affine(x, h, W, b)[:1], h.shape)),
            on(lambda x, h, W, b: np.broadcast_to(affine(x, h, W, b).mean(axis=0), h.shape)),
            lambda x, h, W, b: np.broadcast_to(squash(affine(x, h, W, b)).mean(axis=0), h.shape),
            on(lambda x, h, W, b: affine(np.broadcast_to(x[:1], x.shape), h, W, b)),
            on(lambda x, h, W, b: affine(x, np.broadcast_to(h[:1], h.shape), W, b)),
            lambda *args: softmax(affine(*args), axis=0),
        ),
        "G10": (
            on(lambda x, h, W, b: np.broadcast_to(affine(x, h, W, b).mean(axis=1, keepdims=True), h.shape)),
            on(lambda x, h, W, b: np.broadcast_to(affine(x, h, W, b).sum(axis=1, keepdims=True), h.shape)),
            lambda x, h, W, b: np.broadcast_to(squash(affine(x, h, W, b)).mean(axis=1, keepdims=True), h.shape),
        ),
        "G1": affine,
        "G2": lambda *args: squash(squash(affine(*args))),
        "G3": lambda x, h, W, b: squash(affine(x, h, W, 0)) + b,
        "A11": (
            lambda *args: np.maximum(affine(*args), 0),
            lambda *args: squash(np.maximum(affine(*args), 0)),
            lambda *args: squash((np.tanh if squash is sigmoid else sigmoid)(affine(*args))),
        ),
        "C23": lambda *args: softmax(affine(*args)),
    }


def gate(upside_down: str) -> Slips:
    """Mistakes of a sigmoid gate `(x_t, h_prev, W, b)`; `upside_down` is the id of 1 - gate."""
    return {
        **sums(sigmoid),
        "C4": lambda *args: np.tanh(affine(*args)),
        "C16": (
            lambda *args: np.clip(0.2 * affine(*args) + 0.5, 0, 1),
            lambda *args: np.clip(affine(*args) / 6 + 0.5, 0, 1),
            lambda *args: np.clip(affine(*args), 0, 1),
        ),
        "A12": (lambda *args: (affine(*args) > 0).astype(float), lambda *args: np.round(sigmoid(affine(*args)))),
        upside_down: lambda *args: sigmoid(-affine(*args)),
        "S2": lambda *args: sigmoid(2 * affine(*args)),
        "S4": lambda *args: sigmoid(affine(*args)) * sigmoid(-affine(*args)),
        **form(lambda *args: sigmoid(affine(*args))),
    }


def product(right: Callable, gate: int, partner: int, upside_down: str, view: Callable = np.asarray) -> Slips:
    """Mistakes where a gate scales something.

    `gate` and `partner` are the places of the two among the arguments; the gate scales `view(partner)`.
    """

    def on(change: Callable) -> Callable:
        return lambda *args: change(args[gate], view(args[partner]))

    return {
        "A1": (on(lambda g, v: g @ v), on(lambda g, v: g @ v.T), on(lambda g, v: g.T @ v), on(lambda g, v: v @ g)),
        "A2": (
            on(lambda g, v: np.broadcast_to((g * v).sum(axis=1, keepdims=True), v.shape)),
            on(lambda g, v: (g * v).sum(axis=1, keepdims=True)),
            on(lambda g, v: (g * v).sum(axis=1)),
            on(lambda g, v: (g * v).sum()),
        ),
        upside_down: on(lambda g, v: (1 - g) * v),
        "A12": (on(lambda g, v: (g > 0.5) * v), on(lambda g, v: np.round(g) * v)),
        "C10": on(lambda g, v: g + v),
        "C19": (
            on(lambda g, v: g[:1] * v),
            on(lambda g, v: g * v[:1]),
            on(lambda g, v: g.mean(axis=0) * v),
            on(lambda g, v: g * v.mean(axis=0)),
            on(lambda g, v: np.broadcast_to((g * v).mean(axis=0), v.shape)),
        ),
        "G7": on(lambda g, v: sigmoid(g) * v),
        "G10": on(lambda g, v: g.mean(axis=1, keepdims=True) * v),
        "G11": on(lambda g, v: g * g * v),
        "G12": on(lambda g, v: v / g),
        "G14": (on(lambda g, v: v - g), on(lambda g, v: g - v)),
        "S11": on(lambda g, v: g),
        "V3": on(lambda g, v: g * np.abs(v)),
        **form(right),
    }
