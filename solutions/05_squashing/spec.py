"""Checks of 05: the two squashings and their slopes."""

import math

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.exercise.variants import as_tuple
from lstm_grader.families import inputs, slips
from lstm_grader.families.slips import sigmoid, softmax, variants

PAGE = "05_squashing.html"
SHAPES = ((7,), (2, 5), (3, 2, 7), (3, 3))


def draw_sums(rng: np.random.Generator) -> list[tuple]:
    """Weighted sums: arrays of any shape, whole numbers, plain numbers, near zero and far from it."""
    far = rng.uniform(-800, 800, (5, 3))
    far.flat[:4] = -800, 800, -745, 30
    return [
        *((inputs.normal(rng, *shape, scale=3),) for shape in SHAPES),
        (inputs.layout(rng, far),),
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
        calls = [(inputs.layout(rng, squash(rng.normal(0, 2, shape))),) for shape in SHAPES]
        return [*calls, (ends,), (float(squash(rng.normal())),)]

    return draw


def in_array_like_z(z):
    """The result stored in an array of z's own type."""
    out = np.zeros_like(z)
    out[...] = sigmoid(z)
    return out


def naive_number(z):
    return 1 / (1 + math.exp(-z))


RIGHT = slips.entrywise(sigmoid)
SIGMOID = {
    "C17": RIGHT.but(curve=np.vectorize(naive_number)),
    "S13": RIGHT.but(curve=lambda z: np.exp(z) / (1 + np.exp(z))),
    "S14": variants(
        RIGHT, "inside", *(lambda z, limit=limit: np.clip(z, -limit, limit) for limit in (1, 5, 6, 10, 15, 20))
    ),
    "C4": RIGHT.but(curve=np.tanh),
    "C16": variants(
        RIGHT, "curve", lambda z: np.clip(0.2 * z + 0.5, 0, 1), lambda z: np.clip(z / 6 + 0.5, 0, 1),
        lambda z: np.clip(z / 4 + 0.5, 0, 1), lambda z: np.clip(z, 0.0, 1.0),
    ),
    "A12": variants(
        RIGHT, "curve", lambda z: (z > 0) * 1.0, lambda z: (z >= 0) * 1.0, lambda z: np.round(sigmoid(z))
    ),
    "A11": RIGHT.but(curve=lambda z: np.maximum(z, 0.0)),
    "C23": variants(
        RIGHT, "curve", lambda z: softmax(np.atleast_1d(z)).reshape(np.shape(z)),
        lambda z: softmax(np.ravel(z)).reshape(np.shape(z)),
    ),
    "C20a": RIGHT.but(curve=in_array_like_z),
    "G2": RIGHT.but(after=sigmoid),
    "S1": RIGHT.but(inside=np.negative),
    "S2": variants(RIGHT, "inside", lambda z: 2 * z, lambda z: z / 2),
    "S3": variants(RIGHT, "inside", np.abs, lambda z: -np.abs(z)),
    "S4": RIGHT.but(curve=lambda z: sigmoid(z) * sigmoid(-z)),
    "S11": RIGHT.but(curve=lambda z: z * 1.0),
    "S17": RIGHT.but(curve=lambda z: 1 / 1 + np.exp(-z)),
    "S18": RIGHT.but(curve=lambda z: 1 / (1 - np.exp(-z))),
    **slips.of_any_shape(RIGHT),
    "P7": (
        *variants(RIGHT, "guard", slips.BY_MATH, slips.BY_IF),
        RIGHT.but(guard=slips.BY_MATH, curve=naive_number),
        RIGHT.but(guard=slips.BY_MATH, curve=lambda z: math.exp(z) / (1 + math.exp(z))),
    ),
}  # fmt: skip


def of_output(slope, squash) -> dict:
    """Mistakes in a slope that is written with the output `y` of `squash`."""
    right = slips.entrywise(slope)
    return {
        "B9": right.but(inside=squash),
        "S6": right.but(after=np.negative),
        "S11": right.but(curve=slips.same),
        "S12": variants(right, "form", np.diag, np.diagflat),
        "B10" if squash is sigmoid else "B6": right.but(curve=np.ones_like),
        "P4": right.but(form=np.transpose),
        **slips.of_any_shape(right),
    }


def curves(slope, **functions) -> dict:
    """Other formulas in place of a slope."""
    right = slips.entrywise(slope)
    return {key: variants(right, "curve", *as_tuple(function)) for key, function in functions.items()}


D_SIGMOID = of_output(ref.d_sigmoid, sigmoid) | curves(
    ref.d_sigmoid,
    A1=(lambda s: s @ (1 - s), lambda s: s @ (1 - s).T, lambda s: np.dot(s, 1 - s)),
    S5=lambda s: 1 - s * s,
    S7=lambda s: s * (1 + s),
    S8=lambda s: 1 - s,
    S9=lambda s: 1 - 2 * s,
    S10=(lambda s: (1 - s) ** 2, lambda s: (s - s * s) ** 2),
    S17=lambda s: s * 1 - s,
)
D_TANH = of_output(ref.d_tanh, np.tanh) | curves(
    ref.d_tanh,
    A1=(lambda y: 1 - y @ y, lambda y: 1 - y @ y.T, lambda y: 1 - y.T @ y, lambda y: 1 - np.dot(y, y)),
    S5=lambda y: y * (1 - y),
    S7=lambda y: 1 + y * y,
    S8=(lambda y: 1 - y, lambda y: y * y, lambda y: 1 - np.abs(y)),
    S9=lambda y: 1 - 2 * y,
    S10=lambda y: (1 - y) ** 2,
)

exercise = Exercise(
    name="05_squashing",
    title="Squashing",
    checks=(
        FunctionCheck(
            name="sigmoid",
            points=3,
            read=f"{PAGE}#sq-equation",
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
                (np.array([-800.0, -30.0, 30.0, 800.0]),),
            ),
            mistakes=SIGMOID,
            stable=True,
        ),
        FunctionCheck(
            name="d_sigmoid",
            points=2,
            read=f"{PAGE}#sq-slopes",
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
            mistakes=D_SIGMOID,
        ),
        FunctionCheck(
            name="d_tanh",
            points=2,
            read=f"{PAGE}#sq-slopes",
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
            mistakes=D_TANH,
        ),
        Question("answer_1", 1, f"{PAGE}#sq-equation", key=0.0474, traps={-0.953: "S15", 0.953: "S3"}),
        Question("answer_2", 1, f"{PAGE}#sq-slopes", key=0.09, traps={0.19: "S5", 0.2056: "B9"}),
        Question("answer_3", 1, f"{PAGE}#sq-slopes", key=1 / 64, traps={0.75: "S16", 0.25: "V2"}),
    ),
)
