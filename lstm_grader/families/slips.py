"""Known mistakes as functions, for the parts that several exercises share. Ids are those of `catalogue.toml`.

Each takes the arguments of the right function and returns (or raises) what a student's code with that one mistake
returns. `W` and `b` stand for the weights and the bias of whichever network is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from lstm_grader.exercise.variants import Variant, as_tuple

Slips = dict[str, Variant | tuple[Variant, ...]]


def sigmoid(z):
    """The right one."""
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, e) / (1 + e)


def softmax(z, axis=-1):
    """Shares of a whole."""
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def same(value):
    """The value as it is."""
    return value


def spread(value, like):
    """One row for all, or one column for all."""
    return np.broadcast_to(value, np.shape(like))


def variants(right: Variant, part: str, *functions: Callable) -> tuple[Variant, ...]:
    """The right function with each of these in place of one part."""
    return tuple(right.but(**{part: function}) for function in functions)


def form(right: Variant) -> Slips:
    """The right numbers in the wrong form: on its side, an axis lost or added, a list."""
    return {
        "P4": right.but(form=np.transpose),
        "P5": variants(right, "form", np.ravel, np.squeeze, lambda value: value[None]),
        "P6": variants(right, "form", lambda value: np.asarray(value).tolist(), lambda value: [value]),
    }


# A network: form(out(finish(squash(plus(times(join(x_t, h_prev), W), b)), b), x_t)) -------------------------------


def side_by_side(x, h):
    """The right way to join."""
    return np.concatenate([x, h], axis=1)


def _network(p, x_t, h_prev, W, b):
    return p.form(p.out(p.finish(p.squash(p.plus(p.times(p.join(x_t, h_prev), W), b)), b), x_t))


def network(squash: Callable) -> Variant:
    """One layer and its squashing, from `(x_t, h_prev, W, b)`."""
    return Variant(
        _network, join=side_by_side, times=lambda z, W: z @ W, plus=lambda a, b: a + b, squash=squash,
        finish=lambda y, b: y, out=lambda y, x: y, form=same,
    )  # fmt: skip


def misfits(net: Variant) -> Slips:
    """Weighted sums that most sizes forbid; `@` and np.dot say it in different words."""

    def either(join: Callable) -> tuple[Variant, ...]:
        return net.but(join=join), net.but(join=join, times=np.dot)

    def cut(row: Callable) -> Variant:
        return net.but(join=lambda x, h: (x, h), times=lambda z, W: z[0] @ W[: row(z[0])] + z[1] @ W[row(z[0]) :])

    return {
        "G16": net.but(times=lambda z, W: z * W),
        "G17": either(lambda x, h: x + h),
        "G18": (net.but(join=lambda x, h: np.concatenate([x, h])), *either(np.append)),
        "G19": variants(
            net, "times", lambda z, W: z @ W.T, lambda z, W: np.dot(z, W.T), lambda z, W: W @ z,
            lambda z, W: np.dot(W, z), lambda z, W: W.T @ z.T, lambda z, W: np.dot(W.T, z.T),
        ),
        "G20": (cut(lambda x: 2), cut(len)),
        "G21": (*either(lambda x, h: x), *either(lambda x, h: h)),
    }  # fmt: skip


def sums(net: Variant) -> Slips:
    """Mistakes in a network, whatever squashes it."""
    squash = net.right["squash"]
    return {
        **misfits(net),
        "C12a": net.but(plus=lambda a, b: a),
        "C12b": net.but(plus=lambda a, b: a + 2 * b),
        "C12c": (net.but(plus=lambda a, b: a + b + 1), net.but(finish=lambda y, b: y + 1)),
        "C13": net.but(join=lambda x, h: side_by_side(x, 0 * h)),
        "C14": net.but(join=lambda x, h: side_by_side(h, x)),
        "G4": net.but(join=lambda x, h: side_by_side(0 * x, h)),
        "C19": (
            *variants(net, "finish", lambda y, b: spread(y[:1], y), lambda y, b: spread(y.mean(axis=0), y)),
            net.but(squash=lambda a: squash(spread(a.mean(axis=0), a))),
            net.but(squash=lambda a: softmax(a, axis=0)),
            *variants(net, "join", lambda x, h: side_by_side(spread(x[:1], x), h),
                      lambda x, h: side_by_side(x, spread(h[:1], h))),
        ),
        "G10": (
            *variants(net, "squash", lambda a: squash(spread(a.mean(axis=1, keepdims=True), a)),
                      lambda a: squash(spread(a.sum(axis=1, keepdims=True), a))),
            net.but(finish=lambda y, b: spread(y.mean(axis=1, keepdims=True), y)),
        ),
        "G1": net.but(squash=same),
        "G2": net.but(squash=lambda a: squash(squash(a))),
        "G3": net.but(plus=lambda a, b: a, finish=lambda y, b: y + b),
        "A11": variants(
            net, "squash", lambda a: np.maximum(a, 0), lambda a: squash(np.maximum(a, 0)),
            lambda a: squash((np.tanh if squash is sigmoid else sigmoid)(a)),
        ),
        "C23": net.but(squash=softmax),
        "P7": variants(net, "squash", *NO_ARRAYS),
        **form(net),
    }  # fmt: skip


def gate(upside_down: str) -> Slips:
    """Mistakes of a sigmoid gate; `upside_down` is the id of 1 - gate."""
    net = network(sigmoid)
    return {
        **sums(net),
        "C4": net.but(squash=np.tanh),
        "C16": variants(
            net, "squash", lambda a: np.clip(0.2 * a + 0.5, 0, 1), lambda a: np.clip(a / 6 + 0.5, 0, 1),
            lambda a: np.clip(a, 0, 1),
        ),
        "A12": variants(net, "squash", lambda a: (a > 0).astype(float), lambda a: np.round(sigmoid(a))),
        upside_down: net.but(finish=lambda y, b: 1 - y),
        "S2": net.but(squash=lambda a: sigmoid(2 * a)),
        "S4": net.but(squash=lambda a: sigmoid(a) * sigmoid(-a)),
    }  # fmt: skip


# A product: form(after(meet(gate(g), partner(v)))) -------------------------------------------------------------------


def _product(p, g, v):
    return p.form(p.after(p.meet(p.gate(g), p.partner(v))))


def product(view: Callable = same) -> Variant:
    """A gate scales `view` of its partner."""
    return Variant(_product, gate=same, partner=view, meet=lambda g, v: g * v, after=same, form=same)


def scaled(right: Variant, upside_down: str) -> Slips:
    """Mistakes where a gate scales something; `upside_down` is the id of 1 - gate."""
    view = right.right["partner"]
    return {
        "A1": variants(
            right, "meet", lambda g, v: g @ v, lambda g, v: g @ v.T, lambda g, v: g.T @ v, lambda g, v: v @ g,
        ),
        "A2": variants(
            right, "after", lambda y: spread(y.sum(axis=1, keepdims=True), y),
            lambda y: y.sum(axis=1, keepdims=True), lambda y: y.sum(axis=1), lambda y: y.sum(),
        ),
        upside_down: right.but(gate=lambda g: 1 - g),
        "A12": variants(right, "gate", lambda g: (g > 0.5) * 1.0, np.round),
        "C10": right.but(meet=lambda g, v: g + v),
        "C19": (
            *variants(right, "gate", lambda g: g[:1], lambda g: g.mean(axis=0)),
            *variants(right, "partner", lambda v: view(v)[:1], lambda v: view(v).mean(axis=0)),
            right.but(after=lambda y: spread(y.mean(axis=0), y)),
        ),
        "G7": right.but(gate=sigmoid),
        "G10": right.but(gate=lambda g: g.mean(axis=1, keepdims=True)),
        "G11": right.but(gate=lambda g: g * g),
        "G12": right.but(meet=lambda g, v: v / g),
        "G14": variants(right, "meet", lambda g, v: v - g, lambda g, v: g - v),
        "S11": right.but(meet=lambda g, v: g),
        "V3": right.but(partner=lambda v: np.abs(view(v))),
        **form(right),
    }  # fmt: skip


# Functions of one argument, entry by entry: form(after(curve(inside(z)))) -------------------------------------------


def _entrywise(p, z):
    p.guard(z)
    return p.form(p.after(p.curve(p.inside(z))))


def entrywise(curve: Callable) -> Variant:
    """A function of each entry alone; `guard` may refuse an argument."""
    return Variant(_entrywise, guard=same, inside=same, curve=curve, after=same, form=same)


def refusing(error: type[Exception], array: str = "", number: str = "") -> Callable:
    """Code that raises these words for an array or for a number; with no words it takes it."""

    def guard(z):
        words = array if np.ndim(z) else number
        if words:
            raise error(words)

    return guard


def arrays_only(z):
    """Code that indexes its argument."""
    if not isinstance(z, np.ndarray):
        raise TypeError(f"'{type(z).__name__}' object is not subscriptable")


BY_IF = refusing(ValueError, "The truth value of an array with more than one element is ambiguous.")
BY_MATH = refusing(TypeError, "only 0-dimensional arrays can be converted to Python scalars")
NO_ARRAYS = BY_IF, BY_MATH, refusing(TypeError, "only length-1 arrays can be converted to Python scalars")  # NumPy 2.0
NO_BITS = "ufunc 'bitwise_xor' not supported"
BY_CARET = refusing(TypeError, NO_BITS, "unsupported operand type(s) for ^"), refusing(TypeError, NO_BITS, NO_BITS)


def of_any_shape(right: Variant) -> Slips:
    """Right, but not in the form or for the kind of argument that is asked for."""
    return {
        "P5": variants(right, "form", np.ravel, np.atleast_1d),
        "P6": variants(right, "form", lambda value: np.asarray(value).tolist(), lambda value: [value]),
        "P7": variants(right, "guard", BY_MATH, BY_IF),
        "P8": right.but(guard=arrays_only),
        "P11": variants(right, "guard", *BY_CARET),
    }


def merged(*tables: Mapping) -> Slips:
    """One table with all variants of each id."""
    ids = dict.fromkeys(key for table in tables for key in table)
    return {key: tuple(v for table in tables if key in table for v in as_tuple(table[key])) for key in ids}
