"""Our reading, judge and feedback in the places that nbgrader leaves open; `nbgrader_config.py` names them.

The verdicts come from the file as it was handed in, so `nbgrader autograde`, formgrader's button and
`python -m lstm_grader grade` give the same scores.
"""

from __future__ import annotations

import atexit
import contextlib
import copy
import glob
import json
import logging
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import nbformat
from nbconvert.exporters import Exporter, NotebookExporter
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Bool, Unicode

from lstm_grader.collect import groups, notebooks, students, submissions, timestamps
from lstm_grader.collect.submissions import Submission
from lstm_grader.course import NO_BOOK, book_address
from lstm_grader.exercise import spec
from lstm_grader.exercise.released import given_texts, released_notebook
from lstm_grader.gradebook import history, late
from lstm_grader.gradebook.cells import graded_notebook
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import penalties, pool
from lstm_grader.grading.pool import Job
from lstm_grader.grading.processes import Workers
from lstm_grader.grading.secret import course_secret
from lstm_grader.judging.judge import Judgement
from lstm_grader.once import once
from lstm_grader.pages import feedback, handback
from lstm_grader.pages.places import Places
from lstm_grader.records import Graded, Record
from lstm_grader.sandbox import selftest
from lstm_grader.visible import visible

SIGN = re.compile(r"[^\w\s]")
ODD = 20  # files that are not copied, one by one; a folder that has more of them is not copied at all
STAND_IN = "lstm_grader_stand_in"  # in the metadata of a notebook that stands where none could be read
KEPT = contextlib.ExitStack()  # what is ended with this process
atexit.register(KEPT.close)


class TolerantExporter(NotebookExporter):
    """Reads any file: where there is no notebook in it, the released one stands in, and the judge says why.

    nbgrader makes it once for a batch, before it looks at the first submission. That is where students without the
    notebook get their zero: nbgrader would pass over them, or end with an error. It is also where nbgrader is told
    what beside a notebook it must not copy.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._record_missing()
        self._leave_out()

    def _record_missing(self) -> None:
        course, found = self.parent.coursedir, self.parent.assignments
        job, judged, renamed, shared = _job(course), [], [], set()
        for folder in glob.glob(self.parent._format_source(course.assignment_id, course.student_id)):
            path = Path(folder)
            student, assignment = students.student_of(path.parent), path.name
            if assignment not in spec.names():
                continue
            others = _others_of_group(path)
            group_folder = groups.owns(path.parents[1], student, assignment)
            if group_folder:
                found.pop(folder, None)
            for other in others - shared:
                shared.add(other)
                judged.append(_judged(_submission(course, other, assignment), job))
                renamed.append(judged[-1])
            if group_folder:
                continue
            handed_in = _submission(course, student, assignment)
            other_name = handed_in.path is not None and handed_in.path.name != f"{spec.load(assignment).notebook}.ipynb"
            if handed_in.path is None or other_name or not _has_readable_time(path):
                found.pop(folder, None)
                judged.append(_judged(handed_in, job))
                renamed += judged[-1:] if other_name else []
        if judged:
            names = ", ".join(judgement.record.student for judgement in judged)
            self.log.warning(
                "No notebook of the expected name or no timestamp that nbgrader can read, graded without it: %s", names
            )
            _store(course.db_url, course.course_id).save([judgement.record for judgement in judged])
        if renamed:
            _put_back(course, renamed, job)

    def _leave_out(self) -> None:
        course = self.parent.coursedir
        names = [name for name in course.ignore if not os.path.isabs(name)]  # the others are those of an earlier batch
        odd = [path for folder in self.parent.assignments for path in _not_to_copy(folder, course.max_dir_size)]
        for path in odd:
            self.log.warning("Not copied, as it is a link, no regular file, or too large: %s", visible(path))
        course.ignore = names + [glob.escape(path) for path in odd]

    def from_filename(self, filename: str, resources: dict | None = None, **kwargs) -> tuple[str, dict]:
        course, place = self.parent.coursedir, resources["nbgrader"]
        handed_in = _submission(course, place["student"], place["assignment"])
        if Path(filename) != handed_in.path:
            return super().from_filename(filename, resources, **kwargs)
        try:
            notebook = notebooks.read_notebook(handed_in.read())
        except notebooks.Unreadable as error:
            self.log.warning("%s: %s", filename, error)
            notebook = copy.deepcopy(released_notebook(place["assignment"]))
        return self.from_notebook_node(notebook, resources, **kwargs)


def _others_of_group(folder: Path) -> set[str]:
    """The members of a group who have no folder of their own, so that nbgrader passes over them."""
    submitted, student, assignment = folder.parents[1], students.student_of(folder.parent), folder.name
    mine = groups.group_of(submitted, student, assignment)
    found = mine or groups.owns(submitted, student, assignment)
    members = set(found.members if found else ()) - {student}
    return {member for member in members if not (students.folder_of(submitted, member) / assignment).is_dir()}


def _put_back(course: CourseDirectory, renamed: list[Judgement], job: Job) -> None:
    """Graded notebooks whose file has another name go where nbgrader looks for them, under the expected name."""
    submitted, places = (
        Path(course.root, course.submitted_directory),
        Places(Path(course.root, course.autograded_directory).parent),
    )
    for judgement in renamed:
        shown = judgement.notebook or _stand_in(judgement.record)
        text = notebooks.write_notebook(shown).encode("utf-8", "backslashreplace")
        handback.write(Graded(judgement.record, {"autograded": text}), places)
        handback.label(judgement.record, submitted, places, job.secret)
    store = _store(course.db_url, course.course_id)
    penalties.settle(store.engine, submitted, [judgement.record for judgement in renamed], places, job)


def _has_readable_time(folder: Path) -> bool:
    """False where nbgrader would give up a student for what stands in timestamp.txt, or read it without an end."""
    try:
        text = timestamps.stamp(folder)
    except OSError:
        return False
    return not text or timestamps.parse(text) is not None


def _not_to_copy(folder: str, most_kb: int) -> list[str]:
    """What nbgrader would follow or read to its end, though no judge looks at it: that may be any file of the
    instructor's, a pipe that never ends, or more than a disk holds."""
    found, left = [], 1000 * most_kb
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            size = 0 if name.endswith(".ipynb") else _size(path)
            if size is None or size > left:
                found.append(path)
            else:
                left -= size
    return found if len(found) <= ODD else [folder]


