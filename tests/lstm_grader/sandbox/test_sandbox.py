"""What a student's notebook may do, and what comes back of it."""

import ast
import sys

import numpy as np
import pytest

from lstm_grader.collect.notebooks import grade_id
from lstm_grader.exercise.released import released_notebook
from lstm_grader.judging.judge import NO_CHECK
from lstm_grader.sandbox import Query, Sandbox
from lstm_grader.sandbox.inside.output import ITEMS, Output
from lstm_grader.sandbox.types import Limits
from lstm_grader.sandbox.wire import Opaque

LIMITS = Limits(cell_s=5.0, call_s=2.0, notebook_s=10.0, memory_mb=512, output_kb=4)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as started:
        yield started


def cell(sandbox, source, **limits):
    """One cell alone."""
    run = sandbox.run([source], [], Limits(**{**vars(LIMITS), **limits}))
    return run.cells[0]


def text(cell_run):
    """What it printed."""
    return "".join(item["text"] for item in cell_run.outputs if item["output_type"] == "stream")


def call(sandbox, source, *arguments):
    """One call of the function `f` that the source defines."""
    return sandbox.run([source], [Query("f", (arguments,))], LIMITS).replies[0][0]


def test_cells_share_one_namespace_and_an_error_does_not_stop_the_next(sandbox):
    run = sandbox.run(["a = 1", "1 / 0", "a + 1"], [Query("a", None)], LIMITS)
    assert [item.status for item in run.cells] == ["ok", "error", "ok"]
    assert run.cells[2].outputs == [
        {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}, "execution_count": None}
    ]
    assert (run.replies[0][0].kind, run.replies[0][0].value) == ("value", 1)
    assert run.stopped is None and run.flags == ()


def test_a_traceback_shows_the_students_lines_alone(sandbox):
    error = cell(sandbox, "import numpy as np\ndef f():\n    return np.zeros(3) @ np.zeros(4)\nf()").outputs[0]
    assert error["ename"] == "ValueError"
    assert error["traceback"][:5] == [
        "Traceback (most recent call last):",
        "  cell 1, line 4",
        "    f()",
        "  cell 1, line 3, in f",
        "    return np.zeros(3) @ np.zeros(4)",
    ]


def test_a_syntax_error_shows_the_place(sandbox):
    assert "^" in "\n".join(cell(sandbox, "x = (1,\ny = 2").outputs[0]["traceback"])


@pytest.mark.parametrize(
    "source",
    [
        "import sys; sys.exit(0)",
        "raise KeyboardInterrupt",
        "exit()",
        "quit()",
        "class E(BaseException):\n    def __str__(self): raise self\nraise E",
    ],
)
def test_every_exception_is_only_an_exception(sandbox, source):
    run = sandbox.run([source, "print('on')"], [], LIMITS)
    assert [item.status for item in run.cells] == ["error", "ok"]


def test_streams_are_kept_apart_and_in_order(sandbox):
    outputs = cell(sandbox, "import sys\nprint('a'); print('b'); print('c', file=sys.stderr); print('d')").outputs
    assert [(item["name"], item["text"]) for item in outputs] == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
    ]


def test_output_is_cut_while_it_runs(sandbox):
    run = cell(sandbox, "for _ in range(10 ** 5): print('x' * 1000)")
    assert run.status == "ok" and 4096 < len(text(run)) < 4300 and "truncated" in text(run)


@pytest.mark.parametrize("body", ["display(1)", "print('.', end=''); print('!', end='', file=sys.stderr)"])
def test_many_small_outputs_are_cut_to_some_and_an_error_after_them_is_told(sandbox, body):
    run = sandbox.run([f"import sys\nfor _ in range(30_000): {body}\n1 / 0", "x = 1"], [Query("x", None)], LIMITS)
    outputs = run.cells[0].outputs
    assert len(outputs) == ITEMS + 2 and "left out" in outputs[-2]["text"] and outputs[-1]["output_type"] == "error"
    assert run.replies[0][0].value == 1


def test_what_a_thread_prints_after_the_end_of_a_cell_is_no_part_of_it(monkeypatch):
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, getattr(sys, name))  # where they are put back
    output = Output(1000, plots=False)
    output.write("stdout", "during")
    shown = output.end()
    output.write("stdout", "after")
    assert shown == [{"output_type": "stream", "name": "stdout", "text": "during"}]


