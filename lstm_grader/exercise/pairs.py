"""The known mistakes of a check, every pair that can be made of them, and which of them fit an answer."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice, product
from typing import Any

import numpy as np

from lstm_grader import selfcheck
from lstm_grader.exercise import catalogue
from lstm_grader.exercise.checks import FunctionCheck
from lstm_grader.exercise.variants import Variant, as_tuple
from lstm_grader.selfcheck import Outcome, Recipe, close, fingerprint

ENOUGH = 4  # different numbers in the result of a single call, to know a pair by
MOST = 1000  # ways to put together what was marked in several functions


@dataclass(frozen=True)
class Known:
    """A function with one mistake or two, and its fingerprint on the check's examples."""

    name: str
    """A catalogue id; `C3+C12a` for a pair, or one id where the same mistake was made in two places."""
    function: Callable
    print: float


@cache
def make_singles(check: FunctionCheck) -> tuple[Known, ...]:
    """All known mistakes of a check."""
    return tuple(
        Known(key, function, fingerprint(done_by(function, check.examples)))
        for key, function in [*own_functions(check), *make_inner(check)]
    )


@cache
def make_pairs(check: FunctionCheck) -> tuple[Known, ...]:
    """All pairs that the examples tell from the right function and from every single mistake."""
    right = done_by(judged(check, check.reference), check.examples)
    told = np.sort([fingerprint(right), *(single.print for single in make_singles(check))])
    both_of = [*make_combined(check), *make_inner_pairs(check), *make_crossed(check)]
    made = [(name, both, done_by(both, check.examples)) for name, both in both_of]
    pairs = [
        Known(name, both, fingerprint(outcomes))
        for name, both, outcomes in made
        if _says_enough(outcomes) and not _only_raises(outcomes, right)
    ]
    prints = np.array([pair.print for pair in pairs])
    after = np.clip(np.searchsorted(told, prints), 1, len(told) - 1)
    like_one = close(prints, told[after]) | close(prints, told[after - 1])
    return tuple(pair for pair, like in zip(pairs, like_one, strict=True) if not like)


def make_combined(check: FunctionCheck) -> Iterator[tuple[str, Callable]]:
    """Two mistakes make a pair where they replace other parts of the right function."""
    order = {key: index for index, key in enumerate(catalogue.read())}
    halves = all_variants(check.mistakes if check.paired is None else check.paired)
    for (one, first), (other, second) in combinations(halves, 2):
        both = first.also(second) if isinstance(first, Variant) else None
        if both is not None:
            yield "+".join(sorted({one, other}, key=order.get)), judged(check, both)


def make_inner(check: FunctionCheck) -> Iterator[tuple[str, Callable]]:
    """The function with a known mistake in one of those that it uses, as `part/id`."""
    for part in check.uses:
        for key, function in all_variants(part.mistakes):
            yield f"{part.called}/{key}", judged(check, check.out_of(**{part.called: function}))


def make_inner_pairs(check: FunctionCheck) -> Iterator[tuple[str, Callable]]:
    """The same with two mistakes in one of those, as `part/id+part/id`; what it uses itself is met for itself."""
    for part in check.uses:
        for pair in make_pairs(part):
            if "/" in pair.name:
                continue
            name = "+".join(f"{part.called}/{key}" for key in pair.name.split("+"))
            yield name, judged(check, check.out_of(**{part.called: pair.function}))


def make_crossed(check: FunctionCheck) -> Iterator[tuple[str, Callable]]:
    """A mistake of its own beside one in a function that it uses, as `id+part/id`; the plainest variant of each."""
    for part in check.uses:
        for (own, one), (key, other) in product(check.mistakes.items(), part.mistakes.items()):
            first, inside = as_tuple(one)[0], check.out_of(**{part.called: as_tuple(other)[0]})
            both = first.also(inside) if isinstance(first, Variant) else None
            if both is not None:
                yield f"{own}+{part.called}/{key}", judged(check, both)


def make_carried(check: FunctionCheck, marked: Mapping[str, str]) -> Iterator[Known]:
    """The function made of all that was marked in those that it uses, as `part/id+part/id`, where several were."""
    parts = [part for part in check.uses if marked.get(part.called)]
    if len(parts) < 2:
        return
    named = [
        [known.function for known in (*make_singles(part), *make_pairs(part)) if known.name == marked[part.called]]
        for part in parts
    ]
    name = "+".join(f"{part.called}/{key}" for part in parts for key in marked[part.called].split("+"))
    for functions in islice(product(*named), MOST):
        made = check.out_of(**{part.called: function for part, function in zip(parts, functions, strict=True)})
        both = judged(check, made)
        yield Known(name, both, fingerprint(done_by(both, check.examples)))