def _size(path: str) -> int | None:
    """The bytes of a file that can be copied as it is, and be named in a log; None for anything else."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    plain = stat.S_ISREG(status.st_mode) and os.access(path, os.R_OK) and visible(path) == path
    return status.st_size if plain else None


class Restore(NbGraderPreprocessor):
    """Puts back what the student may not change, and in each check the line that only our judge can do without.

    Takes the place of DeduplicateIds, OverwriteCells and CheckCellMetadata: nothing is left of the student's metadata.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        name = resources["nbgrader"]["assignment"]
        restored = notebooks.restore(nb, released_notebook(name))
        checks = {cell.id: cell.source for cell in graded_notebook(name).cells if utils.is_grade(cell)}
        for cell in restored.cells:
            cell.source = checks.get(notebooks.grade_id(cell), cell.source)
        return restored, resources


class Judge(Execute):
    """The sandboxed judge in place of nbgrader's execution; `--no-execute` leaves everything as it is."""

    unsafe_no_sandbox = Bool(
        False, help="Run student code with no walls around it. It is stamped in every record."
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        if not self.unsafe_no_sandbox:
            _walls_stand()
        course, place = self.parent.parent.coursedir, resources["nbgrader"]
        handed_in = _submission(course, place["student"], place["assignment"])
        judgement = _judged(handed_in, _job(course, self.unsafe_no_sandbox))
        resources["lstm_grader"] = judgement.record
        return judgement.notebook or _stand_in(judgement.record), resources


class SaveGrades(NbGraderPreprocessor):
    """Writes score, verdict and history in one transaction; takes the place of SaveAutoGrades."""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        if "lstm_grader" not in resources:
            self.log.warning("Not executed, so not judged: the grades stay as they were")
            return nb, resources
        course = self.parent.parent.coursedir
        _store(course.db_url, course.course_id).save([resources["lstm_grader"]])
        return nb, resources


class StudentText(NbGraderPreprocessor):
    """Shows text cells that are not the released ones letter by letter: for formgrader, which renders them as they are.

    A script or a link there could do what the instructor who looks at it may do. Outputs need nothing of the kind: the
    sandbox passes on text and PNG only.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        given = given_texts(resources.get("assignment_id"))
        for cell in nb.cells:
            if cell.cell_type != "code" and cell.source not in given:
                cell.source = f"<pre>{SIGN.sub(lambda sign: f'&#{ord(sign[0])};', cell.source)}</pre>"
        return nb, resources


class FeedbackExporter(Exporter):
    """Our feedback page for `nbgrader generate_feedback`, with the scores and comments that people gave."""

    file_extension = ".html"
    book = Unicode("", help="The published book's address, for links; empty: the book built here.").tag(config=True)

    def from_filename(self, filename: str, resources: dict | None = None, **kwargs) -> tuple[str, dict]:
        place, course = resources["nbgrader"], self.parent.coursedir
        notebook, resources = self.from_notebook_node(nbformat.read(filename, as_version=4), resources)
        gradings = _store(course.db_url, course.course_id).history(place["student"], place["assignment"])
        if not gradings:
            raise LookupError(f"{filename} was never judged by lstm_grader: run `nbgrader autograde` first")
        record = _with_scores(history.standing(gradings), notebook)
        shown = None if STAND_IN in notebook.metadata else notebook
        folder = course.format_path(course.feedback_directory, place["student"], place["assignment"])
        book = book_address(self.book, folder)
        if not self.book:
            _warn_once(self.log)
        page = feedback.render(record, shown, book, resources["nbgrader"]["late_penalty"])
        times = late.read_times(_store(course.db_url, course.course_id).engine, [place["assignment"]])
        return handback.dated(page, *times.get((place["student"], place["assignment"]), (None, None))), resources


def _with_scores(record: Record, notebook: NotebookNode) -> Record:
    """The record with the scores that count: those of a person where one gave them (nbgrader's GetGrades read them)."""
    scores = {
        notebooks.grade_id(cell): cell.metadata.nbgrader.get("score")
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }
    checks = (replace(check, score=scores.get(f"check_{check.check}", check.score)) for check in record.checks)
    return replace(record, checks=tuple(checks))


def _judged(handed_in: Submission, job: Job) -> Judgement:
    """The judgement of one submission; whatever fails, fails for this one alone, and is recorded."""
    task = pool.read(handed_in)
    try:
        if task.data is None:
            return pool.judge_read(task, job)
        graded = next(filter(None, _worker(replace(job, pages=True)).grade([task])))
        shown = graded.pages.get("autograded")
        return Judgement(graded.record, nbformat.from_dict(json.loads(shown)) if shown else None)
    except Exception as error:
        return pool.as_failed(task, job, error)


@once
def _worker(job: Job) -> Workers:
    """A process that judges: a notebook may end it, and the class goes on."""
    worker = Workers(1, job)
    KEPT.callback(worker.__exit__)
    return worker


def close_workers() -> None:
    """Ends the processes that judge, which else live as long as this one."""
    _worker.cache_clear()
    KEPT.close()


def _stand_in(record: Record) -> NotebookNode:
    notebook = notebooks.annotate(released_notebook(record.assignment), record, [])
    notebook.metadata = NotebookNode(notebook.metadata | {STAND_IN: True})  # others share what was there
    return notebook


@once
def _warn_once(log: logging.Logger) -> None:
    log.warning("%s", NO_BOOK)


@once
def _store(db_url: str, course_id: str) -> Store:
    """One a process: it remembers how its questions are put."""
    return Store(db_url, course_id)


@once
def _walls_stand() -> None:
    """Once a process: the sandbox must refuse hostile acts before anything is graded."""
    selftest.require()


def _submission(course: CourseDirectory, student: str, assignment: str) -> Submission:
    folder = Path(course.format_path(course.submitted_directory, student, assignment))
    return submissions.find_one(folder.parents[1], student, assignment)


def _job(course: CourseDirectory, unsafe: bool = False) -> Job:
    """The course's secret lies beside its submissions."""
    return Job(course_secret(Path(course.root, course.submitted_directory).parent), unsafe=unsafe)
