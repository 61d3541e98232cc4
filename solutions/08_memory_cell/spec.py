"""Checks of 08: the cell's update, and how far the cell can go."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import cell

from . import hints, mistakes

PAGE = "08_memory_cell.html"


def draw_bounds(rng: np.random.Generator) -> list[tuple]:
    """A start and a number of steps: either of them the larger one, a start below 1, no start, no steps, one step."""
    return [
        (float(rng.uniform(1, 5)), int(rng.integers(6, 50))),
        (float(rng.uniform(20, 30)), int(rng.integers(2, 9))),
        (float(rng.uniform(0, 1)), int(rng.integers(2, 9))),
        (float(rng.uniform(1, 5)), 0),
        (0.0, int(rng.integers(2, 99))),
        (float(rng.uniform(1, 5)), 1),
    ]


exercise = Exercise(
    name="08_memory_cell",
    title="The memory cell",
    checks=(
        FunctionCheck(
            name="cell_update",
            points=4,
            read=f"{PAGE}#mc-equation",
            hints=hints.CELL_UPDATE,
            arguments=("f_t", "c_prev", "i_t", "c_tilde_t"),
            results=("c_t",),
            reference=ref.cell_update,
            batch=({"f_t": 0, "c_prev": 0, "i_t": 0, "c_tilde_t": 0}, {"c_t": 0}),
            draw=cell.draw,
            examples=cell.examples(8),
            mistakes=cell.MISTAKES,
        ),
        FunctionCheck(
            name="cell_bound",
            points=3,
            read=f"{PAGE}#mc-unbounded",
            hints=hints.CELL_BOUND,
            arguments=("c0_abs", "n"),
            results=("bound",),
            reference=ref.cell_bound,
            draw=draw_bounds,
            examples=((0.5, 4), (7.25, 3), (2.4, 0), (0.0, 6)),
            mistakes=mistakes.BOUND,
        ),
        Question(
            "answer_1",
            1,
            f"{PAGE}#mc-equation",
            key=-0.8,
            traps={-0.664: "A3", -0.1: "C1", -0.6: "C8", -1.8: "C9", -0.2: "C22", 0.8: "V3"},
        ),
        Question("answer_2", 1, f"{PAGE}#mc-unbounded", key=8.0, traps={1.0: "K1", 0.8: "V2"}),
        Question("answer_3", 1, f"{PAGE}#mc-unbounded", key="c", traps={"a": "K1", "b": "K5", "d": "C9"}),
    ),
)
