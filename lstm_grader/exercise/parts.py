"""Points for parts of a result that do not follow from each other: one check a part, on the same function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lstm_grader import selfcheck
from lstm_grader.exercise import pairs
from lstm_grader.exercise.checks import FunctionCheck


def in_parts(check: FunctionCheck, points: Mapping[str, float]) -> tuple[FunctionCheck, ...]:
    """The check of one function as a check for each part of its result, named `function_part`.

    Args:
        check: what is asked, for the whole result.
        points: name in `results` -> the points of that part.

    Each part has a row and a check cell of its own (`check(function, "part")` in the notebook), and knows the mistakes
    that spoil it.
    """
    unknown = set(points) - set(check.results)
    if unknown:
        raise LookupError(f"{check.name}: no part {', '.join(sorted(unknown))}; there are: {', '.join(check.results)}")
    found = []
    for part, worth in points.items():
        one = replace(check, name=f"{check.name}_{part}", points=worth, function=check.called, part=part)
        mistakes = {key: spoil for key, several in check.mistakes.items() if (spoil := _spoiling(one, key, several))}
        found.append(replace(one, mistakes=mistakes))
    return tuple(found)


def _spoiling(check: FunctionCheck, key: str, several: object) -> tuple:
    """Those functions whose part of the result is not right."""
    with np.errstate(all="ignore"):
        right = [selfcheck.call(pairs.judged(check, check.reference), args) for args in check.examples]
    return tuple(
        function
        for _, function in pairs.all_variants({key: several})
        if not all(map(selfcheck.same, _outcomes(check, function), right))
    )


def _outcomes(check: FunctionCheck, function: object) -> list[selfcheck.Outcome]:
    return [selfcheck.call(pairs.judged(check, function), args) for args in check.examples]
