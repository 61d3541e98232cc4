"""The mutation gate: right answers keep their marks, every known mistake loses them and hears its own name."""

import inspect
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from lstm_grader import selfcheck
from lstm_grader.exercise import cases, catalogue, pairs, spec
from lstm_grader.exercise.spec import FunctionCheck, Question
from lstm_grader.judging import judge
from lstm_grader.judging.predictions import judge_answer
from lstm_grader.release import selfcheck_cell
from lstm_grader.selfcheck import SelfCheck
from tests.course import answers

pytestmark = pytest.mark.exercise

EXERCISES = spec.names()
SEED = "one draw"  # that others change no verdict is for test_draws
RIGHT = [(name, answer) for name in EXERCISES for answer in answers.author(name) + answers.read("right", name)]
WRONG = [(name, answer) for name in EXERCISES for answer in answers.read("wrong", name)]


def check_of(exercise: str, name: str) -> FunctionCheck:
    return next(check for check in spec.load(exercise).checks if check.name == name)


@cache
def drawn(check: FunctionCheck) -> list[selfcheck.Call]:
    return judge.draw(check, SEED)


def graded(exercise: str, answer: answers.Answer, function: Callable | None = None) -> selfcheck.Verdict:
    """The verdict of the grader's diagnosis on an answer, or on what was made of it, in this process."""
    function = function or answers.functions(exercise, answer)[answer.check]
    check = check_of(exercise, answer.check)
    calls = drawn(check)
    return judge._verdict(check, calls, selfcheck.ask(function, [call.args for call in calls]))


def doings(calls: list[selfcheck.Call]) -> list[tuple[tuple[str, ...], tuple[float, ...], str, list]]:
    """What each known mistake does in each call, as an error and as a fingerprint, its name, and the outcomes."""
    rows = []
    for row, (name, _) in enumerate(calls[0].wrong):
        outcomes = [call.wrong[row][1] for call in calls if call.wrong]
        errors = tuple(outcome.error for outcome in outcomes)
        rows.append((errors, tuple(map(fingerprint, outcomes)), name, outcomes))
    return sorted(rows, key=lambda row: row[:3])


def fingerprint(outcome: selfcheck.Outcome) -> float:
    return outcome.value if outcome.kind == "print" else selfcheck.fingerprint([outcome])


@cache
def notebook_check(exercise: str) -> SelfCheck:
    return SelfCheck(selfcheck_cell.as_json(spec.load(exercise)))


@pytest.mark.parametrize("exercise, answer", RIGHT, ids=str)
def test_a_right_answer_gets_full_marks_and_passes_its_visible_check(exercise, answer, capsys):
    verdict = graded(exercise, answer)
    assert (verdict.verdict, verdict.mistake) == ("right", ""), verdict.message
    notebook_check(exercise)(answers.functions(exercise, answer)[answer.check])
    assert "right on all" in capsys.readouterr().out


@pytest.mark.parametrize("exercise, answer", WRONG, ids=str)
def test_a_known_mistake_gets_nothing_and_its_name(exercise, answer, capsys):
    verdict = graded(exercise, answer)
    assert verdict.verdict in ("wrong", "error")
    assert verdict.mistake == answer.label, verdict.message
    assert all(catalogue.read()[key].says in verdict.message for key in answer.label.split("+"))


@pytest.mark.parametrize("exercise, answer", WRONG, ids=str)
def test_the_visible_check_names_the_same_mistake(exercise, answer, capsys):
    verdict = notebook_check(exercise).verdict(answers.functions(exercise, answer)[answer.check])
    if answer.label == "P3":  # right on the shown examples is what this mistake is
        assert verdict.verdict == "right"
    elif answer.label == "P2":  # the examples are called once each
        assert verdict.verdict == "wrong"
    else:
        assert verdict.mistake == answer.label, verdict.message


SEVERAL = [("02_words_as_vectors", "encode"), ("10_whole_cell", "lstm_step"), ("11_sequences", "lstm_forward")]


