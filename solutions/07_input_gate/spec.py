"""Checks of 07: the input gate, the candidate, and what the two write."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws, gate

from . import hints, mistakes

PAGE = "07_input_gate.html"


def draw_written(rng: np.random.Generator) -> list[tuple]:
    """A gate and a candidate."""
    return [(draws.shares(rng, query), draws.candidates(rng, query)) for query in draws.queries(rng)]


exercise = Exercise(
    name="07_input_gate",
    title="The input gate",
    checks=(
        FunctionCheck(
            name="input_gate",
            points=2,
            read=f"{PAGE}#ig-equation",
            hints=hints.INPUT_GATE,
            arguments=("x_t", "h_prev", "W_i", "b_i"),
            results=("i_t",),
            reference=ref.input_gate,
            batch=({"x_t": 0, "h_prev": 0}, {"i_t": 0}),
            draw=gate.draw,
            examples=gate.examples(71),
            mistakes=gate.mistakes(upside_down="G5"),
        ),
        FunctionCheck(
            name="candidate",
            points=3,
            read=f"{PAGE}#ig-equation",
            hints=hints.CANDIDATE,
            arguments=("x_t", "h_prev", "W_c", "b_c"),
            results=("c_tilde_t",),
            reference=ref.candidate,
            batch=({"x_t": 0, "h_prev": 0}, {"c_tilde_t": 0}),
            draw=gate.draw_candidate,
            examples=gate.examples(72),
            mistakes=mistakes.CANDIDATE,
        ),
        FunctionCheck(
            name="write",
            points=2,
            read=f"{PAGE}#ig-field",
            hints=hints.WRITE,
            arguments=("i_t", "c_tilde_t"),
            results=("written",),
            reference=ref.write,
            batch=({"i_t": 0, "c_tilde_t": 0}, {"written": 0}),
            draw=draw_written,
            examples=(
                (np.array([[1.0, 0.5, 0.1], [0.25, 0.9, 0.6]]), np.array([[0.8, -0.6, 0.3], [-0.4, 0.95, 0.2]])),
                (np.array([[0.8, 0.1], [0.3, 0.95]]), np.array([[0.7, -0.5], [0.75, -0.2]])),
                (np.array([[0.7, 0.2]]), np.array([[-0.35, 0.85]])),
            ),
            mistakes=mistakes.WRITE,
        ),
        Question(
            "answer_1",
            1,
            f"{PAGE}#ig-equation",
            key=0.5 * float(np.tanh(0.5)),
            traps={0.462: "C22", 0.311: "C3", 0.25: "G1"},
        ),
        Question("answer_2", 1, f"{PAGE}#ig-field", key=0.0, traps={1.0: "C22", -50.0: "G1", -1.0: "C4"}),
        Question("answer_3", 1, f"{PAGE}#ig-field", key="a", traps={"b": "C4", "c": "V3", "d": "C22"}),
    ),
)
