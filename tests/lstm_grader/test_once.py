"""Threads that ask for one thing at a time get one thing, made once."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lstm_grader.exercise import spec
from lstm_grader.judging import deciding
from lstm_grader.once import once

THREADS = 8


@pytest.fixture
def restless():
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(function, *arguments) -> list:
    """What threads get that ask at the same moment."""
    start = threading.Barrier(THREADS)

    def ask(_):
        start.wait()
        return function(*arguments)

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(ask, range(THREADS)))


@pytest.mark.usefixtures("restless")
def test_threads_that_load_an_exercise_together_get_the_same_one():
    for name in spec.names()[:4] * 5:
        spec.load.cache_clear()
        first, *others = together(spec.load, name)
        assert first.name == name and first.checks
        assert all(other is first for other in others)


@pytest.mark.usefixtures("restless")
def test_threads_that_ask_what_decides_a_verdict_are_told_the_same():
    for function in (deciding.spec_hash, deciding._code, spec.load):
        function.cache_clear()
    assert len({*together(deciding.spec_hash, spec.names()[0])}) == 1


def test_what_is_made_once_is_made_once_for_all_threads_and_anew_for_other_arguments():
    made = []

    @once
    def slow(name):
        time.sleep(0.05)
        made.append(name)
        return [name]

    results = together(slow, "one")
    assert made == ["one"] and all(result is results[0] for result in results)
    assert slow("two") == ["two"] and made == ["one", "two"]
    slow.cache_clear()
    assert slow("one") is not results[0]


def test_what_raised_is_tried_again():
    tries = []

    @once
    def fails_first():
        tries.append(1)
        if len(tries) == 1:
            raise LookupError("not there yet")
        return "there"

    with pytest.raises(LookupError, match="not there yet"):
        fails_first()
    assert fails_first() == "there"
