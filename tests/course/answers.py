"""Student answers as text: right ones and catalogue mistakes, and the notebooks made of them.

`right/NN_name.py` and `mistakes/NN_name.py` hold one answer a percent cell. The title of the cell is the function's
name and a label: the style of a right answer, or the catalogue id of a mistake.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from lstm_grader.exercise import catalogue, spec
from lstm_grader.release import derive

HERE = Path(__file__).parent
SAME_GATE = {  # the gate of 06 again: its name, its letter, and the id of the gate upside down
    "07_input_gate": ("input_gate", "i", "G5"),
    "09_output_gate": ("output_gate", "o", "G6"),
}
CELL = re.compile(r"^# %% (\w+) (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What a student put into one answer cell."""

    check: str
    label: str
    source: str

    def __str__(self) -> str:
        return f"{self.check}-{self.label}"


def read(kind: str, exercise: str) -> list[Answer]:
    """All answers of a kind ("right" or "mistakes") to an exercise."""
    text = (HERE / kind / f"{exercise}.py").read_text(encoding="utf-8")
    _, *parts = CELL.split(text)
    own = [Answer(*parts[index : index + 2], parts[index + 2].strip()) for index in range(0, len(parts), 3)]
    if exercise not in SAME_GATE:
        return own
    gates = [answer for answer in read(kind, "06_forget_gate") if answer.check == "forget_gate"]
    return [_renamed(answer, *SAME_GATE[exercise]) for answer in gates] + own


def _renamed(answer: Answer, name: str, letter: str, upside_down: str) -> Answer:
    """An answer about the forget gate as one about another gate."""
    source = answer.source.replace("forget_gate", name)
    source = re.sub(r"\b([Wb])_f\b", rf"\1_{letter}", source)
    ids = answer.label.replace("A10", upside_down).split("+")
    if len(ids) > 1:  # a pair stands in the order of the catalogue
        ids.sort(key=list(catalogue.read()).index)
    return Answer(name, "+".join(ids), source)


def author(exercise: str) -> list[Answer]:
    """The project's own solution, cell by cell."""
    cells = derive.source_notebook(exercise).cells
    return [Answer(cell.id, "solution", cell.source) for cell in cells if _answer_cell(cell)]


def helpers(exercise: str) -> str:
    """The locked cells that an exercise gives to students, apart from the self-check."""
    cells = derive.source_notebook(exercise).cells
    return "\n".join(
        cell.source
        for cell in cells
        if cell.metadata.get("nbgrader", {}).get("locked") and cell.id != "selfcheck" and not _grade_cell(cell)
    )


def functions(exercise: str, answer: Answer) -> dict:
    """The names that exist after the helpers and one answer have run, as in a notebook."""
    names: dict = {}
    exec(helpers(exercise), names)
    exec(compile(answer.source, f"<{answer}>", "exec"), names)
    return names


def notebook(exercise: str, answers: list[Answer], predictions: dict | None = None) -> NotebookNode:
    """The released notebook with these answers in its cells; other answer cells stay as released."""
    result = copy.deepcopy(derive.released_notebook(exercise))
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


def _answer_cell(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _grade_cell(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))
