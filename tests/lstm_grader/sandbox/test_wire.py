"""Bytes from a student's process: right ones come through whole, wrong ones end in one kind of error, cheaply."""

import collections
import json
import random
import socket
import threading
import time
import tracemalloc

import numpy as np
import pytest

from lstm_grader.sandbox import replies, runner, wire
from lstm_grader.sandbox.inside import bounds
from lstm_grader.sandbox.wire import Opaque, WireError, decode, encode

MOST = bounds.of_call(parts=1000)
RNG = np.random.default_rng(5)
VALUES = [
    None,
    True,
    3,
    -2.5,
    "größer",
    [1, [2, (3.0, None)]],
    {"a": {"b": ()}},
    np.float32(2),
    np.arange(6).reshape(2, 3),
    np.asfortranarray(RNG.normal(size=(5, 7))),
    RNG.normal(size=(3, 8))[:, ::2],
    np.zeros((0, 3)),
    np.array("text"),
    np.array([True, False]),
    np.array([1 + 2j], "complex64"),
    float("inf"),
]
REPLIES = [
    {
        "cell": 0,
        "status": "ok",
        "flags": ["network"],
        "outputs": [
            {"output_type": "stream", "name": "stdout", "text": "hello"},
            {"output_type": "execute_result", "data": {"text/plain": "2"}},
            {"output_type": "error", "ename": "E", "evalue": "e", "traceback": ["a", "b"]},
        ],
    },
    {
        "query": 0,
        "call": 0,
        "kind": "value",
        "value": np.ones((3, 5)),
        "args": [RNG.normal(size=(5, 7)), 2, "x"],
        "error": "",
        "warnings": ["RuntimeWarning: overflow"],
        "flags": [],
    },
]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_what_goes_in_comes_out(value):
    back = decode(encode(value))
    np.testing.assert_equal(back, value)
    if isinstance(value, np.ndarray | np.generic):
        assert back.dtype == value.dtype and back.shape == value.shape and back.flags.writeable
        layout = ("C_CONTIGUOUS", "F_CONTIGUOUS")
        assert [back.flags[name] for name in layout] == [value.flags[name] for name in layout]


@pytest.mark.parametrize(
    "value",
    [
        object(),
        {1.0: 2},
        np.array([None]),
        np.ma.array([1]),
        2**70,
        {"a": {3}},
        lambda: 0,
        10**400,
        np.frombuffer(b"\xff" * 4, "<U1"),
        np.frombuffer(b"\xff" * 8, ">U2"),
    ],
)
def test_what_may_not_cross_is_named(value):
    back = decode(encode(value))
    assert isinstance(back["a"] if isinstance(back, dict) else back, Opaque)


def frame(node, body=b""):
    """Bytes with this JSON header."""
    header = json.dumps(node).encode()
    return wire.LENGTH.pack(len(header)) + header + body


MALFORMED = [
    b"",
    b"\0\0\0",
    b"\x80\x04cos\nsystem\n(S'ls'\ntR.",
    wire.LENGTH.pack(2**32 - 1),
    wire.LENGTH.pack(10**5) + b"[" * 10**5,
    *(
        frame(["a", dtype, shape, "C"], bytes(8))
        for dtype, shape in [
            ("<f8", [2]),
            ("<f8", [-1]),
            ("<f8", [10**12]),
            ("<f8", [1.5]),
            ("<f8", [True]),
            ("<f8", 1),
            ("<U0", [10**15]),
            ("O", [1]),
            ("V8", [1]),
            ("<M8[s]", [1]),
            ("f4,f4", [1]),
            ("nonsense", [1]),
            (None, [1]),
            ("<f8", [1] * 40),
        ]
    ),
    *(
        frame(node)
        for node in [
            ["v", [1]],
            ["v", {"a": 1}],
            ["x", 1],
            [],
            {},
            "v",
            None,
            ["d", [[1]]],
            ["l", 3],
            ["a", "<f8"],
            ["l", [["v", 0]] * (wire.MAX_ITEMS + 1)],
            ["v", 2**63],
            ["v", -(10**400)],
        ]
    ),
    frame(["a", "<U1", [1], "C"], b"\xff" * 4),
    frame(["a", ">U1", [2], "C"], b"\0\x11\0\0" * 2),
    frame(["v", 1], b"left over"),
]


