"""Checks of 05: the two squashings and their slopes."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws

from . import hints, mistakes

PAGE = "05_squashing.html"
SHAPES = ((7,), (2, 5), (3, 2, 7), (3, 3))


def draw_sums(rng: np.random.Generator) -> list[tuple]:
    """Weighted sums: arrays of any shape, whole numbers, plain numbers, near zero and far from it."""
    far = rng.uniform(-800, 800, (5, 3))
    far.flat[:4] = -800, 800, -745, 30
    return [
        *((draws.normal(rng, *shape, scale=3),) for shape in SHAPES),
        (draws.layout(rng, far),),
        (rng.integers(-9, 10, (2, 7)),),
        (np.array([-800, -3, 0, 2, 800]),),
        (float(rng.normal(0, 3)),),
        (int(rng.integers(1, 9)),),
        (-800.0,),
    ]


def draw_outputs(squash) -> callable:
    """Outputs of a squashing, of any shape, both ends included, and one plain number."""

    def draw(rng: np.random.Generator) -> list[tuple]:
        ends = squash(np.array([-np.inf, -1.5, 0.0, 2.5, np.inf]))
        calls = [(draws.layout(rng, squash(rng.normal(0, 2, shape))),) for shape in SHAPES]
        return [*calls, (ends,), (float(squash(rng.normal())),)]

    return draw


exercise = Exercise(
    name="05_squashing",
    title="Squashing",
    checks=(
        FunctionCheck(
            name="sigmoid",
            points=3,
            read=f"{PAGE}#sq-equation",
            hints=hints.SIGMOID,
            arguments=("z",),
            results=("s",),
            reference=ref.sigmoid,
            batch=({"z": 0}, {"s": 0}),
            draw=draw_sums,
            examples=(
                (np.array([-2.0, -0.5, 0.0, 1.0, 3.0]),),
                (np.array([[0.25, -1.5], [4.0, -0.75]]),),
                (np.array([[-0.4, 0.6, -2.2], [1.3, 0.0, 0.9]]),),
                (np.array([-3, 0, 2]),),
                (0.5,),
                (-1.25,),
                (np.array([-800.0, -30.0, 30.0, 800.0, 600.0, -750.0]),),
            ),
            mistakes=mistakes.SIGMOID,
            stable=True,
            atol=1e-15,
        ),
        FunctionCheck(
            name="d_sigmoid",
            points=2,
            read=f"{PAGE}#sq-slopes",
            hints=hints.D_SIGMOID,
            arguments=("s",),
            results=("slope",),
            reference=ref.d_sigmoid,
            batch=({"s": 0}, {"slope": 0}),
            draw=draw_outputs(ref.sigmoid),
            examples=(
                (np.array([0.0, 0.5, 0.75, 1.0]),),
                (np.array([[0.9, 0.2], [0.35, 0.6]]),),
                (np.array([[0.1, 0.8, 0.45], [0.3, 0.55, 0.95]]),),
                (0.5,),
                (0.85,),
            ),
            mistakes=mistakes.D_SIGMOID,
        ),
        FunctionCheck(
            name="d_tanh",
            points=2,
            read=f"{PAGE}#sq-slopes",
            hints=hints.D_TANH,
            arguments=("y",),
            results=("slope",),
            reference=ref.d_tanh,
            batch=({"y": 0}, {"slope": 0}),
            draw=draw_outputs(np.tanh),
            examples=(
                (np.array([-1.0, -0.5, 0.0, 0.8, 1.0]),),
                (np.array([[0.9, -0.2], [0.35, -0.6]]),),
                (np.array([[0.1, -0.8, 0.45], [-0.3, 0.55, 0.95]]),),
                (0.5,),
                (-0.85,),
            ),
            mistakes=mistakes.D_TANH,
        ),
        Question("answer_1", 1, f"{PAGE}#sq-equation", key=0.0474, traps={-0.953: "S15", 0.953: "S3"}),
        Question("answer_2", 1, f"{PAGE}#sq-slopes", key=0.09, traps={0.19: "S5", 0.2056: "B9"}),
        Question("answer_3", 1, f"{PAGE}#sq-slopes", key=1 / 64, traps={0.75: "S16", 0.25: "V2"}),
    ),
)
