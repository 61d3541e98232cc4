"""Checks of 05: the two squashings and their slopes."""

import math

import numpy as np

import lstm_ref as ref
from lstm_grader import inputs
from lstm_grader.slips import after, sigmoid, softmax
from lstm_grader.spec import Exercise, FunctionCheck, Question

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


def one_number_at_a_time(of_number):
    """Code with `if` or `math` in it: right for a number, an error for an array."""

    def function(z):
        if np.ndim(z):
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        return of_number(z)

    return function


def arrays_only(z):
    """Code that indexes its argument by a mask."""
    if not isinstance(z, np.ndarray):
        raise TypeError(f"'{type(z).__name__}' object is not subscriptable")
    return sigmoid(z)


def in_array_like_z(z):
    """The result stored in an array of z's own type."""
    out = np.zeros_like(z)
    out[...] = sigmoid(z)
    return out


def naive_number(z):
    return 1 / (1 + math.exp(-z))


SIGMOID = {
    "C17": np.vectorize(naive_number),
    "S13": lambda z: np.exp(z) / (1 + np.exp(z)),
    "S14": tuple(lambda z, limit=limit: sigmoid(np.clip(z, -limit, limit)) for limit in (1, 5, 6, 10, 15, 20)),
    "C4": np.tanh,
    "C16": (
        lambda z: np.clip(0.2 * z + 0.5, 0, 1),
        lambda z: np.clip(z / 6 + 0.5, 0, 1),
        lambda z: np.clip(z / 4 + 0.5, 0, 1),
        lambda z: np.clip(z, 0.0, 1.0),
    ),
    "A12": (lambda z: (z > 0) * 1.0, lambda z: (z >= 0) * 1.0, lambda z: np.round(sigmoid(z))),
    "A11": lambda z: np.maximum(z, 0.0),
    "C23": (
        lambda z: softmax(np.atleast_1d(z)).reshape(np.shape(z)),
        lambda z: softmax(np.ravel(z)).reshape(np.shape(z)),
    ),
    "C20a": in_array_like_z,
    "G2": lambda z: sigmoid(sigmoid(z)),
    "S1": lambda z: sigmoid(-z),
    "S2": (lambda z: sigmoid(2 * z), lambda z: sigmoid(z / 2)),
    "S3": (lambda z: sigmoid(np.abs(z)), lambda z: sigmoid(-np.abs(z))),
    "S4": lambda z: sigmoid(z) * sigmoid(-z),
    "S11": lambda z: z * 1.0,
    "S17": lambda z: 1 / 1 + np.exp(-z),
    "S18": lambda z: 1 / (1 - np.exp(-z)),
    "P5": (lambda z: sigmoid(z).ravel(), lambda z: sigmoid(np.atleast_1d(z))),
    "P6": lambda z: np.asarray(sigmoid(z)).tolist(),
    "P7": (
        one_number_at_a_time(sigmoid),
        one_number_at_a_time(naive_number),
        one_number_at_a_time(lambda z: math.exp(z) / (1 + math.exp(z))),
    ),
    "P8": arrays_only,
}


def of_output(right, squash, other, **own) -> dict:
    """Mistakes in a slope that is written with the output `y` of `squash`; `other` is the other curve's slope."""
    return {
        "B9": lambda y: right(squash(y)),
        "S5": other,
        "S6": lambda y: -right(y),
        "S11": lambda y: y,
        "S12": (lambda y: np.diag(right(y)), lambda y: np.diagflat(right(y))),
        "B10" if squash is sigmoid else "B6": lambda y: np.ones_like(y),
        "P4": after(right, np.transpose),
        "P5": (after(right, np.ravel), after(right, np.atleast_1d)),
        "P6": lambda y: np.asarray(right(y)).tolist(),
        "P7": one_number_at_a_time(right),
        **own,
    }


D_SIGMOID = of_output(
    ref.d_sigmoid, sigmoid, lambda s: 1 - s * s,
    A1=(lambda s: s @ (1 - s), lambda s: s @ (1 - s).T, lambda s: np.dot(s, 1 - s)),
    S7=lambda s: s * (1 + s),
    S8=lambda s: 1 - s,
    S9=lambda s: 1 - 2 * s,
    S10=(lambda s: (1 - s) ** 2, lambda s: (s - s * s) ** 2),
    S17=lambda s: s * 1 - s,
)  # fmt: skip
D_TANH = of_output(
    ref.d_tanh, np.tanh, lambda y: y * (1 - y),
    A1=(lambda y: 1 - y @ y, lambda y: 1 - y @ y.T, lambda y: 1 - y.T @ y, lambda y: 1 - np.dot(y, y)),
    S7=lambda y: 1 + y * y,
    S8=(lambda y: 1 - y, lambda y: y * y, lambda y: 1 - np.abs(y)),
    S9=lambda y: 1 - 2 * y,
    S10=lambda y: (1 - y) ** 2,
)  # fmt: skip

exercise = Exercise(
    name="05_squashing",
    title="Squashing",
    tier="warm-up",
    checks=(
        FunctionCheck(
            name="sigmoid",
            points=3,
            read=f"{PAGE}#sq-equation",
            arguments=("z",),
            results=("s",),
            reference=ref.sigmoid,
            draw=draw_sums,
            examples=(
                (np.array([-2.0, -0.5, 0.0, 1.0, 3.0]),),
                (np.array([[0.25, -1.5], [4.0, -0.75]]),),
                (np.array([[-0.4, 0.6, -2.2], [1.3, 0.0, 0.9]]),),
                (np.array([-3, 0, 2]),),
                (0.5,),
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
            draw=draw_outputs(ref.sigmoid),
            examples=(
                (np.array([0.0, 0.5, 0.75, 1.0]),),
                (np.array([[0.9, 0.2], [0.35, 0.6]]),),
                (np.array([[0.1, 0.8, 0.45], [0.3, 0.55, 0.95]]),),
                (0.5,),
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
            draw=draw_outputs(np.tanh),
            examples=(
                (np.array([-1.0, -0.5, 0.0, 0.8, 1.0]),),
                (np.array([[0.9, -0.2], [0.35, -0.6]]),),
                (np.array([[0.1, -0.8, 0.45], [-0.3, 0.55, 0.95]]),),
                (0.5,),
            ),
            mistakes=D_TANH,
        ),
        Question("answer_1", 1, f"{PAGE}#sq-equation", key=0.0474, traps={-0.953: "S15", 0.953: "S3"}),
        Question("answer_2", 1, f"{PAGE}#sq-slopes", key=0.09, traps={0.19: "S5", 0.2056: "B9"}),
        Question("answer_3", 1, f"{PAGE}#sq-slopes", key=1 / 64, traps={0.75: "S16", 0.25: "V2"}),
    ),
)
