"""Inputs on which answers are judged: random sizes, states, weights and memory layouts, and small rounded examples.

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


def network(rng: np.random.Generator) -> list[tuple]:
    """Arguments `(x_t, h_prev, W, b)` of one gate or of the candidate."""
    return [
        (
            normal(rng, B, D),
            layout(rng, np.tanh(rng.normal(0, 1, (B, H)))),
            normal(rng, D + H, H, scale=scale),
            normal(rng, H, scale=scale),
        )
        for B, D, H, scale in sizes(rng)
    ]


def gate_and_cell(rng: np.random.Generator) -> list[tuple]:
    """A gate and a cell, most of the cell's values beyond 1."""
    return [(share(rng, B, H, scale=1.5 * scale), normal(rng, B, H, scale=MEMORY)) for B, _, H, scale in sizes(rng)]


def cells(rng: np.random.Generator) -> list[tuple]:
    """Arguments `(f_t, c_prev, i_t, c_tilde_t)` of the cell's update; most of the old cells lie beyond 1."""
    return [
        (
            share(rng, B, H, scale=1.5 * scale),
            normal(rng, B, H, scale=MEMORY),
            share(rng, B, H, scale=1.5 * scale),
            candidates(rng, B, H, scale=1.5 * scale),
        )
        for B, _, H, scale in sizes(rng)
    ]


def step(rng: np.random.Generator) -> list[tuple]:
    """Arguments `(x_t, h_prev, c_prev, params)` of a whole step; one more query has D = H."""
    H, B = (int(size) for size in rng.choice(PRIMES[1:], 2, replace=False))
    return [_step(rng, *dimensions) for dimensions in [*sizes(rng), (B, H, H, 1.0)]]


def _step(rng: np.random.Generator, B: int, D: int, H: int, scale: float) -> tuple:
    params = {f"W_{gate}": normal(rng, D + H, H, scale=scale) for gate in "fico"}
    params |= {f"b_{gate}": normal(rng, H, scale=scale) for gate in "fico"}
    return (
        normal(rng, B, D),
        layout(rng, np.tanh(rng.normal(0, 1, (B, H)))),
        normal(rng, B, H, scale=MEMORY),
        params,
    )


def network_examples(seed: int) -> list[tuple]:
    """Small, rounded arguments `(x_t, h_prev, W, b)`: B = D, then B = H, then all different and far from zero, D = H.

    Where two sizes are one, a product becomes legal that another mistake of the same error text does not even reach.
    """
    rng = np.random.default_rng(seed)
    return [
        tuple(np.round(part, 2) for part in (
            rng.normal(0, 1, (B, D)),
            np.tanh(rng.normal(0, 1, (B, H))),
            rng.normal(0, scale, (D + H, H)),
            rng.normal(0, scale, H),
        ))
        for B, D, H, scale in ((3, 3, 2, 1.0), (2, 3, 2, 1.0), (1, 2, 3, 12.0), (4, 2, 2, 1.0))
    ]  # fmt: skip


def cell_examples(seed: int) -> list[tuple]:
    """Small, rounded arguments `(f_t, c_prev, i_t, c_tilde_t)`: sizes different, then B = H, then one example."""
    rng = np.random.default_rng(seed)
    return [
        tuple(np.round(part(rng, B, H), 2) for part in (share, _memory, share, candidates))
        for B, H in ((2, 3), (2, 2), (1, 2))
    ]  # fmt: skip


def step_examples(seed: int) -> list[tuple]:
    """Small, rounded arguments `(x_t, h_prev, c_prev, params)`: sizes all different, then all the same."""
    rng = np.random.default_rng(seed)
    calls = [_step(rng, *dimensions, 1.0) for dimensions in ((4, 3, 2), (2, 2, 2))]
    return [
        (*(np.round(part, 2) for part in state), {key: np.round(value, 2) for key, value in params.items()})
        for *state, params in calls
    ]  # fmt: skip


def _memory(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return normal(rng, *shape, scale=MEMORY)