@pytest.mark.parametrize("data", MALFORMED, ids=range(len(MALFORMED)))
def test_malformed_bytes_are_refused_and_cost_nothing(data):
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            decode(data)
        assert tracemalloc.get_traced_memory()[1] < 64 * 2**20
    finally:
        tracemalloc.stop()


def test_a_long_header_is_not_even_parsed():
    data = wire.LENGTH.pack(2**25) + b"[]," * (2**25 // 3 + 1)
    tracemalloc.start()
    try:
        with pytest.raises(WireError, match="header"):
            replies.read(data, MOST)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


INSERTED = [b"[", b"]", b"-", b"9", b"null", b'"a"', b"1e999", b"\0", b"NaN", b"[" * 2000]


def mutate(data, rng):
    """The bytes with one to four accidents."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(data) + 1)
        act = rng.randrange(5)
        if act == 0:
            data[place : place + 1] = bytes([rng.randrange(256)])
        elif act == 1:
            del data[place : place + rng.choice([1, 1, 1, 4, 100])]
        elif act == 2:
            data[place:place] = rng.choice(INSERTED)
        elif act == 3:
            other = rng.randrange(len(data) + 1)
            data[place:place] = data[other : other + 20]
        elif data:
            bit = rng.randrange(len(data))
            data[bit] ^= 1 << rng.randrange(8)
    return bytes(data)


def read_whole(data):
    """All that the host does with a reply."""
    reply = replies.read(data, MOST)
    replies.read_flags(reply)
    if "cell" in reply:
        status, outputs = replies.read_cell(reply, 0, 1000)
        assert status in ("ok", "error")
        json.dumps(outputs).encode()
        assert all(item["output_type"] in ("stream", "error", "display_data", "execute_result") for item in outputs)
    else:
        outcome = replies.read_outcome(reply, 0, 0)
        assert outcome.kind in ("value", "raised", "missing", "refused")
        outcome.error.encode()


def test_twenty_thousand_mutated_replies_end_in_one_kind_of_error():
    rng = random.Random(7)
    originals = [encode(reply) for reply in REPLIES]
    for data in originals:
        read_whole(data)
    refused = 0
    for number in range(20_000):
        try:
            read_whole(mutate(originals[number % 2], rng))
        except WireError:
            refused += 1
    assert 10_000 < refused < 20_000


def forged(value):
    """A reply that holds this node as its value."""
    return frame(
        [
            "d",
            [
                ["query", ["v", 0]],
                ["call", ["v", 0]],
                ["kind", ["v", "value"]],
                ["error", ["v", "\ud800"]],
                ["value", value],
            ],
        ]
    )


def read(value):
    return replies.read(forged(value), MOST)


def test_no_text_comes_out_that_a_file_could_not_hold():
    bad = "\ud800"
    outcome = replies.read_outcome(read(["l", [["v", bad], ["o", bad], ["d", [[bad, ["v", 1]]]]]]), 0, 0)
    assert bad not in f"{outcome.value} {outcome.value[0]} {outcome.value[1].type_name} {outcome.error}"


STEERING = "a\x1b[2J\r\n\x07\x9b\u202e\u2028b"
WRITTEN = r"a\x1b[2J\r\n\x07\x9b\u202e\u2028b"


def test_a_students_text_cannot_forge_a_line_or_steer_a_terminal():
    node = ["l", [["o", STEERING], ["d", [[STEERING, ["v", 1]]]]]]
    outcome = replies.read_outcome(read(node) | {"error": STEERING, "warnings": [STEERING]}, 0, 0)
    opaque, named = outcome.value
    assert [opaque.type_name, *named, outcome.error, *outcome.warnings] == [WRITTEN] * 4
    assert replies.read_flags({"flags": [f"file outside: /{STEERING}", "kill\n"]}) == [f"file outside: /{WRITTEN}"]


def test_an_answer_that_is_text_is_not_changed():
    assert replies.read_outcome(read(["v", "d\r\n"]), 0, 0).value == "d\r\n"


def test_the_text_of_an_error_is_one_line_and_its_traceback_several():
    error = {"output_type": "error", "ename": "E\n", "evalue": "one\n  \x1b[Ktwo", "traceback": ["one\n\ttwo\x1b[K"]}
    shown = replies.read_output(error, 1000)
    assert (shown["ename"], shown["evalue"], shown["traceback"]) == (
        r"E\n",
        r"one \x1b[Ktwo",
        ["one\n\ttwo" + r"\x1b[K"],
    )


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("a\n\tb\n", "a\n\tb\n"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("x\n 10%\r100%\ny", "x\n100%\ny"),
        ("10%\r", "10%"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b[2J\x08\u202e", r"\x1b[2J\x08\u202e"),
    ],
)
def test_printed_text_is_shown_as_a_notebook_shows_it(printed, shown):
    item = {"output_type": "stream", "name": "stdout", "text": printed}
    assert replies.read_output(item, 1000)["text"] == shown


@pytest.mark.parametrize("field", ["status", "outputs", "kind", "output_type"])
def test_a_field_of_a_type_that_nothing_can_be_compared_with_is_a_bad_reply(field):
    odd = {field: np.zeros(2)}
    with pytest.raises(runner.Stopped):
        runner._checked(replies.read_cell, {"cell": 0, "status": "ok", "outputs": [odd]} | odd, 0, 1000)
    with pytest.raises(runner.Stopped):
        runner._checked(replies.read_outcome, {"query": 0, "call": 0, "kind": "x"} | odd, 0, 0)


def test_deep_nesting_is_refused_long_before_it_could_hurt_a_reader():
    node = ["v", 1]
    for _ in range(100):
        node = ["l", [node]]
    with pytest.raises(WireError, match="nested"):
        replies.read_outcome(read(node), 0, 0)


@pytest.mark.parametrize("length", [2**32 - 1, wire.MAX_BYTES + 1, 4 * 10**9])
def test_a_length_above_the_limit_is_refused_before_anything_is_read(length):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(wire.LENGTH.pack(length))
        with pytest.raises(WireError):
            wire.recv_frame(ours, time.monotonic() + 5)


def test_a_deadline_holds_however_slowly_bytes_come():
    ours, theirs = socket.socketpair()
    stop = threading.Event()

    def drip():
        theirs.sendall(wire.LENGTH.pack(1000))
        while not stop.wait(0.02):
            theirs.sendall(b".")

    thread = threading.Thread(target=drip)
    thread.start()
    with ours, theirs:
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            wire.recv_frame(ours, started + 0.3)
        assert time.monotonic() - started < 10  # the whole message takes twenty seconds
        stop.set()
        thread.join()


def test_the_other_sides_end_is_said():
    ours, theirs = socket.socketpair()
    with ours:
        theirs.sendall(b"\0\0")
        theirs.close()
        with pytest.raises(EOFError):
            wire.recv_frame(ours, time.monotonic() + 5)


def test_frames_come_in_order():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for payload in (b"", b"a", b"bc" * 1000):
            wire.send_frame(theirs, payload)
        assert [wire.recv_frame(ours) for _ in range(3)] == [b"", b"a", b"bc" * 1000]


def test_a_namedtuple_crosses_as_a_tuple():
    State = collections.namedtuple("State", "h c")
    assert decode(encode(State(1.0, [2.0]))) == (1.0, [2.0])


def test_a_dict_crosses_as_a_dict_of_whichever_kind_and_however_its_keys_were_made():
    counts = collections.Counter({np.str_("cat"): 2, np.int64(3): 1})
    for value in (counts, collections.OrderedDict(counts), collections.defaultdict(int, counts)):
        back = decode(encode(value))
        assert type(back) is dict and back == {"cat": 2, 3: 1}
        assert [type(key) for key in back] == [str, int]
