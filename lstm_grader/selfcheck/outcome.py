"""What is asked, what came back, and what is said about it."""

import copy
import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .values import plain


@dataclass(frozen=True)
class Outcome:
    """What one call did: `kind` is value, raised, missing, timeout, died, "bad reply" or refused."""

    kind: str
    value: Any = None
    args: tuple = ()
    """The arguments as they are after the call."""
    error: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One query: arguments, the right result, and what each known mistake does with the same arguments."""

    args: tuple
    want: Any
    wrong: tuple[tuple[str, Outcome], ...] = ()
    """(catalogue id, outcome), in the same order in every call of a check."""
    shown: bool = False
    """An example that the student has seen."""
    repeats: int | None = None
    """Index of the earlier call with the same arguments."""
    varied: tuple[int, str, int] | None = None
    """Index of the call with the same arguments but for one place; its axis ("batch" or "time") and the place."""


@dataclass(frozen=True)
class Mistake:
    """A row of the catalogue."""

    name: str
    says: str
    read: str = ""


@dataclass(frozen=True)
class Subject:
    """What is judged, and the words to speak about it."""

    name: str
    arguments: tuple[str, ...]
    results: tuple[str, ...]
    read: str
    mistakes: dict[str, Mistake] = field(default_factory=dict)
    stable: bool = False
    changes: str = "C18"
    axes: dict[str, tuple[dict[str, int], dict[str, int]]] = field(default_factory=dict)
    """"batch" and "time" -> number of that axis in the arguments and in the results that have it."""


@dataclass(frozen=True)
class Verdict:
    """The judgement of one check: its word, the catalogue id (or "unknown", or ""), and the text, line by line."""

    check: str
    verdict: str
    misconception: str = ""
    lines: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The text as one string."""
        return "\n".join(self.lines)


def call(function: Any, args: tuple) -> Outcome:
    """Calls the function on a copy of the arguments."""
    args = copy.deepcopy(args)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"):
                value = function(*args)
        except Exception as error:
            return Outcome("raised", error=f"{type(error).__name__}: {error}"[:500])
    return Outcome("value", plain(value), args, warnings=tuple(f"{w.category.__name__}: {w.message}" for w in caught))