@pytest.mark.parametrize(
    "body", ["for i in range(10 ** 6): print(i)", "while True: print('.', end=''); print('!', end='', file=sys.stderr)"]
)
def test_a_thread_that_goes_on_printing_costs_nothing(sandbox, body):
    source = f"import sys, threading\ndef f():\n    {body}\nthreading.Thread(target=f, daemon=True).start()"
    run = sandbox.run([source, *["x = 1"] * 20], [Query("x", None)], LIMITS)
    assert run.stopped is None and run.replies[0][0].value == 1


def test_bytes_written_past_python_are_dropped(sandbox):
    source = "import os, sys\nos.write(1, b'a'); os.write(2, b'b'); sys.stdout.buffer.write(b'c'); print()"
    assert text(cell(sandbox, source)) == "c\n"


def test_lone_surrogates_do_not_come_out(sandbox):
    said = text(cell(sandbox, "print('\\ud800')"))
    assert said and "\ud800" not in said


def test_display_and_last_values(sandbox):
    run = cell(sandbox, "from IPython.display import display\ndisplay(1, 'b')\n3;")
    assert [item["data"]["text/plain"] for item in run.outputs] == ["1", "'b'"]


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 1",
        "%load_ext autoreload\n%autoreload 2",
        "%config Foo.bar = 1",
        "%pip install numpy",
        "%time x = 1",
        "%timeit -n 10 -r 2 x = 1",
        "%%time\nx = 1",
        "%%timeit\nx = 1",
        "%%capture\nx = 1",
        "%who",
        "print?",
        "%%html\n<b>x</b>",
        "%%writefile note.txt\nhello",
        "%tb",
        "%store -r x",
        "%reset -f",
        "%lprun -f f f()",
        "get_ipython().magic('matplotlib inline')",
        "get_ipython().user_ns['x'] = 1",
    ],
)
def test_magics_run_or_do_nothing(sandbox, source):
    run = cell(sandbox, source)
    assert run.status == "ok", run.outputs


def test_reset_resets_nothing_and_says_so(sandbox):
    run = sandbox.run(["x = 1", "%reset -f"], [Query("x", None)], LIMITS)
    assert run.replies[0][0].value == 1 and "not run" in text(run.cells[1])


def test_timed_code_has_its_effect(sandbox):
    run = sandbox.run(["%%time\nx = 41\nx", "y = %time x + 1"], [Query("x", None), Query("y", None)], LIMITS)
    assert [reply[0].value for reply in run.replies] == [41, 42]


@pytest.mark.parametrize(
    "source", ["!ls", "files = !ls", "files = %sx ls", "%cd .", "%system ls", "!!ls", "get_ipython().system('ls')"]
)
def test_the_shell_is_not_run_and_the_rest_of_the_cell_is(sandbox, source):
    run = sandbox.run([f"files = []\n{source}\nassert files == []\nx = 1"], [Query("x", None)], LIMITS)
    assert run.cells[0].status == "ok" and "not run" in text(run.cells[0]) and run.flags == ()
    assert run.replies[0][0].value == 1


def test_a_script_of_another_language_is_not_run(sandbox):
    run = cell(sandbox, "%%bash\nls")
    assert run.status == "ok" and "not run" in text(run)


def test_input_says_why_not(sandbox):
    assert "input()" in cell(sandbox, "input('name? ')").outputs[0]["evalue"]


def test_a_figure_leaves_a_note_and_a_picture_where_asked(sandbox):
    source = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nplt.plot([1]);"
    outputs = cell(sandbox, source).outputs
    assert ["Figure" in item["data"]["text/plain"] for item in outputs] == [True, True]
    pictures = cell(sandbox, source, plots=True).outputs
    assert all(item["data"]["image/png"].startswith("iVBOR") for item in pictures) and len(pictures) == 2


def test_warnings_of_a_call_are_told_whatever_the_notebook_filtered(sandbox):
    source = "import warnings, numpy as np\nwarnings.filterwarnings('error')\ndef f(x): return np.exp(x)"
    outcome = call(sandbox, source, np.array([1e4]))
    assert outcome.kind == "value" and np.isinf(outcome.value)
    assert outcome.warnings == ("RuntimeWarning: overflow encountered in exp",)


def test_arguments_are_writable_and_come_back_as_they_are_after_the_call(sandbox):
    given = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    outcome = call(sandbox, "def f(x):\n    x += 1\n    return x.flags.f_contiguous", given)
    assert outcome.value is True
    np.testing.assert_array_equal(outcome.args[0], given + 1)
    assert given[0, 0] == 0


