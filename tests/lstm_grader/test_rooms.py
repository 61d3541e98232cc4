"""The rooms of the grader stand on each other, and never the other way round."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import lstm_grader

HOUSE = Path(lstm_grader.__file__).parent
FLOORS = [
    "visible",
    "once",
    "drafts",
    "selfcheck",
    "records",
    "sandbox",
    "exercise",
    "course",
    "families",
    "release",
    "collect",
    "judging",
    "gradebook",
    "pages",
    "grading",
    "nbgrader_seams",
    "commands",
    "__main__",
]


def test_a_room_imports_only_from_rooms_below_it():
    upwards = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in sorted(HOUSE.rglob("*.py"))
        for name in imported(path)
        if FLOORS.index(name) > FLOORS.index(room(path))
    ]
    assert upwards == []


def test_no_files_import_each_other_in_a_circle():
    files = {path: set(files_imported(path)) for path in HOUSE.rglob("*.py")}
    assert {*TopologicalSorter(files).static_order()} == {*files}  # a circle has no order: CycleError


def test_every_room_says_in_a_line_what_it_is_for():
    folders = [path for path in HOUSE.iterdir() if (path / "__init__.py").is_file()]
    assert {path.name for path in folders} < set(FLOORS)
    for folder in folders:
        assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text())), folder.name


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported(path: Path) -> list[str]:
    """The rooms that a file takes something from."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "lstm_grader":
            parts = node.module.split(".")
            found += [parts[1]] if len(parts) > 1 else [name.name for name in node.names]
    return [name for name in found if name in FLOORS]


def files_imported(path: Path) -> list[Path]:
    """The files of the house that a file takes something from, wherever in it the import stands."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            above = path.parents[node.level - 1] if node.level else HOUSE.parent
            place = above.joinpath(*(node.module or "").split("."))
            for name in node.names:
                files = (place / f"{name.name}.py", place / name.name / "__init__.py", place.with_suffix(".py"))
                found += [file for file in (*files, place / "__init__.py") if file.is_file()][:1]
    return [file for file in found if file.is_relative_to(HOUSE)]
