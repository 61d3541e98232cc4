"""Which of the notebooks that a person handed in counts: the newest attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """One notebook that came."""

    content: str
    """sha256 of its bytes."""
    arrived: int
    """Of several archives, the later one has the larger number."""
    name: str
    """What it is called, without the count that a platform adds to further uploads of one name."""
    count: int = 0
    """That count."""
    upload: int = 0
    """Canvas's number of the file, which grows with time; 0 elsewhere."""
    answers: bool = True
    """Its cells are those of the exercise, or it bears its name."""
    expected: bool = True
    """It bears the exercise's name."""
    changed: str = ""
    """When it was changed, as the archive says."""


@dataclass(frozen=True)
class Choice:
    """What becomes of all of them."""

    counts: Attempt | None
    beside: tuple[Attempt, ...] = ()
    """Others of the same hand-in: no attempts before it, but other notebooks."""
    earlier: tuple[Attempt, ...] = ()


def choose(attempts: Sequence[Attempt]) -> Choice:
    """The newest hand-in counts; in it the last upload of a name; of several names the exercise's, else the newest.

    A notebook of something else counts only where there is none of the exercise. Of two with the same content the one
    that came later is looked at.

    >>> choose([Attempt("a", 1, "gate.ipynb"), Attempt("b", 1, "gate.ipynb", 1)]).counts.content
    'b'
    """
    if not attempts:
        return Choice(None)
    arrivals = _in_order(attempts)
    newest = {item.content: item for item in sorted(attempts, key=lambda item: _age(item, arrivals))}
    pool = list(newest.values())
    fitting = [item for item in pool if item.answers] or pool
    last = max(fitting, key=lambda item: arrivals[item.arrived])
    same = [item for item in pool if item.arrived == last.arrived]
    finals = {item.name: item for item in sorted(same, key=lambda item: _age(item, arrivals))}
    of_exercise = [item for item in finals.values() if item.answers] or list(finals.values())
    counts = max(of_exercise, key=lambda item: (item.expected, item.changed, item.upload, item.name))
    beside = tuple(item for item in finals.values() if item is not counts)
    earlier = tuple(item for item in pool if item is not counts and item not in beside)
    return Choice(counts, beside, earlier)


def _in_order(attempts: Sequence[Attempt]) -> dict[int, int]:
    """The place in time of each arrival: by Canvas's numbers where all have one, whichever archive came first."""
    arrivals = sorted({item.arrived for item in attempts})
    if all(item.upload for item in attempts):
        last = {arrived: max(item.upload for item in attempts if item.arrived == arrived) for arrived in arrivals}
        arrivals.sort(key=lambda arrived: (last[arrived], arrived))
    return {arrived: place for place, arrived in enumerate(arrivals)}


def _age(item: Attempt, arrivals: dict[int, int]) -> tuple:
    return arrivals[item.arrived], item.upload, item.count, item.changed
