"""A notebook as it came, as it is judged, and as it goes back."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection
from functools import cache

from nbformat import NotebookNode

from lstm_grader.collect.outputs import without_outputs
from lstm_grader.records import Record

MAX_BYTES = 40 * 2**20
MAX_TEXT = 4 * 2**20  # bytes without outputs: JSON makes twelve times as much of it
MAX_CELLS = 1_000
NOTE = "lstm_grader_note"  # in the metadata of a graded notebook: which of several files it is, or under which name
TOOLS = "tools"  # the locked cell of imports and given functions


class Unreadable(ValueError):
    """Not a notebook that can be judged; the text says why."""


def read_notebook(data: bytes) -> NotebookNode:
    """The notebook in a file's bytes, with only what judging needs: cells, sources, metadata that are dicts.

    Raises:
        Unreadable: too large, not JSON, not a version 4 notebook.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"the file has {len(data) / 2**20:.0f} MB, at most {MAX_BYTES // 2**20} are read")
    if not data.strip():
        raise Unreadable("the file is empty")
    try:
        content = json.loads(_text(data))
    except Unreadable:
        raise
    except Exception as error:  # RecursionError and UnicodeDecodeError among them
        raise Unreadable(f"the file is not JSON, as a notebook is: {str(error)[:200]}") from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        version = content.get("nbformat") if isinstance(content, dict) else None
        raise Unreadable(f"the file holds no list of cells; expected notebook format 4, got {str(version)[:20]}")
    if content.get("nbformat") != 4:
        raise Unreadable(f"expected notebook format 4, got {str(content.get('nbformat'))[:20]}")
    if len(content["cells"]) > MAX_CELLS:
        raise Unreadable(f"the notebook has {len(content['cells'])} cells, at most {MAX_CELLS} are read")
    return _notebook([_cell(cell, index) for index, cell in enumerate(content["cells"])], NotebookNode())


def _notebook(cells: list[NotebookNode], metadata: NotebookNode) -> NotebookNode:
    # Not nbformat's new_notebook: it checks every node against the schema, which takes longer than judging.
    return NotebookNode(cells=cells, metadata=metadata, nbformat=4, nbformat_minor=5)


def _text(data: bytes) -> bytes:
    try:
        return without_outputs(data, MAX_TEXT)
    except ValueError as error:
        raise Unreadable(str(error)) from None


def _cell(cell: object, index: int) -> NotebookNode:
    """A cell; what is none in the file is an empty one, so that it costs the other cells nothing."""
    cell = cell if isinstance(cell, dict) else {}
    source, kind = cell.get("source"), cell.get("cell_type")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    source = source.encode("utf-8", "replace").decode() if isinstance(source, str) else ""
    kind = kind if kind in ("code", "markdown", "raw") else "raw"
    out = NotebookNode(id=f"cell_{index}", cell_type=kind, metadata=NotebookNode(), source=source)
    if out.cell_type == "code":
        out.update(execution_count=None, outputs=[])
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(nbgrader, dict) and isinstance(nbgrader.get("grade_id"), str):
        out.metadata.nbgrader = NotebookNode(grade_id=nbgrader["grade_id"])
    return out


