"""A gate that scales something: form(after(meet(gate(g), partner(v))))."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import draws
from lstm_grader.families.pieces import Mistakes, same, sigmoid, spread, variants, wrong_forms


def _product(p, g, v):
    return p.form(p.after(p.meet(p.gate(g), p.partner(v))))


def right(view: Callable = same) -> Variant:
    """A gate scales `view` of its partner."""
    return Variant(_product, gate=same, partner=view, meet=lambda g, v: g * v, after=same, form=same)


def mistakes(right: Variant, upside_down: str) -> Mistakes:
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
        **wrong_forms(right),
    }  # fmt: skip


def draw(rng: np.random.Generator) -> list[tuple]:
    """A gate and a cell, most of the cell's values beyond 1."""
    return [(draws.shares(rng, query), draws.cells(rng, query)) for query in draws.queries(rng)]
