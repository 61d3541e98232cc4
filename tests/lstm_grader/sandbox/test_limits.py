"""Notebooks that loop, burst, crash or forge: each ends with a reason, and the next one is served as if nothing was."""

import contextlib
import signal
import threading
import time

import numpy as np
import psutil
import pytest

from lstm_grader.sandbox import Query, Sandbox, SandboxError, runner, wire
from lstm_grader.sandbox.start import greeting
from lstm_grader.sandbox.types import Limits

pytestmark = pytest.mark.limits
LIMITS = Limits(cell_s=2.5, call_s=1.5, notebook_s=15.0, memory_mb=256, output_kb=16)
HONEST = ["import numpy as np", "def double(x):\n    return 2 * x"]
ASK = Query("double", ((np.arange(3.0),), (np.ones((2, 2)),)))


@pytest.fixture(scope="module")
def warm():
    with Sandbox() as started:
        yield started


@pytest.fixture
def sandbox(warm):
    """The sandbox, which must serve honest work afterwards, from the same warm process."""
    zygote = warm.zygote.process.pid
    yield warm
    run = warm.run(HONEST, [ASK], Limits())
    assert [outcome.kind for outcome in run.replies[0]] == ["value", "value"] and run.stopped is None
    np.testing.assert_array_equal(run.replies[0][0].value, [0, 2, 4])
    assert warm.zygote.process.pid == zygote


def kinds(reply):
    """The kinds of its outcomes."""
    return [outcome.kind for outcome in reply]


@pytest.mark.parametrize(
    ("source", "status", "reason"),
    [
        ("import os; os._exit(0)", "died", "ended the process (exit status 0)"),
        ("import os; os._exit(71)", "died", "broke the process"),
        ("while True: pass", "timeout", "took longer than 2.5 s"),
        ("import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass", "timeout", "took longer"),
        ("while True: print('x' * 10 ** 6)", "timeout", "took longer"),
        ("import ctypes; ctypes.string_at(0)", "died", "segmentation fault"),
        ("import signal; signal.setitimer(signal.ITIMER_REAL, 0.01)\nwhile True: pass", "died", "exit status -14"),
        ("import os; os.abort()", "died", "aborted"),
        ("kept = []\nwhile True: kept.append(bytearray(10 ** 6))", "died", "memory"),
        ("import os; os.closerange(0, 1000)", "died", "broke the process"),
        ("import os; os.write(3, b'not a frame at all')", "died", "no reply"),
        ("import os; os.write(3, b'\\xff\\xff\\xff\\xff')", "died", "no reply"),
        ("import os; os.write(3, b'\\x00\\x00\\x00\\x01')\nwhile True: pass", "timeout", "took longer"),
        ("import json, builtins\ndef bad(*a, **k): raise SystemExit\njson.dumps = builtins.len = bad", "died", "broke"),
    ],
)
def test_a_cell_that_ends_the_process_leaves_the_state_before_it(sandbox, source, status, reason):
    run = sandbox.run([*HONEST, source, "def double(x): return 0"], [ASK], LIMITS)
    assert [item.status for item in run.cells] == ["ok", "ok", status, "not run"]
    assert run.stopped[0] == 2 and reason in run.stopped[1]
    assert kinds(run.replies[0]) == ["value", "value"]
    np.testing.assert_array_equal(run.replies[0][0].value, [0, 2, 4])


