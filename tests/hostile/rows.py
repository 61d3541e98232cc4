"""Hostile and malformed submissions for 06, each a function that gives the bytes of a file. Numbers are those of the
list of known attacks that the grader has to survive; `wrong` and `right` say what the functions in it are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from lstm_grader.exercise import cases, spec
from lstm_grader.release import derive

NAME = "06_forget_gate"
WRONG = {
    "forget_gate": "def forget_gate(x_t, h_prev, W_f, b_f):\n    return np.zeros((len(x_t), len(b_f)))",
    "keep": "def keep(f_t, c_prev):\n    return np.zeros_like(c_prev)",
    "half_life": "def half_life(f):\n    return np.zeros_like(f)",
    "answer_1": "answer_1 = -1",
    "answer_2": "answer_2 = -1",
    "answer_3": 'answer_3 = "z"',
}


@dataclass(frozen=True)
class World:
    """What an attacker may know of the machine: where the gradebook and a neighbour's file are, a listening port."""

    gradebook: str
    neighbour: str
    port: int


def right() -> NotebookNode:
    """A notebook that deserves all points."""
    return derive.solved_notebook(NAME)


def wrong() -> NotebookNode:
    """A notebook that deserves none."""
    return derive.solved_notebook(NAME, WRONG)


def code(text: str) -> NotebookNode:
    """A code cell."""
    return nbformat.v4.new_code_cell(text)


def index(notebook: NotebookNode, name: str) -> int:
    """The place of the cell with this id."""
    return next(place for place, cell in enumerate(notebook.cells) if cell.id == name)


def with_cell(notebook: NotebookNode, text: str, before: str | None = None) -> bytes:
    """The notebook with one more code cell, at the start or before a named cell."""
    notebook.cells.insert(0 if before is None else index(notebook, before), code(text))
    return nbformat.writes(notebook).encode()


def lines(notebook: NotebookNode) -> bytes:
    """The notebook as a file."""
    return nbformat.writes(notebook).encode()


def answered(**changed: str) -> bytes:
    """A right notebook with some answers replaced."""
    return lines(derive.solved_notebook(NAME, changed))


def no_asserts(world: World) -> bytes:
    """1: an AST transformer takes every assert away."""
    return with_cell(
        wrong(),
        """import ast
class NoAsserts(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(NoAsserts())""",
    )


def agreeable_allclose(world: World) -> bytes:
    """4: every comparison that NumPy offers says yes."""
    return with_cell(
        wrong(),
        """import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None""",
    )


def writes_gradebook(world: World) -> bytes:
    """9: gives itself 99 points in the gradebook."""
    return with_cell(
        wrong(),
        f"""import sqlite3
connection = sqlite3.connect({world.gradebook!r})
connection.execute("update grade set manual_score = 99")
connection.commit()""",
    )


def edits_neighbour(world: World) -> bytes:
    """12: spoils another student's file."""
    return with_cell(right(), f"open({world.neighbour!r}, 'w').write('spoiled')")


def exits(world: World) -> bytes:
    """15: ends the process between the second and the third function."""
    return with_cell(right(), "import os\nos._exit(0)", before="half_life")


def loops_in_call(world: World) -> bytes:
    """17: one function never returns."""
    text = "def half_life(f):\n    while True:\n        pass"
    return nbformat.writes(derive.solved_notebook(NAME, {"half_life": text})).encode()


def memory_bomb(world: World) -> bytes:
    """19: a list that grows for ever."""
    return with_cell(right(), "hoard = []\nwhile True:\n    hoard.append(bytearray(10**8))", before="half_life")


def prints_much(world: World) -> bytes:
    """21: twenty megabytes of output."""
    return with_cell(right(), "for _ in range(20_000):\n    print('x' * 1000)")


def prints_for_ever(world: World) -> bytes:
    """21: output without an end."""
    return with_cell(right(), "while True:\n    print('x' * 1000)", before="half_life")


def calls_out(world: World) -> bytes:
    """23: opens a connection."""
    return with_cell(right(), f"import socket\nsocket.create_connection(('127.0.0.1', {world.port}), timeout=2)")


def duplicated_check(world: World) -> bytes:
    """31: a check cell stands there twice."""
    notebook = right()
    place = index(notebook, "check_keep")
    twin = nbformat.from_dict(notebook.cells[place])
    twin.id = "twin"
    notebook.cells.insert(place, twin)
    return nbformat.writes(notebook).encode()


def deleted_check(world: World) -> bytes:
    """33: a check cell is gone."""
    notebook = right()
    del notebook.cells[index(notebook, "check_keep")]
    return nbformat.writes(notebook).encode()


