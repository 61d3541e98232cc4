"""Whoever is stuck on a function gets three hints, and from none of them its code."""

import ast
import re
import textwrap

import pytest

from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import FunctionCheck
from tests.course import answers

CHECKS = {
    f"{name}.{check.name}": (name, check)
    for name in spec.names()
    for check in spec.load(name).checks
    if isinstance(check, FunctionCheck)
}


@pytest.mark.parametrize("check", CHECKS)
def test_a_function_has_three_hints_that_begin_with_a_question(check):
    hints = CHECKS[check][1].hints
    assert len(hints) == 3, f"{check}: write three hints into its hints.py"
    assert len(set(hints)) == 3
    assert hints[0].endswith("?")
    assert all(20 <= len(hint) <= 300 for hint in hints)
    assert all(hint.endswith((".", "?")) for hint in hints)
    assert "  " not in " ".join(hints)


@pytest.mark.parametrize("check", CHECKS)
def test_no_hint_holds_code_of_the_answer(check):
    name, known = CHECKS[check]
    sources = [
        answer.source for answer in answers.author(name) + answers.read("right", name) if answer.check == known.name
    ]
    assert sources
    assert [code for hint in known.hints for code in printed(hint, sources)] == []


def printed(hint: str, sources: list[str]) -> list[str]:
    """The calculations of these sources that stand in the hint, whatever its blanks."""
    codes = {
        ast.unparse(node)
        for source in sources
        for node in ast.walk(ast.parse(textwrap.dedent(source)))
        if isinstance(node, ast.BinOp | ast.Call)
    }
    bare = re.sub(r"\s", "", hint)
    return sorted(code for code in codes if re.sub(r"\s", "", code) in bare)


def test_code_in_a_hint_is_found():
    source = "def keep(f_t, c_prev):\n    return f_t * c_prev"
    assert printed("Multiply: `f_t*c_prev` does it.", [source]) == ["f_t * c_prev"]
    assert printed("Scale every entry of c_prev.", [source]) == []
