"""Checks of 03: one step of the plain recurrent network, and its run over a sequence."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws, gate

from . import hints, mistakes

PAGE = "03_rnn.html"
INSIDE = "A11 C12a C12b C12c C13 C16 C23 G1 G2 G3 G4 G16 G17 G18 G19 G20 G21"
READS = dict.fromkeys(INSIDE.split(), f"{PAGE}#rn-equation") | {"C3": f"{PAGE}#rn-c4", "C14": f"{PAGE}#rn-c14"}


def draw_runs(rng: np.random.Generator) -> list[tuple]:
    """Sizes all different; two of them the same, in each way that makes a mistake legal; states or biases of zero; one
    step, one of everything, many steps, many examples; sums far out."""
    T, B, D, H = (int(size) for size in rng.permutation((3, 5, 7, 11)))
    t, b, d, h = (int(size) for size in rng.permutation((2, 3, 5, 7)))
    return [
        _run(rng, T, B, D, H),
        _run(rng, t, b, d, h, bias=0.0),
        _run(rng, T, T, d, h),
        _run(rng, t, B, 2, B, state=0.0),
        _run(rng, t, b, h, h, state=0.0, bias=0.0),
        _run(rng, 1, b, d, h),
        _run(rng, T, 3, 3, 3),
        _run(rng, t, b, d, h, weights=30.0),
        _run(rng, 5, 1, 1, 1),
        _run(rng, 13, 2, d, 3),
        _run(rng, 2, 40, 3, 5),
    ]


def _run(
    rng: np.random.Generator, T: int, B: int, D: int, H: int, weights: float = 1.0, state: float = 1.0,
    bias: float = 1.0,
) -> tuple:  # fmt: skip
    """Weights that keep tanh off its ends, unless they are larger by some factor."""
    return (
        draws.normal(rng, T, B, D),
        draws.layout(rng, np.tanh(rng.normal(0, state, (B, H)))),
        draws.normal(rng, D + H, H, scale=weights / np.sqrt(H)),
        draws.normal(rng, H, scale=bias * weights / np.sqrt(H)),
    )


def examples(seed: int) -> list[tuple]:
    """Small and rounded: sizes all different, then T = B = H, then one step."""
    rng = np.random.default_rng(seed)
    runs = [_run(rng, *sizes) for sizes in ((4, 2, 1, 3), (2, 2, 3, 2), (1, 2, 2, 2))]
    return draws.rounded(runs)


RNN_STEP = FunctionCheck(
    name="rnn_step",
    points=3,
    read=f"{PAGE}#rn-equation",
    hints=hints.RNN_STEP,
    arguments=("x_t", "h_prev", "W", "b"),
    results=("h_t",),
    reference=ref.rnn_step,
    batch=({"x_t": 0, "h_prev": 0}, {"h_t": 0}),
    draw=gate.draw_candidate,
    examples=gate.examples(31),
    mistakes=mistakes.STEP,
    reads=READS,
)

exercise = Exercise(
    name="03_rnn",
    title="The recurrent network",
    checks=(
        RNN_STEP,
        FunctionCheck(
            name="rnn_forward",
            points=4,
            read=f"{PAGE}#rn-unrolled",
            hints=hints.RNN_FORWARD,
            arguments=("x", "h0", "W", "b"),
            results=("hs",),
            reference=ref.rnn_forward,
            batch=({"x": 1, "h0": 0}, {"hs": 1}),
            time=({"x": 0}, {"hs": 0}),
            draw=draw_runs,
            examples=examples(3),
            mistakes=mistakes.FORWARD,
            uses=(RNN_STEP,),
            composed=lambda rnn_step: mistakes.RUN.but(step=rnn_step),
            reads=READS,
        ),
        Question("answer_1", 1, f"{PAGE}#rn-unrolled", key="a", traps={"b": "R21", "c": "R21"}),
        Question("answer_2", 1, f"{PAGE}#rn-latch", key="b", traps={"a": "R1", "c": "G1"}),
        Question("answer_3", 1, f"{PAGE}#rn-influence", key="c", traps={"a": "Q3", "b": "A5", "d": "Q2"}),
    ),
)
