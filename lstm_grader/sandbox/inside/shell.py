"""A notebook's shell: runs cells in one namespace as IPython would, with its magics, and without a system shell."""

from __future__ import annotations
import __future__

import _sitebuiltins
import ast
import asyncio
import builtins
import inspect
import linecache
import platform
import re
import sys
import types
from typing import Any

from .output import CELL, Output, own_frames, said

FUTURE = sum(getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
NOTHING = frozenset(
    {  # magics that have nothing to do here
        "matplotlib",
        "config",
        "load_ext",
        "reload_ext",
        "autoreload",
        "pylab",
        "precision",
        "pprint",
        "pinfo",
        "pinfo2",
        "psearch",
        "pip",
        "conda",
        "who",
        "whos",
        "history",
        "xmode",
        "colors",
        "doctest_mode",
        "automagic",
        "alias",
        "env",
        "set_env",
        "notebook",
        "html",
        "javascript",
        "js",
        "svg",
        "latex",
        "markdown",
        "gui",
        "pdb",
        "tb",
        "lsmagic",
        "logstart",
        "logstop",
        "unload_ext",
    }
)
RUN = frozenset({"time", "timeit", "capture", "prun"})
SEMICOLON = re.compile(r";\s*(#[^\n'\"]*)?\s*\Z")
OPTIONS = re.compile(r"\A(\s*-\w+(\s*\d+)?(?=\s|\Z))*\s*")


class Notebook:
    """Cells run one after the other in the namespace `names`."""

    def __init__(self, output_bytes: int, plots: bool):
        self.output = Output(output_bytes, plots)
        self.sources: dict[str, str] = {}
        self.number = self.flags = 0
        self.loop: asyncio.AbstractEventLoop | None = None
        main = types.ModuleType("__main__")
        self.names = self.user_ns = main.__dict__
        self.names["__builtins__"] = builtins
        sys.modules["__main__"] = main
        sys.argv[:] = ["notebook"]
        sys.path.append(".")  # last: a file beside the notebook never stands in for a library
        builtins.display = self.display
        builtins.get_ipython = lambda: self
        _replace_in_ipython(self)

    def run(self, source: str) -> tuple[str, list[dict[str, Any]]]:
        """One cell: "ok" or "error", and its outputs."""
        self.number += 1
        self.output.begin()
        status = "ok"
        try:
            self.execute(source, f"{CELL}{self.number}>")
            self.output.figures()
        except BaseException as error:
            status = "error"
            self.output.error(error, self.sources)
        return status, self.output.end()

    def execute(self, source: str, cell: str, show: bool = True) -> Any:
        """Runs the source, and shows and returns the value of its last expression."""
        self.sources[cell] = source
        linecache.cache[cell] = (len(source), None, source.splitlines(keepends=True), cell)
        tree = self.parse(source, cell)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        self.evaluate(self.compile(tree, cell, "exec"))
        if last is None:
            return None
        value = self.evaluate(self.compile(ast.Expression(last.value), cell, "eval"))
        if value is not None and show and not SEMICOLON.search(source):
            self.names["_"] = value
            self.output.show(value, "execute_result")
        return value

    def parse(self, source: str, cell: str) -> ast.Module:
        """The source as Python; what is not is read as IPython first."""
        try:
            return ast.parse(source, cell)
        except SyntaxError:
            plain = transform(source)
            if plain.rstrip() == source.rstrip():
                raise
            return ast.parse(plain, cell)

    def compile(self, tree: ast.AST, cell: str, mode: str) -> types.CodeType:
        """Code, under the `from __future__` imports of the cells so far; `await` may stand outside of functions."""
        flags = self.flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(tree, cell, mode, flags=flags, dont_inherit=True)
        self.flags |= code.co_flags & FUTURE
        return code

    def evaluate(self, code: types.CodeType) -> Any:
        """Runs code in the notebook's namespace; code that waits for something, in the notebook's event loop."""
        value = eval(code, self.names)
        if not code.co_flags & inspect.CO_COROUTINE:
            return value
        self.loop = self.loop or asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        return self.loop.run_until_complete(value)

    def display(self, *values: Any, **_: Any) -> None:
        """`display(...)`, as plain text."""
        for value in values:
            self.output.show(value)

    def run_line_magic(self, name: str, line: str, *_: Any, **__: Any) -> Any:
        """`%name line`."""
        return self.magic_function(name, line, f"%{name} {line}")

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        """`%%name line` above a cell."""
        if name in ("writefile", "file"):
            with open(line.split()[-1], "a" if "-a" in line.split() else "w", encoding="utf-8") as file:
                file.write(cell)
            return None
        return self.magic_function(name, cell, f"%%{name} {line}")

    def magic_function(self, name: str, code: str, written: str) -> Any:
        """Runs or ignores a magic, or says that it was not run."""
        if name in RUN:
            value = self.execute(OPTIONS.sub("", code, count=1), f"{CELL}{self.number}, magic>", show=False)
            return value if name == "time" else None
        if name in ("sx", "!"):
            return self.getoutput(written)
        return None if name in NOTHING else self.system(written)

    def magic(self, line: str) -> Any:
        """`%name line`, as it was written before `run_line_magic`."""
        name, _, rest = line.lstrip("%").partition(" ")
        return self.run_line_magic(name, rest)

    def system(self, command: str) -> None:
        """`!command`: never an exception, as in IPython, where a command that fails costs the cell nothing either."""
        self.output.write("stderr", f"[not run, this is not available here: {str(command)[:200]}]\n")

    def getoutput(self, command: str) -> list[str]:
        """`lines = !command`."""
        self.system(command)
        return []


def prepare() -> None:
    """Puts stand-ins where a notebook's user expects a person or a screen."""
    builtins.input = no_input
    builtins.exit = builtins.quit = sys.exit
    builtins.help = _sitebuiltins._Helper()
    platform.platform()  # both are asked of the system once, and it is not there later
    _ = platform.uname().processor
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot:
        pyplot.switch_backend("Agg")
        warm(pyplot)
        pyplot.switch_backend = sys.modules["matplotlib"].use = no_window


def warm(pyplot: types.ModuleType) -> None:
    """A first plot fills caches that make every later one cost half."""
    for _ in range(2):
        _, (left, right) = pyplot.subplots(1, 2, figsize=(7, 3))
        left.plot([0, 1], label="a")
        left.set(xlabel="x", ylabel="y", title="t")
        left.legend()
        right.imshow([[0, 1], [1, 0]])
        right.axhline(0.5, color="0.6", linestyle="--")
        pyplot.close("all")


def no_input(prompt: object = "") -> str:
    """`input()`."""
    raise RuntimeError("input() cannot be answered while a notebook is graded; write the value into the cell instead")


def no_window(*_: object, **__: object) -> None:
    """`matplotlib.use("TkAgg")`: a figure is shown below its cell, whatever is asked for."""


def transform(source: str) -> str:
    """IPython's syntax as Python: magics become calls of `get_ipython()`."""
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)


def _replace_in_ipython(notebook: Notebook) -> None:
    """`from IPython.display import display`, `plt.show()` and the like reach this notebook."""
    for module in ("IPython", "IPython.core.getipython"):
        if module in sys.modules:
            sys.modules[module].get_ipython = builtins.get_ipython
    for module in ("IPython.display", "IPython.core.display_functions"):
        if module in sys.modules:
            sys.modules[module].display = notebook.display
            sys.modules[module].clear_output = lambda *_, **__: None
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].show = lambda *_, **__: notebook.output.figures()


def last_line(error: BaseException) -> str:
    """`line 3 of code cell 5`: the student's line where the exception came up, if there is one."""
    frames = own_frames(error)
    if not frames:
        return ""
    cell, number, _ = frames[-1]
    return f"line {number} of code {cell.strip('<>')}"


def one_line(error: BaseException, limit: int) -> str:
    """The exception's text on one line."""
    return " ".join(said(error).split())[:limit]
