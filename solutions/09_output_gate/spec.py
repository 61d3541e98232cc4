"""Checks of 09: the output gate and the hidden state."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import gate, product

from . import hints, mistakes

PAGE = "09_output_gate.html"


exercise = Exercise(
    name="09_output_gate",
    title="The output gate",
    checks=(
        FunctionCheck(
            name="output_gate",
            points=3,
            read=f"{PAGE}#og-equation",
            hints=hints.OUTPUT_GATE,
            arguments=("x_t", "h_prev", "W_o", "b_o"),
            results=("o_t",),
            reference=ref.output_gate,
            batch=({"x_t": 0, "h_prev": 0}, {"o_t": 0}),
            draw=gate.draw,
            examples=gate.examples(9),
            mistakes=mistakes.GATE,
        ),
        FunctionCheck(
            name="hidden_state",
            points=4,
            read=f"{PAGE}#og-equation",
            hints=hints.HIDDEN_STATE,
            arguments=("o_t", "c_t"),
            results=("h_t",),
            reference=ref.hidden_state,
            batch=({"o_t": 0, "c_t": 0}, {"h_t": 0}),
            draw=product.draw,
            examples=(
                (np.array([[1.0, 0.5, 0.1], [0.25, 0.9, 0.6]]), np.array([[3.0, -2.0, 0.4], [-0.5, 1.5, -4.0]])),
                (np.array([[0.8, 0.1], [0.3, 0.95]]), np.array([[2.0, -1.5], [0.7, -3.0]])),
                (np.array([[0.7, 0.2]]), np.array([[-2.5, 1.1]])),
            ),
            mistakes=mistakes.SHOWN,
        ),
        Question(
            "answer_1",
            1,
            f"{PAGE}#og-tanh",
            key=0.5 * float(np.tanh(5)),
            traps={2.5: "C5", 0.987: "A7", 1.0: "C21"},
        ),
        Question("answer_2", 1, f"{PAGE}#og-equation", key=0.0, traps={1.0: "C21", 7.0: "C5"}),
        Question("answer_3", 1, f"{PAGE}#og-latch", key="a", traps={"b": "A10", "c": "C22", "d": "C21"}),
    ),
)
