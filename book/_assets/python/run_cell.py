"""Runs the cells of a page in the browser: what they print and show, and errors as Python gives them."""

import ast
import contextlib
import io
import json
import linecache
import sys
import time
import traceback
import types

import overflow
from cell_names import names, needed

MOST = 20_000  # letters of what one cell prints
CUT = "\n… cut here: the cell printed more than a page can hold."
ALT = "A plot that the code of this cell drew."
LARGE = ("matplotlib", "gate_style")  # what loads matplotlib

worlds: dict[str, tuple[dict[int, str], types.ModuleType]] = {}  # the page is "", an exercise has its name
ran: dict[int, str] = {}  # place of a cell -> its text when it ran
waiting: set[int] = set()  # numbers of figures that a later cell shows


def enter(world: str, *, anew: bool = False) -> None:
    """Have cells run among the names of a world, which no other one sees."""
    global ran
    if anew or world not in worlds:
        worlds[world] = {}, types.ModuleType("__main__")
    ran, sys.modules["__main__"] = worlds[world]


def to_run(cells: str, place: int, above: bool, world: str = "") -> str:
    """The places of cells that must run now, as JSON.

    Arguments:
        cells: the texts of the page's cells as JSON; an empty text for one that cannot run here
        place: of the cell that was asked for
        above: all before it, from an empty page on, in place of the cell with those that it needs
        world: whose cells these are: those of the page, or of an exercise
    """
    texts = json.loads(cells)
    enter(world, anew=above)
    if above:
        return json.dumps([each for each in range(place) if texts[each]])
    for each, text in list(ran.items()):
        if texts[each] != text:
            forget(text)
            ran.pop(each, None)
    before = [each for each in needed(texts, place) if texts[each]]
    first = next((row for row, each in enumerate(before) if ran.get(each) != texts[each]), len(before))
    return json.dumps([*before[first:], place])


def forget(code: str) -> None:
    """What a text made goes with it, so that none leans on what stands nowhere any more; a cell that makes a name of
    these as well has to run again."""
    needs, makes = names(code)
    for name in makes - needs:
        sys.modules["__main__"].__dict__.pop(name, None)
    for place, text in list(ran.items()):
        if (makes - needs) & names(text)[1]:
            del ran[place]


def draws(code: str) -> bool:
    """Whether the code loads matplotlib."""
    return any(name in code for name in LARGE)


def prepare_drawing() -> None:
    """Have figures of the book's own kind wait for their `show`, be it in another cell; others show by themselves."""
    import gate_style
    import matplotlib.pyplot as plt

    plt.show = lambda *_, **__: None

    make = gate_style.figure

    def figure(*args, **layout):
        fig, axes = make(*args, **layout)
        waiting.add(fig.number)
        return fig, axes

    gate_style.figure = figure


class Printed(io.TextIOBase):
    """What a cell prints, sent on in parts, and cut where it is too much."""

    def __init__(self, send):
        self.send, self.waiting, self.left, self.last = send, [], MOST, 0.0

    def write(self, text):
        if self.left > 0:
            part = text[: self.left]
            self.left -= len(text)
            self.waiting.append(part if self.left > 0 else part + CUT)
            if self.left <= 0 or time.monotonic() - self.last > 0.1:
                self.flush()
        return len(text)

    def flush(self):
        if self.waiting:
            self.send("text", "".join(self.waiting))
            self.waiting.clear()
        self.last = time.monotonic()


def run(code: str, place: int, name: str, send) -> int | None:
    """Run a cell.

    Arguments:
        code: its text
        place: of the cell on the page
        name: how an error calls the cell
        send: is called with a kind ("text", "html", "told", "error") and a text for all that the cell shows

    Returns:
        None where all went well, else the line of the cell where it ended, or 0.
    """
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    ran.pop(place, None)
    printed = Printed(send)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            value = _value(code, name)
            printed.flush()
            _show(value, printed)
            _show_figures(send)
    except BaseException as error:  # whatever it is, the reader must see it
        printed.flush()
        forget(code)
        return _tell(error, name, send)
    ran[place] = code
    return None


def _value(code, name):
    """Run it, and give back what its last line is, if that is an expression."""
    names = sys.modules["__main__"].__dict__
    tree = ast.parse(code, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)
    if last is not None:
        return eval(compile(ast.Expression(last.value), name, "eval"), names)
    return None


def _show(value, printed):
    if value is None:
        return
    if hasattr(value, "_repr_html_"):
        printed.send("html", value._repr_html_())
    else:
        printed.write(repr(value))
        printed.flush()


def _show_figures(send):
    """Figures that the cell left open and that wait for no `show`, in the colours of the page."""
    if "matplotlib.pyplot" in sys.modules:
        import matplotlib.pyplot as plt
        from gate_style import show

        waiting.intersection_update(plt.get_fignums())  # a number that was shown is given again
        for number in set(plt.get_fignums()) - waiting:
            send("html", show(plt.figure(number), ALT)._repr_html_())


def _tell(error, name, send):
    """Send the error without the frames of this file, or what it says in place of them, as in a notebook; the line of
    the cell where it happened."""
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename != name:
        trace = trace.tb_next
    lines = [line for frame, line in traceback.walk_tb(trace) if frame.f_code.co_filename == name]
    if isinstance(error, SyntaxError) and error.filename == name:
        lines = [error.lineno or 0]
    if own := getattr(error, "_render_traceback_", None):
        kind, text = "told", "\n".join(own())
    else:
        kind, text = "error", "".join(traceback.format_exception(type(error), error, trace))
    send(kind, text if len(text) <= MOST else text[:MOST] + CUT)
    return lines[-1] if lines else 0


overflow.tell()
enter("")
