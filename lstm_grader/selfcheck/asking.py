"""Asking: the calls of a check one after the other; each result is kept as it came."""

import copy
import inspect
import warnings
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from .compare import same_values
from .outcome import Outcome
from .values import Recipe, plain


def ask(function: Any, queries: Iterable[tuple]) -> list[Outcome]:
    """What a function does with each of these arguments; results that a later call wrote over are marked."""
    made = [_call(function, args) for args in queries]
    return [
        replace(outcome, overwritten=True) if not same_values(plain(value), outcome.value, exact=True) else outcome
        for outcome, value in made
    ]


def call(function: Any, args: tuple) -> Outcome:
    """What a function does with a copy of the arguments, and with what recipes among them make."""
    return _call(function, args)[0]


def _call(function: Any, args: tuple) -> tuple[Outcome, Any]:
    recipes, args = args, tuple(arg.make() if isinstance(arg, Recipe) else copy.deepcopy(arg) for arg in args)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"):
                value = function(*args)
        except Exception as error:
            outcome = Outcome("raised", error=f"{type(error).__name__}: {error}"[:500], parameters=parameters(function))
            return outcome, None
    args = tuple(old if isinstance(old, Recipe) else new for old, new in zip(recipes, args, strict=True))
    warned = tuple(f"{warning.category.__name__}: {warning.message}" for warning in caught)
    return Outcome("value", _kept(plain(value)), args, warnings=warned, parameters=parameters(function)), value


def parameters(function: Any) -> tuple[str, ...]:
    """The names of a function's parameters, in order; none where Python cannot tell."""
    try:
        return tuple(inspect.signature(function).parameters)[:20]
    except (TypeError, ValueError):
        return ()


def _kept(value: Any) -> Any:
    """The value with arrays of its own, so that nobody writes into it."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (tuple, list)):
        return type(value)(map(_kept, value)) if type(value) in (tuple, list) else value
    return {key: _kept(item) for key, item in value.items()} if isinstance(value, dict) else value
