"""Checks of 06: the forget gate, what it keeps, and for how long."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws, gate, product

from . import hints, mistakes

PAGE = "06_forget_gate.html"


def draw_shares(rng: np.random.Generator) -> list[tuple]:
    """Gate values: plain numbers and arrays of any shape, both limits included."""
    ends = np.array([0.0, rng.uniform(), 1.0, rng.uniform(0.9, 1), rng.uniform(0, 0.1)])
    arrays = [(draws.share(rng, *shape),) for shape in ((7,), (3, 5), (2, 3, 2))]
    return [*arrays, (ends,), (float(rng.uniform()),), (float(rng.uniform(0.9, 1)),), (0.0,), (1.0,)]


exercise = Exercise(
    name="06_forget_gate",
    title="The forget gate",
    checks=(
        FunctionCheck(
            name="forget_gate",
            points=3,
            read=f"{PAGE}#fg-equation",
            hints=hints.FORGET_GATE,
            arguments=("x_t", "h_prev", "W_f", "b_f"),
            results=("f_t",),
            reference=ref.forget_gate,
            batch=({"x_t": 0, "h_prev": 0}, {"f_t": 0}),
            draw=gate.draw,
            examples=gate.examples(62),
            mistakes=gate.mistakes(upside_down="A10"),
        ),
        FunctionCheck(
            name="keep",
            points=2,
            read=f"{PAGE}#fg-keep",
            hints=hints.KEEP,
            arguments=("f_t", "c_prev"),
            results=("kept",),
            reference=ref.keep,
            batch=({"f_t": 0, "c_prev": 0}, {"kept": 0}),
            draw=product.draw,
            examples=(
                (np.array([[1.0, 0.5, 0.0], [0.25, 0.9, 0.6]]), np.array([[3.0, 3.0, 3.0], [-4.0, 1.5, 0.2]])),
                (np.array([[0.8, 0.1], [0.3, 0.95]]), np.array([[2.0, -1.5], [0.7, 4.0]])),
                (np.array([[0.7, 0.9]]), np.array([[-2.5, 150.0]])),
            ),
            mistakes=mistakes.KEEP,
        ),
        FunctionCheck(
            name="half_life",
            points=2,
            read=f"{PAGE}#fg-half-life",
            hints=hints.HALF_LIFE,
            arguments=("f",),
            results=("steps",),
            reference=ref.half_life,
            batch=({"f": 0}, {"steps": 0}),
            draw=draw_shares,
            examples=((0.5,), (0.97,), (np.array([[0.25, 0.9], [0.7, 0.99]]),), (np.array([0.0, 0.6, 1.0]),)),
            mistakes=mistakes.HALF_LIFE,
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
