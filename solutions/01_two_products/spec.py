"""Checks of 01: entry by entry, and a layer."""

from collections.abc import Iterator

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws

from . import hints, mistakes

PAGE = "01_two_products.html"
MANY = 41  # examples


def sizes(rng: np.random.Generator) -> Iterator[tuple[int, int, int]]:
    """B, K, H of each query: three of different primes, one of them with many examples; all equal, where every wrong
    product is legal; K = H, and B = H; then one example, one unit, one input."""

    def primes(count: int) -> list[int]:
        return [int(size) for size in rng.choice(draws.PRIMES[1:], count, replace=False)]

    yield tuple(primes(3))
    yield tuple(primes(3))
    yield MANY, int(rng.choice(draws.PRIMES[2:])), 3  # few outputs: all with all would be more than a reply holds
    B, H = primes(2)
    yield H, H, H
    yield B, H, H
    yield H, B, H
    yield 1, B, H
    yield B, H, 1
    yield B, 1, H


def draw_pairs(rng: np.random.Generator) -> list[tuple]:
    """Two arrays of one shape."""
    return [(draws.normal(rng, B, H, scale=2.0), draws.normal(rng, B, H, scale=2.0)) for B, _, H in sizes(rng)]


def draw_layers(rng: np.random.Generator) -> list[tuple]:
    """Inputs, weights and a bias."""
    return [
        (draws.normal(rng, B, K), draws.normal(rng, K, H), draws.normal(rng, H, scale=2.0)) for B, K, H in sizes(rng)
    ]


def rounded(rng: np.random.Generator, *shapes: tuple[int, ...]) -> tuple:
    """Arrays of these shapes that can be read."""
    return tuple(np.round(rng.normal(0, 1.5, shape), 2) for shape in shapes)


READS = {
    "A1": "tp-a1",
    "A2": "tp-a2",
    "C18": "tp-c18",
    "C19": "a-layer-is-a-matrix-product",
    "G10": "tp-a2",
    "G16": "tp-g16",
    "G19": "tp-g19",
    "C12a": "tp-bias",
    "C12b": "tp-bias",
}
READS = {key: f"{PAGE}#{anchor}" for key, anchor in READS.items()}
SHOWN_SIZES = (2, 3, 4), (3, 3, 3), (4, 2, 2), (3, 2, 3), (1, 3, 2)
SHOWN = np.random.default_rng(1)

exercise = Exercise(
    name="01_two_products",
    title="Two products",
    checks=(
        FunctionCheck(
            name="hadamard",
            points=3,
            read=f"{PAGE}#the-two-equations",
            hints=hints.HADAMARD,
            arguments=("a", "b"),
            results=("out",),
            reference=ref.hadamard,
            batch=({"a": 0, "b": 0}, {"out": 0}),
            reads=READS,
            draw=draw_pairs,
            examples=(
                (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[10.0, 0.5, -1.0], [0.0, 2.0, 0.25]])),
                *(rounded(SHOWN, (B, H), (B, H)) for B, H in ((3, 3), (1, 2))),
            ),
            mistakes=mistakes.HADAMARD,
        ),
        FunctionCheck(
            name="affine",
            points=4,
            read=f"{PAGE}#a-layer-is-a-matrix-product",
            hints=hints.AFFINE,
            arguments=("z", "W", "b"),
            results=("out",),
            reference=ref.affine,
            batch=({"z": 0}, {"out": 0}),
            reads=READS,
            draw=draw_layers,
            examples=tuple(rounded(SHOWN, (B, K), (K, H), (H,)) for B, K, H in SHOWN_SIZES),
            mistakes=mistakes.AFFINE,
        ),
        Question("answer_1", 1, f"{PAGE}#legal-is-not-right", key="a", traps={"b": "D6", "c": "D7"}),
        Question("answer_2", 1, f"{PAGE}#the-two-equations", key=6.0, traps={38.0: "A1", 30.0: "A2", 5.0: "D1"}),
        Question("answer_3", 1, f"{PAGE}#legal-is-not-right", key="c", traps={"a": "D8", "b": "D9"}),
    ),
)
