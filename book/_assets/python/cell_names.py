"""Which cells of a page a cell needs: those that make the names it uses, and those that these need."""

import ast
import builtins
import re
from functools import lru_cache

DRAWS = re.compile(r"\brng\b|_rng\b|\brandom\b")  # a generator of random numbers is another after each use
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class _Names(ast.NodeVisitor):
    """The names that a cell takes from others (`free`) and those that it makes or changes (`made`)."""

    def __init__(self):
        self.free, self.made, self.later = set(), set(), []

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load):
            if node.id not in self.made or node.id in self.free:
                self.free.add(node.id)
            if DRAWS.search(node.id):
                self.made.add(node.id)
        else:
            self.made.add(node.id)

    def visit_Assign(self, node):
        self.visit(node.value)  # it is computed before the names on the left are made
        for target in node.targets:
            self.visit(target)
            self.change(target)

    def visit_AugAssign(self, node):
        self.visit(node.value)
        self.change(node.target)
        for name in ast.walk(node.target):
            if isinstance(name, ast.Name):
                self.free |= {name.id} - self.made
                self.made.add(name.id)

    def visit_For(self, node):
        self.visit(node.iter)
        for part in (node.target, *node.body, *node.orelse):
            self.visit(part)

    def visit_Expr(self, node):
        self.visit(node.value)
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            self.change(node.value.func)  # a line like `words.append(...)` is there for what it changes

    def change(self, target):
        """What `x[0] = ...`, `x.y = ...` or `x.y(...)` changes is x, which must be there before."""
        changed = target
        while isinstance(changed, ast.Subscript | ast.Attribute):
            changed = changed.value
        if changed is not target and isinstance(changed, ast.Name):
            self.free |= {changed.id} - self.made
            self.made.add(changed.id)

    def visit_Import(self, node):
        self.made |= {(name.asname or name.name).partition(".")[0] for name in node.names}

    visit_ImportFrom = visit_Import

    def visit_ClassDef(self, node):
        self.made.add(node.name)
        self.later.append(node)

    def generic_visit(self, node):
        if isinstance(node, SCOPES):
            if hasattr(node, "name"):
                self.made.add(node.name)
            self.later.append(node)
        else:
            super().generic_visit(node)


@lru_cache(maxsize=500)
def names(code: str) -> tuple[set[str], set[str]]:
    """The names that the code needs from elsewhere, and those that it makes; none of code that cannot be read.

    >>> needs, makes = names("y = f(x) + z\\nfor k in y:\\n    print(k)\\ndef g(a): return a * w")
    >>> sorted(needs), sorted(makes)
    (['f', 'w', 'x', 'z'], ['g', 'k', 'y'])
    """
    found = _Names()
    try:
        found.visit(ast.parse(code))
    except SyntaxError:
        return set(), set()
    for scope in found.later:  # names of a function, a class, a comprehension: its own ones are not looked up outside
        inside = list(ast.walk(scope))
        own = {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        own |= {node.arg for node in inside if isinstance(node, ast.arg)}
        own |= {node.name for node in inside if isinstance(node, ast.ClassDef | ast.FunctionDef)}
        used = {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        found.free |= used - own - found.made
    return found.free - set(dir(builtins)), found.made


def needed(cells: list[str], wanted: int) -> list[int]:
    """The places of the cells before `wanted` that it needs, in order.

    A name comes from the cell that made it anew last, and from those that changed it since.

    >>> needed(["import math", "a = 1", "a = [0]", "a.append(2)", "b = math.pi", "print(a)", "a"], 6)
    [2, 3]
    """
    read = [names(code) for code in cells[: wanted + 1]]
    chosen, waiting = set(), [wanted]
    while waiting:
        user = waiting.pop()
        for name in read[user][0]:
            # What a function uses may be made after it, but before it is called.
            makers = _makers(read, name, range(user - 1, -1, -1)) or _makers(read, name, range(user + 1, wanted))
            waiting += makers - chosen
            chosen |= makers
    return sorted(chosen)


def _makers(read, name, places) -> set[int]:
    found = set()
    for place in places:
        needs, makes = read[place]
        if name in makes:
            found.add(place)
            if name not in needs:
                break
    return found
