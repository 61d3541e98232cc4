"""Self-check: compares what a function returned with what it should return, and says which mistake it looks like.

This text is the whole self-check: it stands in every exercise notebook (with example cases), and the grader uses it
with fresh random inputs. NumPy only. It never shows an expected number.
"""

import copy
import json
import warnings
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

RTOL, ATOL = 1e-7, 1e-9
LOOSE = {"float16": 1e-2, "float32": 1e-4}  # what is left to compare of a result of low precision
STAGES = ("type", "keys", "shape", "dtype", "value")  # of a wrong result, the plainest first


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


def diagnose(subject: Subject, calls: list[Call], got: list[Outcome]) -> Verdict:
    """The verdict on one function from the outcomes of its calls, given in the order of `calls`."""
    faults = [_call_fault(subject, call, outcome) for call, outcome in zip(calls, got, strict=True)]
    wrong = [index for index, fault in enumerate(faults) if fault]
    overflow = [index for index, outcome in enumerate(got) if any("overflow" in text for text in outcome.warnings)]
    if not wrong and not (subject.stable and overflow):
        lines = [f"{subject.name}: right on all {len(calls)} calls."]
        if overflow:
            lines.append(f"Note (no marks lost): {subject.mistakes['C17'].says}")
        return Verdict(subject.name, "right", "", tuple(lines))
    if not wrong:
        return _verdict(subject, "wrong", "C17", calls, got, faults, overflow[0])
    shortest = min(wrong, key=lambda index: size(calls[index].args))
    for kind in ("missing", "refused", "died", "timeout", "bad reply"):
        for index in wrong:
            if got[index].kind == kind:
                return _verdict(subject, _WORD[kind], "", calls, got, faults, index)
    if all(outcome.error.startswith("NotImplementedError") for outcome in got):
        return Verdict(subject.name, "missing", "", (f"{subject.name}: not written yet.", _read(subject.read)))
    name = _name(subject, calls, got, faults)
    raised = all(outcome.kind == "raised" for outcome in got)
    word = "error" if got[shortest].kind == "raised" and (raised or name == "unknown") else "wrong"
    return _verdict(subject, word, name, calls, got, faults, shortest)


_WORD = {"missing": "missing", "refused": "refused", "died": "error", "timeout": "timeout", "bad reply": "error"}


