"""Random numbers that every shape is drawn of: sizes, states, gates, weights, memory layouts.

All sizes of a query are different primes, so that an exchanged axis shows; one query has B = H, where a wrong matrix
product becomes legal; one is saturated; one has a single example; states go beyond 1.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

PRIMES = (2, 3, 5, 7, 11)
MEMORY = 2.0  # spread of the cells: most of them lie beyond 1


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


def share(rng: np.random.Generator, *shape: int, scale: float = 1.5) -> np.ndarray:
    """Values of a gate: between 0 and 1; with a large scale nearly all of them at the ends."""
    return layout(rng, 1 / (1 + np.exp(-rng.normal(0, scale, shape))))


def candidates(rng: np.random.Generator, *shape: int, scale: float = 1.5) -> np.ndarray:
    """Values of a candidate: between -1 and 1."""
    return layout(rng, np.tanh(rng.normal(0, scale, shape)))


def sizes(rng: np.random.Generator) -> Iterator[tuple[int, int, int, float]]:
    """Sizes B, D, H and the spread of what goes into a squashing, for each query of a check.

    >>> for B, D, H, scale in sizes(np.random.default_rng(0)):
    ...     assert D != H and (B == H or len({B, D, H}) == 3)
    """
    for _ in range(3):
        B, D, H = (int(size) for size in rng.choice(PRIMES, 3, replace=False))
        yield B, D, H, 1.0
    D, H = (int(size) for size in rng.choice(PRIMES[1:], 2, replace=False))
    yield H, D, H, 1.0
    B, D, H = (int(size) for size in rng.choice(PRIMES[1:], 3, replace=False))
    yield B, D, H, 30.0
    yield 1, D, H, 1.0


def memory(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Values of a cell: most of them beyond 1."""
    return normal(rng, *shape, scale=MEMORY)
