"""A mistake in one function costs nothing more in a function that uses it, whatever else would explain as much."""

import pytest

from lstm_grader import selfcheck
from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import FunctionCheck
from lstm_grader.judging import judge
from lstm_grader.selfcheck import Word
from tests.course import answers

pytestmark = pytest.mark.exercise

CASES = [
    (name, check, answer)
    for name in spec.names()
    for check in spec.load(name).checks
    for part in getattr(check, "uses", ())
    for answer in answers.read("wrong", name)
    if answer.check == part.name and answer.label in part.mistakes
]


def judged(exercise, check, *parts, marked):
    """The verdict on the author's function that uses these answers to others, marked so."""
    (whole,) = [answer for answer in answers.author(exercise) if answer.check == check.name]
    names = answers.functions(exercise, whole)
    names |= {part.check: answers.functions(exercise, part)[part.check] for part in parts}
    calls = judge.draw(check, "seed")
    got = selfcheck.ask(names[check.name], [item.args for item in calls])
    return judge._verdict(check, calls, got, {part.check: mark for part, mark in zip(parts, marked, strict=True)}), got


def called(case) -> str:
    return case.name if isinstance(case, FunctionCheck) else str(case)


@pytest.mark.parametrize(("exercise", "check", "part"), CASES, ids=called)
def test_what_was_marked_in_a_part_costs_nothing_in_what_uses_it(exercise, check, part):
    verdict, got = judged(exercise, check, part, marked=[part.label])
    raised = [outcome.kind == "raised" for outcome in got]
    if all(raised) or (verdict.verdict == Word.ERROR and any(raised) and part.label == "P5"):
        return  # nothing to judge: one row for a whole batch, for example, leads no further
    assert verdict.verdict == Word.RIGHT, verdict.message
    unmarked, _ = judged(exercise, check, part, marked=[""])
    if "costs nothing twice" in verdict.message:
        assert unmarked.verdict == Word.WRONG
        assert unmarked.mistake != "unknown"


TWO = [
    ("11_sequences", "bilstm", {"lstm_forward": "Q8", "reverse_padded": "Q10"}),
    ("11_sequences", "bilstm", {"lstm_forward": "C19", "reverse_padded": "Q11"}),
    ("13_bptt", "lstm_step_backward", {"d_cell": "B2", "d_layer": "B37"}),
    ("13_bptt", "lstm_step_backward", {"d_cell": "B6", "d_sums": "B10", "d_layer": "C14"}),
    ("13_bptt", "lstm_backward", {"d_sums": "B12", "d_layer": "B36"}),
]


@pytest.mark.parametrize(("exercise", "name", "slips"), TWO)
def test_what_was_marked_in_several_parts_costs_nothing_in_what_uses_them(exercise, name, slips):
    check = next(check for check in spec.load(exercise).checks if check.name == name)
    wrong = {(answer.check, answer.label): answer for answer in answers.read("wrong", exercise)}
    parts = [wrong[slip] for slip in slips.items()]
    verdict, _ = judged(exercise, check, *parts, marked=slips.values())
    assert verdict.verdict == Word.RIGHT, verdict.message
    for part, mistake in slips.items():
        assert f"({mistake}) in {part}" in verdict.message
    one, *others = slips.values()
    unmarked, _ = judged(exercise, check, *parts, marked=[one, *("" for _ in others)])
    assert unmarked.verdict == Word.WRONG


def test_where_parts_leave_nothing_to_judge_they_are_named_as_the_first_to_mend():
    check = spec.load("13_bptt").checks[3]
    wrong = {(answer.check, answer.label): answer for answer in answers.read("wrong", "13_bptt")}
    parts = wrong["d_cell", "A1"], wrong["d_layer", "B34"]
    verdict, _ = judged("13_bptt", check, *parts, marked=[part.label for part in parts])
    assert verdict.verdict == Word.ERROR
    assert "Mend d_cell and d_layer first" in verdict.message


def test_a_mistake_of_its_own_beside_one_that_was_marked_is_named_and_costs():
    check = spec.load("03_rnn").checks[1]
    wrong = {answer.label: answer for answer in answers.read("wrong", "03_rnn")}
    names = answers.functions("03_rnn", wrong["R2"])
    names |= {"rnn_step": answers.functions("03_rnn", wrong["G3"])["rnn_step"]}
    calls = judge.draw(check, "seed")
    got = selfcheck.ask(names["rnn_forward"], [item.args for item in calls])
    verdict = judge._verdict(check, calls, got, {"rnn_step": "G3"})
    assert (verdict.verdict, verdict.mistake) == (Word.WRONG, "R2+G3")


def test_the_wrong_order_of_a_chain_is_named_as_such_where_the_jacobian_is_right():
    """It does what a Jacobian on its side does."""
    check = spec.load("04_vanishing_gradients").checks[1]
    wrong = next(answer for answer in answers.read("wrong", "04_vanishing_gradients") if answer.label == "R7")
    calls = judge.draw(check, "seed")
    function = answers.functions("04_vanishing_gradients", wrong)[check.name]
    got = selfcheck.ask(function, [item.args for item in calls])
    assert judge._verdict(check, calls, got, {"step_jacobian": ""}).mistake == "R7"
    assert judge._verdict(check, calls, got, {"step_jacobian": "R9"}).verdict == Word.RIGHT
