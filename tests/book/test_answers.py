"""No page prints an answer: its code and the solutions are compared as syntax trees, whatever their names are."""

import ast
import builtins
import copy
import re
import textwrap
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
AUTHORED = sorted(path for path in ROOT.glob("solutions/*/*.py") if path.parent.name.endswith(f"_{path.stem}"))
ANSWER = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)


class Canonical(ast.NodeTransformer):
    """Names in order of their appearance, so that two texts differ only where their meaning does."""

    def __init__(self):
        self.names = {}

    def visit_Name(self, node):
        if not hasattr(builtins, node.id):
            node.id = self.names.setdefault(node.id, f"v{len(self.names)}")
        return node


def canonical(statements: list[ast.stmt]) -> str:
    """The statements without docstring and names; it does not matter if the last one returns or stores its value."""
    module = copy.deepcopy(ast.Module(statements, []))
    for block in blocks(module):
        last = block[-1] if block else None
        stored = isinstance(last, ast.Assign) and len(last.targets) == 1 and isinstance(last.targets[0], ast.Name)
        if stored or (isinstance(last, ast.Return) and last.value):
            block[-1] = ast.Expr(last.value)
    return ast.dump(Canonical().visit(module))


def blocks(tree: ast.AST) -> list[list[ast.stmt]]:
    """Every list of statements in the tree."""
    return [
        value
        for node in ast.walk(tree)
        for value in (getattr(node, "body", None), getattr(node, "orelse", None))
        if isinstance(value, list)
    ]


def answers(text: str) -> list[list[ast.stmt]]:
    """The bodies between the solution marks that have two statements or more, nested ones counted."""
    bodies = [
        ast.parse(textwrap.dedent(body)).body
        if "return" not in body
        else ast.parse("def f():\n" + textwrap.indent(textwrap.dedent(body), "    ")).body[0].body
        for body in ANSWER.findall(text)
    ]
    return [body for body in bodies if sum(isinstance(node, ast.stmt) for top in body for node in ast.walk(top)) >= 2]


def printed(code: str, answer: list[ast.stmt]) -> bool:
    """True if the code holds the answer's statements, one after the other."""
    return canonical(answer) in runs(code, kinds(answer))


def kinds(statements: list[ast.stmt]) -> tuple[type, ...]:
    """What the statements are, but for the last, which may return or store its value."""
    return tuple(map(type, statements[:-1]))


@cache
def runs(code: str, wanted: tuple[type, ...]) -> set[str]:
    """Statements of the code of these kinds and one more, one after the other, wherever they begin."""
    length = len(wanted) + 1
    found = (block[start : start + length] for block in parsed(code) for start in range(len(block) - length + 1))
    return {canonical(run) for run in found if kinds(run) == wanted}


@cache
def parsed(code: str) -> list[list[ast.stmt]]:
    try:
        return blocks(ast.parse(code))
    except SyntaxError:
        return []  # a shell line or an output


@cache
def code_blocks(page: Path) -> list[str]:
    """What stands in the page's code blocks, prompts of an interpreter taken off."""
    texts = [block.get_text() for block in BeautifulSoup(page.read_text(), "html.parser").select("pre")]
    typed = [re.findall(r"^(?:>>>|\.\.\.) ?(.*)$", text, re.MULTILINE) for text in texts]
    return texts + ["\n".join(lines) for lines in typed if lines]


@pytest.mark.parametrize("source", AUTHORED, ids=lambda path: path.name)
def test_no_page_prints_an_answer(html, source):
    told = [
        (page.name, ast.unparse(ast.Module(answer, [])))
        for answer in answers(source.read_text())
        for wanted in [canonical(answer)]
        for page in sorted(html.glob("*.html"))
        for code in code_blocks(page)
        if wanted in runs(code, kinds(answer))
    ]
    assert told == []


def test_an_answer_under_other_names_is_recognised():
    (answer,) = answers("### BEGIN SOLUTION\ne = np.exp(-z)\nreturn 1 / (1 + e)\n### END SOLUTION")
    assert printed("print(1)\nsmall = numpy.exp(-x)\ny = 1 / (1 + small)\nprint(y)", answer)
    assert printed("def s(a):\n    q = np.exp(-a)\n    return 1 / (1 + q)", answer)
    assert not printed("e = np.exp(-z)\ny = 1 / (2 + e)", answer)


def test_there_are_answers_to_look_for():
    found = [answer for source in AUTHORED for answer in answers(source.read_text())]
    assert len(found) >= 2