@pytest.mark.parametrize("number", ["SIGKILL", "SIGTERM"])
@pytest.mark.parametrize(
    "send", ["os.kill(os.getpid(), {})", "signal.raise_signal({})", "signal.pthread_kill(threading.get_ident(), {})"]
)
def test_nobody_looks_as_if_killed_from_outside(sandbox, number, send):
    source = "import os, signal, threading\n" + send.format(f"signal.{number}")
    run = sandbox.run([*HONEST, source], [ASK], LIMITS)
    assert run.cells[2].outputs[0]["ename"] in ("PermissionError", "OSError") and run.stopped is None
    assert kinds(run.replies[0]) == ["value", "value"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_what_is_killed_from_outside_is_run_again_and_costs_nothing(number):
    cells = [*HONEST, "import time; time.sleep(1)"]

    def kill_once():
        while True:
            with contextlib.suppress(psutil.NoSuchProcess, IndexError):
                return child_of(zygote).send_signal(number)
            time.sleep(0.02)

    with Sandbox() as started:
        zygote = started.zygote.process.pid
        killer = threading.Thread(target=kill_once)
        killer.start()
        run = started.run(cells, [ASK], Limits())
        killer.join()
        assert [item.status for item in run.cells] == ["ok"] * 3 and kinds(run.replies[0]) == ["value", "value"]
        assert started.zygote.process.pid != zygote


def test_a_sandbox_that_is_closed_while_it_runs_is_a_fault_of_the_machinery():
    with Sandbox() as started:
        closer = threading.Timer(0.5, started.close)
        closer.start()
        with pytest.raises(SandboxError, match="closed"):
            started.run([*HONEST, "import time; time.sleep(3)"], [ASK], Limits())
        closer.join()
        assert started.zygote.closed


def test_what_is_always_killed_from_outside_is_a_fault_of_the_machinery():
    def kill_always():
        while not done.wait(0.05):
            with contextlib.suppress(psutil.NoSuchProcess, IndexError):
                child_of(started.zygote.process.pid).kill()

    done = threading.Event()
    with Sandbox() as started:
        killer = threading.Thread(target=kill_always)
        killer.start()
        try:
            with pytest.raises(SandboxError, match=r"killed from outside|did not start"):
                started.run([*HONEST, "import time; time.sleep(3)"], [ASK], Limits())
        finally:
            done.set()
            killer.join()


def child_of(bubblewrap):
    """The process with a student's code: below bubblewrap is the zygote, and below that the child."""
    return psutil.Process(bubblewrap).children()[0].children()[0]


def test_processor_time_has_an_end_that_is_no_kill_from_outside(sandbox):
    child = sandbox.zygote.fork(Limits(notebook_s=0.1))
    greeting(child)
    job = {"cells": ["while True: pass"], "queries": []}
    wire.send_frame(child.sock, wire.encode(job))
    with pytest.raises(EOFError):
        wire.recv_frame(child.sock, time.monotonic() + 20, 1000)
    assert runner.EXIT[child.end(patience=5.0)] == "used up its processor time"


@pytest.mark.parametrize(
    "source",
    [
        "import sys; sys.settrace(lambda *a: 1 / 0)",
        "import sys; sys.setprofile(lambda *a: 1 / 0)",
        "import sys; sys.setrecursionlimit(10 ** 9)\ndef f(): f()\nf()",
        "import gc; gc.unfreeze(); gc.collect()",
        "import sys; sys.stdout = sys.stderr = None",
        "import sys; sys.modules.clear()",
        "import os; os.nice(19)",
        "import signal; signal.setitimer(signal.ITIMER_REAL, .1, .1); signal.signal(signal.SIGALRM, lambda *_: 1 / 0)",
        "import atexit; atexit.register(lambda: 1 / 0)",
        "import sys; sys.addaudithook(lambda *a: 1 / 0)",
    ],
)
def test_games_with_the_interpreter_end_with_a_reason_or_do_nothing(sandbox, source):
    run = sandbox.run([*HONEST, source], [ASK], LIMITS)
    assert [item.status for item in run.cells[:2]] == ["ok", "ok"]
    assert run.cells[2].status in ("ok", "error") or run.stopped[0] == 2
    assert len(run.replies[0]) == 2


def test_too_much_memory_asked_for_at_once_is_an_exception(sandbox):
    run = sandbox.run([*HONEST, "np.zeros((10 ** 6, 10 ** 4)) + 1"], [ASK], LIMITS)
    assert run.cells[2].outputs[0]["ename"] in ("MemoryError", "_ArrayMemoryError") and run.stopped is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("while True: pass", "timeout"),
        ("import os; os._exit(0)", "died"),
        ("import ctypes; ctypes.string_at(0)", "died"),
        ("import os; os.write(3, b'forged frame')", "bad reply"),
        ("import os; os.close(3)", "died"),
        ("import time; time.sleep(99)", "timeout"),
    ],
)
def test_a_call_that_ends_the_process_leaves_the_other_queries(sandbox, body, kind):
    cells = [*HONEST, f"def bad(x):\n    if x == 2:\n        {body}\n    return x"]
    run = sandbox.run(cells, [ASK, Query("bad", ((1,), (2,), (3,))), ASK, Query("x", None)], LIMITS)
    assert [item.status for item in run.cells] == ["ok", "ok", "ok"] and run.stopped is None
    assert kinds(run.replies[1]) == ["value", kind, kind] and run.replies[1][1].error
    assert kinds(run.replies[0]) == kinds(run.replies[2]) == ["value", "value"]
    assert kinds(run.replies[3]) == ["missing"]


FORGER = """
import json, os, struct
def send(fields):
    header = json.dumps(["d", [[k, v] for k, v in fields.items()]]).encode()
    payload = struct.pack(">I", len(header)) + header
    os.write(3, struct.pack(">I", len(payload)) + payload)
"""


