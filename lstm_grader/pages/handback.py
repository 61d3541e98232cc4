"""The pages that a student gets back: put in place, and written again where people gave points or took some off."""

from __future__ import annotations

import nbformat

from lstm_grader.collect import notebooks
from lstm_grader.collect.submissions import STUDENT_ID
from lstm_grader.gradebook.scores import Marks
from lstm_grader.pages.drafts import draft
from lstm_grader.pages.places import KINDS, Places
from lstm_grader.records import Graded, Record


def write(graded: Graded, places: Places) -> None:
    """Puts each page in its place whole or not at all; a page of an older grade that has no successor goes."""
    if not STUDENT_ID.fullmatch(graded.record.student):
        return  # never had one, and as a path the name may lead anywhere
    for kind in KINDS:
        path = places.page(kind, graded.record.student, graded.record.assignment)
        if kind not in graded.pages:
            path.unlink(missing_ok=True)
            continue
        with draft(path) as place:
            place.write_bytes(graded.pages[kind])


def tell(record: Record, marks: Marks, places: Places, book: str) -> None:
    """Writes the feedback page again, where there is one: with people's points and comments and what lateness costs."""
    from lstm_grader.pages import (
        feedback,  # its template engine and highlighter are of no use where nothing is to be told
    )

    page, graded = (places.page(kind, record.student, record.assignment) for kind in ("feedback", "autograded"))
    if not STUDENT_ID.fullmatch(record.student) or not page.is_file():
        return
    notebook = nbformat.read(graded, as_version=4) if graded.is_file() else None
    for cell in notebook.cells if notebook else ():
        if comment := marks.comments.get(notebooks.grade_id(cell)):
            cell.metadata.nbgrader["comment"] = comment
    with draft(page) as place:
        place.write_text(feedback.render(marks.on(record), notebook, book, marks.penalty), encoding="utf-8")
