"""Replies with extreme shapes, counts and headers cost the trusted side little; what they leave out tells against them.

Processor time and memory are those of a child process; a grader may be much slower than this and keep its promise.
"""

import json
import multiprocessing
import resource

import numpy as np
import pytest

from lstm_grader.exercise import spec
from lstm_grader.judging import judge
from lstm_grader.sandbox import replies, runner, wire
from lstm_grader.sandbox.inside import bounds
from lstm_grader.selfcheck import Outcome

pytestmark = pytest.mark.limits
NAME = "06_forget_gate"
SECONDS, MEGABYTES = 1.0, 50


def array(shape, dtype="<f8"):
    return ["a", dtype, shape, "C"]


def listed(*nodes):
    return ["l", list(nodes)]


def nested(node, depth):
    for _ in range(depth):
        node = listed(node)
    return node


ZEROS = bytes(8 * 200_000)
RESULTS = {  # what a forged reply says that it is, and the bytes behind it
    "a list of an array of a million rows of nothing": (listed(array([10**6, 0])), b""),
    "a billion rows of nothing": (array([10**9, 0]), b""),
    "rows of nothing, as many as numbers may be": (listed(array([200_000, 0])), b""),
    "nothing, in many axes": (array([1000] * 10 + [0]), b""),
    "many arrays of nothing": (listed(*[array([0])] * 9_000), b""),
    "a list of rows": (listed(array([200_000, 1])), ZEROS),
    "a large array": (array([200_000]), ZEROS),
    "a large square array": (array([400, 500]), ZEROS),
    "90,000 parts": (listed(*[["v", 0.5]] * 90_000), b""),
    "90,000 arrays of one number": (listed(*[array([])] * 90_000), bytes(8 * 90_000)),
    "as many numbers as may be, none of them one": (listed(*[["v", float("nan")]] * 900), b""),
    "a tuple of lists": (["t", [listed(*[["v", 1]] * 300)] * 300], b""),
    "a type of many fields": (array([1], ",".join(["f4"] * 10**6)), bytes(8)),
    "a type of many axes": (array([1], f"({','.join(['1'] * 10**5)})f4"), bytes(8)),
    "a shape of many axes": (array([1] * 10**6), bytes(8)),
    "sizes of many digits": (array([10**4000, 0]), b""),
    "text of no length": (array([10**9], "<U0"), b""),
    "text": (["v", "x" * 60_000], b""),
    "a dictionary of many names": (["d", [[f"name{number}", ["v", 1]] for number in range(50_000)]], b""),
    "lists in lists": (nested(["v", 1], 400), b""),
    "lists in lists, as deep as may be": (nested(["v", 1], 55), b""),
    "empty lists": (listed(*[["l", []]] * 100_000), b""),
    "a type of many letters": (["o", "x" * 10**6], b""),
}


def reply(node, body, call):
    fields = [["query", ["v", 0]], ["call", ["v", call]], ["kind", ["v", "value"]], ["value", node]]
    header = json.dumps(["d", fields]).encode()
    return wire.LENGTH.pack(len(header)) + header + body


def judged(check, calls, data):
    """What the judge makes of one and the same reply to every call."""
    query = judge._query(check, calls)
    most = bounds.of_call(query.parts)
    outcomes = []
    for call, asked in enumerate(query.calls):
        if outcomes and outcomes[-1].kind == "bad reply":  # as in a run: it ends there
            outcomes.append(outcomes[-1])
            continue
        try:
            assert len(data[call]) <= most.total
            outcome = replies.read_outcome(replies.read(data[call], most), 0, call)
            outcomes.append(runner._all_said(outcome, len(asked)))
        except (AssertionError, wire.WireError) as error:
            outcomes.append(Outcome("bad reply", error=str(error)))
    return judge._verdict(check, calls, outcomes)


def measured(work, connection):
    """Processor time and memory that a piece of work takes in this process."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    result = work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    connection.send((result, after.ru_utime - before.ru_utime, (after.ru_maxrss - before.ru_maxrss) / 1024))


def in_child(work):
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=measured, args=(work, theirs))
    process.start()
    theirs.close()
    result = ours.recv()
    process.join()
    return result


@pytest.fixture(scope="module")
def asked():
    """A check, its calls, and what is worked out once in a process."""
    check = next(check for check in spec.load(NAME).checks if check.name == "forget_gate")
    calls = judge.draw(check, "seed")
    judge._verdict(check, calls, [Outcome("value", np.zeros((2, 3)))] * len(calls))
    return check, calls


@pytest.mark.parametrize("kind", RESULTS)
def test_a_reply_costs_no_more_than_it_may(kind, asked):
    check, calls = asked
    data = [reply(*RESULTS[kind], call) for call in range(len(calls))]
    verdict, seconds, megabytes = in_child(lambda: judged(check, calls, data))
    assert verdict.verdict in ("wrong", "error")
    assert seconds < SECONDS and megabytes < MEGABYTES


@pytest.mark.parametrize("said", [(), None, "none", (1,), "all"])
def test_arguments_of_which_a_reply_says_nothing_count_as_changed(said, asked):
    check, calls = asked
    outcomes = []
    for number, call in enumerate(calls):
        fields = {"query": 0, "call": number, "kind": "value", "value": call.want, "args": said}
        if said == "none":
            del fields["args"]
        elif said == "all":
            fields["args"] = call.args
        elif said is None:
            fields["args"] = [None] * len(call.args)
        data = wire.encode(fields)
        outcome = replies.read_outcome(replies.read(data, bounds.of_call(judge._query(check, calls).parts)), 0, number)
        outcomes.append(runner._all_said(outcome, len(call.args)))
    verdict = judge._verdict(check, calls, outcomes)
    assert (verdict.verdict, verdict.mistake) == (("right", "") if said == "all" else ("wrong", check.changes))
