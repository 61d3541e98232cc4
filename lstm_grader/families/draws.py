"""Random numbers that every shape is drawn of: sizes, states, gates, weights, memory layouts.

A mark must not hang on the draw. So what shows a mistake stands in every draw, and in the same kind of query: sizes
that are different primes, where an exchanged axis shows; B = H and B = D = H, where a wrong product becomes legal;
sizes of 1, where an axis gets lost; very many examples; states, or biases, that are all zero; cells far from zero; sums
that are always so large, or never so large, that an exponential of them overflows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

PRIMES = (2, 3, 5, 7, 11)
MANY = 41  # examples
MEMORY = 2.0  # spread of the cells: most of them lie beyond 1
FAR = 120.0  # the smallest of the cells that lie far from zero
OVERFLOW, SAFE = 900.0, 290.0  # exp(709) is the last that is finite; a tanh made of exp(2a) is right up to 354


@dataclass(frozen=True)
class Query:
    """Sizes of one query, and what it is about: "start" (states are zero), "bare" (biases are zero), "far" (cells far
    from zero, and gates that keep most of them), "saturated" (squashings at their ends), or nothing in particular."""

    B: int
    D: int
    H: int
    about: str = ""

    @property
    def spread(self) -> float:
        """Of what goes into a squashing."""
        return 30.0 if self.about == "saturated" else 1.0


def queries(rng: np.random.Generator) -> Iterator[Query]:
    """What is asked in every check of a step, a gate or a cell.

    >>> [query.about for query in queries(np.random.default_rng(0)) if query.about]
    ['start', 'saturated', 'far', 'bare']
    """

    def primes(smallest: int = 0) -> list[int]:
        return [int(size) for size in rng.choice(PRIMES[smallest:], 3, replace=False)]

    yield Query(*primes())
    yield Query(*primes())
    yield Query(MANY, *primes()[1:])
    yield Query(*primes(), "start")
    H, D, _ = primes(1)
    yield Query(H, D, H)
    yield Query(H, H, H)
    yield Query(*primes(1), "saturated")
    B, D, H = primes(1)
    yield Query(1, D, H)
    yield Query(B, D, 1, "far")
    yield Query(B, 1, H, "bare")
    yield Query(1, 1, 1)


def layout(rng: np.random.Generator, array: np.ndarray) -> np.ndarray:
    """The same numbers in rows, in columns, or with gaps between them, whatever the draw says.

    >>> array = layout(np.random.default_rng(1), np.arange(6.0).reshape(2, 3))
    >>> array.tolist(), array.flags.writeable
    ([[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]], True)
    """
    kind = rng.integers(3)
    if kind == 0 or array.ndim == 0:
        return np.ascontiguousarray(array)
    if kind == 1:
        return np.asfortranarray(array)
    wide = np.repeat(array, 2, axis=-1)
    return wide[..., ::2]


def normal(rng: np.random.Generator, *shape: int, scale: float = 1.0) -> np.ndarray:
    """Normal numbers of some spread, in some memory layout."""
    return layout(rng, rng.normal(0, scale, shape))


def rounded(value: Any) -> Any:
    """The same with two decimals, for people to read: every array of floats, in whatever holds it.

    >>> rounded(([np.array([0.126, -0.001])], {"n": np.array([3])}, 2.625))
    ([array([0.13, 0.  ])], {'n': array([3])}, 2.625)
    """
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(rounded, value))
    return np.round(value, 2) + 0.0 if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def shares(rng: np.random.Generator, query: Query) -> np.ndarray:
    """Values of a gate: between 0 and 1, nearly all of them at the ends where it is saturated."""
    if query.about == "far":
        return layout(rng, rng.uniform(0.6, 0.95, (query.B, query.H)))
    return share(rng, query.B, query.H, scale=1.5 * query.spread)


def share(rng: np.random.Generator, *shape: int, scale: float = 1.5) -> np.ndarray:
    """Values between 0 and 1 of some shape."""
    return layout(rng, 1 / (1 + np.exp(-rng.normal(0, scale, shape))))


def candidates(rng: np.random.Generator, query: Query) -> np.ndarray:
    """Values of a candidate: between -1 and 1."""
    return layout(rng, np.tanh(rng.normal(0, 1.5 * query.spread, (query.B, query.H))))


def cells(rng: np.random.Generator, query: Query) -> np.ndarray:
    """Values of a cell: most of them beyond 1; where they are far from zero, of both signs."""
    shape = query.B, query.H
    if query.about == "start":
        return layout(rng, np.zeros(shape))
    if query.about == "far":
        signs = np.where(np.arange(query.B) % 2, -1.0, 1.0)[:, None]
        return layout(rng, signs * rng.uniform(FAR, 2 * FAR, shape))
    return normal(rng, *shape, scale=MEMORY)


def inputs(rng: np.random.Generator, query: Query) -> tuple[np.ndarray, np.ndarray]:
    """`x_t` and `h_prev`. Where they saturate, the last rows are the first ones with the other sign."""
    x, h = rng.normal(0, 1, (query.B, query.D)), np.tanh(rng.normal(0, 1, (query.B, query.H)))
    if query.about == "start":
        h = np.zeros_like(h)
    if query.about == "saturated":
        half = query.B // 2
        x[-half:], h[-half:] = -x[:half], -h[:half]
    return layout(rng, x), layout(rng, h)


def weights(
    rng: np.random.Generator, query: Query, x: np.ndarray, h: np.ndarray, overflows: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias of one network. Where it saturates, some sums of both signs lie beyond what an exponential can
    take, or all of them well within it.
    """
    W, b = rng.normal(0, 1, (query.D + query.H, query.H)), rng.normal(0, 1, query.H)
    if query.about == "bare":
        b = np.zeros(query.H)
    if query.about == "far":
        W, b = 0.05 * W, rng.uniform(1, 2, query.H)
    if query.about == "saturated":
        sums = np.hstack([x, h]) @ W
        reach = OVERFLOW / min(sums.max(), -sums.min()) if overflows else SAFE / (np.abs(sums).max())
        W, b = reach * W, (OVERFLOW if overflows else SAFE) / 100 * b
    return layout(rng, W), layout(rng, b)
