"""The diagnosis on a toy function, without a sandbox: `double(a) = 2 a`."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_grader.selfcheck import (
    ERRORS,
    Call,
    CheckFailed,
    Mistake,
    Outcome,
    Recipe,
    SelfCheck,
    Subject,
    call,
    close,
    diagnose,
    fingerprint,
)

IDS = ("C17", "C18", "C20a", "P1", "P2", "P3", "P5", "P6", *ERRORS)
GENERAL = {key: Mistake(key, "says.", "page.html") for key in IDS}
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
    assert (found.verdict, found.mistake) == ("wrong", "N")
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

    assert verdict(change).mistake == "C18"


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda a: None, "P1"),
        (lambda a: (2 * a).astype(np.float32), "C20a"),
        (lambda a: (-2 * a).astype(np.float32), "N+C20a"),
        (lambda a: 2 * a[0], "P5"),
        (lambda a: 2 * a[:, 0], "P5"),
        (lambda a: a[0, 0], "P5"),
        (lambda a: a[None], "P5"),
        (lambda a: 2 * a[:1], "unknown"),
        (lambda a: a if a.shape == (2, 2) else 2 * a[0], "unknown"),
        (lambda a: 2.1 * a, "unknown"),
        (lambda a: a @ a, "unknown"),
    ],
)
def test_other_mistakes(function, name):
    found = verdict(function)
    assert found.verdict != "right"
    assert found.mistake == name


def test_the_ids_of_a_pair_stand_once_in_a_name():
    def whole(a):
        return (-2 * a).astype(int)

    calls = [replace(item, wrong=(("N+C20a", call(whole, item.args)),)) for item in queries()]
    assert verdict(whole, calls).mistake == "N+C20a"


def doubled(a):
    return 2 * a


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda a: maths.exp(a), "P12"),  # noqa: F821
        (lambda a: 2 * a if a.shape == (2, 3) else twice * a, "P12"),  # noqa: F821
        (lambda a: np.hstack(a, a), "P13"),
        (lambda a: np.concatenate(a, a, axis=1), "P13"),
        (lambda a: doubled(a, 2), "P13"),
        (lambda a: doubled(), "P13"),
        (lambda a: np.concatenate(a, a), "P14"),
        (lambda a: np.zeros(3)[:a], "P14"),
        (lambda a: __import__("scipyy"), "P15"),
        (lambda a: doubled(a, 2) if a.shape == (2, 3) else twice * a, "unknown"),  # noqa: F821
        (lambda a: 3 * a if a.shape == (2, 3) else twice * a, "unknown"),  # noqa: F821
    ],
)
def test_what_python_tells_itself_is_named(function, name):
    found = verdict(function)
    assert (found.verdict, found.mistake) == ("error", name)


def test_an_answer_that_depends_on_earlier_calls_is_named():
    count = iter(range(99))
    assert verdict(lambda a: 2 * a if next(count) < 3 else a).mistake == "P2"


def test_right_only_on_the_shown_example_is_named():
    calls = queries(shown=1)[:3]
    shown = calls[0].args[0]
    assert verdict(lambda a: 2 * a if np.array_equal(a, shown) else 0 * a, calls).mistake == "P3"


def test_not_written_yet_is_missing():
    def unsolved(a):
        raise NotImplementedError()

    assert verdict(unsolved).verdict == "missing"


def test_half_written_is_diagnosed():
    def half_written(a):
        if a.shape == (3, 2):
            raise NotImplementedError()
        return 2 * a

    found = verdict(half_written)
    assert found.verdict == "error"
    assert "Came back: NotImplementedError" in found.message
    assert "Right already: 3 of 4 calls." in found.lines


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("missing", "missing"),
        ("timeout", "timeout"),
        ("died", "error"),
        ("refused", "refused"),
        ("bad reply", "error"),
    ],
)
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
    assert verdict(warn, subject=strict).mistake == "C17"


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nan_and_infinity_are_wrong(value):
    found = verdict(lambda a: a * value)
    assert found.verdict == "wrong"
    assert "NaN or infinite" in found.message


def test_the_notebook_check_raises_without_a_traceback():
    check = SelfCheck(
        '{"mistakes": {}, "questions": {"answer_1": "number"}, "checks": [{"subject": {"name": "double", '
        '"arguments": ["a"], "results": ["y"], "read": "page.html"}, "uses": [], '
        '"wrong": [], "pairs": {}, "calls": [[[2.0], 4.0, null]]}]}'
    )

    def double(a):
        return 3 * a

    with pytest.raises(CheckFailed, match="the number is not right") as caught:
        check(double)
    assert "Called: double(a = 2)" in caught.value._render_traceback_()
    with pytest.raises(CheckFailed, match="answer_1: not answered yet"):
        check(answer_1=...)
    with pytest.raises(CheckFailed, match=r"nothing to check about '<lambda>'; there is: double. Write it with def"):
        check(lambda a: 2 * a)


QUESTIONS = SelfCheck('{"mistakes": {}, "questions": {"answer_1": "number", "answer_2": "letter"}, "checks": []}')


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("answer_1", (1, 39), "a tuple of 2"),
        ("answer_1", "1.39", "'1.39'"),
        ("answer_1", True, "True"),
        ("answer_2", -3, "a number"),
        ("answer_2", "e", "'e'"),
        ("answer_2", "ab", "'ab'"),
        ("answer_2", None, "None"),
    ],
)
def test_a_prediction_of_another_form_is_not_noted(name, answer, words):
    kind = {"answer_1": "one number, without quotes", "answer_2": "one of the letters a, b, c, d"}[name]
    with pytest.raises(CheckFailed, match=f"{name}: expected {kind}.* Yours is {words}"):
        QUESTIONS(**{name: answer})


def test_an_answer_that_nobody_asked_for_is_said():
    with pytest.raises(CheckFailed, match="There is no 'answer_4' to check; there is: answer_1, answer_2"):
        QUESTIONS(answer_4=3)


@pytest.mark.parametrize("answers", [{"answer_1": np.float64(1.39)}, {"answer_1": -3}, {"answer_2": " D "}])
def test_a_prediction_of_the_right_form_is_noted_right_or_not(answers, capsys):
    QUESTIONS(**answers)
    assert "noted" in capsys.readouterr().out


PAIR = Subject("both", ("a", "b"), ("sum", "gap"), "page.html", GENERAL)


def both(change, shapes=((2, 3), (3, 2))):
    """The verdict on `change(a, b)`, which should give `(a + b, a - b)`."""
    rng = np.random.default_rng(0)
    arguments = [(rng.normal(size=shape), rng.normal(size=shape)) for shape in shapes]
    calls = [Call((a, b), (a + b, a - b)) for a, b in arguments]
    return diagnose(PAIR, calls, [call(change, item.args) for item in calls])


@pytest.mark.parametrize("value", [None, 1.0, (), [[]], {"sum": 1}, np.zeros(0), "ab", (None,)])
def test_an_argument_changed_and_a_result_of_another_form(value):
    def change(a, b):
        a -= b
        return value

    found = both(change)
    assert found.mistake == ("C18+P1" if value is None else "C18")
    assert "a changed during the call" in found.message
    assert "Right already" not in found.message


def test_an_argument_changed_leaves_a_right_result_right():
    def change(a, b):
        total = a + b
        a -= b
        return total, a

    assert "Right already: the shape, the dtype, sum, gap." in both(change).lines


def test_the_wrong_part_is_named_and_the_plainest_fault_comes_first():
    found = both(lambda a, b: (a, (a - b).T))
    assert "expected an array (2, 3) of float64 for gap" in found.message
    assert "the shape" not in found.message
    found = both(lambda a, b: (a + b, a - 2 * b))
    assert "6 of 6 numbers of gap are not right" in found.message
    assert "the first wrong number is gap[0, 0]" in found.message
    assert "Right already: the shape, the dtype, sum." in found.lines


ODD = {
    "matrix": np.asmatrix,
    "masked": np.ma.array,
    "objects": lambda a: a.astype(object),
    "a bool": lambda a: True,
    "complex": lambda a: 2 * a + 0j,
    "long double": lambda a: 2 * a.astype(np.longdouble),
    "strings": lambda a: a.astype(str),
    "bools": lambda a: a > 0,
    "nothing": lambda a: np.zeros((0, 3)),
    "ragged": lambda a: [[1.0], [1.0, 2.0]],
    "pieces": lambda a: np.array([a, None], object),
    "a set": lambda a: {1},
    "a dict": lambda a: {3: a, None: {}},
    "a string": lambda a: "x" * 10_000,
    "a generator": iter,
    "huge": lambda a: 10**400,
    "an ellipsis": lambda a: ...,
    "a class": lambda a: dict,
}


@pytest.mark.parametrize("function", ODD.values(), ids=ODD)
def test_an_odd_result_is_wrong_and_described(function):
    found = verdict(function)
    assert (found.verdict, found.mistake) == ("wrong", "unknown")
    assert len(found.message) < 500


@pytest.mark.parametrize("function", ODD.values(), ids=ODD)
def test_an_odd_result_has_a_fingerprint(function):
    assert np.isfinite(fingerprint([call(function, item.args) for item in queries()]))


def test_a_large_result_is_not_looked_into_however_it_is_made_up():
    small, large = ([[np.full(9, number)] * 40] * parts for parts, number in ((2, 1.0), (9, 1.0)))
    others = [[np.full(9, 2.0)] * 40] * 9
    assert fingerprint([Outcome("value", small)]) != fingerprint([Outcome("value", [[np.full(9, 2.0)] * 40] * 2)])
    assert fingerprint([Outcome("value", large)]) == fingerprint([Outcome("value", others)])


def test_a_fingerprint_knows_order_shape_and_error():
    values = [np.arange(6.0), np.arange(6.0)[::-1], np.arange(6.0).reshape(2, 3), np.arange(6.0).reshape(3, 2)]
    prints = [fingerprint([Outcome("value", value)]) for value in values] + [fingerprint([Outcome("raised")])]
    assert all(not close(one, other) for index, one in enumerate(prints) for other in prints[:index])
    assert close(fingerprint([Outcome("value", [1.0, 2.0])]), fingerprint([Outcome("value", (1, 2))]))
    near, far = ([Outcome("value", np.array([a, 1e9, 1e12]))] for a in (0.5, 0.501))
    assert not close(fingerprint(near), fingerprint(far)), "large numbers do not drown a small one"


def test_a_result_nested_deep_and_wide_is_described_in_few_words():
    value = 1.0
    for _ in range(9):
        value = [value] * 4
    assert len(verdict(lambda a: value).message) < 3000


def test_a_list_of_rows_is_a_list():
    calls = [replace(item, wrong=(("P6", Outcome("value", item.want.tolist())),)) for item in queries()]
    for rows in (list, np.ndarray.tolist, lambda a: [list(row) for row in a]):
        assert verdict(lambda a, rows=rows: rows(2 * a), calls).mistake == "P6"


def test_another_byte_order_is_the_same_number():
    assert verdict(lambda a: (2 * a).astype(">f8")).verdict == "right"


def test_warnings_switched_off_outside_the_function_are_seen_all_the_same():
    with np.errstate(all="ignore"):
        outcome = call(np.exp, (np.array([1000.0]),))
    assert "overflow" in outcome.warnings[0]


FACTS = """lambda x, y: {'shape': np.shape(x), 'small': bool(np.all(np.abs(x) < 1)),
    'sum': np.all(np.abs(np.sum(x) - y) < 1e-9)}"""
DRAWS = Subject("draw", ("rng", "n"), ("x", "y"), "page.html", GENERAL, facts=FACTS)


def drawn(function):
    """The verdict on a function of which only facts are judged."""
    want = {"shape": (5,), "small": True, "sum": True}
    asked = [Call((Recipe(f"np.random.default_rng({seed})"), 5), want) for seed in (1, 2, 1)]
    asked[2] = replace(asked[2], repeats=0)
    return diagnose(DRAWS, asked, [call(function, item.args) for item in asked])


def test_any_result_of_which_the_facts_hold_is_right():
    def right(rng, n):
        x = rng.uniform(-1, 1, n)
        return x, x.sum()

    assert drawn(right).verdict == "right"
    assert drawn(lambda rng, n: (np.zeros(n), 0.0)).verdict == "right"


def test_a_fact_that_does_not_hold_is_wrong_and_its_name_is_told():
    found = drawn(lambda rng, n: (rng.uniform(-1, 1, n), 3.0))
    assert found.verdict == "wrong" and "the result['sum']" in found.message


def test_where_facts_are_judged_the_same_call_gives_the_same_result():
    other = np.random.default_rng(0)

    def its_own(rng, n):
        x = other.uniform(-1, 1, n)
        return x, x.sum()

    found = drawn(its_own)
    assert (found.verdict, found.mistake) == ("wrong", "P2")


def test_a_result_without_its_parts_has_no_facts():
    found = drawn(lambda rng, n: np.zeros(n))
    assert found.verdict == "wrong" and "expected x, y, a tuple of 2" in found.message
