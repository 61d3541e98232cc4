"""Grading a class: find, judge, record, show. The whole way in one place, to be read aloud."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from lstm_grader import course
from lstm_grader.collect import people, submissions, timestamps
from lstm_grader.collect.submissions import Submission
from lstm_grader.exercise import spec
from lstm_grader.gradebook import due, history, late, scores
from lstm_grader.gradebook.scores import Marks
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import penalties, pool, regrade
from lstm_grader.grading.pool import Graders, Job
from lstm_grader.grading.processes import Workers
from lstm_grader.grading.regrade import Change
from lstm_grader.grading.secret import course_secret
from lstm_grader.pages import class_page, exports, handback
from lstm_grader.pages.places import Places, page_kinds
from lstm_grader.records import Graded, Key, Record, key_of
from lstm_grader.selfcheck import Word
from lstm_grader.visible import visible

BATCH, BATCH_S = 100, 0.5  # records saved in one transaction, and how long the first of them may wait for it


@dataclass(frozen=True)
class Grading:
    """What came of it."""

    records: list[Record]
    """One for every student and every exercise that was asked for, by name, as it stands in the gradebook."""
    changes: list[Change]
    """The grades that were others the last time."""
    judged: int
    """How many were judged now; the others are as they were."""
    faults: list[Record] = field(default_factory=list)
    """Where the grader failed over a file that has a grade: what it failed of. The grade stands."""
    strays: list[str] = field(default_factory=list)
    """Notebooks in no exercise's place, which nobody judged; see `submissions.find_strays`."""
    late_ones: list[late.Late] = field(default_factory=list)
    """Who handed in late, of all that is stored. The records have no penalty in them."""


def grade(
    submitted: Path,
    out: Path,
    names: Sequence[str] = (),
    workers: int = 1,
    unsafe: bool = False,
    pages: bool = True,
    book: str = "",
    force: bool = False,
    graders: Callable[[int, Job], Graders] = Workers,
) -> Grading:
    """Grades what is new or changed in `submitted`; stores each grade as it comes and writes all results below `out`.

    It may be ended at any moment, and run again: what is stored is not judged again. Table and class page hold all that
    is stored, of every exercise.

    Args:
        out: the course's own folder, or that of a trial; which gradebook belongs to it, says `course.gradebook`.
        names: exercises; none means all to which somebody handed something in.
        unsafe: grade without a sandbox, which is stamped in every record.
        pages: write graded notebooks and feedback too.
        book: the published book's address, for links in the feedback.
        force: judge again what did not change, too.
        graders: who judges, made for a number of workers and a job.

    Raises:
        SandboxUnavailable: there is no working sandbox, or it did not refuse a hostile act.
    """
    out.mkdir(parents=True, exist_ok=True)
    places = Places(out)
    book = course.book_address(book, places.feedback / "student" / "assignment")
    job = Job(course_secret(out), pages, book, unsafe)
    with Store(places.db_url) as store:
        noted = people.People.read(people.place_of(submitted)).students()
        found = submissions.find(submitted, names, {*store.students(), *noted})
        for name in dict.fromkeys(item.assignment for item in found):
            store.ensure_assignment(spec.load(name))
        due.set_due_dates(store.engine)
        before = {key_of(record): record for record in store.latest()}
        todo = [item for item in found if force or not _still_true(before.get(key_of(item)), item, job, places)]
        now = _judged(todo, graders(min(workers, len(todo)), job), store, places, before, job.book) if todo else []
        after = {key_of(record): record for record in store.latest()} if now else before
        exports.write_csv(after.values(), places.csv)  # needs nothing of what follows
        records = [after[key] for key in sorted(map(key_of, found)) if key in after]
        penalties.settle(store.engine, submitted, records, places, job)
        times = late.read_times(store.engine, {record.assignment for record in records})
        for record in records if pages else ():
            handback.label(record, submitted, places, job.secret)
            came, until = times.get(key_of(record), (None, None))
            came = came or timestamps.read(submissions.folder(submitted, *key_of(record)))
            handback.date(record, came, until, places)
        late_ones = late.find_late(store.engine, {record.assignment for record in after.values()})
        outdated = scores.find_outdated(store.engine)
    class_page.write(list(after.values()), places.report, submitted, late_ones, pairs=None, outdated=outdated)
    faults = [record for record in now if record.ungraded and not after[key_of(record)].ungraded]
    judged = [after[key_of(record)] for record in now]
    return Grading(
        records, regrade.find_changes(before, judged), len(now), faults, submissions.find_strays(submitted), late_ones
    )


