"""No mark hangs on the draw: an answer gets one and the same verdict, whoever hands it in.

`solutions/NN_name/near.py` holds answers near the edge, and those that only fresh inputs tell; the title of a cell says
what it gets: "right", "unknown", or ids of the catalogue.
"""

import contextlib
import io
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from lstm_grader import selfcheck
from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import FunctionCheck
from lstm_grader.judging import judge
from lstm_grader.selfcheck import Call, Outcome
from tests.course import answers
from tests.sample import how_many

pytestmark = pytest.mark.exercise

CHECKS = {
    f"{name}-{check.name}": (name, check)
    for name in spec.names()
    for check in spec.load(name).checks
    if isinstance(check, FunctionCheck)
}
FEW, MANY = 5, 300  # draws
SOON = 2  # calls that most wrong answers do not get past


@pytest.mark.parametrize("check", CHECKS)
def test_an_answer_near_the_edge_gets_what_its_title_says(check):
    for answer, words in verdicts(check, ["near"], FEW):
        assert set(words) == {answer.label}, answer.source


@pytest.mark.long
@pytest.mark.parametrize("check", CHECKS)
def test_one_answer_has_one_mark_on_a_few_draws(check):
    found = verdicts(check, ["right", "wrong"], how_many(2, all_of=FEW), word=mark)
    assert [(answer.source, words) for answer, words in found if len(words) > 1] == []


@pytest.mark.long
@pytest.mark.parametrize("check", CHECKS)
def test_an_answer_gets_what_its_title_says_on_every_draw(check):
    """A third of them on another than test_mutations takes; `make long` tries all on very many."""
    for answer, words in verdicts(check, ["right", "wrong", "near"], how_many(1, all_of=MANY), how_many(3, all_of=1)):
        right = answer in answers.read("right", CHECKS[check][0])
        assert set(words) == {"right" if right else answer.label}, answer.source


def name(check: FunctionCheck, calls: list[Call], made: Callable) -> str:
    """What an answer is told: its mistake, or the verdict where it has none."""
    found = judge._verdict(check, calls, said(calls, made()))
    return found.mistake or found.verdict


def mark(check: FunctionCheck, calls: list[Call], made: Callable) -> str:
    """Whether an answer gets its marks, which the first calls soon tell of a wrong one."""
    subject = judge.cases.make_subject(check)
    for asked in (calls[:SOON], calls):
        if not judge.is_right(subject, asked, said(asked, made())):
            return "wrong"
    return "right"


def verdicts(
    check: str, kinds: list[str], draws: int, every: int = 1, word: Callable = name
) -> list[tuple[answers.Answer, Counter]]:
    """Every answer to a check, or every second or third, with how often it got which word."""
    exercise, asked = CHECKS[check]
    known = [answer for kind in kinds for answer in answers.read(kind, exercise) if answer.check == asked.name][::every]
    found = [Counter() for _ in known]
    for seed in range(draws):
        calls = judge.draw(asked, f"seed {seed}")
        for answer, words in zip(known, found, strict=True):
            words[word(asked, calls, partial(made, exercise, answer))] += 1
    return list(zip(known, found, strict=True))


def made(exercise: str, answer: answers.Answer) -> Callable:
    """The answer's function in a notebook of its own: some keep something."""
    return answers.functions(exercise, answer)[answer.check]


def said(calls: list[Call], function: Callable) -> list[Outcome]:
    """What an answer does in each call; what it prints is not looked at."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return selfcheck.ask(function, [call.args for call in calls])
