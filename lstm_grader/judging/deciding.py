"""What decides a verdict, and nothing else, as one hash: where it is the same, nobody need be judged again.

The judge's code and the exercise's is followed along its imports, from file to file and through packages that only
hand names on; each file counts as its syntax, so that comments, docstrings and the layout of lines change nothing.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat

from lstm_grader import ROOT
from lstm_grader.exercise import cases, catalogue, spec, term
from lstm_grader.exercise.released import released_path
from lstm_grader.exercise.spec import Exercise, Question
from lstm_grader.once import once

PARSING = threading.Lock()
BEGINNINGS = ("lstm_grader/judging/judge.py", "lstm_grader/grading/deadline.py", "lstm_grader/sandbox/wire.py")
INSIDE = "lstm_grader/sandbox/inside"  # goes into the sandbox by its path
BY_VALUE = "lstm_grader/exercise/catalogue"  # the rows that the exercise uses count, see `_rows`


@once
def spec_hash(name: str, root: Path = ROOT) -> str:
    """sha256 over everything that decides a verdict on an exercise, in the project whose folder is `root`.

    That is: spec and mistakes, the code that judges, runs and compares, those files of the reference that they use, the
    rows of the catalogue that the exercise may name, the code of the notebook that students got, and what the term
    changes of it.
    """
    exercise = spec.load(name)
    parts = {str(path.relative_to(root)): _syntax(path) for path in sorted(find_code(name, root))}
    parts |= {path.name: path.read_bytes().hex() for path in _data(root / spec.SOLUTIONS.relative_to(ROOT) / name)}
    parts["rows"] = _rows(exercise, root)
    handed_out = released_path(name)
    parts["notebook"] = _handed_out(
        root / handed_out.relative_to(ROOT) if handed_out.is_relative_to(ROOT) else handed_out
    )
    if changed := term.current().deciding(name):
        parts["term"] = changed
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def find_code(name: str, root: Path = ROOT) -> set[Path]:
    """The files of the project that may take part in judging an exercise."""
    todo = [root / path for path in BEGINNINGS] + sorted((root / INSIDE).glob("*.py"))
    todo.append(root / spec.SOLUTIONS.relative_to(ROOT) / name / "spec.py")
    found: set[Path] = set()
    while todo:
        path = todo.pop()
        if path in found or path.name in spec.NO_VERDICT or path.is_relative_to(root / BY_VALUE):
            continue
        found.add(path)
        found |= {folder / "__init__.py" for folder in path.parents if (folder / "__init__.py").is_file()}
        if path.name != "__init__.py":  # of a package that only is what is taken from it, see `_taken`
            todo += _imported(path, root)
    return found


def _data(folder: Path) -> list[Path]:
    """Files beside a spec that it may read: what is neither code nor a figure."""
    return [path for path in sorted(folder.iterdir()) if path.is_file() and path.suffix not in (".py", ".svg")]


def parsed(text: str) -> ast.Module:
    """The syntax of a text. One thread at a time: Python 3.11 counts the depth of all their parsing together."""
    with PARSING:
        return ast.parse(text)


@dataclass(frozen=True)
class _Code:
    """What a file's text holds, found in one walk."""

    imports: list[ast.Import | ast.ImportFrom]
    handed_on: list[ast.ImportFrom]
    """Those at its top level."""
    names: Counter[str]
    attributes: dict[str, list[str]]
    """Name -> what is taken from it, a dot between them."""
    statements: list[str]
    """Its syntax without docstrings."""
    own: list[str]
    """Those of them that do more than hand names on."""


