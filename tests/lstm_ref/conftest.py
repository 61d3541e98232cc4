"""Sizes are different primes and states are not zero: equal sizes and zeros hide mistakes."""

from types import SimpleNamespace

import numpy as np
import pytest

import lstm_ref as ref

T, B, D, H = 5, 3, 7, 11


@pytest.fixture
def rng():
    return np.random.default_rng(20260722)


def random_params(rng, D=D, H=H, scale=1.0):
    W = [rng.normal(size=(D + H, H)) * scale for _ in range(4)]
    b = [rng.normal(size=H) * scale for _ in range(4)]
    return ref.Params(*W, *b)


@pytest.fixture
def case(rng):
    """One random problem: inputs, states beyond 1, weights of order 1, lengths with 1 and T."""
    return SimpleNamespace(
        T=T,
        B=B,
        D=D,
        H=H,
        x=rng.normal(size=(T, B, D)),
        h0=rng.uniform(-1, 1, size=(B, H)),
        c0=2 * rng.normal(size=(B, H)),
        params=random_params(rng),
        lengths=np.array([1, T, 3]),
    )
