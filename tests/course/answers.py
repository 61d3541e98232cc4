"""Student answers as text: right ones and wrong ones, and the notebooks made of them.

`solutions/NN_name/right.py` and `wrong.py` hold one answer a percent cell. The title of a cell is the function's name
and a label: the style of a right answer, or the catalogue ids of the mistakes in a wrong one.

In `wrong.py` a function may have a cell `NAME base`, which is right. A cell without the function then holds lines for
the base: what assigns to the same name, or returns, stands in place of the base's own line, and other lines stand
before the next of these. Lines in a loop are reached as well, and a loop stands in place of the loop. A cell
`NAME like NN_name.FUNCTION` takes the answers to a function of another exercise that differs in its names only;
`A10=G5` behind it changes an id.
"""

from __future__ import annotations

import ast
import copy
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType

import nbformat
from nbformat import NotebookNode

from lstm_grader.exercise import catalogue, spec
from lstm_grader.exercise.released import released_notebook
from lstm_grader.release import derive

CELL = re.compile(r"^# %% (\w+) (.+)$", re.MULTILINE)
LIKE = re.compile(r"like (\w+)\.(\w+)(.*)")
BASE = "base"


@dataclass(frozen=True)
class Answer:
    """What a student put into one answer cell."""

    check: str
    label: str
    source: str

    def __str__(self) -> str:
        return f"{self.check}-{self.label}"


def read(kind: str, exercise: str) -> list[Answer]:
    """All answers of a kind ("right" or "wrong") to an exercise; the bases of the wrong ones are right.

    Raises:
        LookupError: lines for a base where the function has none.
    """
    cells = list(_cells(kind, exercise))
    bases = {cell.check: cell for cell in _cells("wrong", exercise) if cell.label == BASE}
    if kind == "right":
        return cells + list(bases.values())
    return [_whole(cell, bases, exercise) for cell in cells if cell.label != BASE]


def _cells(kind: str, exercise: str) -> Iterator[Answer]:
    """The cells as they stand in the file, those of another exercise in place of a cell that names it."""
    path = spec.SOLUTIONS / exercise / f"{kind}.py"
    if kind == "near" and not path.is_file():
        return  # an exercise may have none
    text = path.read_text(encoding="utf-8")
    _, *parts = CELL.split(text)
    for index in range(0, len(parts), 3):
        cell = Answer(*parts[index : index + 2], parts[index + 2].strip())
        like = LIKE.fullmatch(cell.label)
        if like is None:
            yield cell
            continue
        other, function, ids = like.groups()
        changed = dict(pair.split("=") for pair in ids.split())
        for answer in _cells(kind, other):
            if answer.check == function:
                yield _renamed(answer, _check(other, function), _check(exercise, cell.check), changed)


def _whole(cell: Answer, bases: dict[str, Answer], exercise: str) -> Answer:
    if f"def {cell.check}(" in cell.source:
        return cell
    if cell.check not in bases:
        raise LookupError(f"{exercise}: {cell} is no whole function, and no cell `{cell.check} {BASE}` is there")
    return Answer(cell.check, cell.label, on_base(bases[cell.check].source, cell.source))


@cache
def on_base(base: str, lines: str) -> str:
    r"""The base with lines in it: those that set what a line of the base sets stand in its place, also within a loop.

    What the base sets several times is replaced where it is set first.

    Raises:
        ValueError: the last of the lines sets nothing that the base sets.

    >>> print(on_base("def f(x):\n    for y in x:\n        z = 2 * y\n    return z", "y = y + 1\nz = 3 * y"))
    def f(x):
        for y in x:
            y = y + 1
            z = 3 * y
        return z
    """
    places: dict[str, ast.stmt] = {}
    for node in _within(ast.parse(base).body[-1]):
        if _sets(node):
            places.setdefault(_sets(node), node)
    rows = base.splitlines()
    placed: dict[str, list[str]] = {}
    waiting: list[str] = []
    for node in ast.parse(lines).body:
        waiting.append("\n".join(lines.splitlines()[node.lineno - 1 : node.end_lineno]))
        if _sets(node) in places:
            placed.setdefault(_sets(node), []).extend(waiting)
            waiting = []
    if waiting:
        raise ValueError(f"nowhere in the base to put: {waiting[-1]}")
    for name in reversed(places):
        node = places[name]
        if name in placed:
            rows[node.lineno - 1 : node.end_lineno] = [textwrap.indent("\n".join(placed[name]), " " * node.col_offset)]
    return "\n".join(rows)