def test_calls_of_a_query_share_a_process(sandbox):
    run = sandbox.run(["n = 0\ndef f():\n    global n\n    n += 1\n    return n"], [Query("f", ((), (), ()))], LIMITS)
    assert [outcome.value for outcome in run.replies[0]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("(i for i in x)", "generator"),
        ("np.array([None])", "array of object"),
        ("np.matrix('1 2')", "matrix"),
        ("np.ma.array([1])", "MaskedArray"),
        ("type('Own', (), {'__array__': lambda s: x})()", "Own"),
        ("f", "function"),
    ],
)
def test_values_that_may_not_cross_are_named(sandbox, value, name):
    assert call(sandbox, f"import numpy as np\ndef f(x): return {value}", np.ones(2)).value == Opaque(name)


def test_a_value_that_is_too_large_is_named(sandbox):
    outcome = call(sandbox, "import numpy as np\ndef f(): return np.zeros(10 ** 7)")
    assert outcome.value == Opaque("ndarray too large to send")
    long = sandbox.run(["def f(): return list(range(4 * 10 ** 5))"], [Query("f", ((),))], Limits())
    assert long.replies[0][0].value == Opaque("list too large to send")


def test_an_error_that_leaves_an_argument_too_large_is_still_an_error(sandbox):
    outcome = call(sandbox, "def f(x):\n    x.append('x' * 2 ** 23)\n    1 / 0", [])
    assert outcome.kind == "raised" and "ZeroDivisionError" in outcome.error


def test_outputs_that_are_too_large_to_send_leave_the_state(sandbox):
    run = sandbox.run(["print('\\U0001f600' * 10 ** 6)\nx = 1"], [Query("x", None)], Limits(output_kb=1000))
    assert "too large" in text(run.cells[0]) and run.replies[0][0].value == 1


def test_what_cells_show_is_not_taken_from_the_answers(sandbox, monkeypatch):
    monkeypatch.setattr("lstm_grader.sandbox.runner.RUN_BYTES", 2000)
    run = sandbox.run(["print('x' * 3000)\nx = 1"], [Query("x", None)], LIMITS)
    assert run.replies[0][0].value == 1


def test_the_graded_run_has_all_functions_that_the_self_check_makes(sandbox):
    cells = released_notebook("06_forget_gate").cells
    source = next(item.source for item in cells if grade_id(item) == "selfcheck")
    assert not any(isinstance(node, ast.Import) for node in ast.parse(source).body)
    run = sandbox.run([NO_CHECK, "check(len)\ny = 1"], [Query("y", None)], LIMITS)
    assert run.replies[0][0].value == 1


def test_names_that_are_missing(sandbox):
    run = sandbox.run(["f = 3"], [Query("f", ((1,), (2,))), Query("g", ((1,),)), Query("answer", None)], LIMITS)
    assert [[outcome.kind for outcome in reply] for reply in run.replies] == [["missing"] * 2, ["missing"], ["missing"]]
    assert run.replies[0][0].error == "f is a int, not a function"


def test_an_exception_in_a_call_names_the_line(sandbox):
    outcome = call(sandbox, "x = 1\ndef f(a):\n    return a @ a", np.ones((2, 3)))
    assert outcome.kind == "raised" and outcome.error.startswith("ValueError: matmul")
    assert outcome.error.endswith("(line 3 of code cell 1)")


def test_a_notebook_starts_with_an_empty_home_and_other_random_numbers(sandbox):
    source = (
        "import os, random, numpy as np\nx = [os.listdir(), random.random(), float(np.random.rand())]\nopen('a', 'w')"
    )
    first, second = (sandbox.run([source], [Query("x", None)], LIMITS).replies[0][0].value for _ in range(2))
    assert first[0] == second[0] == []
    assert first[1] != second[1] and first[2] != second[2]


def test_a_file_beside_the_notebook_never_stands_in_for_a_library(sandbox):
    source = "open('numpy.py', 'w').write('x = 1')\nopen('own.py', 'w').write('x = 2')\nimport numpy, own"
    run = sandbox.run([source, "x = (hasattr(numpy, 'array'), own.x)"], [Query("x", None)], LIMITS)
    assert run.replies[0][0].value == (True, 2)


def test_future_imports_last_and_ours_do_not_leak_in(sandbox):
    run = sandbox.run(
        ["def f(a: undefined): pass", "from __future__ import annotations", "def g(a: undefined): pass"], [], LIMITS
    )
    assert [item.status for item in run.cells] == ["error", "ok", "ok"]


