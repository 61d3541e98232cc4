"""Mistakes in what is kept, and in the half-life."""

import math

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import elementwise, pieces, product
from lstm_grader.families.pieces import variants

NO_OUT = "return arrays must be of ArrayType"

KEPT = product.right()
KEEP = {
    **product.mistakes(KEPT, upside_down="A10"),
    "A3": KEPT.but(after=np.tanh),
    "A4": (KEPT.but(after=lambda y: np.clip(y, -1, 1)), KEPT.but(partner=lambda c: np.clip(c, -1, 1))),
    "C9": KEPT.but(gate=np.ones_like),
    "G8": KEPT.but(partner=np.tanh),
    "K11": (
        *variants(KEPT, "after", *map(pieces.cut_off, pieces.CUTS)),
        *variants(KEPT, "partner", *map(pieces.cut_off, pieces.CUTS)),
    ),
}


def _half_life(p, f):
    p.guard(f)
    f = np.asarray(f)
    return p.form(p.limits(p.whole(p.sign(p.formula(p.inside(f)))), f))


def at(at_0=None, at_1=None):
    """A limit, or both, set by hand."""

    def limits(n, f):
        n = n if at_0 is None else np.where(f == 0, at_0, n)
        return n if at_1 is None else np.where(f == 1, at_1, n)

    return limits


STEPS = Variant(
    _half_life, guard=pieces.same, inside=pieces.same, formula=lambda f: np.log(2) / np.abs(np.log(f)),
    sign=pieces.same, whole=pieces.same, limits=lambda n, f: n, form=pieces.same,
)  # fmt: skip


def by_hand(*formulas) -> tuple[Variant, ...]:
    """Each formula as it stands, with the limit at 1 set right by hand, and with both set right."""
    return tuple(
        variant
        for it in variants(STEPS, "formula", *formulas)
        for variant in (it, it.but(limits=at(at_1=np.inf)), it.but(limits=at(0.0, np.inf)))
    )


def stored(number):
    """`np.log(number, f)`: what stands second is where the result goes. No variant: no second one is left to see."""
    refuse = pieces.refusing(TypeError, number=NO_OUT)
    return lambda f: refuse(f) or np.full(np.shape(f), np.log(number))


HALF_LIFE = {
    "H1": (*by_hand(lambda f: np.log(2) / np.log(f)), STEPS.but(sign=np.negative)),
    "H2": by_hand(lambda f: 1 / (1 - f)),
    "H3": by_hand(lambda f: -1 / np.log(f), lambda f: 1 / np.abs(np.log(f))),
    "H4": (
        *variants(STEPS, "whole", np.ceil, np.floor, np.round),
        STEPS.but(whole=np.ceil, limits=at(1.0)),  # counted in a loop that makes one step before it looks
    ),
    "H5": by_hand(lambda f: np.log(f) / np.log(0.5)),
    "H6": (
        *variants(STEPS, "limits", at(at_1=-np.inf), at(0.0, np.nan), at(0.0, 0.0)),
        STEPS.but(inside=lambda f: np.clip(f, 1e-12, 1 - 1e-12)),
    ),
    "H7": variants(STEPS, "limits", *(at(value, np.inf) for value in (np.nan, np.inf, 1.0, 0.5))),
    "H8": by_hand(lambda f: 0.5 / (1 - f)),
    "H9": by_hand(
        lambda f: np.log(0.5) / np.log2(f),
        lambda f: np.log(0.5) / np.log10(f),
        lambda f: np.log10(0.5) / np.log(f),
        lambda f: np.log2(0.5) / np.log10(f),
        lambda f: np.log10(0.5) / np.log2(f),
    ),
    "H10": variants(
        STEPS, "formula", lambda f: np.power(f, 0.5), lambda f: np.power(0.5, f), lambda f: np.divide(f, 2)
    ),
    **elementwise.mistakes(STEPS),
    "P7": (
        *variants(STEPS, "guard", pieces.BY_MATH, pieces.by_if),
        STEPS.but(guard=pieces.BY_MATH, formula=lambda f: math.log(0.5) / math.log(f)),
    ),
    "H11": (stored(0.5), stored(2), pieces.refusing(TypeError, NO_OUT, NO_OUT)),
    "S11": STEPS.but(formula=pieces.same),
}
