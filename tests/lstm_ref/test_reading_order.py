"""The files of lstm_ref can be read in the order in which its docstring names them."""

import ast
import re
from pathlib import Path

import pytest

import lstm_ref

FOLDER = Path(lstm_ref.__file__).parent
NUMBERED = re.findall(r"(?m)^ *(\d+)\. ``(\w+)``", lstm_ref.__doc__)
READ = [name for _, name in NUMBERED]
BENEATH = re.findall(r"(?m)^- ``(\w+)``", lstm_ref.__doc__)


def imported(text):
    """Every file of lstm_ref that a text imports, also within a function."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] == "lstm_ref"):
            inside = (node.module or "").removeprefix("lstm_ref").strip(".")
            found |= {inside} if inside else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("lstm_ref").strip(".") for a in node.names if a.name.startswith("lstm_ref")}
    return found


def test_the_docstring_names_every_file_once():
    files = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
    assert sorted(READ + BENEATH) == files
    assert [int(number) for number, _ in NUMBERED] == list(range(1, len(NUMBERED) + 1))


@pytest.mark.parametrize("name", BENEATH + READ)
def test_a_file_imports_only_from_files_before_it(name):
    order = BENEATH + READ
    after = imported((FOLDER / f"{name}.py").read_text()) - set(order[: order.index(name)])
    assert not after, f"{name} imports from {sorted(after)}, which {name}'s reader does not know yet"


def test_an_import_within_a_function_or_of_the_package_itself_is_seen():
    text = "import lstm_ref.a\ndef f():\n    from lstm_ref.b import c\n    from lstm_ref import d\n    from .e import g"
    assert imported(text) == {"a", "b", "d", "e"}
