"""Python without what only its readers need: without comments, docstrings and blank lines."""

from __future__ import annotations

import ast
import io
import tokenize
from functools import cache


@cache
def stripped(text: str) -> str:
    r"""The same code, shorter.

    >>> stripped('def f(x):\n    "Twice."\n\n    return 2 * x  # as asked\n')
    'def f(x):\n    return 2 * x\n'
    >>> stripped('class Bad(Exception):\n    "No."\n')
    'class Bad(Exception):\n    pass\n'
    """
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(getattr(statement.value, "value", None), str):
                rows = range(statement.lineno - 1, statement.end_lineno)
                for row in rows:
                    lines[row] = ""
                if len(body) == 1:
                    lines[rows[0]] = " " * statement.col_offset + "pass"
    return "".join(f"{line}\n" for line in lines if line.strip())
