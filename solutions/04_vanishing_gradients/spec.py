"""Checks of 04: the Jacobian of one step, and how loudly each step still speaks at the end."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws

from . import hints, mistakes

PAGE = "04_vanishing_gradients.html"
SLOPES = "B6 B9 S5 S6 S7 S8 S9 S10"
READS = dict.fromkeys(SLOPES.split(), f"{PAGE}#vg-equation") | {"B17": f"{PAGE}#vg-turned"}
LOUD, FAINT = 100.0, 0.01  # what vanished would lie below the tolerance, and anything would pass


def draw_steps(rng: np.random.Generator) -> list[tuple]:
    """A state and recurrent weights: of several widths, a state of zeros, one near its ends, many units, one unit."""
    widths = [int(size) for size in rng.choice(draws.PRIMES[1:], 3, replace=False)]
    # 31 x 31 is about as many numbers as a fingerprint takes
    spreads = [(width, 1.0) for width in widths] + [(2, 1.0), (3, 0.0), (5, 3.0), (31, 1.0), (1, 1.0)]
    return [(draws.layout(rng, np.tanh(rng.normal(0, spread, H))), draws.normal(rng, H, H)) for H, spread in spreads]


def draw_runs(rng: np.random.Generator) -> list[tuple]:
    """The states of a run and recurrent weights: T and H different, T = H, one step, states of zeros, states near
    their ends, many units, one unit."""
    runs = [(7, 5, 0.7), (5, 3, 0.7), (3, 7, 0.7), (4, 4, 0.7), (1, 3, 0.7), (5, 2, 0.0), (6, 5, 2.0), (3, 31, 0.7),
            (6, 1, 0.7), (2, 3, 0.7)]  # fmt: skip
    return [_run(rng, *run) for run in runs]


def _run(rng: np.random.Generator, T: int, H: int, spread: float) -> tuple:
    """Weights so large that no norm is out of reach: one for which this does not come out is drawn again."""
    while True:
        hs, W_h = np.tanh(rng.normal(0, spread, (T, H))), rng.normal(0, 1, (H, H))
        if T > 1:
            W_h *= (rng.uniform(0.2, 5) / ref.gradient_norms(hs, W_h)[0]) ** (1 / (T - 1))
        norms = ref.gradient_norms(hs, W_h)
        if norms.min() > FAINT and norms.max() < LOUD:
            return draws.layout(rng, hs), draws.layout(rng, W_h)


def examples(seed: int) -> tuple[list[tuple], list[tuple]]:
    """Small, rounded arguments of both functions; in the last there is one unit."""
    rng = np.random.default_rng(seed)
    runs = draws.rounded([_run(rng, *run, 0.7) for run in ((4, 3), (5, 2), (2, 3), (1, 2), (3, 1))])
    return [(hs[-1], W_h) for hs, W_h in runs if len(hs) > 1], runs


STEPS, RUNS = examples(4)
STEP_JACOBIAN = FunctionCheck(
    name="step_jacobian",
    points=3,
    read=f"{PAGE}#vg-equation",
    hints=hints.STEP_JACOBIAN,
    arguments=("h_t", "W_h"),
    results=("J",),
    reference=ref.step_jacobian,
    draw=draw_steps,
    examples=STEPS,
    mistakes=mistakes.JACOBIAN,
    reads=READS,
)

exercise = Exercise(
    name="04_vanishing_gradients",
    title="Vanishing gradients",
    checks=(
        STEP_JACOBIAN,
        FunctionCheck(
            name="gradient_norms",
            points=4,
            read=f"{PAGE}#vg-equation",
            hints=hints.GRADIENT_NORMS,
            arguments=("hs", "W_h"),
            results=("norms",),
            reference=ref.gradient_norms,
            draw=draw_runs,
            examples=RUNS,
            mistakes=mistakes.NORMS,
            uses=(STEP_JACOBIAN,),
            composed=lambda step_jacobian: mistakes.ALL_STEPS.but(step=step_jacobian),
            reads=READS,
        ),
        Question("answer_1", 1, f"{PAGE}#vg-equation", key="d", traps={"a": "R4", "b": "R15", "c": "V2"}),
        Question(
            "answer_2",
            1,
            f"{PAGE}#vg-equation",
            key=1.1**50,
            tolerance=0.6,
            traps={0.0: "R19", 1.1: "V2", 55.0: "R20"},
        ),
        Question("answer_3", 1, f"{PAGE}#vg-clipping", key="b", traps={"a": "R18", "c": "R18", "d": "L6"}),
    ),
)
