"""Naming: which mistake of the catalogue explains everything that came back."""

from .compare import same, same_values
from .outcome import Call, Outcome, Subject


def name_of(subject: Subject, calls: list[Call], got: list[Outcome], faults: list) -> str:
    """The catalogue id that explains all outcomes, or "unknown"."""
    if any(fault and fault[0] == "changed" for fault in faults):
        return subject.changes
    if all(outcome.kind == "value" and outcome.value is None for outcome in got):
        return "P1"
    low = any(fault and fault[0] == "dtype" for fault in faults)
    if low and all(not fault or fault[0] == "dtype" for fault in faults) and all(
        same_values(outcome.value, call.want, truncated=True) for call, outcome in zip(calls, got, strict=True)
    ):
        return "C20a"
    for row, (name, _) in enumerate(calls[0].wrong):
        pairs = [(outcome, call.wrong[row][1]) for call, outcome in zip(calls, got, strict=True)]
        if all(same(*pair) for pair in pairs) and (
            any(outcome.kind == "value" for outcome in got)
            or all(outcome.error.startswith(known.error.strip()) for outcome, known in pairs)  # a line may follow
        ):
            return f"{name}+C20a" if low else name
    for call, outcome in zip(calls, got, strict=True):
        if call.repeats is not None and not same(outcome, got[call.repeats]):
            return "P2"
    if any(call.shown for call in calls) and all(
        call.shown != bool(fault) for call, fault in zip(calls, faults, strict=True)
    ):
        return "P3"
    return "unknown"