def test_forged_replies_say_only_what_the_student_could_have_said(sandbox):
    forged = (
        FORGER
        + """
send({"cell": ["v", 0], "status": ["v", "ok"], "outputs": ["l", []], "flags": ["l", []]})
for k in range(2):
    send({"query": ["v", 0], "call": ["v", k], "kind": ["v", "value"], "value": ["v", 7], "flags": ["l", []]})
import time; time.sleep(60)
"""
    )
    started = time.monotonic()
    run = sandbox.run([forged], [ASK], LIMITS)
    assert [outcome.value for outcome in run.replies[0]] == [7, 7]
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "fields",
    [
        '{"cell": ["v", 0]}',
        '{"cell": ["v", True], "status": ["v", "ok"], "outputs": ["l", []]}',
        '{"cell": ["v", 0], "status": ["v", "great"], "outputs": ["l", []]}',
        '{"cell": ["v", 0], "status": ["v", "ok"], "outputs": ["l", [["v", 1]]]}',
        '{"cell": ["v", 0], "status": ["v", "ok"], "outputs": ["l", [["d", [["output_type", ["v", "widget"]]]]]]}',
        '{"cell": ["v", 0], "status": ["v", "ok"], "outputs": ["l", []], "flags": ["v", 3]}',
        '{"query": ["v", 0], "call": ["v", 0], "kind": ["v", "value"], "value": ["v", 7]}',
    ],
)
def test_replies_of_another_form_stop_the_notebook(sandbox, fields):
    run = sandbox.run([FORGER + f"send({fields})"], [Query("x", None)], LIMITS)
    assert run.cells[0].status == "died" and "no reply" in run.stopped[1]
    assert kinds(run.replies[0]) == ["missing"]


def test_a_slow_dripping_reply_is_late(sandbox):
    source = (
        "import os, time\nos.write(3, b'\\x00\\x00\\xff\\xff')\nwhile True:\n    os.write(3, b'.'); time.sleep(0.05)"
    )
    run = sandbox.run([source], [], LIMITS)
    assert run.cells[0].status == "timeout"


def test_a_whole_notebook_has_a_limit(sandbox):
    limits = Limits(cell_s=5.0, call_s=0.5, notebook_s=1.5, memory_mb=256)
    run = sandbox.run(["x = 1", *["import time; time.sleep(0.8)"] * 4], [Query("x", None)], limits)
    assert run.stopped == (2, "the notebook used up its time") and run.replies[0][0].value == 1


def test_many_queries_that_never_end_do_not_take_for_ever(sandbox):
    limits = Limits(cell_s=1.0, call_s=0.4, notebook_s=0.5, memory_mb=256)
    started = time.monotonic()
    run = sandbox.run(["def f():\n    while True: pass"], [Query("f", ((),))] * 30, limits)
    assert [kinds(reply) for reply in run.replies] == [["timeout"]] * 30
    assert time.monotonic() - started < 8


def test_threads_end_with_the_notebook(sandbox):
    source = (
        "import threading\ndef spin():\n    while True: pass\n"
        "for _ in range(4):\n    threading.Thread(target=spin).start()"
    )
    run = sandbox.run([*HONEST, source], [ASK], LIMITS)
    assert run.stopped is None and len(run.replies[0]) == 2


def test_fork_bombs_do_not_go_off(sandbox):
    run = sandbox.run(
        [*HONEST, "import os\nwhile True: os.fork()", "import multiprocessing as m\nm.Process().start()"], [ASK], LIMITS
    )
    assert [item.status for item in run.cells[2:]] == ["error", "error"] and "fork" in run.flags


def test_a_full_home_is_the_students_own(sandbox):
    source = "for n in range(10 ** 6):\n    open(f'f{n}', 'w').write('x' * 1000)"
    assert sandbox.run([source], [], LIMITS).cells[0].outputs[0]["ename"] == "OSError"
    big = "with open('big', 'wb') as file:\n    while True: file.write(bytes(10 ** 6))"
    assert sandbox.run([big], [], LIMITS).cells[0].outputs[0]["ename"] == "OSError"


def test_a_nested_folder_as_deep_as_it_goes(sandbox):
    source = "import os\nfor n in range(300):\n    os.mkdir('d'); os.chdir('d')"
    assert sandbox.run([source], [], LIMITS).cells[0].status == "ok"


def test_many_cells_that_show_much_fill_no_disk(sandbox):
    limits = Limits(cell_s=5.0, notebook_s=60.0, memory_mb=256, output_kb=64)
    run = sandbox.run(["print('x' * 65_000)"] * 80, [], limits)
    shown = [cell.outputs[0]["text"] for cell in run.cells]
    assert all(cell.status == "ok" for cell in run.cells)
    assert sum(map(len, shown)) < 4.5 * 2**20
    assert shown[0].startswith("xxx") and shown[-1] == "[left out: the notebook shows more than 4 MB]\n"
