"""The self-check in the notebook: `check(function)`, on the example cases that stand beside it."""

import json
from dataclasses import replace
from typing import Any

import numpy as np

from .diagnosis import diagnose
from .fingerprint import named
from .naming import fits
from .outcome import Call, Mistake, Outcome, Subject, Verdict, call
from .values import ANSWERS, describe, is_answer, plain


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


class SelfCheck:
    """`check(function)` runs the example cases; `check(answer_1=answer_1)` looks whether there is an answer."""

    def __init__(self, cases: str):
        data = json.loads(cases)
        mistakes = {key: Mistake(*row) for key, row in data["mistakes"].items()}
        self.questions, self.subjects, self.calls, self.pairs = data["questions"], {}, {}, {}
        for row in data["checks"]:
            name = row["name"]
            self.subjects[name] = Subject(
                name,
                tuple(row["arguments"]),
                tuple(row["results"]),
                row["read"],
                mistakes,
                row["stable"],
                row["changes"],
                row["axes"],
            )
            calls = [self._call(item) for item in row["calls"]]
            wrong = [(key, [self._outcome(node) for node in nodes]) for key, *nodes in row["wrong"]]
            for index, item in enumerate(calls):
                if item.varied is None:
                    calls[index] = replace(item, wrong=tuple((key, outcomes[index]) for key, outcomes in wrong))
            self.calls[name] = [*calls, replace(calls[0], repeats=0)]
            self.pairs[name] = row["pairs"]

    @staticmethod
    def _call(item: dict) -> Call:
        varied = None if item["varied"] is None else tuple(item["varied"])
        return Call(tuple(from_json(arg) for arg in item["args"]), from_json(item["want"]), varied=varied)

    @staticmethod
    def _outcome(node: Any) -> Outcome:
        value = from_json(node)
        return value if isinstance(value, Outcome) else Outcome("value", value)

    def verdict(self, function: Any) -> Verdict:
        """The verdict on the example cases."""
        name = getattr(function, "__name__", str(function))
        if name not in self.subjects:
            raise CheckFailed(
                f"There is nothing to check about {name!r}; there is: {', '.join(self.subjects)}. "
                "Write it with def, under the name that its cell gives."
            )
        calls = self.calls[name]
        got = [call(function, item.args) for item in calls]
        verdict = diagnose(self.subjects[name], calls, got)
        if verdict.verdict == "right" or any(fits(row, calls, got) for row in range(len(calls[0].wrong))):
            return verdict
        examples = [outcome for item, outcome in zip(calls, got, strict=True) if item.wrong and item.repeats is None]
        pair = named(self.pairs[name], examples)
        suspected = [replace(item, wrong=((pair, outcome),)) for item, outcome in zip(calls, got, strict=True)]
        return diagnose(self.subjects[name], suspected, got) if pair else verdict

    def __call__(self, function: Any = None, **answers: Any) -> None:
        """Prints the good news, raises the bad."""
        for name, answer in answers.items():
            if name not in self.questions:
                raise CheckFailed(f"There is no {name!r} to check; there is: {', '.join(self.questions)}.")
            if answer is ...:
                raise CheckFailed(f"{name}: not answered yet. Put a number or a letter in place of the three dots.")
            if not is_answer(plain(answer), self.questions[name]):
                raise CheckFailed(f"{name}: expected {ANSWERS[self.questions[name]]}. Yours is {describe(answer)}.")
            print(f"{name} = {answer!r}: noted. It is judged when you hand in.")
        if function is not None:
            verdict = self.verdict(function)
            if verdict.verdict != "right":
                raise CheckFailed(verdict.message)
            print(f"{verdict.message[:-1]} here. When you hand in, it is judged on fresh inputs.")
