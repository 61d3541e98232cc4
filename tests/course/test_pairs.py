"""Two mistakes at once are heard as two; what is outside of the catalogue stays unknown.

For each check all pairs are made and looked up by the notebook's own table; a sample of them is graded on fresh inputs.
`pytest -s -k fingerprint` prints how many there are.
"""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from lstm_grader import selfcheck
from lstm_grader.exercise import pairs, spec
from lstm_grader.exercise.spec import FunctionCheck
from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import sigmoid
from lstm_grader.judging import judge
from lstm_grader.release import selfcheck_cell
from lstm_grader.release.reading import say_where
from lstm_grader.selfcheck import SelfCheck
from tests.sample import how_many

pytestmark = pytest.mark.exercise

CHECKS = {
    f"{name}-{check.name}": (name, check)
    for name in spec.names()
    for check in spec.load(name).checks
    if isinstance(check, FunctionCheck)
}
KEEP = "06_forget_gate-keep"
IN_A_PART = re.compile(r"\w+/")  # a mistake in a function that this one uses goes by its id
ANCHOR = re.compile(r"\w+\.html#[\w-]+")


def test_a_check_may_know_no_mistakes():
    name, known = CHECKS[KEEP]
    check = replace(known, mistakes={})
    exercise = replace(spec.load(name), checks=(check,))

    def keep(f_t, c_prev):
        return f_t + c_prev

    assert grade(check, keep).mistake == "unknown"
    assert SelfCheck(selfcheck_cell.as_json(exercise)).verdict(keep).mistake == "unknown"


def sample(items, count, seed=0):
    rng = np.random.default_rng(seed)
    return [items[index] for index in rng.permutation(len(items))[:count]]


@cache
def drawn(check):
    return judge.draw(check, "fresh")


def grade(check, function):
    """The verdict of the grader, in this process."""
    calls = drawn(check)
    return judge._verdict(check, calls, selfcheck.ask(function, [call.args for call in calls]))


@cache
def notebook(exercise):
    return SelfCheck(selfcheck_cell.as_json(spec.load(exercise)))


def shown(name, function):
    """The verdict of the notebook."""
    exercise, check = CHECKS[name]

    def answer(*args):
        return function(*args)

    answer.__name__ = check.name
    return notebook(exercise).verdict(answer)


@pytest.mark.parametrize("name", CHECKS)
def test_nearly_all_pairs_are_told_by_their_fingerprint(name):
    """A pair that does what a single mistake does is named as that one and does not count; nor does one of several
    names, if it is one function."""
    _, check = CHECKS[name]
    table, found = pairs.make_pairs(check), pairs.tell_apart(check)
    prints = np.array([pair.print for pair in table])
    close = {key: selfcheck.close(prints[:, None], numbers).any(axis=1) for key, numbers in found.items()}
    told = int(np.any(list(close.values()), axis=0).sum()) if close else 0
    own = sum(bool(close[pair.name][row]) for row, pair in enumerate(table) if pair.name in close)
    made = sum(1 for _ in pairs.make_combined(check))
    print(f"\n{name}: {made} pairs, {len(table)} unlike a single mistake, {told} told, {own} by their own name")
    assert told >= 0.95 * len(table)
    assert own >= 0.85 * len(table)


@pytest.mark.long
@pytest.mark.parametrize("name", CHECKS)
def test_pairs_are_wrong_and_named(name):
    _, check = CHECKS[name]
    table, here = pairs.make_pairs(check), []
    prints = np.array([pair.print for pair in table])
    for pair in sample(table, how_many(6, all_of=10)):
        alike = {IN_A_PART.sub("", table[row].name) for row in np.flatnonzero(selfcheck.close(prints, pair.print))}
        graded = grade(check, pair.function)
        assert graded.verdict in ("wrong", "error")
        assert graded.mistake in alike, pair.name
        here.append(shown(name, pair.function).mistake)
        assert here[-1] in {*alike, "unknown", "C19"}, pair.name  # one that the examples leave open has no name there
    assert sum("+" in name for name in here) >= 0.7 * len(here)


def made_of_parts(name):
    """The mistakes that are the right function with a part replaced; of plain functions no pairs are made."""
    return {key for key, function in pairs.own_functions(CHECKS[name][1]) if isinstance(function, Variant)}


@pytest.mark.parametrize("name", [name for name in CHECKS if len(made_of_parts(name)) >= 9])
def test_mistakes_that_are_made_of_parts_make_many_pairs(name):
    assert len(pairs.make_pairs(CHECKS[name][1])) > 50


def test_most_checks_have_mistakes_that_are_made_of_parts():
    assert sum(len(made_of_parts(name)) >= 9 for name in CHECKS) >= 14


