"""A fingerprint is found wherever the numbers lie within the tolerance, also where they lie at its edge."""

import numpy as np
import pytest

from lstm_grader.selfcheck import NEAR, STEP, Outcome, close, fingerprint, same, slack

SHAPES = ((), (1,), (2, 3), (7, 11), (30, 30))


def known(value):
    """What a notebook knows of a mistake: its fingerprint, in whole steps."""
    return Outcome("print", round(fingerprint([Outcome("value", value)]) / STEP) * STEP)


def at_the_edge(value, near, share=0.999):
    """All numbers as far from these as they may be, each in the direction that moves the fingerprint most."""
    first = 1 + np.ndim(value)  # the shape comes before the numbers
    weights = np.sin(np.arange(first + 1, first + 1 + np.size(value)) ** 2).reshape(np.shape(value))
    return value + share * np.sign(weights) * (near[1] + near[0] * np.abs(value))


@pytest.mark.parametrize("near", [NEAR, (1e-7, 1e-15), (1e-4, 1e-6)], ids=str)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("scale", [0.0, 1e-12, 1.0, 1e6, 1e12])
def test_what_is_equal_within_the_tolerance_is_found(shape, scale, near):
    for seed in range(20):
        value = np.random.default_rng(seed).normal(size=shape) * scale
        moved = at_the_edge(value, near)
        assert same(Outcome("value", moved), Outcome("value", value), near)
        assert same(Outcome("value", moved), known(value), near)


def test_what_lies_on_either_side_of_a_step_is_found():
    for parts in np.linspace(-1, 1, 101):
        value = np.array([0.5 + parts * STEP])
        assert same(Outcome("value", value + 4e-8), known(value))


@pytest.mark.parametrize("shape", SHAPES[:-1], ids=str)  # as many numbers as an example may have
def test_other_numbers_are_other_fingerprints(shape):
    rng = np.random.default_rng(1)
    value = rng.normal(size=shape)
    others = [value + rng.normal(0, 1e-3, size=shape) for _ in range(200)]
    assert not any(same(Outcome("value", other), known(value)) for other in others)


OTHERS = ["cat", "dog", None, True, ["cat", "dog"], ["dog", "cat"], ("cat",), {"cat": 1}, {"cat": 2}, {"dog": 1},
          [1, 2], [2, 1], {}, [], {1: "cat"}, {"1": "cat"}]  # fmt: skip


def test_texts_keys_and_none_have_fingerprints_of_their_own():
    prints = [fingerprint([Outcome("value", value)]) for value in OTHERS]
    assert not any(close(one, other) for index, one in enumerate(prints) for other in prints[:index])
    assert slack([Outcome("value", value) for value in ("cat", None, {"a": "b"})]) == 0
    ordered, other = ({"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 1.0})
    assert close(*(fingerprint([Outcome("value", value)]) for value in (ordered, other)))
