"""Checks of 06: the forget gate, what it keeps, and for how long."""

import math

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.exercise.variants import Variant
from lstm_grader.families import inputs, slips
from lstm_grader.families.slips import variants

PAGE = "06_forget_gate.html"
NO_OUT = "return arrays must be of ArrayType"


def draw_shares(rng: np.random.Generator) -> list[tuple]:
    """Gate values: plain numbers and arrays of any shape, both limits included."""
    ends = np.array([0.0, rng.uniform(), 1.0, rng.uniform(0.9, 1), rng.uniform(0, 0.1)])
    arrays = [(inputs.share(rng, *shape),) for shape in ((7,), (3, 5), (2, 3, 2))]
    return [*arrays, (ends,), (float(rng.uniform()),), (float(rng.uniform(0.9, 1)),), (0.0,), (1.0,)]


KEPT = slips.product()
KEEP = {
    **slips.scaled(KEPT, upside_down="A10"),
    "A3": KEPT.but(after=np.tanh),
    "A4": (KEPT.but(after=lambda y: np.clip(y, -1, 1)), KEPT.but(partner=lambda c: np.clip(c, -1, 1))),
    "C9": KEPT.but(gate=np.ones_like),
    "G8": KEPT.but(partner=np.tanh),
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
    _half_life, guard=slips.same, inside=slips.same, formula=lambda f: np.log(2) / np.abs(np.log(f)),
    sign=slips.same, whole=slips.same, limits=lambda n, f: n, form=slips.same,
)  # fmt: skip


def by_hand(*formulas) -> tuple[Variant, ...]:
    """Each formula as it stands, with the limit at 1 set right by hand, and with both set right."""
    return tuple(
        variant
        for it in variants(STEPS, "formula", *formulas)
        for variant in (it, it.but(limits=at(at_1=np.inf)), it.but(limits=at(0.0, np.inf)))
    )


def stored(number):
    """`np.log(number, f)`: what stands second is where the result goes. No variant: no second slip is left to see."""
    refuse = slips.refusing(TypeError, number=NO_OUT)
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
        lambda f: np.log(0.5) / np.log2(f), lambda f: np.log(0.5) / np.log10(f), lambda f: np.log10(0.5) / np.log(f),
        lambda f: np.log2(0.5) / np.log10(f), lambda f: np.log10(0.5) / np.log2(f),
    ),
    "H10": variants(
        STEPS, "formula", lambda f: np.power(f, 0.5), lambda f: np.power(0.5, f), lambda f: np.divide(f, 2)
    ),
    **slips.of_any_shape(STEPS),
    "P7": (
        *variants(STEPS, "guard", slips.BY_MATH, slips.BY_IF),
        STEPS.but(guard=slips.BY_MATH, formula=lambda f: math.log(0.5) / math.log(f)),
    ),
    "H11": (stored(0.5), stored(2), slips.refusing(TypeError, NO_OUT, NO_OUT)),
    "S11": STEPS.but(formula=slips.same),
}  # fmt: skip

exercise = Exercise(
    name="06_forget_gate",
    title="The forget gate",
    checks=(
        FunctionCheck(
            name="forget_gate",
            points=3,
            read=f"{PAGE}#fg-equation",
            arguments=("x_t", "h_prev", "W_f", "b_f"),
            results=("f_t",),
            reference=ref.forget_gate,
            batch=({"x_t": 0, "h_prev": 0}, {"f_t": 0}),
            draw=inputs.network,
            examples=inputs.network_examples(6),
            mistakes=slips.gate(upside_down="A10"),
        ),
        FunctionCheck(
            name="keep",
            points=2,
            read=f"{PAGE}#fg-keep",
            arguments=("f_t", "c_prev"),
            results=("kept",),
            reference=ref.keep,
            batch=({"f_t": 0, "c_prev": 0}, {"kept": 0}),
            draw=inputs.gate_and_cell,
            examples=(
                (np.array([[1.0, 0.5, 0.0], [0.25, 0.9, 0.6]]), np.array([[3.0, 3.0, 3.0], [-4.0, 1.5, 0.2]])),
                (np.array([[0.8, 0.1], [0.3, 0.95]]), np.array([[2.0, -1.5], [0.7, 4.0]])),
                (np.array([[0.7, 0.2]]), np.array([[-2.5, 1.1]])),
            ),
            mistakes=KEEP,
        ),
        FunctionCheck(
            name="half_life",
            points=2,
            read=f"{PAGE}#fg-half-life",
            arguments=("f",),
            results=("steps",),
            reference=ref.half_life,
            batch=({"f": 0}, {"steps": 0}),
            draw=draw_shares,
            examples=((0.5,), (0.97,), (np.array([[0.25, 0.9], [0.7, 0.99]]),), (np.array([0.0, 0.6, 1.0]),)),
            mistakes=HALF_LIFE,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#fg-half-life", key=4 * 0.9**10, tolerance=6e-3,
            traps={0.349: "V1", 3.6: "V2", 2.605: "A10", 0.0: "H8"},
        ),
        Question(
            "answer_2", 1, f"{PAGE}#fg-keep", key=-3.0,
            traps={0.0: "A10", 3.0: "V3", -1.0: "A4", -0.995: "A3", 47.0: "C10"},
        ),
        Question("answer_3", 1, f"{PAGE}#fg-half-life", key="d", traps={"a": "L9", "b": "L9", "c": "L9"}),
    ),
)  # fmt: skip
