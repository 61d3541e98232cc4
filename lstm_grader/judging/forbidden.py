"""Names in a student's text that a person should see: a library that answers the exercise by itself.

A look at the text and nothing else: no code is run, and no mark depends on it. A name that is put together at run time
is not seen here; the sandbox does not have the library, so it is of no use there.
"""

from __future__ import annotations

import ast
import json
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from lstm_grader.judging.deciding import parsed

ANSWER_KEYS = frozenset(
    (
        "torch",
        "tensorflow",
        "keras",
        "jax",
        "flax",
        "haiku",
        "equinox",
        "mxnet",
        "paddle",
        "theano",
        "chainer",
        "tinygrad",
        "mlx",
        "onnx",
        "onnxruntime",
        "lstm_ref",
        "lstm_grader",
    )
)
BY_NAME = frozenset(("__import__", "import_module"))
BYTES = re.compile("|".join(sorted(ANSWER_KEYS)).encode())
NEAR = 300  # bytes around the name in which the word "import" must stand
LONGEST = 100_000  # characters of code that are looked at: a syntax tree takes 300 times as many bytes
MOST = 2_000_000  # bytes of a notebook
LONG, DEEP = 100, 20  # letters of a name and dots in it that are looked at: students choose how many there are
DOTS = 2000  # in a cell: Python's own parser takes the square of their number in one name, a minute for 100,000
MAGIC = re.compile(r"^\s*(\w+\s*=\s*)?[%!?]+\w*(\s+-\w+(\s+\d+)?)*\s*")
NO_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)


def may_import(data: bytes, given: Collection[bytes] = ()) -> bool:
    """Whether the bytes of a notebook import such a library at all, or hold letters as numbers, which may hide it.

    Args:
        given: lines of the notebook as it was handed out, which say nothing about the student; see `lines_of`.
    """
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    data = b"\n".join(line for line in lines_of(data) if line not in given)[:MOST]
    windows = (data[max(0, found.start() - NEAR) : found.end() + NEAR] for found in BYTES.finditer(data))
    return b"\\u00" in data or any(b"import" in window for window in windows)


def lines_of(data: bytes) -> list[bytes]:
    """The lines of a file, without what the place in a list adds to them.

    >>> lines_of(b'  "import torch",\\n  "x"')
    [b'"import torch"', b'"x"']
    """
    return [line.strip(b" ,") for line in data.splitlines()]


def find_names(cells: Iterable[str], allowed: Iterable[str] = ()) -> list[str]:
    """The libraries, and what of them is named, in the code cells of a notebook.

    Args:
        cells: their texts, in order.
        allowed: distributions that the exercise gives.

    Returns:
        Dotted names, each once, the longest that is written out.

    >>> find_names(["from torch import nn", "cell = nn.LSTMCell(3, 4)"])
    ['torch.nn.LSTMCell']
    >>> find_names(["%time import torch"]), find_names(["import torch"], allowed=["torch"]), find_names(["torch = 1"])
    (['torch'], [], [])
    """
    unwanted, cells = ANSWER_KEYS - set(allowed), list(cells)
    if not any(name in cell for cell in cells for name in unwanted):
        return []  # a syntax tree takes longer than a verdict
    known: dict[str, str] = {}
    found: list[str] = []
    left = LONGEST
    for cell in cells:
        cell, left = cell[:left], left - len(cell[:left])
        for node in _nodes(cell):
            found += [name[:LONG] for name in _named(node, known) if name.partition(".")[0] in unwanted]
    distinct = list(dict.fromkeys(found))
    ordered = sorted(distinct)  # those that start with a name stand side by side in it
    return [name for name in distinct if not _any_starts(ordered, f"{name}.")]


def _any_starts(ordered: list[str], start: str) -> bool:
    place = bisect_left(ordered, start)
    return place < len(ordered) and ordered[place].startswith(start)


def _nodes(cell: str) -> Iterator[ast.AST]:
    """The syntax tree of a cell, if need be without its magics; of what is no Python, nothing.

    IPython's own way to read magics takes minutes for some texts, and students choose the text.
    """
    if cell.count(".") > DOTS:
        return
    plain = "\n".join(MAGIC.sub("", line) for line in cell.splitlines())
    for text in (cell, plain):
        try:
            yield from ast.walk(parsed(text))
            return
        except NO_PYTHON:
            continue


def _named(node: ast.AST, known: dict[str, str]) -> list[str]:
    """The dotted names in one node; `known` maps what the notebook calls a thing to what it is."""
    if isinstance(node, ast.Import):
        for item in node.names:
            root = item.name.partition(".")[0]
            known[item.asname or root] = (item.name if item.asname else root)[:LONG]
        return [item.name for item in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        module = node.module[:LONG]
        for item in node.names:
            known[item.asname or item.name] = f"{module}.{item.name}"
        return [f"{module}.{item.name}" for item in node.names]
    if isinstance(node, ast.Attribute):
        return _dotted(node, known)
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        text = node.args[0].value
        if called in BY_NAME and isinstance(text, str):
            return [text]
    return []


def _dotted(node: ast.AST, known: dict[str, str]) -> list[str]:
    parts = []
    while isinstance(node, ast.Attribute) and len(parts) < DEEP:
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in known:
        return []
    return [".".join([known[node.id], *reversed(parts)])]
