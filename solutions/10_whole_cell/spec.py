"""The check of 10: one whole step."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import step

from . import hints

PAGE = "10_whole_cell.html"


def reference(x_t, h_prev, c_prev, params):
    """The reference takes `Params` where students get a plain dict."""
    return ref.lstm_step(x_t, h_prev, c_prev, ref.Params.from_dict(params))


exercise = Exercise(
    name="10_whole_cell",
    title="The whole cell",
    checks=(
        FunctionCheck(
            name="lstm_step",
            points=7,
            read=f"{PAGE}#wc-equation",
            hints=hints.LSTM_STEP,
            arguments=("x_t", "h_prev", "c_prev", "params"),
            results=("h_t", "c_t"),
            reference=reference,
            batch=({"x_t": 0, "h_prev": 0, "c_prev": 0}, {"h_t": 0, "c_t": 0}),
            draw=step.draw,
            examples=step.examples(10),
            mistakes=step.MISTAKES,
            paired=step.PAIRED,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#wc-equation", key=3.0,
            traps={0.0: "A10", 0.995: "A3", 1.0: "A4"},
        ),
        Question("answer_2", 1, f"{PAGE}#wc-equation", key=float(np.tanh(3)), traps={3.0: "C5", 0.0: "G6"}),
        Question(
            "answer_3", 1, f"{PAGE}#wc-equation", key=0.5 * float(np.tanh(1)),
            traps={0.482: "C6", 0.462: "A7", 0.5: "C5", 0.762: "C21"},
        ),
    ),
)  # fmt: skip