@cache
def _code(text: str) -> _Code:
    """
    >>> _code("x = 1  # one").statements == _code("x = (1)").statements != _code("x = 2").statements
    True
    """
    imports, names, attributes = [], Counter(), defaultdict(list)

    def told(part: Any) -> Any:
        """A part of the syntax as nested tuples: its kind and its fields, of which its place in the text is none."""
        if isinstance(part, list):
            return list(map(told, part))
        if not isinstance(part, ast.AST):
            return part
        if isinstance(part, ast.Name):
            names[part.id] += 1
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            attributes[part.value.id].append(part.attr)
        elif isinstance(part, (ast.Import, ast.ImportFrom)):
            imports.append(part)
        elif isinstance(part, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            part.body = [line for line in part.body if not _says_nothing(line)]
        return type(part).__name__, *[told(getattr(part, field)) for field in part._fields]

    tree = parsed(text)
    statements = list(map(repr, told(tree)[1]))
    handed_on = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    own = [text for node, text in zip(tree.body, statements, strict=True) if not _hands_on(node)]
    return _Code(imports, handed_on, names, attributes, statements, own)


def _imported(path: Path, root: Path) -> Iterator[Path]:
    """The files of the project that a file takes something from."""
    text = path.read_text(encoding="utf-8")
    for node in _code(text).imports:
        if isinstance(node, ast.Import):
            for alias in node.names:
                module = root.joinpath(*alias.name.split("."))
                if _file(module):
                    yield from _taken(module, _used(text, alias.asname or alias.name), root)
        elif isinstance(node, ast.ImportFrom):
            place = _place(node, path, root)
            for alias in node.names:
                module = place / alias.name
                if _file(module):
                    yield from _taken(module, _used(text, alias.asname or alias.name), root)
                elif _file(place):
                    yield from _taken(place, {alias.name}, root)


def _place(node: ast.ImportFrom, path: Path, root: Path) -> Path:
    """Where the module lies that `from module import …` names, without an ending."""
    above = path.parents[node.level - 1] if node.level else root
    return above.joinpath(*(node.module.split(".") if node.module else ()))


def _file(place: Path) -> Path | None:
    """The file of a module or package; None where the project has none."""
    return next((Path(path) for path in (f"{place}.py", f"{place}/__init__.py") if os.path.isfile(path)), None)


def _taken(place: Path, names: Set[str] | None, root: Path) -> Iterator[Path]:
    """The files that define these names of the project's module or package there; None: all that it has."""
    path = _file(place)
    yield path
    if path.name != "__init__.py":
        return
    if names is None or "*" in names:
        yield from sorted(place.glob("*.py"))
        return
    handed_on = {
        alias.asname or alias.name: (_place(node, path, root), alias.name)
        for node in _code(path.read_text(encoding="utf-8")).handed_on
        for alias in node.names
    }
    for name in sorted(names):
        if name in handed_on:
            module, original = handed_on[name]
            yield from _taken(module, {original}, root) if _file(module) else ()
        elif _file(place / name):
            yield _file(place / name)
        else:  # the package's own: it may need all that it imports
            yield from _imported(path, root)


def _used(text: str, name: str) -> Set[str] | None:
    """What code uses of a module that it has under a name; None where it is used as a whole.

    >>> sorted(_used("ref.keep(ref.sigmoid(z))", "ref"))
    ['keep', 'sigmoid']
    >>> _used("vars(ref)", "ref") is None
    True
    """
    code = _code(text)
    taken = code.attributes.get(name, [])
    return {*taken} if "." not in name and len(taken) == code.names[name] else None


def _syntax(path: Path) -> list[str]:
    """The code of a file without comments and docstrings; of a package's own file also without what it hands on."""
    code = _code(path.read_text(encoding="utf-8"))
    return code.own if path.name == "__init__.py" else code.statements


def _says_nothing(node: ast.stmt) -> bool:
    """A string that nobody takes: a docstring, or one below a field."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _hands_on(node: ast.stmt) -> bool:
    names = [getattr(target, "id", "") for target in node.targets] if isinstance(node, ast.Assign) else []
    return isinstance(node, ast.Import | ast.ImportFrom) or names == ["__all__"]


def _rows(exercise: Exercise, root: Path) -> list:
    """The rows of the catalogue that a verdict on the exercise may name, in the order that makes the names of pairs."""
    used: set[str] = set()
    for check in exercise.checks:
        used |= {*check.traps.values()} if isinstance(check, Question) else {*cases.make_subject(check).mistakes}
    return [[key, *vars(row).values()] for key, row in catalogue.read(root / BY_VALUE).items() if key in used]


def _handed_out(path: Path) -> list:
    """The code of a released notebook with its cells' names and roles; the judge does not run its self-check."""
    if not path.is_file():
        return []
    cells = nbformat.read(path, as_version=4).cells
    told = [(cell.id, cell.metadata.get("nbgrader", {}), cell.source) for cell in cells if cell.cell_type == "code"]
    return [
        [name, {key: value for key, value in role.items() if key != "checksum"}, text]
        for name, role, text in told
        if role.get("grade_id") != "selfcheck"
    ]
