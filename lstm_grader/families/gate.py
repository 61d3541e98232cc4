"""A gate, or a candidate: form(out(finish(squash(plus(times(join(x_t, h_prev), W), b)), b), x_t)).

`W` and `b` stand for the weights and the bias of whichever network is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import draws
from lstm_grader.families.pieces import (
    Mistakes,
    alone,
    cut_off,
    one_by_one,
    same,
    sigmoid,
    softmax,
    spread,
    variants,
    wrong_forms,
)


def side_by_side(x, h):
    """The right way to join."""
    return np.concatenate([x, h], axis=1)


def _network(p, x_t, h_prev, W, b):
    return p.form(p.out(p.finish(p.squash(p.plus(p.times(p.join(x_t, h_prev), W), b)), b), x_t))


def right(squash: Callable = sigmoid) -> Variant:
    """One layer and its squashing, from `(x_t, h_prev, W, b)`."""
    return Variant(
        _network, join=side_by_side, times=lambda z, W: z @ W, plus=lambda a, b: a + b, squash=squash,
        finish=lambda y, b: y, out=lambda y, x: y, form=same,
    )  # fmt: skip


def misfits(net: Variant) -> Mistakes:
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


def network_mistakes(net: Variant) -> Mistakes:
    """Mistakes in a network, whatever squashes it."""
    squash = net.right["squash"]
    return {
        **misfits(net),
        "C12a": net.but(plus=lambda a, b: a),
        "A14": net.but(plus=lambda a, b: a + b[:, None]),
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
        "S14": alone(
            variants(net, "squash", *(lambda a, most=most: squash(cut_off(most)(a)) for most in (5, 6, 8, 10)))
        ),
        "P7": variants(net, "squash", *one_by_one(squash)),
        **wrong_forms(net),
    }  # fmt: skip


def mistakes(upside_down: str) -> Mistakes:
    """Mistakes of a sigmoid gate; `upside_down` is the id of 1 - gate."""
    net = right()
    return {
        **network_mistakes(net),
        "C4": net.but(squash=np.tanh),
        "C16": variants(
            net, "squash", lambda a: np.clip(0.2 * a + 0.5, 0, 1), lambda a: np.clip(a / 6 + 0.5, 0, 1),
            lambda a: np.clip(a, 0, 1),
        ),
        "A12": variants(net, "squash", lambda a: (a > 0).astype(float), lambda a: np.round(sigmoid(a))),
        upside_down: net.but(finish=lambda y, b: 1 - y),
        "S2": net.but(squash=lambda a: sigmoid(2 * a)),
        "S19": alone(variants(
            net, "finish", *(lambda y, b, least=least: np.clip(y, least, 1 - least) for least in (1e-6, 1e-7, 1e-8)),
        )),
        "S4": net.but(squash=lambda a: sigmoid(a) * sigmoid(-a)),
    }  # fmt: skip


def draw(rng: np.random.Generator, overflows: bool = True) -> list[tuple]:
    """Arguments `(x_t, h_prev, W, b)` of one network; whether an exponential of its sums overflows."""
    drawn = []
    for query in draws.queries(rng):
        x, h = draws.inputs(rng, query)
        drawn.append((x, h, *draws.weights(rng, query, x, h, overflows)))
    return drawn


def draw_candidate(rng: np.random.Generator) -> list[tuple]:
    """The same for the candidate: a tanh that is made of exponentials is right."""
    return draw(rng, overflows=False)


def examples(seed: int) -> list[tuple]:
    """Small, rounded arguments `(x_t, h_prev, W, b)`: B = D, then B = H, then all different and far from zero, D = H.

    Where two sizes are one, a product becomes legal that another mistake of the same error text does not even reach.
    """
    rng = np.random.default_rng(seed)
    return [
        tuple(
            np.round(part, 2)
            for part in (
                rng.normal(0, 1, (B, D)),
                np.tanh(rng.normal(0, 1, (B, H))),
                rng.normal(0, scale, (D + H, H)),
                rng.normal(0, scale, H),
            )
        )
        for B, D, H, scale in ((3, 3, 2, 1.0), (2, 3, 2, 1.0), (1, 2, 3, 5.0), (4, 2, 2, 12.0))
    ]
