"""What an exercise is: its checks, their points, hidden inputs, example cases and known mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lstm_grader.sandbox.types import Limits
from lstm_grader.selfcheck import NEAR


@dataclass(frozen=True, eq=False)
class FunctionCheck:
    """One function that the student writes, judged on fresh random inputs.

    Arguments and results may be numbers, texts, None, arrays, and lists, tuples and dicts of these. Whole numbers in
    arguments are int64; in results any integer dtype will do. An argument may also be a `Recipe`: one line that makes
    it inside the student's process, such as `Recipe("np.random.default_rng(7)")` or `Recipe("lambda x: np.sum(x**3)")`.
    A tuple of arguments may be shorter than `arguments`: then defaults are left out.
    """

    name: str
    """That of its row in the table and of its check cell; of the function too, unless `function` says otherwise."""
    points: float
    read: str
    """Where the book teaches it, as `page.html#anchor`."""
    arguments: tuple[str, ...]
    results: tuple[str, ...]
    """Names of what is returned, for messages: ("f_t",) or ("h_t", "c_t")."""
    reference: Callable[..., Any]
    draw: Callable[[np.random.Generator], Sequence[tuple]]
    """Hidden argument tuples: at least five, all sizes different, one with B = H, one saturated, one |c_prev| > 1."""
    examples: Sequence[tuple]
    """Argument tuples that ship in the notebook: small, rounded to two decimals."""
    mistakes: Mapping[str, Callable[..., Any] | tuple[Callable[..., Any], ...]]
    """Catalogue id -> the function with that mistake (or several that deserve the same words)."""
    paired: Mapping[str, Callable[..., Any] | tuple[Callable[..., Any], ...]] | None = None
    """The mistakes of which pairs are made; None: all."""
    batch: tuple[dict[str, int], dict[str, int]] | None = None
    """Number of the axis of examples in the arguments and in the results that have one: no example may change another.
    None: there is none."""
    time: tuple[dict[str, int], dict[str, int]] | None = None
    """The same for the axis of steps: no step may change an earlier one. None: nothing has steps, or a later step may
    change an earlier one by right (gradients, a backward pass)."""
    stable: bool = False
    """True where an overflow warning costs the marks (C17)."""
    changes: str = "C18"
    """Catalogue id for a function that changes its arguments."""
    reads: Mapping[str, str] = field(default_factory=dict)
    """Catalogue id -> where the exercise's own page speaks about it, when the row names another page."""
    rtol: float = NEAR[0]
    atol: float = NEAR[1]
    """How near is right: abs(got - want) <= atol + rtol * abs(want). Whole numbers and texts are equal or not."""
    function: str = ""
    """The function's name, where it is not the check's."""
    part: str = ""
    """The one of `results` that earns these points; see `parts.in_parts`. Empty: all together."""
    facts: str = ""
    """For a function with many right results, such as a generator of batches: a line that takes them, as `results`
    names them and whatever their form, and gives a dict of facts. These are compared, in the notebook, too."""
    uses: tuple[FunctionCheck, ...] = ()
    """The checks of functions that this one is made of. A known mistake in one of them, marked there in the same
    notebook, is not marked again here; with that function right it is."""
    composed: Callable[..., Callable[..., Any]] | None = None
    """Makes this function out of those, given by name: `lambda rnn_step: lambda x, h0, W, b: ...`."""
    hints: tuple[str, ...] = ()
    """Three, for whoever is stuck: a question, where to look, the way in words; none is code of the answer. They
    stand in `hints.py`, since they decide no verdict."""

    @property
    def called(self) -> str:
        """The name of the function."""
        return self.function or self.name

    def out_of(self, **functions: Callable[..., Any]) -> Callable[..., Any]:
        """This function made of others: these, and the right ones where none is given."""
        return self.composed(**{part.called: part.reference for part in self.uses} | functions)


@dataclass(frozen=True)
class Question:
    """A prediction: the notebook's variable `name` must hold `key`."""

    name: str
    points: float
    read: str
    key: float | str
    tolerance: float = 5e-4
    traps: Mapping[float | str, str] = field(default_factory=dict)
    """A wrong answer -> the catalogue id of the thought behind it."""

    @property
    def kind(self) -> str:
        """What is asked for: a "number" or a "letter"."""
        return "letter" if isinstance(self.key, str) else "number"


@dataclass(frozen=True)
class Exercise:
    """One folder of `solutions/`."""

    name: str
    title: str
    checks: tuple[FunctionCheck | Question, ...]
    packages: tuple[str, ...] = ("numpy", "matplotlib")
    """Distributions that student code may import."""
    limits: Limits = field(default_factory=Limits)

    @property
    def notebook(self) -> str:
        """The notebook's name without its ending: 06_forget_gate -> forget_gate."""
        return self.name.split("_", 1)[1]

    @property
    def max_score(self) -> float:
        """All points of the exercise."""
        return sum(check.points for check in self.checks)
