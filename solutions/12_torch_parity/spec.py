"""Checks of 12: torch's arrays read and written, and layers on layers."""

from itertools import pairwise

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws
from lstm_grader.families.step import layer_params

from . import hints, mistakes

PAGE = "12_torch_parity.html"
READS = dict.fromkeys(("Q3", "Q5", "R23"), f"{PAGE}#pa-stack") | {"C14": f"{PAGE}#pa-t3"}
NAMES = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def from_torch(state_dict):
    """The reference gives `Params` where students give a plain dict."""
    return ref.from_torch(state_dict).to_dict()


def to_torch(params):
    return ref.to_torch(ref.Params.from_dict(params))


def stacked_forward(x, layers):
    return ref.stacked_forward(x, [ref.Params.from_dict(params) for params in layers])[0]


def layer_sizes(rng: np.random.Generator) -> list[tuple[int, int]]:
    """D and H: different, D = 4H, where a matrix on its side is legal, D = H, and one of each."""
    D, H, d, h = (int(size) for size in rng.permutation((3, 5, 7, 11)))
    return [(D, H), (d, h), (4 * h, h), (H, H), (12, 3), (1, h), (d, 1), (1, 1), (2, 13)]


def draw_state_dicts(rng: np.random.Generator) -> list[tuple]:
    """torch's four arrays in any order; two biases that differ, or are zero."""
    found = []
    for k, (D, H) in enumerate(layer_sizes(rng)):
        bias = 0.0 if k == 5 else 1.0
        arrays = (draws.normal(rng, 4 * H, D), draws.normal(rng, 4 * H, H),
                  draws.normal(rng, 4 * H, scale=bias), draws.normal(rng, 4 * H, scale=bias))  # fmt: skip
        state_dict = dict(zip(NAMES, arrays, strict=True))
        found.append(({name: state_dict[name] for name in (NAMES if k % 2 else NAMES[::-1])},))
    return found


def draw_params(rng: np.random.Generator) -> list[tuple]:
    """Layers of the same sizes."""
    return [(layer_params(rng, D, H, k, bias=k != 5),) for k, (D, H) in enumerate(layer_sizes(rng))]


def draw_stacks(rng: np.random.Generator) -> list[tuple]:
    """Three layers of different widths, three with one width for all, two, one; T = B, B = H, many steps, many
    examples, one of everything."""
    T, B, D, H, K = (int(size) for size in rng.permutation((2, 3, 5, 7, 11)))
    sizes = [(T, B, (D, H, K)), (B, T, (K, D, H, 4)), (T, B, (H, H, H, H)), (B, D, (3, 3, 3)), (T, T, (D, T, K)),
             (T, B, (D, H)), (1, B, (D, K, 2)), (13, 3, (2, 3, 2)), (3, draws.MANY, (2, 5, 3)), (3, 1, (1, 1, 1)),
             (2, 3, (3, 3, 3, 3))]  # fmt: skip
    return [_stack(rng, t, b, widths) for t, b, widths in sizes]


def _stack(rng: np.random.Generator, T: int, B: int, widths: tuple[int, ...]) -> tuple:
    layers = [layer_params(rng, D, H, k, scale=1 / np.sqrt(H)) for k, (D, H) in enumerate(pairwise(widths))]
    return draws.normal(rng, T, B, widths[0]), layers


SHOWN = np.random.default_rng(12)
SHOWN_SIZES = ((3, 2), (4, 1), (2, 2))
STATE_DICTS = [
    draws.rounded(({name: SHOWN.normal(0, 1, shape) for name, shape in zip(NAMES, shapes, strict=True)},))
    for shapes in (((4 * H, D), (4 * H, H), (4 * H,), (4 * H,)) for D, H in SHOWN_SIZES)
]
PARAMS = [draws.rounded((layer_params(SHOWN, D, H, k),)) for k, (D, H) in enumerate(SHOWN_SIZES)]
STACKS = [
    draws.rounded(_stack(SHOWN, *size))
    for size in ((3, 2, (1, 3, 2)), (2, 2, (2, 2, 2, 2)), (3, 1, (2, 1)), (2, 3, (1, 2, 1)))
]

exercise = Exercise(
    name="12_torch_parity",
    title="The same LSTM everywhere",
    checks=(
        FunctionCheck(
            name="from_torch",
            points=3,
            read=f"{PAGE}#pa-bands",
            hints=hints.FROM_TORCH,
            arguments=("state_dict",),
            results=("params",),
            reference=from_torch,
            draw=draw_state_dicts,
            examples=STATE_DICTS,
            mistakes=mistakes.FROM_TORCH,
            reads=READS,
        ),
        FunctionCheck(
            name="to_torch",
            points=2,
            read=f"{PAGE}#pa-bands",
            hints=hints.TO_TORCH,
            arguments=("params",),
            results=("state_dict",),
            reference=to_torch,
            draw=draw_params,
            examples=PARAMS,
            mistakes=mistakes.TO_TORCH,
            reads=READS,
        ),
        FunctionCheck(
            name="stacked_forward",
            points=2,
            read=f"{PAGE}#pa-stack",
            hints=hints.STACKED_FORWARD,
            arguments=("x", "layers"),
            results=("hs",),
            reference=stacked_forward,
            batch=({"x": 1}, {"hs": 1}),
            time=({"x": 0}, {"hs": 0}),
            draw=draw_stacks,
            examples=STACKS,
            mistakes=mistakes.STACKED,
            reads=READS,
        ),
        Question("answer_1", 1, f"{PAGE}#pa-bands", key="c", traps={"a": "T2", "b": "T2", "d": "T2"}),
        Question(
            "answer_2", 1, f"{PAGE}#pa-biases", key=float(1 / (1 + np.exp(-2))), traps={0.731: "T1", 0.5: "T1"},
        ),
        Question("answer_3", 1, f"{PAGE}#pa-biases", key=2560.0, traps={2480.0: "T1", 1920.0: "A8"}),
    ),
)  # fmt: skip
