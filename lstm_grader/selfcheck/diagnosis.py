"""The diagnosis: from what a function did to a verdict and its text."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from .compare import STAGES, faults_of, same_values
from .naming import ERRORS, carried, name_of
from .outcome import Call, Outcome, Subject
from .probes import dependence
from .values import Recipe, as_many, describe, size
from .verdict import Verdict, Word


def diagnose(
    subject: Subject, calls: list[Call], got: list[Outcome], marked: Mapping[str, str] | None = None
) -> Verdict:
    """The verdict on one function from the outcomes of its calls, given in the order of `calls`.

    Args:
        marked: function -> id of the mistake that it was marked with in this notebook, empty where it is right. What
            such a mistake does to a function that uses this one is not marked again.
    """
    marked = marked or {}
    faults = [fault_of(subject, call, outcome, got) for call, outcome in zip(calls, got, strict=True)]
    wrong = [index for index, fault in enumerate(faults) if fault]
    overflow = [index for index, outcome in enumerate(got) if any("overflow" in text for text in outcome.warnings)]
    if not wrong and not (subject.stable and overflow):
        lines = [f"{subject.name}: right on all {len(calls)} calls."]
        if overflow:
            lines.append(f"Note (no marks lost): {subject.mistakes['C17'].says}")
        return Verdict(subject.name, Word.RIGHT, "", tuple(lines))
    if not wrong:
        return _verdict(subject, Word.WRONG, "C17", calls, got, faults, overflow[0])
    shortest = min(wrong, key=lambda index: size(calls[index].args))
    for kind in ("missing", "refused", "died", "timeout", "bad reply"):
        for index in wrong:
            if got[index].kind == kind:
                return _verdict(subject, _WORD[kind], "", calls, got, faults, index)
    if all(outcome.error.startswith("NotImplementedError") for outcome in got):
        return Verdict(subject.name, Word.MISSING, "", (f"{subject.name}: not written yet.", _read(subject.read)))
    name = name_of(subject, calls, got, faults, marked)
    if carried(name, marked) and any(outcome.kind == "value" and outcome.value is not None for outcome in got):
        return Verdict(subject.name, Word.RIGHT, "", (_carried_text(subject, name, len(calls)),))
    if "P7" in name.split("+"):  # a number may fail as well, by an overflow for example; the mistake shows on an array
        shortest = min(wrong, key=lambda index: (size(calls[index].args) == 1, size(calls[index].args)))
    raised = all(outcome.kind == "raised" for outcome in got)
    word = (
        Word.ERROR if got[shortest].kind == "raised" and (raised or name == "unknown" or name in ERRORS) else Word.WRONG
    )
    return _verdict(subject, word, name, calls, got, faults, shortest, marked)


def _carried_text(subject: Subject, name: str, count: int) -> str:
    pieces = [piece.split("/") for piece in name.split("+")]
    what = " and ".join(f"{subject.mistakes[key].name} ({key}) in {part}" for part, key in pieces)
    return (
        f"{subject.name}: right on all {count} calls but for what was marked elsewhere, {what}: it costs nothing twice."
    )


_WORD = {
    "missing": Word.MISSING,
    "refused": Word.REFUSED,
    "died": Word.ERROR,
    "timeout": Word.TIMEOUT,
    "bad reply": Word.ERROR,
}


def _verdict(subject, word, name, calls, got, faults, index, marked=None) -> Verdict:
    """The text, in its fixed order: called, came back, right already, looks like, read."""
    places = {key: part for part, _, key in (piece.rpartition("/") for piece in name.split("+"))}
    name = "+".join(places)
    call, outcome, fault = calls[index], got[index], faults[index]
    overflow = next((text for text in outcome.warnings if "overflow" in text), "")
    if name == "C17" and overflow:
        fault = ("warning", overflow, "")
    shapes = ", ".join(f"{key}{_shape_of(value)}" for key, value in zip(subject.arguments, call.args, strict=False))
    lines = [f"Called: {subject.called}({shapes})"]
    lines.append(f"Came back: {_came(outcome)}" + (f"; {fault[1]}" if fault and fault[1] else ""))
    right = _right_already(subject, calls, got, faults)
    if right:
        lines.append(f"Right already: {right}.")
    known = {key: subject.mistakes[key] for key in name.split("+") if key in subject.mistakes}
    mixed, how = dependence(subject, calls, got)
    for key, mistake in known.items():
        where = f", in the part of {places[key]}" if places[key] else ""
        here = f" Here {how}" if key == mixed else ""
        lines.append(f"Looks like: {mistake.name}{where}. {mistake.says}{here}")
        if places[key] and not (marked or {}).get(places[key], "?"):
            lines.append(f"Your {places[key]} itself is right.")
    if not known and outcome.kind in ("value", "raised"):
        place = f" The smallest failing call is the one above; {fault[2]}." if fault[2] else ""
        lines.append(f"Not a mistake I know.{place}")
        before = [part for part, mark in (marked or {}).items() if mark]
        if before:
            lines.append(f"Mend {' and '.join(before)} first: what is wrong there may be all that is wrong here.")
    lines += map(_read, dict.fromkeys(mistake.read for mistake in known.values() if mistake.read) or [subject.read])
    return Verdict(subject.name, word, name if known or outcome.kind in ("value", "raised") else "", tuple(lines))


def _read(anchor: str) -> str:
    return f"Read: {anchor}"


def _came(outcome: Outcome) -> str:
    return {
        "value": describe(outcome.value),
        "raised": outcome.error,
        "missing": "nothing: " + (outcome.error or "there is no such function after the last cell"),
        "timeout": "no answer within the time limit; is there a loop that never ends?",
        "died": "nothing: the process ended during the call",
        "bad reply": "something that is not an answer",
        "refused": f"nothing: {outcome.error or 'the call tried something that is not allowed here'}",
    }[outcome.kind]


def _right_already(subject, calls, got, faults) -> str:
    """What need not be touched; an argument that was changed says nothing against the result."""
    count = sum(not fault for fault in faults)
    parts = []
    if all(outcome.kind == "value" for outcome in got):
        pairs = [(subject.seen(outcome.value), call.want) for call, outcome in zip(calls, got, strict=True)]
        stages = {fault[0] for value, want in pairs for fault in faults_of(value, want, near=subject.near)}
        if not stages & {"type", "keys"}:
            parts += ["the shape"] if "shape" not in stages else []
            parts += ["the dtype"] if not stages & {"shape", "dtype"} else []
        if len(subject.results) > 1 and not subject.part and all(as_many(*pair) for pair in pairs):
            parts += [
                name
                for place, name in enumerate(subject.results)
                if not any(faults_of(value[place], want[place], near=subject.near) for value, want in pairs)
            ]
    if count == len(calls):  # only a warning is held against it
        return "the result of every call"
    return ", ".join([*parts, f"{count} of {len(calls)} calls"] if count else parts)


def fault_of(subject: Subject, call: Call, outcome: Outcome, got: list[Outcome]) -> tuple[str, str, str] | None:
    """None when the call is right, else (stage, what is wrong, where it is first wrong).

    Where facts alone would not tell, a result that came out otherwise when the same was asked before is wrong, too.
    """
    fault = _call_fault(subject, call, outcome)
    if fault or not subject.facts or call.repeats is None or same_values(outcome.value, got[call.repeats].value):
        return fault
    return ("value", "the same call gave another result before", "")


def _call_fault(subject: Subject, call: Call, outcome: Outcome) -> tuple[str, str, str] | None:
    """None when the call is right, else (stage, what is wrong, where it is first wrong)."""
    if outcome.kind != "value":
        return (outcome.kind, "", "")
    after = outcome.args or call.args
    changed = [
        name
        for name, old, new in zip(subject.arguments, call.args, after, strict=False)
        if not isinstance(old, Recipe) and not same_values(new, old, exact=True)
    ]
    if changed or len(after) != len(call.args):
        return ("changed", f"{' and '.join(changed) or 'an argument'} changed during the call", "")
    if outcome.overwritten:
        return ("overwritten", "a later call changed this result", "")
    names = subject.results if len(subject.results) > 1 else ()
    if (subject.part or subject.facts) and not subject.has_parts(outcome.value):
        return ("type", f"expected {', '.join(names)}, a tuple of {len(names)}", "")
    value = subject.seen(outcome.value)
    faults = faults_of(value, call.want, subject.part, () if subject.part else names, subject.near)
    return min(faults, key=lambda fault: STAGES.index(fault[0]), default=None)


def _shape_of(argument: Any) -> str:
    if isinstance(argument, (int, float)) and not isinstance(argument, bool):
        return f" = {argument:.6g}"
    return f" {argument.shape}" if isinstance(argument, np.ndarray) and argument.ndim else f": {describe(argument)}"
