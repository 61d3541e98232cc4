"""What a result may not depend on: other examples, later steps. The toys have a batch, time, or both."""

import re
from dataclasses import replace

import numpy as np
import pytest

import lstm_ref as ref
from lstm_grader.exercise import cases, spec
from lstm_grader.exercise.spec import FunctionCheck
from lstm_grader.judging import judge
from lstm_grader.selfcheck import Mistake, Outcome, Subject, call, dependence, diagnose, varied
from tests.course import answers


def draw(rng):
    """Arguments `(x, h0, W, b)`: x (T, B, D), all sizes different."""
    return [
        (rng.normal(size=(T, B, D)), rng.normal(size=(B, H)), rng.normal(size=(D + H, H)), rng.normal(size=H))
        for T, B, D, H in ((5, 3, 2, 7), (4, 5, 3, 2), (2, 7, 5, 3), (3, 2, 5, 7), (1, 3, 2, 5))
    ]


def forward(x, h0, W, b):
    """A plain recurrent network: hs (T, B, H) and the last of them."""
    hs = [h0]
    for x_t in x:
        hs.append(np.tanh(np.concatenate([x_t, hs[-1]], axis=1) @ W + b))
    return np.stack(hs[1:]), hs[-1]


SEQUENCE = FunctionCheck(
    name="forward",
    points=1,
    read="page.html",
    arguments=("x", "h0", "W", "b"),
    results=("hs", "h_n"),
    reference=forward,
    draw=draw,
    examples=(),
    mistakes={},
    batch=({"x": 1, "h0": 0}, {"hs": 1, "h_n": 0}),
    time=({"x": 0}, {"hs": 0}),
)
GATE = spec.load("06_forget_gate").checks[0]


def graded(check, function, seed="seed"):
    calls = judge.draw(check, seed)
    return judge._verdict(check, calls, [call(function, item.args) for item in calls])


def peeking(x, h0, W, b):
    """Each step reads the mean of all steps beside its own input."""
    return forward(x + 0.1 * x.mean(axis=0), h0, W, b)


def normalised(x, h0, W, b):
    """The examples share one scale."""
    return forward(x / np.abs(x).max(axis=1, keepdims=True), h0, W, b)


@pytest.mark.parametrize(
    ("function", "name", "text"),
    [
        (
            lambda x, h0, W, b: forward(x[::-1], h0, W, b),
            "Q3",
            "Here hs[0] changes when x changes at later steps only.",
        ),
        (peeking, "Q3", "Here hs[0] changes when x changes at later steps only."),
        (normalised, "C19", "Here hs[:, "),
        (lambda x, h0, W, b: forward(0.9 * x, h0, W, b), "unknown", "Not a mistake I know."),
    ],
)
def test_a_look_ahead_and_a_look_aside_are_named(function, name, text):
    found = graded(SEQUENCE, function)
    assert (found.verdict, found.mistake) == ("wrong", name), found.message
    assert text in found.message


def test_the_right_sequence_is_right():
    assert graded(SEQUENCE, forward).verdict == "right"


def scaled_by_the_largest(x_t, h_prev, W, b):
    f_t = ref.forget_gate(x_t, h_prev, W, b)
    return f_t / f_t.max()


def neighbour(x_t, h_prev, W, b):
    return ref.forget_gate(x_t, h_prev, W, b) * 0.9 + 0.1 * ref.forget_gate(np.roll(x_t, 1, axis=0), h_prev, W, b)


@pytest.mark.parametrize("function", [scaled_by_the_largest, neighbour])
@pytest.mark.parametrize("seed", "abcdef")
def test_examples_that_change_each_other_are_named_though_no_known_mistake_fits(function, seed):
    found = graded(GATE, function, seed)
    assert found.mistake == "C19"
    assert "changes when x_t and h_prev change for other examples only." in found.message


ADD = Subject("f", ("a", "b"), ("y",), "page.html", axes={"batch": ({"a": 0, "b": 0}, {"y": 0})})


