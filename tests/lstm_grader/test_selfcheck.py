"""The diagnosis on a toy function, without a sandbox: `double(a) = 2 a`."""

import numpy as np
import pytest

from lstm_grader.selfcheck import Call, CheckFailed, Mistake, Outcome, SelfCheck, Subject, call, diagnose

GENERAL = {key: Mistake(key, "says.", "page.html") for key in ("C17", "C18", "C20a", "P1", "P2", "P3")}
SUBJECT = Subject("double", ("a",), ("y",), "page.html", {**GENERAL, "N": Mistake("negated", "The sign is lost.")})


def negated(a):
    return -2 * a


def queries(shapes=((2, 3), (3, 2), (2, 2)), shown=0):
    rng = np.random.default_rng(0)
    calls = []
    for index, shape in enumerate(shapes):
        args = (rng.normal(size=shape),)
        calls.append(Call(args, 2 * args[0], (("N", call(negated, args)),), shown=index < shown))
    return [*calls, Call(calls[0].args, calls[0].want, calls[0].wrong, calls[0].shown, repeats=0)]


def verdict(function, calls=None, subject=SUBJECT):
    calls = queries() if calls is None else calls
    return diagnose(subject, calls, [call(function, item.args) for item in calls])


def test_a_right_function_is_right():
    assert verdict(lambda a: a + a).verdict == "right"


def test_a_known_mistake_is_named():
    found = verdict(lambda a: -a - a)
    assert (found.verdict, found.misconception) == ("wrong", "N")
    assert any("The sign is lost." in line for line in found.lines)


def test_the_text_keeps_its_order_and_hides_the_expected_numbers():
    calls = queries()
    text = verdict(negated, calls).message
    heads = [line.split(":")[0] for line in text.splitlines()]
    assert heads == ["Called", "Came back", "Right already", "Looks like", "Read"]
    assert not any(f"{number:.6g}" in text for item in calls for number in item.want.flat)


def test_a_changed_argument_is_named_even_when_the_value_is_right():
    def change(a):
        a *= 2
        return a

    assert verdict(change).misconception == "C18"


@pytest.mark.parametrize(("function", "name"), [
    (lambda a: None, "P1"),
    (lambda a: (2 * a).astype(np.float32), "C20a"),
    (lambda a: (-2 * a).astype(np.float32), "N+C20a"),
    (lambda a: 2.1 * a, "unknown"),
    (lambda a: a @ a, "unknown"),
])  # fmt: skip
def test_other_mistakes(function, name):
    found = verdict(function)
    assert found.verdict != "right"
    assert found.misconception == name


def test_an_answer_that_depends_on_earlier_calls_is_named():
    count = iter(range(99))
    assert verdict(lambda a: 2 * a if next(count) < 3 else a).misconception == "P2"


def test_right_only_on_the_shown_example_is_named():
    calls = queries(shown=1)[:3]
    shown = calls[0].args[0]
    assert verdict(lambda a: 2 * a if np.array_equal(a, shown) else 0 * a, calls).misconception == "P3"


def test_not_written_yet_is_missing():
    def unsolved(a):
        raise NotImplementedError()

    assert verdict(unsolved).verdict == "missing"


@pytest.mark.parametrize(("kind", "word"), [
    ("missing", "missing"), ("timeout", "timeout"), ("died", "error"), ("refused", "refused"), ("bad reply", "error"),
])  # fmt: skip
def test_a_call_without_a_value_gets_its_word(kind, word):
    calls = queries()
    outcomes = [call(lambda a: 2 * a, item.args) for item in calls[:-1]] + [Outcome(kind)]
    found = diagnose(SUBJECT, calls, outcomes)
    assert found.verdict == word
    assert found.lines[1].startswith("Came back: ")


def test_overflow_costs_nothing_unless_stability_is_asked():
    def warn(a):
        np.exp(np.array([1000.0]))
        return 2 * a

    assert verdict(warn).verdict == "right"
    strict = Subject("double", ("a",), ("y",), "page.html", GENERAL, stable=True)
    assert verdict(warn, subject=strict).misconception == "C17"


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nan_and_infinity_are_wrong(value):
    found = verdict(lambda a: a * value)
    assert found.verdict == "wrong"
    assert "NaN or infinite" in found.message


def test_the_notebook_check_raises_without_a_traceback():
    check = SelfCheck('{"mistakes": {}, "checks": [{"name": "double", "arguments": ["a"], "results": ["y"], '
                      '"read": "page.html", "stable": false, "changes": "C18", "calls": [{"args": [2.0], "want": 4.0, '
                      '"wrong": []}]}]}')  # fmt: skip

    def double(a):
        return 3 * a

    with pytest.raises(CheckFailed, match="the number is not right") as caught:
        check(double)
    assert "Called: double(a: a number)" in caught.value._render_traceback_()
    with pytest.raises(CheckFailed, match="answer_1: not answered yet"):
        check(answer_1=...)
    def half(a):
        return a / 2

    with pytest.raises(CheckFailed, match="nothing to check about 'half'"):
        check(half)