def _within(node: ast.stmt) -> Iterator[ast.stmt]:
    """The statements in a function, its loops and what stands in them."""
    for inner in node.body:
        yield inner
        if isinstance(inner, ast.For):
            yield from _within(inner)


def _sets(node: ast.stmt) -> str:
    """What a statement gives a value: a name, several, what a call changes, the result; a loop is known as one."""
    if isinstance(node, (ast.Return, ast.For)):
        return type(node).__name__
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return ast.unparse(node.value.func)
    return " = ".join(map(ast.unparse, node.targets)) if isinstance(node, ast.Assign) else ""


def _check(exercise: str, name: str) -> spec.FunctionCheck:
    return next(check for check in spec.load(exercise).checks if check.name == name)


def _renamed(answer: Answer, old: spec.FunctionCheck, new: spec.FunctionCheck, ids: dict[str, str]) -> Answer:
    """An answer to one function as one to another; a pair of ids stands in the order of the catalogue."""
    names = dict(zip((old.name, *old.arguments), (new.name, *new.arguments), strict=True))
    source = re.sub(r"\b\w+\b", lambda match: names.get(match[0], match[0]), answer.source)
    label = [ids.get(key, key) for key in answer.label.split("+")]
    if len(label) > 1:
        label.sort(key=list(catalogue.read()).index)
    return Answer(new.name, "+".join(label), source)


def author(exercise: str) -> list[Answer]:
    """The project's own solution, cell by cell."""
    return [Answer(name, "solution", text) for text, name in _titled(exercise, "answer")]


def helpers(exercise: str) -> str:
    """The locked cells that an exercise gives to students, apart from the self-check."""
    return "\n".join(text for text, _ in _titled(exercise, "locked"))


@cache
def _titled(exercise: str, role: str) -> list[tuple[str, str]]:
    """The authored cells of a role: the text of each, with the name behind the role in its title."""
    titled = [(cell, *cell.metadata.get("title", "").partition(" ")) for cell in derive.authored_cells(exercise)]
    return [(cell.source, name) for cell, first, _, name in titled if first == role]


def functions(exercise: str, answer: Answer) -> dict:
    """The names that exist after the helpers and one answer have run, as in a notebook; before it the author's
    answers to functions that this one is made of."""
    names: dict = {}
    exec(_code(helpers(exercise), "helpers"), names)
    used = {part.called for part in _check(exercise, answer.check).uses}
    for part in author(exercise):
        if part.check in used:
            exec(_code(part.source, str(part)), names)
    exec(_code(answer.source, str(answer)), names)
    return names


@cache
def _code(source: str, name: str) -> CodeType:
    return compile(source, f"<{name}>", "exec")


def notebook(exercise: str, answers: list[Answer], predictions: dict | None = None) -> NotebookNode:
    """The released notebook with these answers in its cells; other answer cells stay as released."""
    result = copy.deepcopy(released_notebook(exercise))
    sources = {answer.check: answer.source for answer in answers}
    sources |= {name: f"{name} = {value!r}" for name, value in (predictions or {}).items()}
    left = set(sources)
    for cell in result.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", cell.get("id"))
        if name in sources:
            cell.source = sources[name]
            left.discard(name)
    if left:
        raise LookupError(f"{exercise}: no cell for {', '.join(sorted(left))}")
    nbformat.validate(result)
    return result


def right_predictions(exercise: str) -> dict:
    """The keys of the questions: only tests may do this."""
    return {check.name: check.key for check in spec.load(exercise).checks if isinstance(check, spec.Question)}