def truncated(world: World) -> bytes:
    """38: half a file."""
    data = nbformat.writes(right()).encode()
    return data[: len(data) // 2]


def empty(world: World) -> bytes:
    """38: nothing."""
    return b""


def web_page(world: World) -> bytes:
    """38: a saved web page."""
    return b"<!doctype html><title>forget_gate</title><p>My notebook"


def old_format(world: World) -> bytes:
    """38: notebook format 3."""
    return nbformat.writes(nbformat.convert(right(), 3), version=3).encode()


def huge(world: World) -> bytes:
    """38: 100 MB."""
    return b'{"nbformat": 4, "cells": ["' + b"x" * 100_000_000 + b'"]}'


def no_input(world: World) -> bytes:
    """2: an input transformer turns every later cell into `pass`."""
    return with_cell(wrong(), "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])")


def no_running(world: World) -> bytes:
    """3: IPython's shell does nothing any more."""
    return with_cell(
        wrong(),
        """from IPython.core.interactiveshell import InteractiveShell
InteractiveShell.run_code = InteractiveShell.run_cell = lambda *a, **k: None""",
    )


def other_numpy(world: World) -> bytes:
    """5: `np` is something that looks like NumPy."""
    return with_cell(
        wrong(),
        """import sys, types, numpy
np = types.ModuleType("numpy")
np.__dict__.update(numpy.__dict__, allclose=lambda *a, **k: True)
sys.modules["numpy"] = np""",
    )


def patching_thread(world: World) -> bytes:
    """6: a thread patches for ever."""
    return with_cell(
        wrong(),
        """import threading, numpy
def patch():
    while True:
        numpy.allclose = numpy.isclose = lambda *a, **k: True
threading.Thread(target=patch, daemon=True).start()""",
    )


def shows_a_score(world: World, score: str = "2.0") -> bytes:
    """7: a function displays a number where a score is looked for."""
    text = WRONG["keep"].replace(
        "    return",
        f"""    from IPython.display import display, publish_display_data
    display({score})
    publish_display_data({{"text/plain": "{score}"}})
    return""",
    )
    return answered(**(WRONG | {"keep": text}))


def shows_a_huge_score(world: World) -> bytes:
    """8: the same beyond the maximum."""
    return shows_a_score(world, "1e9")


def reads_solutions(world: World) -> bytes:
    """10: looks for the answers."""
    return with_cell(right(), f"open({str(spec.SOLUTIONS / NAME / 'spec.py')!r}).read()")


def hooks_cells(world: World) -> bytes:
    """11: a hook that prints what every later cell holds."""
    return with_cell(
        right(),
        """def tell(info):
    print("SEEN", info.raw_cell)
get_ipython().events.register("pre_run_cell", tell)""",
    )


def ships_numpy(world: World) -> bytes:
    """13: a numpy.py lies beside the notebook (see `BESIDE`)."""
    return lines(right())


def hides_errors(world: World) -> bytes:
    """14: errors are not shown any more."""
    return with_cell(
        wrong(),
        """shell = get_ipython()
shell.showtraceback = lambda *a, **k: None
shell.set_custom_exc((Exception,), lambda *a, **k: None)""",
    )


def leaves_politely(world: World) -> bytes:
    """16: sys.exit in a cell is an exception like any other."""
    return with_cell(right(), "import sys\nsys.exit(0)", before="half_life")


def loops_deaf(world: World) -> bytes:
    """18: never returns and ignores every signal it can."""
    return answered(
        half_life="""def half_life(f):
    import signal
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except Exception:
            pass
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass"""
    )


def fork_bomb(world: World) -> bytes:
    """20: processes without an end."""
    return with_cell(right(), "import os\nwhile True:\n    os.fork()")


def asks(world: World) -> bytes:
    """22: waits for somebody to type."""
    return with_cell(right(), "name = input('Who are you? ')")


def pickled(world: World) -> bytes:
    """24: a result that would run a command where it is unpickled."""
    return answered(
        keep="""class Payload:
    def __reduce__(self):
        import os
        return os.system, ("touch /tmp/unpickled",)
def keep(f_t, c_prev):
    return Payload()"""
    )


def odd_objects(world: World) -> bytes:
    """25: things that are not arrays and claim to be equal to everything."""
    return answered(
        forget_gate="""class Everything(np.ndarray):
    def __eq__(self, other):
        return True
def forget_gate(x_t, h_prev, W_f, b_f):
    return np.zeros((len(x_t), len(b_f))).view(Everything)""",
        keep="""def keep(f_t, c_prev):
    yield f_t * c_prev""",
        half_life="""class Chameleon:
    __array_priority__ = 1e9
    def __array__(self, *a, **k):
        return np.zeros(3)
    def __eq__(self, other):
        return True
def half_life(f):
    return Chameleon()""",
    )


def odd_arrays(world: World) -> bytes:
    """25: object dtype, NaN everywhere, an array of a billion elements."""
    return answered(
        forget_gate="def forget_gate(x_t, h_prev, W_f, b_f):\n    return np.full((len(x_t), len(b_f)), None)",
        keep="def keep(f_t, c_prev):\n    return np.full_like(c_prev, np.nan)",
        half_life="def half_life(f):\n    return np.ones(10**9)",
    )


def remembers(world: World) -> bytes:
    """26: gives the first answer again, changes an argument."""
    return answered(
        keep="def keep(f_t, c_prev):\n    c_prev *= f_t\n    return c_prev",
        half_life="""seen = {}
def half_life(f):
    if np.shape(f) not in seen:
        with np.errstate(all="ignore"):
            seen[np.shape(f)] = np.log(2) / np.abs(np.log(f))
    return seen[np.shape(f)] if len(seen) < 3 else np.log(2) / np.abs(np.log(f)) * len(seen)""",
    )


def learned_by_heart(world: World) -> bytes:
    """27: knows the results of the shown examples and nothing else."""
    check = next(check for check in spec.load(NAME).checks if check.name == "keep")
    shown = [(call.args[0].tolist(), call.want.tolist()) for call in cases.make_calls(check, check.examples)]
    return answered(
        keep=f"""SHOWN = {shown!r}
def keep(f_t, c_prev):
    for gate, result in SHOWN:
        if f_t.shape == np.shape(gate) and np.array_equal(f_t, gate):
            return np.array(result)
    return np.zeros_like(c_prev)"""
    )


def borrows(world: World) -> bytes:
    """28: takes the functions from the reference, which is not there."""
    nothing = dict.fromkeys(("forget_gate", "keep", "half_life"), "pass")
    return with_cell(derive.solved_notebook(NAME, nothing), "from lstm_ref import forget_gate, half_life, keep")


def searches_the_process(world: World) -> bytes:
    """29: looks for the reference in frames, in the garbage collector, in other processes."""
    return answered(
        **(
            WRONG
            | {
                "keep": """def keep(f_t, c_prev):
    import ctypes, gc, glob, sys
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            if isinstance(value, np.ndarray) and value.shape == c_prev.shape and value is not c_prev is not f_t:
                return value
        frame = frame.f_back
    for thing in gc.get_objects():
        if callable(thing) and getattr(thing, "__module__", "") == "lstm_ref.memory":
            return thing(f_t, c_prev)
    for path in glob.glob("/proc/[0-9]*/mem"):
        try:
            open(path, "rb").read(1)
        except OSError:
            pass
    return ctypes.cast(id(c_prev), ctypes.py_object).value * 0"""
            }
        )
    )


def warns(world: World) -> bytes:
    """30: right, and noisy on stderr."""
    return answered(
        keep="""def keep(f_t, c_prev):
    import sys, warnings
    warnings.warn("careful", RuntimeWarning)
    print("careful", file=sys.stderr)
    return f_t * c_prev"""
    )


def split_answer(world: World) -> bytes:
    """32: an answer cell is split in two, which gives two cells one name."""
    notebook = right()
    place = index(notebook, "keep")
    twin = nbformat.from_dict(notebook.cells[place])
    twin.id, twin.source = "twin", "scale = 1"
    notebook.cells.insert(place, twin)
    return lines(notebook)


def no_metadata(world: World) -> bytes:
    """34: every cell has lost its metadata."""
    notebook = right()
    for cell in notebook.cells:
        cell.metadata = {}
    return lines(notebook)


def retyped(world: World) -> bytes:
    """35: an answer and a check became text."""
    notebook = right()
    for name in ("keep", "check_keep"):
        cell = notebook.cells[index(notebook, name)]
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]
    return lines(notebook)


