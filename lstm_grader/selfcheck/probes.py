"""Probes: what a result may not depend on. An example is computed as if alone, a step sees nothing that comes later."""

from typing import Any

import numpy as np

from .compare import same_values
from .outcome import Call, Outcome, Subject

MIXED_ALONG = {"batch": "C19", "time": "Q3"}
WHERE = {"batch": "for other examples only", "time": "at later steps only"}


def varied(subject: Subject, args: tuple, kind: str, place: int) -> tuple:
    """The same arguments, but all other examples (or all later steps) are replaced by the one at `place`."""
    numbers = subject.axes[kind][0]
    changed = []
    first = place if kind == "time" else 0
    for name, arg in zip(subject.arguments, args, strict=False):  # one with a default may be left out
        if name in numbers and isinstance(arg, (tuple, list)):
            arg = arg[:first] + type(arg)([arg[place]]) * (len(arg) - first)
        elif name in numbers and np.ndim(arg):
            arg = arg.copy(order="K")
            rows = np.moveaxis(arg, numbers[name], 0)
            rows[first:] = rows[place].copy()
        changed.append(arg)
    return tuple(changed)


def dependence(subject: Subject, calls: list[Call], got: list[Outcome]) -> tuple[str, str]:
    """The catalogue id and a sentence about what changed though it must not; two empty strings where nothing did."""
    for call, outcome in zip(calls, got, strict=True):
        if call.varied is not None and outcome.kind == got[call.varied[0]].kind == "value":
            base, kind, place = call.varied
            arguments, results = subject.axes[kind]
            values = subject.seen(got[base].value), subject.seen(outcome.value), call.want
            before, after, want = (_parts(subject, value) for value in values)
            for name, axis in results.items():
                if _shape(want.get(name)) is None or not _shape(before.get(name)) == _shape(after.get(name)) == _shape(
                    want[name]
                ):
                    continue
                old, new = (part[name] if axis == 0 else np.moveaxis(part[name], axis, 0) for part in (before, after))
                kept = range(place + 1) if kind == "time" else (place,)
                moved = next(
                    (row for row in kept if not same_values(old[row : row + 1], new[row : row + 1], near=subject.near)),
                    None,
                )
                if moved is not None:
                    change = f"{' and '.join(arguments)} {'change' if len(arguments) > 1 else 'changes'}"
                    return MIXED_ALONG[kind], f"{name}[{':, ' * axis}{moved}] changes when {change} {WHERE[kind]}."
    return "", ""


def _parts(subject: Subject, value: Any) -> dict[str, Any]:
    if subject.part or len(subject.results) == 1:
        return {subject.part or subject.results[0]: value}
    return dict(zip(subject.results, value, strict=False)) if isinstance(value, (tuple, list)) else {}


def _shape(part: Any) -> tuple | None:
    """None where there are no rows."""
    if isinstance(part, (tuple, list)):
        return (len(part),)
    return part.shape if type(part) is np.ndarray and part.ndim else None
