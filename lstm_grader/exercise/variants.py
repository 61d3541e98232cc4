"""A function made of named parts: a mistake is one of them replaced, two mistakes at once are two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any


class Variant:
    """A function `run(parts, *args)`, some of whose parts may be other than in the right one.

    >>> line = Variant(lambda p, x: p.plus(p.times(x)), times=lambda x: 2 * x, plus=lambda y: y + 1)
    >>> steep, lifted = line.but(times=lambda x: 3 * x), line.but(plus=lambda y: y + 2)
    >>> line(1), steep(1), lifted(1), steep.also(lifted)(1)
    (3, 4, 4, 5)
    """

    def __init__(self, run: Callable[..., Any], other: Mapping[str, Callable] | None = None, /, **right: Callable):
        unknown = set(other or {}) - set(right)
        if unknown:
            raise LookupError(f"no part {', '.join(sorted(unknown))}; there are: {', '.join(right)}")
        self.run, self.right, self.other = run, right, dict(other or {})
        self._parts = SimpleNamespace(**right | self.other)

    def __call__(self, *args: Any) -> Any:
        return self.run(self._parts, *args)

    def but(self, **other: Callable) -> Variant:
        """The same with these parts in place of the right ones."""
        return Variant(self.run, self.other | other, **self.right)

    def also(self, variant: Callable) -> Variant | None:
        """What replaces the parts of both, or None where both replace the same one.

        A part that is a variant itself may be replaced by both, as long as they replace other parts of it.
        """
        if not isinstance(variant, Variant) or variant.run is not self.run:
            return None
        both = {}
        for key in self.other.keys() & variant.other.keys():
            one = self.other[key]
            both[key] = one.also(variant.other[key]) if isinstance(one, Variant) else None
            if both[key] is None:
                return None
        return self.but(**variant.other | both)


def as_tuple(variant: Callable | tuple[Callable, ...]) -> tuple[Callable, ...]:
    """One variant, or several."""
    return variant if isinstance(variant, tuple) else (variant,)
