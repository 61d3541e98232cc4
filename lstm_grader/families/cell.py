"""The cell's update: form(after(keep(f(f_t), c(c_prev)) + write(i(i_t), g(c_tilde_t)))), or another arrangement."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import draws, pieces
from lstm_grader.families.pieces import same, sigmoid, spread, variants


def _cell(p, f_t, c_prev, i_t, c_tilde_t):
    f, c, i, g = p.f(f_t), p.c(c_prev), p.i(i_t), p.g(c_tilde_t)
    return p.form(p.after(p.arrange(f, c, i, g) if p.arrange else p.keep(f, c) + p.write(i, g)))


RIGHT = Variant(
    _cell, f=same, c=same, i=same, g=same, keep=lambda f, c: f * c, write=lambda i, g: i * g, arrange=None,
    after=same, form=same,
)  # fmt: skip


def arranged(*functions: Callable) -> tuple[Variant, ...]:
    """The four in another arrangement each."""
    return variants(RIGHT, "arrange", *functions)


def matmul(one, other):
    return one @ other


def hard(share):
    return (share > 0.5) * 1.0


MISTAKES = {
    "A1": (
        RIGHT.but(keep=matmul, write=matmul), RIGHT.but(keep=matmul), RIGHT.but(write=matmul),
        RIGHT.but(keep=lambda f, c: f @ c.T, write=lambda i, g: i @ g.T),
        RIGHT.but(keep=lambda f, c: f.T @ c, write=lambda i, g: i.T @ g),
    ),
    "A2": variants(
        RIGHT, "after", lambda y: spread(y.sum(axis=1, keepdims=True), y), lambda y: y.sum(axis=1, keepdims=True),
        lambda y: y.sum(axis=1), lambda y: y.sum(),
    ),
    "A3": RIGHT.but(after=np.tanh),
    "A4": RIGHT.but(after=lambda y: np.clip(y, -1, 1)),
    "A8": variants(RIGHT, "write", lambda i, g: i, lambda i, g: i * i),
    "A9": arranged(
        lambda f, c, i, g: f * i + c * g, lambda f, c, i, g: (f + i) * g, lambda f, c, i, g: (f + i) * (c + g),
        lambda f, c, i, g: f * i * c, lambda f, c, i, g: f * i * (c + g), lambda f, c, i, g: f * c * i * g,
        lambda f, c, i, g: f * (c + i * g), lambda f, c, i, g: (f * c + i) * g,
        lambda f, c, i, g: f * c + f * i * g,
    ),
    "A10": RIGHT.but(f=lambda f: 1 - f),
    "A12": (RIGHT.but(f=hard, i=hard), RIGHT.but(f=hard), RIGHT.but(i=hard)),
    "C1": arranged(lambda f, c, i, g: i * c + f * g),
    "C3": RIGHT.but(g=sigmoid),
    "C8": arranged(lambda f, c, i, g: f * c + (1 - f) * g, lambda f, c, i, g: (1 - i) * c + i * g),
    "C9": RIGHT.but(f=np.ones_like),
    "C10": (
        RIGHT.but(write=lambda i, g: i + g), RIGHT.but(keep=lambda f, c: f + c),
        RIGHT.but(write=lambda i, g: i + g, keep=lambda f, c: f + c),
        *arranged(lambda f, c, i, g: (f + c) * (i + g)),
    ),
    "C19": (
        RIGHT.but(f=lambda f: f[:1], i=lambda i: i[:1]), RIGHT.but(c=lambda c: c[:1], g=lambda g: g[:1]),
        RIGHT.but(c=lambda c: c[:1]), RIGHT.but(c=lambda c: c.mean(axis=0)),
        RIGHT.but(f=lambda f: f.mean(axis=0), i=lambda i: i.mean(axis=0)),
        RIGHT.but(after=lambda y: spread(y.mean(axis=0), y)),
    ),
    "C22": RIGHT.but(i=np.ones_like),
    "G5": RIGHT.but(i=lambda i: 1 - i),
    "G7": (RIGHT.but(f=sigmoid, i=sigmoid), RIGHT.but(f=sigmoid), RIGHT.but(i=sigmoid)),
    "G8": RIGHT.but(c=np.tanh),
    "G9": RIGHT.but(g=np.tanh),
    "K8": RIGHT.but(f=np.zeros_like),
    "K9": RIGHT.but(i=np.zeros_like),
    "K10": (RIGHT.but(write=lambda i, g: -(i * g)), RIGHT.but(keep=lambda f, c: -(f * c))),
    "K11": variants(RIGHT, "after", *map(pieces.cut_off, pieces.CUTS)),
    **pieces.wrong_forms(RIGHT),
}  # fmt: skip


def draw(rng: np.random.Generator) -> list[tuple]:
    """Arguments `(f_t, c_prev, i_t, c_tilde_t)` of the cell's update; most of the old cells lie beyond 1."""
    return [
        (
            draws.shares(rng, query),
            draws.cells(rng, query),
            draws.shares(rng, query),
            draws.candidates(rng, query),
        )
        for query in draws.queries(rng)
    ]


def examples(seed: int) -> list[tuple]:
    """Small, rounded arguments `(f_t, c_prev, i_t, c_tilde_t)`: sizes different, then B = H, then one example."""
    rng = np.random.default_rng(seed)
    return [
        tuple(
            np.round(part(rng, draws.Query(B, 1, H, "far" if B == 1 else "")), 2)
            for part in (draws.shares, draws.cells, draws.shares, draws.candidates)
        )
        for B, H in ((2, 3), (2, 2), (1, 2))
    ]
