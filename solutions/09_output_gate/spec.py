"""Checks of 09: the output gate and the hidden state."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import inputs, slips
from lstm_grader.families.slips import same, sigmoid, variants

PAGE = "09_output_gate.html"

GATE = slips.gate(upside_down="G6") | {
    "A6": variants(slips.network(sigmoid), "out", lambda o, x: o * x, lambda o, x: o @ x, lambda o, x: x @ o),
}
SHOW = slips.product(view=np.tanh)
SHOWN = {
    **slips.scaled(SHOW, upside_down="G6"),
    "A7": SHOW.but(partner=same, after=np.tanh),
    "C3": SHOW.but(partner=sigmoid),
    "C5": SHOW.but(partner=same),
    "C16": SHOW.but(partner=lambda c: np.clip(c, -1, 1)),
    "C21": SHOW.but(gate=np.ones_like),
    "P7": variants(SHOW, "partner", *slips.NO_ARRAYS),
    "G13": (SHOW.but(after=np.tanh), SHOW.but(partner=lambda c: np.tanh(np.tanh(c)))),
    "G15": (SHOW.but(gate=np.tanh, partner=same), SHOW.but(gate=np.tanh)),
    "S2": variants(SHOW, "partner", lambda c: np.tanh(c / 2), lambda c: np.tanh(2 * c)),
    "S4": SHOW.but(partner=lambda c: 1 - np.tanh(c) ** 2),
}

exercise = Exercise(
    name="09_output_gate",
    title="The output gate",
    checks=(
        FunctionCheck(
            name="output_gate",
            points=3,
            read=f"{PAGE}#og-equation",
            arguments=("x_t", "h_prev", "W_o", "b_o"),
            results=("o_t",),
            reference=ref.output_gate,
            batch=({"x_t": 0, "h_prev": 0}, {"o_t": 0}),
            draw=inputs.network,
            examples=inputs.network_examples(9),
            mistakes=GATE,
        ),
        FunctionCheck(
            name="hidden_state",
            points=4,
            read=f"{PAGE}#og-equation",
            arguments=("o_t", "c_t"),
            results=("h_t",),
            reference=ref.hidden_state,
            batch=({"o_t": 0, "c_t": 0}, {"h_t": 0}),
            draw=inputs.gate_and_cell,
            examples=(
                (np.array([[1.0, 0.5, 0.1], [0.25, 0.9, 0.6]]), np.array([[3.0, -2.0, 0.4], [-0.5, 1.5, -4.0]])),
                (np.array([[0.8, 0.1], [0.3, 0.95]]), np.array([[2.0, -1.5], [0.7, -3.0]])),
                (np.array([[0.7, 0.2]]), np.array([[-2.5, 1.1]])),
            ),
            mistakes=SHOWN,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#og-tanh", key=0.5 * float(np.tanh(5)),
            traps={2.5: "C5", 0.987: "A7", 1.0: "C21"},
        ),
        Question("answer_2", 1, f"{PAGE}#og-equation", key=0.0, traps={1.0: "C21", 7.0: "C5"}),
        Question("answer_3", 1, f"{PAGE}#og-latch", key="a", traps={"b": "A10", "c": "C22", "d": "C21"}),
    ),
)  # fmt: skip