def own_functions(check: FunctionCheck) -> list[tuple[str, Callable]]:
    """All known mistakes in the function itself, each with its id."""
    return [(key, judged(check, function)) for key, function in all_variants(check.mistakes)]


def all_variants(mistakes: Mapping[str, Callable | tuple[Callable, ...]]) -> list[tuple[str, Callable]]:
    """All functions of a table of mistakes, each with its id."""
    return [(key, function) for key, several in mistakes.items() for function in as_tuple(several)]


def judged(check: FunctionCheck, function: Callable) -> Callable:
    """The function, returning what the check judges of its result: a part, or facts."""
    if not check.part and not check.facts:
        return function
    of = Recipe(check.facts).make() if check.facts else lambda *parts: parts[check.results.index(check.part)]

    def part(*args: Any) -> Any:
        value = function(*args)
        return of(*value) if selfcheck.as_many(value, check.results) else value

    return part


def copy_arguments(args: tuple) -> tuple:
    """Arguments for one call: copies, and what recipes make."""
    return tuple(arg.make() if isinstance(arg, Recipe) else copy.deepcopy(arg) for arg in args)


def find_fitting(check: FunctionCheck, known: Sequence[Known], on_examples: Sequence[Outcome]) -> list[Known]:
    """The mistakes that do to the examples what an answer did."""
    got = list(on_examples)
    fit = close(fingerprint(got), [mistake.print for mistake in known], selfcheck.slack(got, (check.rtol, check.atol)))
    return [known[index] for index in np.flatnonzero(fit)]


def tell_apart(check: FunctionCheck) -> dict[str, list[float]]:
    """name -> fingerprints by which the examples alone tell a pair from all others.

    Pairs that are one and the same function go by the name of the first in the table.
    """
    names: dict[str, list[float]] = {}
    for group in group_alike(make_pairs(check)):
        first = group[0]
        others = [pair for pair in group if pair.name != first.name]
        if all(_same_function(check, first, other) for other in others):
            names.setdefault(first.name, []).append(first.print)
    return names


def group_alike(pairs: Sequence[Known]) -> list[list[Known]]:
    """Pairs with the same fingerprint, in the order of the table."""
    prints = np.array([pair.print for pair in pairs])
    order = np.argsort(prints)
    gaps = np.flatnonzero(~close(prints[order[:-1]], prints[order[1:]])) + 1
    return [[pairs[index] for index in sorted(group)] for group in np.split(order, gaps) if group.size]


def _same_function(check: FunctionCheck, one: Known, other: Known) -> bool:
    drawn = check.draw(np.random.default_rng(0))
    return bool(close(*(fingerprint(done_by(pair.function, drawn)) for pair in (one, other))))


def done_by(function: Callable, queries: Sequence[tuple]) -> list[Outcome]:
    """What a function that leaves its arguments alone does with each of these; there are very many of them."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return [_outcome(function, args) for args in queries]


def _outcome(function: Callable, args: tuple) -> Outcome:
    try:
        made = tuple(arg.make() if isinstance(arg, Recipe) else arg for arg in args)
        return Outcome("value", selfcheck.plain(function(*made)))
    except Exception as error:
        return Outcome("raised", error=f"{type(error).__name__}: {error}"[:500])


def _only_raises(outcomes: Sequence[Outcome], right: Sequence[Outcome]) -> bool:
    """Is every value that came back right? Then only the errors speak, and they may have many causes, too."""
    return any(outcome.kind == "raised" for outcome in outcomes) and all(
        selfcheck.same(outcome, want) for outcome, want in zip(outcomes, right, strict=True) if outcome.kind == "value"
    )


def _says_enough(outcomes: Sequence[Outcome]) -> bool:
    """Several results, or one with several numbers: one number, or an error, may have many causes."""
    values = [outcome.value for outcome in outcomes if outcome.kind == "value"]
    return len(values) > 1 or (len(values) == 1 and len(np.unique(np.round(selfcheck.flat(values), 6))) >= ENOUGH)