def grade_id(cell: NotebookNode) -> str | None:
    """nbgrader's name of a cell, or None."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def restore(notebook: NotebookNode, released: NotebookNode) -> NotebookNode:
    """The notebook with everything back that the student may not change, answers untouched.

    Locked and grade cells get their released source, type and metadata; lost ones are put back behind the cell that
    stood before them, starters never behind an answer; of two cells with one name the last one keeps it; cells whose
    metadata were removed are recognised by what they hold, and so are those into which an answer was merged.
    """
    official = {grade_id(cell): cell for cell in released.cells if grade_id(cell)}
    cells = [_copy(cell) for cell in notebook.cells]
    taken: set[str] = set()
    for cell in reversed(cells):
        name = grade_id(cell)
        if name is not None and (name not in official or name in taken or _swallowed(cell, official)):
            del cell.metadata["nbgrader"]
        elif name is not None:
            taken.add(name)
    cells = [part for cell in cells for part in _with_tools(cell, official)]
    for cell in cells:
        if grade_id(cell) is None:
            _recognise(cell, official, taken)
    cells = [_official(cell, official) for cell in cells]
    _put_back(cells, released, taken)
    for index, cell in enumerate(cells):
        cell.id = grade_id(cell) or f"cell_{index}"
    return _notebook(cells, copy.deepcopy(released.metadata))


def _copy(cell: NotebookNode) -> NotebookNode:
    """A cell whose own values, and those of its metadata, can be changed; deepcopy takes as long as a verdict."""
    copied = NotebookNode(cell)
    copied.metadata = NotebookNode({key: copy.copy(value) for key, value in cell.metadata.items()})
    if "outputs" in cell:
        copied.outputs = list(cell.outputs)
    return copied


def _swallowed(cell: NotebookNode, official: dict[str, NotebookNode]) -> bool:
    """Whether a locked cell holds an answer: merging cells leaves the name of one of them, whichever that is."""
    original = official[grade_id(cell)]
    if original.metadata.nbgrader.solution or cell.cell_type != "code" or cell.source == original.source:
        return False
    asked = {name.removeprefix("check_") for name, other in official.items() if other.metadata.nbgrader.grade}
    return bool(defined(cell, asked) - defined(original, asked))


def defined(cell: NotebookNode, names: Collection[str]) -> set[str]:
    """Those of the names that a code cell defines or gives a value."""
    if not _is_code(cell):
        return set()
    return {found["function"] or found["value"] for found in _definition(frozenset(names)).finditer(cell.source)}


@cache
def _definition(names: frozenset[str]) -> re.Pattern:
    """A line that begins with `def name (`, `name = `, `name: float = `. No blank line is looked at twice."""
    any_name = "|".join(sorted(names, key=len, reverse=True))
    given = rf"(?:async[ \t]+)?def[ \t]+(?P<function>{any_name})[ \t]*\(|(?P<value>{any_name})[ \t]*(?::[^=\n]*)?=(?!=)"
    return re.compile(rf"^[ \t]*(?:{given})", re.MULTILINE)


def _is_code(cell: NotebookNode) -> bool:
    return cell.cell_type == "code"


def _with_tools(cell: NotebookNode, official: dict[str, NotebookNode]) -> list[NotebookNode]:
    """A cell of tools to which something was added, an import for example, stays before the released one."""
    if grade_id(cell) != TOOLS or not _is_code(cell) or cell.source.strip() == official[TOOLS].source.strip():
        return [cell]
    released = _copy(official[TOOLS])
    del cell.metadata["nbgrader"]
    return [cell, released]


def _recognise(cell: NotebookNode, official: dict[str, NotebookNode], taken: set[str]) -> None:
    """Gives an anonymous cell its name back when it holds a released text or defines an asked function."""
    for name, original in official.items():
        if name in taken:
            continue
        is_answer = original.metadata.nbgrader.solution
        if name in defined(cell, {name}) if is_answer else cell.source.strip() == original.source.strip():
            cell.metadata.nbgrader = NotebookNode(grade_id=name)
            taken.add(name)
            return


def _official(cell: NotebookNode, official: dict[str, NotebookNode]) -> NotebookNode:
    name = grade_id(cell)
    if name is None:
        return cell
    original = _copy(official[name])
    if original.metadata.nbgrader.solution:
        original.source = cell.source
    return original


def _put_back(cells: list[NotebookNode], released: NotebookNode, taken: set[str]) -> None:
    first, previous = next((cell for cell in cells if _is_students(cell)), None), None
    for original in released.cells:
        name = grade_id(original)
        if name is None:
            continue
        if name not in taken:
            place = next((index + 1 for index, cell in enumerate(cells) if previous and grade_id(cell) == previous), 0)
            if original.metadata.nbgrader.solution and first is not None:
                # Behind what the student defined in another cell, the starter would replace it.
                place = min(place, next(index for index, cell in enumerate(cells) if cell is first))
            cells.insert(place, _copy(original))
        previous = name


def _is_students(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and (grade_id(cell) is None or cell.metadata.nbgrader.solution)


def annotate(restored: NotebookNode, record: Record, outputs: list[list[dict]]) -> NotebookNode:
    """The graded notebook: each cell with what it printed in the sandbox, each grade cell with feedback and score.

    Args:
        restored: from `restore`.
        record: the judgement.
        outputs: the outputs of each code cell, in order.

    Returns:
        A new notebook. A grade cell's score is its `execute_result`, the feedback a markdown `display_data`.
    """
    notebook = _notebook([_copy(cell) for cell in restored.cells], restored.metadata)
    rows = {f"check_{check.check}": check for check in record.checks}
    shown = iter(outputs)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        row = rows.get(grade_id(cell))
        own = next(shown, [])
        if row is None:
            cell.outputs = [NotebookNode(output) for output in own]
            continue
        text = f"**{row.check}: {row.verdict}, {row.score:g} of {row.max_score:g}**\n\n" + _as_block(row.message)
        cell.outputs = [
            _output("display_data", {"text/markdown": text, "text/plain": row.message}),
            _output("execute_result", {"text/plain": repr(float(row.score))}, execution_count=1),
        ]
        cell.execution_count = 1
    return notebook


def _output(kind: str, data: dict[str, str], **more: int) -> NotebookNode:
    return NotebookNode(output_type=kind, metadata=NotebookNode(), data=NotebookNode(data), **more)


def write_notebook(notebook: NotebookNode) -> str:
    """A notebook as the text of a file: on one line, since only that is encoded quickly."""
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"


def _as_block(message: str) -> str:
    """The message as an indented block: nothing in it is read as Markdown or HTML."""
    return "\n".join(f"    {line}" for line in message.splitlines())