def each_part(change):
    def changed(value):
        if isinstance(value, dict):
            return {key: changed(item) for key, item in value.items()}
        return tuple(map(changed, value)) if isinstance(value, tuple) else change(value)

    return changed


OUTSIDE = {
    "a hundredth more": lambda y: 1.01 * y,
    "a hundredth added": lambda y: y + 0.01,
    "a root": lambda y: np.sign(y) * np.sqrt(np.abs(y)),
    "a sine": lambda y: np.sin(2 * y),
    "a wave added": lambda y: y + 0.1 * np.cos(3 * y),
}


@pytest.mark.parametrize("change", OUTSIDE)
@pytest.mark.parametrize("name", CHECKS)
def test_a_mistake_outside_of_the_catalogue_stays_unknown(name, change):
    _, check = CHECKS[name]
    with np.errstate(all="ignore"):
        changed = each_part(OUTSIDE[change])

        def function(*args):
            return changed(check.reference(*args))

        known = known_as(check, function)
        assert grade(check, function).mistake == known
        assert shown(name, function).mistake == known


def known_as(check, function):
    """The mistake that does in every call what this function does, such as the root of a square; else "unknown"."""
    calls = [args for seed in range(3) for args in check.draw(np.random.default_rng(seed))]
    got = [selfcheck.call(pairs.judged(check, function), args) for args in calls]
    for key, single in pairs.own_functions(check):
        if all(selfcheck.same(outcome, selfcheck.call(single, args)) for args, outcome in zip(calls, got, strict=True)):
            return key
    return "unknown"


UNNAMED = {  # each like a mistake of the table in all but one call
    "one example alone": lambda x, h, W, b: sigmoid(np.append(x, h)[None] @ W + b),
    "three rows of input": lambda x, h, W, b: sigmoid(x @ W[:3] + h @ W[3:] + b),
    "cut at H": lambda x, h, W, b: sigmoid(x @ W[: h.shape[1]] + h @ W[h.shape[1] :] + b),
    "x_t times h_prev": lambda x, h, W, b: sigmoid(x @ h @ W + b),
    "h_prev times the gate": lambda x, h, W, b: h * sigmoid(np.hstack([x, h]) @ W + b),
}


@pytest.mark.parametrize("answer", UNNAMED.values(), ids=UNNAMED)
def test_a_gate_that_fails_for_most_sizes_in_its_own_way_is_not_named_for_another(answer):
    for name in ("06_forget_gate-forget_gate", "09_output_gate-output_gate"):
        _, check = CHECKS[name]
        assert grade(check, answer).mistake == "unknown"
        assert shown(name, answer).mistake == "unknown"


@pytest.mark.parametrize("name", CHECKS)
def test_what_lies_between_two_mistakes_is_neither(name):
    """Half of one mistake and half of another: no pair, and near many of them."""
    _, check = CHECKS[name]
    singles = [function for key, function in pairs.own_functions(check) if key[0] != "P"]
    for one, other in zip(sample(singles, 8, seed=1), sample(singles, 8, seed=2), strict=True):

        def function(*args, one=one, other=other):
            both = [value if isinstance(value, tuple) else (value,) for value in (one(*args), other(*args))]
            mean = tuple(0.4 * left + 0.6 * right for left, right in zip(*both, strict=True))
            return mean if len(mean) > 1 else mean[0]

        known = {key for key, single in pairs.own_functions(check) if single in (one, other)}
        for verdict in (grade(check, function), shown(name, function)):
            assert "+" not in verdict.mistake, (known, verdict.message)


def words(verdict):
    """What a verdict says about mistakes, whatever the calls were; an anchor of the book as a notebook tells it."""
    told = [line.split(" Here ")[0] for line in verdict.lines if line.startswith(("Looks like", "Read"))]
    said = [ANCHOR.sub(lambda found: say_where(found[0]), line) if line.startswith("Read") else line for line in told]
    return list(dict.fromkeys(said))  # two anchors may lie below one heading


@pytest.mark.long
@pytest.mark.parametrize("name", CHECKS)
def test_the_notebook_says_of_a_mistake_or_a_pair_what_the_judge_says(name):
    _, check = CHECKS[name]
    known = {(name, number) for name, numbers in pairs.tell_apart(check).items() for number in numbers}
    told = [pair for pair in pairs.make_pairs(check) if (pair.name, pair.print) in known]
    right = selfcheck.fingerprint([selfcheck.call(check.reference, args) for args in check.examples])
    # what the examples show
    singles = [one for one in pairs.make_singles(check) if not selfcheck.close(one.print, right)]
    for one in [*sample(singles, how_many(10, len(singles))), *sample(told, how_many(3, len(told)))]:
        grader, here = grade(check, one.function), shown(name, one.function)
        assert (here.mistake, words(here)) == (grader.mistake, words(grader)), one.name