def more_points(world: World) -> bytes:
    """36: a check is worth 100 points and does nothing."""
    notebook = wrong()
    cell = notebook.cells[index(notebook, "check_keep")]
    cell.metadata.nbgrader.points, cell.source = 100, "pass"
    return lines(notebook)


def moved_check(world: World) -> bytes:
    """37: a check stands at the top."""
    notebook = right()
    notebook.cells.insert(0, notebook.cells.pop(index(notebook, "check_keep")))
    return lines(notebook)


def julia(world: World) -> bytes:
    """39: the notebook asks for another language."""
    notebook = right()
    notebook.metadata.kernelspec = {"display_name": "Julia", "language": "julia", "name": "julia-1.11"}
    return lines(notebook)


def magics(world: World) -> bytes:
    """40: magics and the shell."""
    notebook = right()
    for text in ("%matplotlib inline\n%timeit 1 + 1", "!ls /", "%%bash\necho hello", "%%time\nx = 1", "?print"):
        notebook.cells.insert(0, code(text))
    return lines(notebook)


def forges_frames(world: World) -> bytes:
    """42: writes into every open file, with a header of 4 GB."""
    return with_cell(
        right(),
        """import os
for number in range(3, 256):
    try:
        os.write(number, b"\\xff\\xff\\xff\\xff" * 1000)
    except OSError:
        pass""",
        before="half_life",
    )