@pytest.mark.parametrize("dtype", [float, np.float32, int])
def test_a_result_of_one_axis_is_looked_at_in_any_dtype(dtype):
    a = np.arange(3).astype(dtype)
    args = varied(ADD, (a, a), "batch", 0)
    calls = [cases.Call((a, a), a + a), cases.Call(args, args[0] + args[1], varied=(0, "batch", 0))]
    got = [call(lambda a, b: (a + b + a.sum()).astype(dtype), item.args) for item in calls]
    assert dependence(ADD, calls, got)[0] == "C19"


def test_the_sentence_says_what_changed_and_what_for():
    a, b = np.arange(6.0).reshape(3, 2), np.ones((3, 2))
    calls = [cases.Call((a, b), a + b)]
    args = varied(ADD, (a, b), "batch", 0)
    calls.append(cases.Call(args, args[0] + b, varied=(0, "batch", 0)))
    assert a[0].tolist() == [0, 1], "the first call keeps its arguments"
    got = [call(lambda a, b: (a + b) / a.sum(), item.args) for item in calls]
    assert dependence(ADD, calls, got) == ("C19", "y[0] changes when a and b change for other examples only.")
    assert dependence(ADD, calls, [call(np.add, item.args) for item in calls]) == ("", "")


ODD = [None, 1.0, "text", (), [[1.0], [1.0, 2.0]], {"y": 1}, np.zeros(0), np.array([None, 1], object), object()]


@pytest.mark.parametrize("value", ODD, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("check", [SEQUENCE, GATE], ids=["sequence", "gate"])
def test_an_odd_result_says_nothing_about_examples_and_steps(check, value):
    calls = judge.draw(check, "seed")
    got = [Outcome("value", value, item.args) for item in calls]
    assert dependence(cases.make_subject(check), calls, got) == ("", "")
    assert judge._verdict(check, calls, got).verdict == "wrong"


def test_what_forgets_is_told_before_what_mixes():
    """An answer that remembers earlier calls also differs between two that are nearly the same."""
    count = iter(range(1000))
    found = graded(GATE, lambda *args: ref.forget_gate(*args) * (1 + next(count)))
    assert found.mistake == "P2"


BACKWARD = ("gradient_norms", "lstm_backward", "reverse_padded", "bilstm")  # a later step changes earlier ones by right
UNORDERED = ("softmax_cross_entropy",)  # here each step stands for itself, as each example does
SHARED = {"mask"}  # the number of counted answers divides everybody's: by it one example changes another by right


@pytest.mark.exercise
@pytest.mark.parametrize("name", spec.names())
def test_a_check_has_the_axes_of_examples_and_of_steps_that_its_docstring_names(name):
    checks = {check.name: check for check in spec.load(name).checks}
    for answer in answers.author(name):
        check = checks[answer.check]
        assert check.batch == (axes(check, answer.source, "B") or check.batch)
        assert check.time == (None if check.name in BACKWARD + UNORDERED else axes(check, answer.source, "T"))


def axes(check, source, size):
    """Where a size stands in the arguments and in the results, None if in none of them."""
    found = re.findall(r"^    +(\w+): \(([^)]+)\)", source, re.MULTILINE)
    shapes = {name: text.rstrip(",").split(", ") for name, text in found}
    where = {name: shape.index(size) for name, shape in shapes.items() if size in shape}
    where = {name: place for name, place in where.items() if name not in SHARED}
    found = tuple({name: where[name] for name in names if name in where} for names in (check.arguments, check.results))
    return found if all(found) else None


def test_a_mistake_that_cannot_be_told_is_not_claimed():
    subject = replace(cases.make_subject(GATE), mistakes={"C19": Mistake("mixed", "says.")})
    calls = judge.draw(GATE, "seed")
    got = [call(lambda *args: 0.9 * ref.forget_gate(*args), item.args) for item in calls]
    assert diagnose(subject, calls, got).mistake == "unknown"
