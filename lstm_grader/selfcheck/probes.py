"""Probes: what a result may not depend on. An example is computed as if alone, a step sees nothing that comes later."""

from typing import Any

import numpy as np

from .compare import same_values
from .outcome import Call, Outcome, Subject

MISTAKE = {"batch": "C19", "time": "Q3"}


def varied(subject: Subject, args: tuple, kind: str, place: int) -> tuple:
    """The same arguments, but for one example (or step) that is replaced by the one before it."""
    numbers = subject.axes[kind][0]
    changed = []
    for name, arg in zip(subject.arguments, args, strict=True):
        if name in numbers:
            arg = arg.copy(order="K")
            steps = np.moveaxis(arg, numbers[name], 0)
            steps[place] = steps[place - 1]
        changed.append(arg)
    return tuple(changed)


def dependence(subject: Subject, calls: list[Call], got: list[Outcome]) -> tuple[str, str]:
    """The catalogue id and a sentence about what changed though it must not; two empty strings where nothing did."""
    for call, outcome in zip(calls, got, strict=True):
        if call.varied is not None and outcome.kind == got[call.varied[0]].kind == "value":
            base, kind, place = call.varied
            arguments, results = subject.axes[kind]
            before, after, want = (_parts(subject, value) for value in (got[base].value, outcome.value, call.want))
            for name, number in results.items():
                if not _shape(before.get(name)) == _shape(after.get(name)) == want[name].shape:
                    continue
                old, new = (np.moveaxis(part[name], number, 0) for part in (before, after))
                kept = range(place) if kind == "time" else (row for row in range(len(new)) if row != place)
                moved = next((row for row in kept if not same_values(old[row], new[row])), None)
                if moved is not None:
                    cause = [f"{arg}{_index(axis, place)}" for arg, axis in arguments.items()]
                    verb = "change" if len(cause) > 1 else "changes"
                    text = f"{name}{_index(number, moved)} changes when only {' and '.join(cause)} {verb}."
                    return MISTAKE[kind], text
    return "", ""


def _parts(subject: Subject, value: Any) -> dict[str, Any]:
    if len(subject.results) == 1:
        return {subject.results[0]: value}
    return dict(zip(subject.results, value, strict=False)) if isinstance(value, (tuple, list)) else {}


def _shape(part: Any) -> tuple | None:
    return part.shape if type(part) is np.ndarray else None


def _index(axis: int, place: int) -> str:
    return f"[{':, ' * axis}{place}]"
