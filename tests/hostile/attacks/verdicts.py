"""Attacks on the comparison: a notebook that deserves nothing has the tools of judging say yes."""

from __future__ import annotations

from tests.hostile.submission import WRONG, World, answered, right, with_cell, wrong


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


def agreeable_allclose(world: World) -> bytes:
    """4: every comparison that NumPy offers says yes."""
    return with_cell(
        wrong(),
        """import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None""",
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


def hides_errors(world: World) -> bytes:
    """14: errors are not shown any more."""
    return with_cell(
        wrong(),
        """shell = get_ipython()
shell.showtraceback = lambda *a, **k: None
shell.set_custom_exc((Exception,), lambda *a, **k: None)""",
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
