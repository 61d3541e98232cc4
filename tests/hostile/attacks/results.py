"""Attacks by what a function gives back, knows, or looks for."""

from __future__ import annotations

from lstm_grader.exercise import cases, spec
from lstm_grader.release import derive
from tests.hostile.submission import NAME, WRONG, World, answered, with_cell


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
