"""What a term changes of the exercises: `term.toml` in the folder where a command is started.

Where there is none, the exercises are as the project has them, and released into the project's `exercises/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from lstm_grader import ROOT
from lstm_grader.exercise.checks import Exercise, FunctionCheck, Question
from lstm_grader.sandbox.types import Limits

FILE = "term.toml"
NEAR = ("rtol", "atol")
LIMITS = tuple(limit.name for limit in fields(Limits))


class TermError(RuntimeError):
    """A `term.toml` that cannot be what was meant."""


@dataclass(frozen=True)
class Term:
    """The settings of a term; of one that changes nothing, all are empty."""

    exercises: tuple[str, ...] = ()
    """Those of this term; none means all."""
    hints: bool = False
    """Whether the notebooks carry three hints for each function, folded."""
    due: Mapping[str, str] = field(default_factory=dict)
    """Exercise -> when it is due, with a zone."""
    points: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Exercise -> check -> points."""
    tolerance: Mapping[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    """Exercise -> function -> rtol and atol, see `FunctionCheck`; for a prediction `atol` alone."""
    limits: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Exercise -> what `Limits` names."""

    def apply(self, exercise: Exercise) -> Exercise:
        """The exercise as this term has it.

        Raises:
            TermError: a check or limit that the exercise does not have; or a value that is no number of its kind.
        """
        points, near = self.points.get(exercise.name, {}), self.tolerance.get(exercise.name, {})
        known = [check.name for check in exercise.checks]
        _expect("points", exercise.name, points, known)
        _expect("tolerance", exercise.name, near, known)
        for name, value in points.items():
            _positive(f"points.{exercise.name}.{name}", value)
        limits = self.limits.get(exercise.name, {})
        _expect("limits", exercise.name, limits, LIMITS)
        for name, value in limits.items():
            _positive(f"limits.{exercise.name}.{name}", value)
        made: dict[int, FunctionCheck | Question] = {}
        for check in exercise.checks:
            _change(check, points, near, made)
        checks = tuple(made[id(check)] for check in exercise.checks)
        return replace(exercise, checks=checks, limits=replace(exercise.limits, **limits))

    def deciding(self, name: str) -> dict[str, Any]:
        """What of it decides a verdict on an exercise; empty where the term changes nothing there."""
        parts = {"points": self.points, "tolerance": self.tolerance, "limits": self.limits}
        return {word: part[name] for word, part in parts.items() if part.get(name)}


def folder() -> Path:
    """Where the term's files are: the folder one stands in where it has a `term.toml`, else the project's."""
    here = Path.cwd()
    return here if (here / FILE).is_file() else ROOT


def read(path: Path) -> Term:
    """The term of a `term.toml`.

    Raises:
        TermError: it is no TOML, or has a word that no term has; the text says which are known.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TermError(f"{path}: {error}") from error
    words = [part.name for part in fields(Term)]
    if unknown := sorted(set(found) - set(words)):
        raise TermError(f"{path}: a term has {', '.join(words)}; got {', '.join(unknown)}")
    for word, kind in {"exercises": list, "hints": bool}.items():
        if not isinstance(found.get(word, kind()), kind):
            raise TermError(f"{path}: {word}: expected a {kind.__name__}, got {found[word]!r}")
    for word in ("due", "points", "tolerance", "limits"):
        if not isinstance(found.get(word, {}), dict):
            raise TermError(f"{path}: {word}: expected a table [{word}], got {found[word]!r}")
    return Term(**found | {"exercises": tuple(found.get("exercises", ()))})


def current() -> Term:
    """The term of the folder one stands in, or one that changes nothing."""
    path = Path.cwd() / FILE
    return read(path) if path.is_file() else Term()


def _change(check: FunctionCheck | Question, points: Mapping, near: Mapping, made: dict[int, Any]) -> Any:
    """A check as the term has it, once for all that are made of it."""
    if id(check) in made:
        return made[id(check)]
    changed: dict[str, Any] = {"points": points.get(check.name, check.points)}
    if own := near.get(check.name):
        function = isinstance(check, FunctionCheck)
        _expect("tolerance", check.name, own, NEAR if function else NEAR[1:])
        for word, value in own.items():
            _positive(f"tolerance.{check.name}.{word}", value)
        changed |= own if function else {"tolerance": own["atol"]}
    if isinstance(check, FunctionCheck) and check.uses:
        changed["uses"] = tuple(_change(part, points, near, made) for part in check.uses)
    made[id(check)] = replace(check, **changed)
    return made[id(check)]


def _expect(word: str, name: str, got: Any, known: tuple[str, ...] | list[str]) -> None:
    if not isinstance(got, Mapping):
        raise TermError(f"{FILE}: {word} of {name}: expected a table, got {got!r}")
    if unknown := sorted(set(got) - set(known)):
        raise TermError(f"{FILE}: {word} of {name}: expected {', '.join(known)}; got {', '.join(unknown)}")


def _positive(what: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise TermError(f"{FILE}: {what}: expected a number, 0 or more, got {value!r}")