@pytest.mark.parametrize(("exercise", "name"), SEVERAL)
def test_a_list_of_the_results_has_the_name_that_a_tuple_has(exercise, name):
    for answer in answers.read("wrong", exercise):
        if answer.check == name and answer.label[0] != "P":

            def as_list(*args, answer=answer):
                found = answers.functions(exercise, answer)[name](*args)
                return list(found) if isinstance(found, tuple) else found

            as_list.__name__ = name
            assert graded(exercise, answer, as_list).mistake == answer.label, answer.source
            assert notebook_check(exercise).verdict(as_list).mistake == answer.label, answer.source


def holds_floats(result):
    """May precision be lost?"""
    parts = result if isinstance(result, tuple) else (result,)
    return any(np.asarray(part).dtype.kind == "f" for part in parts)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_known_mistake_of_a_check_has_a_students_version(exercise):
    written = {(answer.check, answer.label) for answer in answers.read("wrong", exercise)}
    for check in spec.load(exercise).checks:
        if isinstance(check, FunctionCheck):
            arrays = any(isinstance(part, (np.ndarray, dict)) for args in check.examples for part in args)
            keys = {*check.mistakes, "P1"} | ({check.changes} if arrays else set())
            keys |= {"C20a"} if holds_floats(check.reference(*pairs.copy_arguments(check.examples[0]))) else set()
            missing = [key for key in keys if (check.name, key) not in written]
            assert not missing, f"wrong.py has no answer {check.name} with these mistakes: {', '.join(missing)}"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_check_has_at_least_two_right_answers_in_other_styles(exercise):
    styles = [answer.check for answer in answers.read("right", exercise) if answer.label != answers.BASE]
    for check in spec.load(exercise).checks:
        if isinstance(check, FunctionCheck):
            assert styles.count(check.name) >= 2, check.name


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_two_known_mistakes_do_the_same(exercise):
    """Otherwise the first in the table would hide the second; but for one in a function that this one uses, which is
    looked for where it was marked."""
    for check in spec.load(exercise).checks:
        if isinstance(check, Question):
            continue
        fresh, near = cases.with_mistakes(check, drawn(check)), cases.make_subject(check).near
        for calls in (fresh, notebook_check(exercise).calls[check.name]):
            for (errors, prints, name, one), (other_errors, other_prints, other, two) in pairwise(doings(calls)):
                same = errors == other_errors and selfcheck.close(prints, other_prints).all()
                same = same and all(selfcheck.same(*both, near) for both in zip(one, two, strict=True))
                assert name == other or not same or "/" in name + other, f"{check.name}: {name} looks like {other}"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_an_unsolved_notebook_is_told_kindly_that_nothing_is_written_yet(exercise):
    released = answers.notebook(exercise, [])
    names: dict = {}
    for cell in released.cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader", {}).get("grade"):
            if "plt.show" in cell.source:
                continue
            exec(cell.source, names)
    for check in spec.load(exercise).checks:
        given = {check.name: names[check.name]}
        with pytest.raises(names["selfcheck"].CheckFailed) as caught:
            names["check"](**given) if isinstance(check, Question) else names["check"](names[check.name])
        assert "yet" in str(caught.value)
        assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_hidden_queries_keep_the_contract(exercise):
    """At least five, different for each draw, different sizes, whole only where the argument is."""
    for check in spec.load(exercise).checks:
        if isinstance(check, Question):
            continue
        first, again, other = (check.draw(np.random.default_rng(seed)) for seed in (1, 1, 2))
        assert len(first) >= 5
        assert selfcheck.same_values(list(first), list(again), exact=True)
        assert not selfcheck.same_values(list(first), list(other), exact=True)
        for args in first:
            inspect.signature(check.reference).bind(*args)  # one with a default may be left out
            assert all(np.isfinite(part).all() for part in args if isinstance(part, np.ndarray))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_questions_have_their_key_and_name_their_traps(exercise):
    for check in spec.load(exercise).checks:
        if isinstance(check, Question):
            right = judge_answer(check, selfcheck.Outcome("value", check.key))
            assert right.verdict == "right"
            for value, key in check.traps.items():
                verdict = judge_answer(check, selfcheck.Outcome("value", value))
                assert (verdict.verdict, verdict.mistake) == ("wrong", key)
                assert catalogue.read()[key].says in verdict.message
    assert spec.load(exercise).max_score == 10
