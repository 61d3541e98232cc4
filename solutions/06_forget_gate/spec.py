"""Checks of 06: the forget gate, what it keeps, and for how long."""

import math

import numpy as np

import lstm_ref as ref
from lstm_grader import inputs, slips
from lstm_grader.spec import Exercise, FunctionCheck, Question

PAGE = "06_forget_gate.html"


def draw_shares(rng: np.random.Generator) -> list[tuple]:
    """Gate values: plain numbers and arrays of any shape, both limits included."""
    ends = np.array([0.0, rng.uniform(), 1.0, rng.uniform(0.9, 1), rng.uniform(0, 0.1)])
    arrays = [(inputs.share(rng, *shape),) for shape in ((7,), (3, 5), (2, 3, 2))]
    return [*arrays, (ends,), (float(rng.uniform()),), (float(rng.uniform(0.9, 1)),), (0.0,), (1.0,)]


KEEP = {
    **slips.product(ref.keep, gate=0, partner=1, upside_down="A10"),
    "A3": lambda f, c: np.tanh(f * c),
    "A4": (lambda f, c: np.clip(f * c, -1, 1), lambda f, c: f * np.clip(c, -1, 1)),
    "C9": lambda f, c: c,
    "G8": lambda f, c: f * np.tanh(c),
}


def steps(f):
    """The right number of steps."""
    return np.log(2) / np.abs(np.log(f))


def limits(formula, at_0=0.0, at_1=np.inf):
    """A formula with its two limits set apart."""
    return lambda f: np.where(np.asarray(f) == 1, at_1, np.where(np.asarray(f) == 0, at_0, formula(np.asarray(f))))


def at_1_by_hand(formula):
    """A formula with its limit at 1 set apart."""
    return lambda f: np.where(np.equal(f, 1), np.inf, formula(np.asarray(f)))


def by_hand(*formulas):
    """Each formula as it stands, with the limit at 1 set right by hand, and with both set right."""
    return tuple(variant for it in formulas for variant in (it, at_1_by_hand(it), limits(it)))


def numbers_only(f):
    """The right steps by the math module."""
    if np.ndim(f):
        raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
    return math.log(0.5) / math.log(f)


def numbers_with_limits(f):
    """The right steps behind an `if`."""
    if np.ndim(f):
        raise ValueError("The truth value of an array with more than one element is ambiguous.")
    return steps(f)


HALF_LIFE = {
    "H1": by_hand(lambda f: np.log(2) / np.log(f)),
    "H2": by_hand(lambda f: 1 / (1 - f)),
    "H3": by_hand(lambda f: -1 / np.log(f), lambda f: 1 / np.abs(np.log(f))),
    "H4": (
        lambda f: np.ceil(steps(f)), lambda f: np.floor(steps(f)), lambda f: np.round(steps(f)),
        lambda f: np.where(np.asarray(f) == 0, 1.0, np.ceil(steps(f))),
    ),
    "H5": by_hand(lambda f: np.log(f) / np.log(0.5)),
    "H6": (
        lambda f: np.log(0.5) / np.log(f), limits(steps, at_1=np.nan), limits(steps, at_1=0.0),
        lambda f: steps(np.clip(f, 1e-12, 1 - 1e-12)),
    ),
    "H7": tuple(limits(steps, at_0=value) for value in (np.nan, np.inf, 1.0, 0.5)),
    "H8": by_hand(lambda f: 0.5 / (1 - f)),
    "H9": by_hand(
        lambda f: np.log(0.5) / np.log2(f), lambda f: np.log(0.5) / np.log10(f), lambda f: np.log10(0.5) / np.log(f),
        lambda f: np.log2(0.5) / np.log10(f), lambda f: np.log10(0.5) / np.log2(f),
    ),
    "H10": (lambda f: np.power(f, 0.5), lambda f: np.power(0.5, f), lambda f: np.divide(f, 2)),
    "P5": (lambda f: np.ravel(steps(f)), lambda f: steps(np.atleast_1d(f))),
    "P6": lambda f: np.asarray(steps(f)).tolist(),
    "P7": (numbers_only, numbers_with_limits),
    "S11": lambda f: f,
}  # fmt: skip

exercise = Exercise(
    name="06_forget_gate",
    title="The forget gate",
    tier="core",
    checks=(
        FunctionCheck(
            name="forget_gate",
            points=3,
            read=f"{PAGE}#fg-equation",
            arguments=("x_t", "h_prev", "W_f", "b_f"),
            results=("f_t",),
            reference=ref.forget_gate,
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
