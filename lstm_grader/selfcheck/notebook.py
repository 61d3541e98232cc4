"""The self-check in the notebook: `check(function)`, on the example cases that stand beside it."""

import json
from dataclasses import replace
from typing import Any

import numpy as np

from .asking import ask
from .diagnosis import diagnose
from .fingerprint import STEP, named
from .naming import fits
from .outcome import Call, Mistake, Outcome, Subject
from .values import ANSWERS, Recipe, describe, is_answer, plain
from .verdict import Verdict, Word


class CheckFailed(AssertionError):
    """Shown without a traceback: the text is the answer."""

    def _render_traceback_(self) -> list[str]:
        return str(self).splitlines()


def from_json(node: Any) -> Any:
    """A value of the example cases: arrays stand as {"array": …, "dtype": …, "order": …}, tuples as {"tuple": …}."""
    if isinstance(node, list):
        return [from_json(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "array" in node:
        return np.array(node["array"], dtype=node["dtype"]).reshape(node["shape"], order=node.get("order", "C"))
    if "tuple" in node:
        return tuple(from_json(item) for item in node["tuple"])
    if "recipe" in node:
        return Recipe(node["recipe"])
    return {key: from_json(item) for key, item in node["dict"]}


def _known(node: int | str) -> Outcome:
    """What a mistake does to one example: a fingerprint, or an error."""
    return Outcome("raised", error=node) if isinstance(node, str) else Outcome("print", node * STEP)


class SelfCheck:
    """`check(function)` runs the example cases; `check(answer_1=answer_1)` looks whether there is an answer."""

    def __init__(self, cases: str):
        data = json.loads(cases)
        mistakes = {key: Mistake(*row) for key, row in data["mistakes"].items()}
        self.questions, self.subjects, self.calls, self.pairs, self.uses = data["questions"], {}, {}, {}, {}
        for row in data["checks"]:
            subject = Subject(mistakes=mistakes, **row["subject"])
            calls = [
                Call(tuple(map(from_json, args)), from_json(want), varied=varied) for args, want, varied in row["calls"]
            ]
            wrong = [(key, list(map(_known, nodes))) for key, *nodes in row["wrong"]]
            for index, item in enumerate(calls):
                if item.varied is None:
                    calls[index] = replace(item, wrong=tuple((key, outcomes[index]) for key, outcomes in wrong))
            self.subjects[subject.name], self.uses[subject.name] = subject, row["uses"]
            self.calls[subject.name] = [*calls, replace(calls[0], repeats=0)]
            self.pairs[subject.name] = {
                first + others: [number * STEP for number in prints]
                for first, found in row["pairs"].items()
                for others, *prints in found
            }

    def checks_of(self, function: Any, part: str = "") -> list[str]:
        """The checks of a function, or the one of a part of its result."""
        name = getattr(function, "__name__", str(function))
        found = [key for key, item in self.subjects.items() if item.called == name and part in ("", item.part)]
        if not found:
            there = dict.fromkeys(item.called + f" {item.part}".rstrip() for item in self.subjects.values())
            raise CheckFailed(
                f"There is nothing to check about {f'{name} {part}'.rstrip()!r}; there is: {', '.join(there)}. "
                "Write it with def, under the name that its cell gives."
            )
        return found

    def verdict(self, function: Any, part: str = "") -> Verdict:
        """The verdict on the example cases, for the first of the parts where none is named."""
        return self._verdict(function, self.checks_of(function, part)[0])

    def _verdict(self, function: Any, name: str) -> Verdict:
        subject, calls = self.subjects[name], self.calls[name]
        got = ask(function, [item.args for item in calls])
        marked = self._marked(function, self.uses[name])
        verdict = diagnose(subject, calls, got, marked)
        seen = [replace(outcome, value=subject.seen(outcome.value)) for outcome in got]
        if verdict.verdict == Word.RIGHT or any(fits(subject, row, calls, seen) for row in range(len(calls[0].wrong))):
            return verdict
        examples = [outcome for item, outcome in zip(calls, seen, strict=True) if item.wrong and item.repeats is None]
        pair = named(self.pairs[name], examples, subject.near)
        suspected = [replace(item, wrong=((pair, outcome),)) for item, outcome in zip(calls, seen, strict=True)]
        return diagnose(subject, suspected, got, marked) if pair else verdict

    def _marked(self, function: Any, uses: list[str]) -> dict[str, str]:
        """What the functions that this one may use are marked with, as they stand in the notebook."""
        there = {name: getattr(function, "__globals__", {}).get(name) for name in uses}
        return {name: self.verdict(part).mark for name, part in there.items() if getattr(part, "__name__", "") == name}

    def __call__(self, function: Any = None, part: str = "", **answers: Any) -> None:
        """Prints the good news, raises the bad."""
        for name, answer in answers.items():
            if name not in self.questions:
                raise CheckFailed(f"There is no {name!r} to check; there is: {', '.join(self.questions)}.")
            if answer is ...:
                raise CheckFailed(f"{name}: not answered yet. Put a number or a letter in place of the three dots.")
            if not is_answer(plain(answer), self.questions[name]):
                raise CheckFailed(f"{name}: expected {ANSWERS[self.questions[name]]}. Yours is {describe(answer)}.")
            print(f"{name} = {answer!r}: noted. It is judged when you hand in.")
        if function is None:
            return
        verdicts = [self._verdict(function, name) for name in self.checks_of(function, part)]
        for verdict in verdicts:
            if verdict.verdict == Word.RIGHT:
                print(f"{verdict.message[:-1]} here. When you hand in, it is judged on fresh inputs.")
        bad = [verdict.message for verdict in verdicts if verdict.verdict != Word.RIGHT]
        if bad:
            raise CheckFailed("\n\n".join(bad))
