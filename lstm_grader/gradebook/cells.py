"""The cells of an exercise in the gradebook, as nbgrader's generate_assignment saves them."""

from __future__ import annotations

import copy
from functools import cache

from nbformat import NotebookNode
from nbgrader import api, utils
from nbgrader.preprocessors import SaveCells
from sqlalchemy import Engine, and_, select
from sqlalchemy.exc import DBAPIError

from lstm_grader import course
from lstm_grader.exercise.released import hidden_tests, released_notebook
from lstm_grader.exercise.spec import Exercise
from lstm_grader.gradebook import address, lock


@cache
def graded_notebook(name: str) -> NotebookNode:
    """The released notebook with what students do not see, as nbgrader keeps it in the gradebook.

    It equals what `generate_assignment` saved when the exercise was released, and needs no text of the authors.
    """
    notebook = copy.deepcopy(released_notebook(name))
    for cell in notebook.cells:
        if utils.is_grade(cell):
            cell.source += "\n" + hidden_tests(cell.metadata.nbgrader.grade_id.removeprefix("check_"))
            cell.metadata.nbgrader.checksum = utils.compute_checksum(cell)
    return notebook


def ensure(exercise: Exercise, engine: Engine, db_url: str, course_id: str) -> None:
    """Puts the cells of an exercise into the gradebook, where they differ; several may do so at once.

    Raises:
        RuntimeError: the exercise lacks cells that the gradebook has, and there are submissions already; or the
            database failed.
    """
    notebook = graded_notebook(exercise.name)
    if _saved(exercise, engine) == _cells(notebook):
        return
    with lock.take_turn(engine):
        if _saved(exercise, engine) == _cells(notebook):  # by whoever was first
            return
        try:
            with api.Gradebook(db_url, course_id) as gradebook:
                gradebook.update_or_create_assignment(exercise.name, course_id=course_id)
            _save(notebook, exercise, db_url)
        except (api.InvalidEntry, DBAPIError) as error:  # nbgrader says the first of a full disk, too
            raise address.failed(db_url, error) from error
        except RuntimeError as error:
            raise RuntimeError(
                f"{exercise.name}: the gradebook at {address.hide_password(db_url)} has submissions of it with cells "
                f"that the exercise does not have any more. Grade into a new gradebook (--out), or remove the old "
                f"grades with `nbgrader db assignment remove {exercise.name} --force`."
            ) from error


def _save(notebook: NotebookNode, exercise: Exercise, db_url: str) -> None:
    """Writes the cells through nbgrader's own stage."""
    place = {"notebook": exercise.notebook, "assignment": exercise.name, "student": ".", "db_url": db_url}
    AddCells(config=course.settings(db_url=db_url))(copy.deepcopy(notebook), {"nbgrader": place})


def _cells(notebook: NotebookNode) -> dict[str, tuple]:
    """Name -> what the gradebook keeps of a cell of nbgrader's."""
    return {
        cell.metadata.nbgrader.grade_id: (
            cell.cell_type,
            utils.is_locked(cell),
            cell.source,
            cell.metadata.nbgrader.get("checksum"),
            float(cell.metadata.nbgrader.points) if utils.is_grade(cell) else None,
        )
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def _saved(exercise: Exercise, engine: Engine) -> dict[str, tuple]:
    """The same, out of the gradebook."""
    assignment, notebook = api.Assignment.__table__, api.Notebook.__table__
    source, base, graded = api.SourceCell.__table__, api.BaseCell.__table__, api.GradeCell.__table__
    points = select(base.c.name, base.c.notebook_id, graded.c.max_score).join(graded, graded.c.id == base.c.id)
    points = points.subquery()
    query = (
        select(source.c["name", "cell_type", "locked", "source", "checksum"], points.c.max_score)
        .join(notebook, notebook.c.id == source.c.notebook_id)
        .join(assignment, assignment.c.id == notebook.c.assignment_id)
        .outerjoin(points, and_(points.c.name == source.c.name, points.c.notebook_id == notebook.c.id))
        .where(assignment.c.name == exercise.name, notebook.c.name == exercise.notebook)
    )
    with engine.connect() as connection:
        return {row[0]: tuple(row[1:]) for row in connection.execute(query)}


class AddCells(SaveCells):
    """nbgrader's SaveCells, which also adds cells where there are submissions: what was graded before keeps its grades.

    A new question has no grade for a student until the next grading. A cell that is gone is refused as ever.
    """

    def _create_notebook(self, nb: NotebookNode) -> None:
        try:
            notebook = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except api.MissingEntry:
            notebook = None
        if notebook is not None and notebook.submissions:
            for kind in ("grade", "solution", "source"):
                new, old = (
                    getattr(self, f"new_{kind}_cells"),
                    {cell.name for cell in getattr(notebook, f"{kind}_cells")},
                )
                add = getattr(self.gradebook, f"update_or_create_{kind}_cell")
                for name in [name for name in new if name not in old]:
                    add(name, self.notebook_id, self.assignment_id, **new[name])
        super()._create_notebook(nb)
