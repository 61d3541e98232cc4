"""Probes: what a result may not depend on. An example is computed as if alone, a step sees nothing that comes later."""

from typing import Any

import numpy as np

from .compare import same_values
from .outcome import Call, Outcome, Subject

MISTAKE = {"batch": "C19", "time": "Q3"}
WHERE = {"batch": "for other examples only", "time": "at later steps only"}


def varied(subject: Subject, args: tuple, kind: str, place: int) -> tuple:
    """The same arguments, but all other examples (or all later steps) are replaced by the one at `place`."""
    numbers = subject.axes[kind][0]
    changed = []
    for name, arg in zip(subject.arguments, args, strict=True):
        if name in numbers:
            arg = arg.copy(order="K")
            rows = np.moveaxis(arg, numbers[name], 0)
            rows[place if kind == "time" else 0 :] = rows[place].copy()
        changed.append(arg)
    return tuple(changed)


def dependence(subject: Subject, calls: list[Call], got: list[Outcome]) -> tuple[str, str]:
    """The catalogue id and a sentence about what changed though it must not; two empty strings where nothing did."""
    for call, outcome in zip(calls, got, strict=True):
        if call.varied is not None and outcome.kind == got[call.varied[0]].kind == "value":
            base, kind, place = call.varied
            arguments, results = subject.axes[kind]
            before, after, want = (_parts(subject, value) for value in (got[base].value, outcome.value, call.want))
            for name, axis in results.items():
                if not _shape(before.get(name)) == _shape(after.get(name)) == want[name].shape:
                    continue
                old, new = (np.moveaxis(part[name], axis, 0) for part in (before, after))
                kept = range(place + 1) if kind == "time" else (place,)
                moved = next((row for row in kept if not same_values(old[row : row + 1], new[row : row + 1])), None)
                if moved is not None:
                    change = f"{' and '.join(arguments)} {'change' if len(arguments) > 1 else 'changes'}"
                    return MISTAKE[kind], f"{name}[{':, ' * axis}{moved}] changes when {change} {WHERE[kind]}."
    return "", ""


def _parts(subject: Subject, value: Any) -> dict[str, Any]:
    if len(subject.results) == 1:
        return {subject.results[0]: value}
    return dict(zip(subject.results, value, strict=False)) if isinstance(value, (tuple, list)) else {}


def _shape(part: Any) -> tuple | None:
    return part.shape if type(part) is np.ndarray else None