@pytest.mark.parametrize(
    ("source", "flag"),
    [
        ("import socket; socket.create_connection(('10.0.0.1', 80))", "network"),
        ("import urllib.request; urllib.request.urlopen('http://example.org')", "network"),
        ("import os; os.system('ls')", "exec"),
        ("import subprocess; subprocess.run(['ls'])", "exec"),
        ("import os; os.fork()", "fork"),
        ("import os; os.kill(1, 9)", "kill"),
        ("import lstm_ref", "import lstm_ref"),
        ("import torch.nn", "import torch"),
        ("import ctypes; ctypes.CDLL(None)", "ctypes"),
        ("open('/etc/passwd')", "file outside: /etc/passwd"),
        ("import sqlite3; sqlite3.connect('gradebook.db')", "file outside: /home/student/gradebook.db"),
        ("open('../../solutions/key.py')", "file outside: /solutions/key.py"),
        ("import os; os.listdir('..')", "file outside: /home"),
    ],
)
def test_unsafe_acts_are_flagged(sandbox, source, flag):
    assert flag in sandbox.run([source], [], LIMITS).flags


def test_ordinary_acts_are_not_flagged(sandbox):
    source = """
import numpy as np, matplotlib.pyplot as plt, json, random, dataclasses, collections, itertools, math, time, os
import tempfile, pathlib, csv, sqlite3, decimal, scipy_that_is_not_there
"""
    cells = [
        source,
        "plt.plot([1]); plt.savefig('a.png'); plt.hist([1, 2]); plt.title('$x^2$', fontname='serif')",
        "np.save('x.npy', np.ones(3)); np.load('x.npy'); open('a', 'w').write('b'); os.listdir()",
        "import mpl_toolkits.mplot3d, matplotlib.animation, IPython, unittest, doctest, inspect, typing, pickle",
        "import tempfile; tempfile.NamedTemporaryFile(); open(os.devnull, 'w'); time.localtime()",
        "open('missing.csv')",
        "help(np.tanh)",
        "np.random.default_rng(); np.linalg.svd(np.eye(3))",
    ]
    assert sandbox.run(cells, [], LIMITS).flags == ()


def test_an_act_refused_inside_a_call_is_said_so(sandbox):
    outcome = call(sandbox, "def f():\n    return open('/etc/passwd').read()")
    assert outcome.kind == "refused" and "passwd" in outcome.error


def test_a_reply_says_what_became_of_every_argument_however_large_the_result(sandbox):
    outcome = call(sandbox, "import numpy as np\ndef f(x): return np.zeros(10 ** 7)", np.ones(2))
    assert outcome.value == Opaque("ndarray too large to send")
    np.testing.assert_array_equal(outcome.args[0], np.ones(2), strict=True)


def test_an_argument_made_too_large_to_send_is_one_that_changed(sandbox):
    outcome = call(sandbox, "def f(x):\n    x.append('x' * 2 ** 25)\n    return 1", [])
    assert outcome.args == (Opaque("nothing said"),)


def test_a_list_of_many_more_parts_than_were_asked_for_is_named_and_not_sent(sandbox):
    run = sandbox.run(["def f(): return [0.5] * 2000"], [Query("f", ((),), parts=1000)], LIMITS)
    assert run.replies[0][0].value == Opaque("list too large to send")


def test_what_waits_outside_of_functions_is_waited_for_as_in_a_notebook(sandbox):
    cells = [
        "import asyncio\nasync def later(x):\n    await asyncio.sleep(0.001)\n    return x",
        "a = await later(1)\nawait later(2)",
        "async with asyncio.timeout(5):\n    b = await later(3)",
    ]
    run = sandbox.run(cells, [Query("a", None), Query("b", None)], LIMITS)
    assert [cell.status for cell in run.cells] == ["ok"] * 3 and run.flags == ()
    assert run.cells[1].outputs[0]["data"]["text/plain"] == "2"
    assert [replies[0].value for replies in run.replies] == [1, 3]


@pytest.mark.parametrize("source", ["matplotlib.use('TkAgg')", "plt.switch_backend('QtAgg')", "%matplotlib tk"])
def test_no_window_is_opened_and_nothing_is_lost_for_it(sandbox, source):
    run = sandbox.run(
        [f"import matplotlib\nimport matplotlib.pyplot as plt\n{source}\nplt.plot([1])\nx = 1"], [], LIMITS
    )
    assert run.cells[0].status == "ok"
    assert "Figure" in run.cells[0].outputs[-1]["data"]["text/plain"]


def test_fractions_and_decimals_are_numbers(sandbox):
    source = "from fractions import Fraction\nfrom decimal import Decimal\na = [Fraction(1, 4), Decimal('0.5')]"
    huge = "b = [Fraction(10 ** 400), Decimal('sNaN')]"
    run = sandbox.run([source, huge], [Query("a", None), Query("b", None)], LIMITS)
    assert run.replies[0][0].value == [0.25, 0.5]
    assert run.replies[1][0].value == [Opaque("Fraction"), Opaque("Decimal")]
