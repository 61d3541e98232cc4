"""What is asked, and what came back."""

from dataclasses import dataclass, field
from typing import Any

from .values import Recipe, as_many, plain

NEAR = (1e-7, 1e-9)  # how near a right number is, unless a check says otherwise: relative, absolute


@dataclass(frozen=True)
class Outcome:
    """What one call did: `kind` is value, raised, missing, timeout, died, "bad reply" or refused.

    Of what a known mistake does, a notebook holds the fingerprint alone; that has the kind "print".
    """

    kind: str
    value: Any = None
    args: tuple = ()
    """The arguments as they are after the call."""
    error: str = ""
    warnings: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    """The names of the function's parameters, in its order; empty where they are not known."""
    overwritten: bool = False
    """A later call changed the value after it was returned."""


@dataclass(frozen=True)
class Call:
    """One query: arguments, the right result, and what each known mistake does with the same arguments."""

    args: tuple
    want: Any
    wrong: tuple[tuple[str, Outcome], ...] = ()
    """(catalogue id, outcome), in the same order in every call of a check; `part/id` for a mistake in another function
    that this one is made of."""
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
    near: tuple[float, float] = NEAR
    function: str = ""
    """The name of the function, where it is not that of the check."""
    part: str = ""
    """The one of the results that is judged; empty: all."""
    facts: str = ""
    """A line that makes of the results what is judged of them, where many are right: a dict of facts. Empty:
    themselves. It takes whatever came in their places."""

    @property
    def called(self) -> str:
        """The name of the function."""
        return self.function or self.name

    def seen(self, value: Any) -> Any:
        """What is judged of a value that came back: all of it, or one part or facts of it, if it has its parts; they
        may have come in a list."""
        if not self.has_parts(value):
            return value
        if self.facts:
            return plain(Recipe(self.facts).make()(*value))
        if self.part:
            return value[self.results.index(self.part)]
        return tuple(value) if len(self.results) > 1 else value

    def has_parts(self, value: Any) -> bool:
        """Are there as many parts as there should be?"""
        return as_many(value, self.results)