def _name(subject: Subject, calls: list[Call], got: list[Outcome], faults: list) -> str:
    """The catalogue id that explains all outcomes, or "unknown"."""
    if any(fault and fault[0] == "changed" for fault in faults):
        return subject.changes
    if all(outcome.kind == "value" and outcome.value is None for outcome in got):
        return "P1"
    low = any(fault and fault[0] == "dtype" for fault in faults)
    if low and all(not fault or fault[0] == "dtype" for fault in faults) and all(
        _same_values(outcome.value, call.want, truncated=True) for call, outcome in zip(calls, got, strict=True)
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


def _verdict(subject, word, name, calls, got, faults, index) -> Verdict:
    """The text, in its fixed order: called, came back, right already, looks like, read."""
    call, outcome, fault = calls[index], got[index], faults[index]
    overflow = next((text for text in outcome.warnings if "overflow" in text), "")
    if name == "C17" and overflow:
        fault = ("warning", overflow, "")
    shapes = ", ".join(f"{key}{_shape_of(value)}" for key, value in zip(subject.arguments, call.args, strict=False))
    lines = [f"Called: {subject.name}({shapes})"]
    lines.append(f"Came back: {_came(outcome)}" + (f"; {fault[1]}" if fault and fault[1] else ""))
    right = _right_already(subject, calls, got, faults)
    if right:
        lines.append(f"Right already: {right}.")
    known = [subject.mistakes[key] for key in name.split("+") if key in subject.mistakes]
    lines += [f"Looks like: {mistake.name}. {mistake.says}" for mistake in known]
    if not known and outcome.kind in ("value", "raised"):
        place = f" The smallest failing call is the one above; {fault[2]}." if fault[2] else ""
        lines.append(f"Not a mistake I know.{place}")
    lines.append(_read(next((mistake.read for mistake in known if mistake.read), subject.read)))
    return Verdict(subject.name, word, name if known or outcome.kind in ("value", "raised") else "", tuple(lines))


def _read(anchor: str) -> str:
    return f"Read: {anchor}"


def _came(outcome: Outcome) -> str:
    return {
        "value": _describe(outcome.value),
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
        pairs = [(outcome.value, call.want) for call, outcome in zip(calls, got, strict=True)]
        stages = {fault[0] for value, want in pairs for fault in _faults(value, want)}
        if not stages & {"type", "keys"}:
            parts += ["the shape"] if "shape" not in stages else []
            parts += ["the dtype"] if not stages & {"shape", "dtype"} else []
        if len(subject.results) > 1 and all(_as_many(*pair) for pair in pairs):
            parts += [
                name for place, name in enumerate(subject.results)
                if not any(_faults(value[place], want[place]) for value, want in pairs)
            ]
    if count == len(calls):  # only a warning is held against it
        return "the result of every call"
    return ", ".join([*parts, f"{count} of {len(calls)} calls"] if count else parts)


def _call_fault(subject: Subject, call: Call, outcome: Outcome) -> tuple[str, str, str] | None:
    """None when the call is right, else (stage, what is wrong, where it is first wrong)."""
    if outcome.kind != "value":
        return (outcome.kind, "", "")
    after = outcome.args or call.args
    changed = [name for name, old, new in zip(subject.arguments, call.args, after, strict=False)
               if not _same_values(new, old, exact=True)]  # fmt: skip
    if changed or len(after) != len(call.args):
        return ("changed", f"{' and '.join(changed) or 'an argument'} changed during the call", "")
    names = subject.results if len(subject.results) > 1 else ()
    return min(_faults(outcome.value, call.want, names=names), key=lambda fault: STAGES.index(fault[0]), default=None)


def _faults(got: Any, want: Any, where: str = "", names: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """All that is wrong with a result; `names` are those of its parts."""
    if isinstance(want, (tuple, list)):
        if not _as_many(got, want):
            return [("type", f"expected {_describe(want)}", "")]
        parts = [names[i] if names else f"{where or 'the result'}[{i}]" for i in range(len(want))]
        return [fault for i, part in enumerate(parts) for fault in _faults(got[i], want[i], part)]
    if isinstance(want, dict):
        if not isinstance(got, dict) or set(got) != set(want):
            return [("keys", f"expected {_describe(want)}", "")]
        return [fault for key in want for fault in _faults(got[key], want[key], f"{where or 'the result'}[{key!r}]")]
    if want is None or isinstance(want, (str, bool)):
        right = type(got) is type(want) and got == want
        return [] if right else [("value", "the value is not right", "")]
    return _number_faults(got, want, where)


def _as_many(got: Any, want: Any) -> bool:
    """Is it a tuple or list of as many parts?"""
    return isinstance(got, (tuple, list)) and len(got) == len(want)


def _number_faults(got: Any, want: Any, where: str) -> list[tuple[str, str, str]]:
    of, for_it = (f" of {where}", f" for {where}") if where else ("", "")
    if not _is_number(got):
        return [("type", f"expected {_describe(want)}{for_it}", "")]
    have, need = np.asarray(got), np.asarray(want)
    if have.shape != need.shape:
        return [("shape", f"expected {_describe(want)}{for_it}", "")]
    alike = have.dtype.name == need.dtype.name if need.dtype.kind == "f" else have.dtype.kind == need.dtype.kind
    if not alike and (need.dtype.kind != "f" or isinstance(got, np.ndarray)):
        lower = have.dtype.kind in "biuf" and have.dtype.itemsize <= need.dtype.itemsize
        return [("dtype" if lower else "type", f"expected {need.dtype}{for_it}", "")]
    bad = ~np.isclose(have, need, RTOL, ATOL, equal_nan=True)
    if not bad.any():
        return []
    first = tuple(int(i) for i in np.argwhere(bad)[0])
    place = f"{where or 'the result'}{list(first) if first else ''}"
    place = f"the first wrong number is {place}, yours is {have[first]:.6g}" if first else f"yours is {have[()]:.6g}"
    many = f"{int(bad.sum())} of {bad.size} numbers"
    text = f"{many}{of} are not right" if bad.size > 1 else f"the number{of} is not right"
    if not np.isfinite(have).all() and np.isfinite(need).all():
        text += f", {int((~np.isfinite(have)).sum())} are NaN or infinite"
    return [("value", text, place)]


def _is_number(value: Any) -> bool:
    """A number, or a plain array: no truth value, and none of NumPy's special arrays."""
    if type(value) is np.ndarray:
        return value.dtype.kind in "biufcU"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return isinstance(value, float) or abs(value) < 2**63


def same(one: Outcome, other: Outcome) -> bool:
    """Did two calls do the same?"""
    if one.kind != other.kind:
        return False
    return one.kind != "value" or _same_values(one.value, other.value)


def _same_values(one: Any, other: Any, exact: bool = False, truncated: bool = False) -> bool:
    """Equal structures of equal numbers; exact: to the bit; truncated: as far as the first one's dtype can tell."""
    if isinstance(one, list) and isinstance(other, list):  # rows may be arrays or lists
        one, other = ([row.tolist() if isinstance(row, np.ndarray) else row for row in rows] for rows in (one, other))
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(lambda a, b: _same_values(a, b, exact, truncated), one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same_values(one[k], other[k], exact, truncated) for k in one)
    if not _is_number(one) or not _is_number(other):
        return _describe(one) == _describe(other)  # of an object of some other kind only the type is known
    a, b = np.asarray(one), np.asarray(other)
    if a.shape != b.shape or (a.dtype.kind not in "biuf" or b.dtype.kind not in "biuf"):
        return a.shape == b.shape and bool(np.all(a == b))
    if exact:
        return a.dtype == b.dtype and bool(np.array_equal(a, b, equal_nan=True))
    if truncated and a.dtype.kind in "iu":
        return bool(np.all(a == np.trunc(b)) or np.all(a == np.rint(b)))
    loose = LOOSE.get(str(a.dtype), 0.0)
    return bool(np.allclose(a, b, max(RTOL, loose), max(ATOL, loose), equal_nan=True))


def _shape_of(argument: Any) -> str:
    if isinstance(argument, (int, float)):
        return f" = {argument:.6g}"
    return f" {argument.shape}" if isinstance(argument, np.ndarray) and argument.ndim else f": {_describe(argument)}"


def _describe(value: Any, depth: int = 3) -> str:
    if type(value) is np.ndarray:
        return f"an array {value.shape} of {value.dtype}" if value.ndim else f"a number ({value.dtype})"
    if isinstance(value, dict):
        keys = [str(key)[:40] for key in value]
        return f"a dict with {', '.join(keys[:9]) + (', …' if len(keys) > 9 else '') or 'nothing'}"
    if isinstance(value, (tuple, list)):
        inside = ", ".join(_describe(item, depth - 1) for item in value[:4]) if depth else "…"
        inside += ", …" if depth and len(value) > 4 else ""
        return f"a {type(value).__name__} of {len(value)}: {inside}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "a number"
    if value is None or isinstance(value, (str, bool)):
        return repr(value)[:40]
    return f"an object of type {getattr(value, 'type_name', type(value).__name__)}"


def size(value: Any) -> int:
    """How many numbers a value holds."""
    if isinstance(value, (tuple, list)):
        return sum(map(size, value))
    return sum(map(size, value.values())) if isinstance(value, dict) else int(np.size(value))


# In the notebook ------------------------------------------------------------------------------------------------------


class CheckFailed(AssertionError):
    """Shown without a traceback: the text is the answer."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


def from_json(node: Any) -> Any:
    """A value of the example cases: arrays stand as {"array": …, "dtype": …}, tuples as {"tuple": …}."""
    if isinstance(node, list):
        return [from_json(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "array" in node:
        return np.array(node["array"], dtype=node["dtype"])
    if "tuple" in node:
        return tuple(from_json(item) for item in node["tuple"])
    if "raised" in node:
        return Outcome("raised", error=node["raised"])
    return {key: from_json(item) for key, item in node["dict"].items()}


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


def plain(value: Any) -> Any:
    """The value with NumPy's single numbers as arrays of shape ()."""
    if isinstance(value, np.generic):
        return np.asarray(value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value] if isinstance(value, list) else tuple(map(plain, value))
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value


class SelfCheck:
    """`check(function)` runs the example cases; `check(answer_1=answer_1)` looks whether there is an answer."""

    def __init__(self, cases: str):
        data = json.loads(cases)
        mistakes = {key: Mistake(*row) for key, row in data["mistakes"].items()}
        self.subjects, self.calls = {}, {}
        for row in data["checks"]:
            name = row["name"]
            self.subjects[name] = Subject(
                name, tuple(row["arguments"]), tuple(row["results"]), row["read"], mistakes, row["stable"],
                row["changes"],
            )
            calls = [self._call(item) for item in row["calls"]]
            self.calls[name] = [*calls, replace(calls[0], repeats=0)]

    @staticmethod
    def _call(item: dict) -> Call:
        wrong = []
        for key, node in item["wrong"]:
            value = from_json(node)
            wrong.append((key, value if isinstance(value, Outcome) else Outcome("value", value)))
        return Call(tuple(from_json(arg) for arg in item["args"]), from_json(item["want"]), tuple(wrong))

    def verdict(self, function: Any) -> Verdict:
        """The verdict on the example cases."""
        name = getattr(function, "__name__", str(function))
        if name not in self.subjects:
            raise CheckFailed(f"There is nothing to check about {name!r}; there is: {', '.join(self.subjects)}. "
                              "Write it with def, under the name that its cell gives.")  # fmt: skip
        calls = self.calls[name]
        return diagnose(self.subjects[name], calls, [call(function, item.args) for item in calls])

    def __call__(self, function: Any = None, **answers: Any) -> None:
        """Prints the good news, raises the bad."""
        for name, answer in answers.items():
            if answer is ...:
                raise CheckFailed(f"{name}: not answered yet. Put a number or a letter in place of the three dots.")
            if not isinstance(answer, str) and not (_is_number(plain(answer)) and np.size(answer) == 1):
                raise CheckFailed(f"{name}: expected one number, or one letter in quotes, got {_describe(answer)}.")
            print(f"{name} = {answer!r}: noted. It is judged when you hand in.")
        if function is not None:
            verdict = self.verdict(function)
            if verdict.verdict != "right":
                raise CheckFailed(verdict.message)
            print(f"{verdict.message[:-1]} here. When you hand in, it is judged on fresh inputs.")
