"""Whole notebooks handed in for an exercise, with the outcome that each must get."""

from __future__ import annotations

from dataclasses import dataclass

import nbformat

from lstm_grader import spec
from lstm_grader.spec import FunctionCheck
from tests.course import answers

TEN = {
    "06_forget_gate": (
        ("forget_gate", "C12a"), ("forget_gate", "C13"), ("forget_gate", "C14"), ("forget_gate", "A10"),
        ("forget_gate", "C4"), ("keep", "A1"), ("keep", "C10"), ("keep", "C18"),
        ("half_life", "H3"), ("half_life", "P1"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Submission:
    """One notebook, and what each of its checks must get."""

    student: str
    exercise: str
    notebook: bytes
    expected: dict[str, tuple[str, str]]
    """check -> (verdict, catalogue id or ""); "wrong" stands for "wrong" or "error"."""

    @property
    def path(self) -> str:
        """Where nbgrader looks for it, below its submitted directory."""
        return f"{self.student}/{self.exercise}/{spec.load(self.exercise).notebook}.ipynb"

    @property
    def score(self) -> float:
        """The points it must get."""
        checks = spec.load(self.exercise).checks
        return sum(check.points for check in checks if self.expected[check.name][0] == "right")


def submission(student: str, exercise: str, chosen: list[answers.Answer], mistakes: dict | None = None) -> Submission:
    """A notebook with these answers and right predictions; `mistakes` maps a check to its catalogue id."""
    notebook = answers.notebook(exercise, chosen, answers.right_predictions(exercise))
    expected = {check.name: ("right", "") for check in spec.load(exercise).checks}
    expected |= {check: ("wrong", key) for check, key in (mistakes or {}).items()}
    return Submission(student, exercise, nbformat.writes(notebook).encode(), expected)


def right_ones(exercise: str, count: int = 3) -> list[Submission]:
    """Independent right solutions: of each check another style each time; one of them prints and warns."""
    styles = answers.read("right", exercise)
    functions = [check.name for check in spec.load(exercise).checks if isinstance(check, FunctionCheck)]
    by_check = {name: [answer for answer in styles if answer.check == name] for name in functions}
    for found in by_check.values():
        found.sort(key=lambda answer: "noisy" not in answer.label)
    return [
        submission(f"right-{turn}", exercise, [found[turn % len(found)] for found in by_check.values()])
        for turn in range(count)
    ]


def mistaken(exercise: str, wanted: tuple[tuple[str, str], ...] | None = None) -> list[Submission]:
    """One notebook for each wanted mistake (by default the ten of the class); everything else in it is right."""
    written = {(answer.check, answer.label): answer for answer in reversed(answers.read("mistakes", exercise))}
    good = {answer.check: answer for answer in answers.author(exercise)}
    return [
        submission(
            f"{check.replace('_', '-')}-{key}", exercise,
            [written[check, key] if name == check else answer for name, answer in good.items()], {check: key},
        )
        for check, key in (wanted or TEN[exercise])
    ]  # fmt: skip


def unsolved(exercise: str, student: str = "unsolved") -> Submission:
    """The notebook as it was released."""
    expected = {check.name: ("missing", "") for check in spec.load(exercise).checks}
    return Submission(student, exercise, nbformat.writes(answers.notebook(exercise, [])).encode(), expected)