def no_chance(world: World) -> bytes:
    """43: seeds that do nothing, random numbers that are not."""
    return with_cell(
        right(),
        """import random, time, numpy
numpy.random.seed = lambda *a: None
numpy.random.default_rng = lambda *a: numpy.random.RandomState(0)
random.random = time.time = lambda: 0.5""",
    )


def injects(world: World) -> bytes:
    """44: markup in what is printed, raised and returned."""
    notebook = right()
    script = "<script>window.hacked = 1</script>"
    notebook.cells.append(code(f"print({script!r})\nraise ValueError({script!r})"))
    notebook.cells.append(nbformat.v4.new_markdown_cell(script))
    return lines(notebook)


@dataclass(frozen=True)
class Expected:
    """The right end: points in all, words of checks that are not right, their names, a flag."""

    score: float
    words: dict[str, str]
    flagged: bool | None = False
    """None: it may be flagged."""
    says: str = ""
    """A part of the message of every check that is not right."""
    named: dict[str, str] | None = None
    """check -> catalogue id."""


CHECKS = ("forget_gate", "keep", "half_life", "answer_1", "answer_2", "answer_3")
FUNCTIONS = CHECKS[:3]
NOTHING = dict.fromkeys(CHECKS, "wrong")
UNREADABLE = Expected(0, dict.fromkeys(CHECKS, "unreadable"), says="Not readable")
AFTER = ("half_life", "answer_1", "answer_2", "answer_3")
WHOLE = Expected(10, {})
BESIDE = {ships_numpy: {"numpy.py": "raise SystemExit('not this one')"}}

ROWS: dict[Callable[[World], bytes], Expected] = {
    no_asserts: Expected(0, NOTHING),
    no_input: Expected(0, NOTHING),
    no_running: Expected(0, NOTHING),
    agreeable_allclose: Expected(0, NOTHING),
    other_numpy: Expected(0, NOTHING),
    patching_thread: Expected(0, NOTHING),
    shows_a_score: Expected(0, NOTHING),
    shows_a_huge_score: Expected(0, NOTHING),
    writes_gradebook: Expected(0, NOTHING, flagged=True),
    reads_solutions: Expected(10, {}, flagged=True),
    hooks_cells: WHOLE,
    edits_neighbour: Expected(10, {}, flagged=True),
    ships_numpy: WHOLE,
    hides_errors: Expected(0, NOTHING),
    exits: Expected(5, dict.fromkeys(AFTER, "error"), says="stopped in code cell"),
    leaves_politely: WHOLE,
    loops_in_call: Expected(8, {"half_life": "timeout"}, says="within the time limit"),
    loops_deaf: Expected(8, {"half_life": "timeout"}, says="within the time limit"),
    memory_bomb: WHOLE,
    fork_bomb: Expected(10, {}, flagged=True),
    prints_much: WHOLE,
    prints_for_ever: Expected(5, dict.fromkeys(AFTER, "timeout"), says="stopped in code cell"),
    asks: WHOLE,
    calls_out: Expected(10, {}, flagged=True),
    pickled: Expected(8, {"keep": "wrong"}, says="an object of type Payload"),
    odd_objects: Expected(3, dict.fromkeys(FUNCTIONS, "wrong"), says="an object of type"),
    odd_arrays: Expected(3, {"forget_gate": "wrong", "keep": "wrong", "half_life": "error"}),
    remembers: Expected(6, {"keep": "wrong", "half_life": "wrong"}, named={"keep": "C18", "half_life": "P2"}),
    learned_by_heart: Expected(8, {"keep": "wrong"}, named={"keep": "P3"}),
    borrows: Expected(3, dict.fromkeys(FUNCTIONS, "missing"), flagged=True),
    searches_the_process: Expected(0, NOTHING, flagged=None),
    warns: WHOLE,
    duplicated_check: WHOLE,
    split_answer: WHOLE,
    deleted_check: WHOLE,
    no_metadata: WHOLE,
    retyped: WHOLE,
    more_points: Expected(0, NOTHING),
    moved_check: WHOLE,
    truncated: UNREADABLE,
    empty: UNREADABLE,
    web_page: UNREADABLE,
    old_format: UNREADABLE,
    huge: UNREADABLE,
    julia: WHOLE,
    magics: Expected(10, {}, flagged=None),
    forges_frames: Expected(5, dict.fromkeys(AFTER, "error"), says="stopped in code cell"),
    no_chance: WHOLE,
    injects: WHOLE,
}
