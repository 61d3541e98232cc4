"""The pages that a student gets back: put in place, and written again where people gave points or took some off."""

from __future__ import annotations

import hmac
import re
from datetime import datetime
from pathlib import Path

import nbformat

from lstm_grader.collect import notebooks, submissions
from lstm_grader.collect.students import is_student_id
from lstm_grader.collect.submissions import read_regular
from lstm_grader.drafts import draft
from lstm_grader.gradebook.scores import Marks
from lstm_grader.pages.places import KINDS, Places
from lstm_grader.records import Graded, Record

LABELS = ("timestamp.txt", "submission_secret.txt")
LONGEST = 1000  # bytes of one
WHEN = re.compile(r'(<p class="who" id="when">)[^<]*(</p>)')
BEGINNING = 10_000  # bytes of a page, in which that stands


def write(graded: Graded, places: Places) -> None:
    """Puts each page in its place whole or not at all; a page of an older grade that has no successor goes."""
    if not is_student_id(graded.record.student):
        return  # never had one, and as a path the name may lead anywhere
    for kind in KINDS:
        path = places.page(kind, graded.record.student, graded.record.assignment)
        if kind not in graded.pages:
            path.unlink(missing_ok=True)
            continue
        with draft(path) as place:
            place.write_bytes(graded.pages[kind])


def rewrite(record: Record, marks: Marks, places: Places, book: str) -> None:
    """Writes the feedback page again, where there is one: with people's points and comments and what lateness costs."""
    from lstm_grader.pages import (
        feedback,  # its template engine and highlighter are of no use where nothing is to be told
    )

    page, graded = (places.page(kind, record.student, record.assignment) for kind in ("feedback", "autograded"))
    if not is_student_id(record.student) or not page.is_file():
        return
    notebook = nbformat.read(graded, as_version=4) if graded.is_file() else None
    for cell in notebook.cells if notebook else ():
        if comment := marks.comments.get(notebooks.grade_id(cell)):
            cell.metadata.nbgrader["comment"] = comment
    with draft(page) as place:
        place.write_text(feedback.render(marks.on(record), notebook, book, marks.penalty), encoding="utf-8")


def date(record: Record, came: datetime | None, due: datetime | None, places: Places) -> None:
    """Says on a student's feedback page when the work came and when it was due, in UTC; where it says so, it stays."""
    page = places.page("feedback", record.student, record.assignment)
    if not is_student_id(record.student) or not page.is_file():
        return
    with page.open("rb") as file:
        beginning = file.read(BEGINNING).decode("utf-8", "surrogateescape")
    if dated(beginning, came, due) != beginning:
        whole = page.read_bytes().decode("utf-8", "surrogateescape")
        with draft(page) as place:
            place.write_bytes(dated(whole, came, due).encode("utf-8", "surrogateescape"))


def dated(page: str, came: datetime | None, due: datetime | None) -> str:
    """A feedback page that says when the work came and when it was due."""
    return WHEN.sub(rf"\g<1>{_when(came, due)}\g<2>", page, count=1)


def _when(came: datetime | None, due: datetime | None) -> str:
    """
    >>> _when(datetime(2026, 11, 1, 11, 58), datetime(2026, 11, 1, 12))
    'Handed in 2026-11-01 11:58 UTC. Due 2026-11-01 12:00 UTC.'
    """
    told = {"Handed in": came, "Due": due}
    return " ".join(f"{word} {moment:%Y-%m-%d %H:%M} UTC." for word, moment in told.items() if moment)


def label(record: Record, submitted: Path, places: Places, secret: bytes) -> None:
    """Puts beside a student's pages what `nbgrader release_feedback` looks for there.

    That is when the notebook came, and the secret by which only its student finds the feedback. Who did not hand in
    through nbgrader's exchange has none, and gets one that nobody can guess: nobody's feedback stops the others'.
    """
    if not is_student_id(record.student):
        return
    own = hmac.new(secret, f"feedback\0{record.student}\0{record.assignment}".encode(), "sha256").hexdigest()
    for name, otherwise in zip(LABELS, (b"", own.encode()), strict=True):
        try:
            text = read_regular(submissions.folder(submitted, record.student, record.assignment) / name, LONGEST)
            text.decode()
        except (OSError, UnicodeDecodeError):
            text = otherwise
        for kind in KINDS:
            page = places.page(kind, record.student, record.assignment)
            beside = page.with_name(name)
            if page.is_file() and not (beside.is_file() and beside.read_bytes() == text):
                with draft(beside) as place:
                    place.write_bytes(text)