def _still_true(record: Record | None, item: Submission, job: Job, places: Places) -> bool:
    return record is not None and regrade.still_true(record, item, job, _pages(record, places) if job.pages else [])


def _pages(record: Record, places: Places) -> list[Path]:
    return [places.page(kind, record.student, record.assignment) for kind in page_kinds(record)]


def _judged(
    todo: list[Submission], graders: Graders, store: Store, places: Places, before: dict[Key, Record], book: str
) -> list[Record]:
    """Judges the submissions; each record is stored, its pages first, at most about a second after it came."""
    leaders, others = _once(todo)
    done: list[Record] = []
    waiting: list[Record] = []
    since = 0.0  # when the first of those that are waiting came
    with graders, closing(graders.grade(map(pool.read, leaders))) as arriving:
        marked = scores.read_marks(store.engine, {item.assignment for item in todo})
        try:
            for graded in _progress(arriving, len(leaders)):
                since = since if waiting else time.monotonic()
                for one in _for_everybody(graded, others) if graded else ():
                    key = key_of(one.record)
                    if key not in before or history.standing([before[key], one.record]) is one.record:
                        handback.write(one, places)
                        if key in marked or one is not graded:
                            handback.rewrite(one.record, marked.get(key, Marks()), places, book)
                    waiting.append(one.record)
                if waiting and (len(waiting) >= BATCH or time.monotonic() - since > BATCH_S):
                    store.save(waiting)
                    done += waiting
                    waiting = []
        finally:
            store.save(waiting)
    return done + waiting


def _once(todo: Sequence[Submission]) -> tuple[list[Submission], dict[Key, list[Submission]]]:
    """Those that are judged, a group's work once; and by whom of it that is, the others."""
    groups: dict[Key, list[Submission]] = {}
    for item in todo:
        groups.setdefault((item.judged_as or item.student, item.assignment), []).append(item)
    return [own[0] for own in groups.values()], {key_of(own[0]): own[1:] for own in groups.values()}


def _for_everybody(graded: Graded, others: dict[Key, list[Submission]]) -> Iterator[Graded]:
    """What came of a judgement, for each member of the group."""
    yield graded
    for item in others.get(key_of(graded.record), ()):
        yield replace(graded, record=replace(graded.record, student=item.student, judged_as=item.judged_as))


def _progress(arriving: Iterator[Graded | None], total: int) -> Iterator[Graded | None]:
    """Passes on what comes and says how far it is: every time on a terminal, every tenth part elsewhere."""
    count, step = 0, 1 if sys.stderr.isatty() else max(1, total // 10)
    for graded in arriving:
        count += graded is not None
        if graded and (count % step == 0 or count == total):
            end = "\r" if sys.stderr.isatty() and count < total else "\n"
            print(f"graded {count}/{total}", end=end, file=sys.stderr, flush=True)
        yield graded


def format_table(records: Sequence[Record]) -> str:
    """The grades as text: a line for each student and exercise, with the mistakes that were named."""
    width = max(map(len, ["student", *(record.student for record in records)]))
    lines = [f"{'student':{width}}  {'assignment':18} {'score':>9}  what was seen"]
    for record in records:
        seen = {check.mistake or check.verdict for check in record.checks if check.verdict != Word.RIGHT}
        score = "" if record.absent else f"{record.score:g}/{record.max_score:g}"
        seen_text = "not handed in" if record.absent else ", ".join(sorted(seen)) or "all right"
        flags = f"  [{', '.join(record.flags)}]" if record.flags else ""
        lines.append(visible(f"{record.student:{width}}  {record.assignment:18} {score:>9}  {seen_text}{flags}"))
    return "\n".join(lines)
