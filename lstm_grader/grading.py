"""Grading a class: find, judge, record, show. The whole way in one place, to be read aloud."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lstm_grader import exports, pool, report, spec, submissions
from lstm_grader.gradebook import Store
from lstm_grader.records import Record
from lstm_grader.sandbox import selftest

BATCH = 50  # records saved in one transaction, or fewer when a second has passed


@dataclass(frozen=True)
class Places:
    """Where a grading writes: everything below one folder."""

    root: Path

    @property
    def db_url(self) -> str:
        """The SQLite gradebook."""
        return f"sqlite:///{self.root.resolve() / 'gradebook.db'}"

    def __getattr__(self, name: str) -> Path:
        names = {"csv": "grades.csv", "report": "report.html", "autograded": "autograded", "feedback": "feedback"}
        if name not in names:
            raise AttributeError(name)
        return self.root / names[name]


def grade_class(
    submitted: Path,
    out: Path,
    names: Sequence[str] = (),
    workers: int = 1,
    unsafe: bool = False,
    pages: bool = True,
    book: str = "",
) -> list[Record]:
    """Grades everything in `submitted` and writes all results below `out`.

    Args:
        names: exercises; none means all to which somebody handed something in.
        unsafe: grade without a sandbox, which is stamped in every record.
        pages: write graded notebooks and feedback too.
        book: the published book's address, for links in the feedback.

    Returns:
        A record for every student and exercise.

    Raises:
        SandboxUnavailable: there is no working sandbox, or it did not refuse a hostile act.
    """
    out.mkdir(parents=True, exist_ok=True)
    places = Places(out)
    if not unsafe:
        selftest.require()
    with Store(places.db_url) as store:
        found = submissions.find(submitted, names, store.students())
        assignments = list(dict.fromkeys(item.assignment for item in found))
        for name in assignments:
            store.ensure_assignment(spec.load(name))
        job = pool.Job(
            course_secret(out),
            places.autograded if pages else None,
            places.feedback if pages else None,
            book,
            unsafe,
        )
        records = []
        for batch in _batches(_progress(pool.grade(found, job, workers), len(found))):
            store.save(batch)
            records += batch
    records.sort(key=lambda record: (record.student, record.assignment))
    exports.write_csv(records, places.csv)
    report.write(records, places.report)
    return records


def course_secret(folder: Path) -> bytes:
    """The course's secret, `folder/secret`, readable by its owner alone; made on first use."""
    path = folder / "secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    return path.read_bytes()


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch, started = [], time.monotonic()
    for record in records:
        batch.append(record)
        if len(batch) >= BATCH or time.monotonic() - started > 1:
            yield batch
            batch, started = [], time.monotonic()
    if batch:
        yield batch


def _progress(records: Iterator[Record], total: int) -> Iterator[Record]:
    """Passes records on and says how far it is: every record on a terminal, every tenth part elsewhere."""
    step = 1 if sys.stderr.isatty() else max(1, total // 10)
    for count, record in enumerate(records, 1):
        if count % step == 0 or count == total:
            end = "\r" if sys.stderr.isatty() and count < total else "\n"
            print(f"graded {count}/{total}", end=end, file=sys.stderr, flush=True)
        yield record


def table(records: Sequence[Record]) -> str:
    """The grades as text: a line for each student and exercise, with the mistakes that were named."""
    width = max([len(record.student) for record in records], default=7)
    lines = [f"{'student':{width}}  {'assignment':18} {'score':>9}  what was seen"]
    for record in records:
        seen = {check.misconception or check.verdict for check in record.checks if check.verdict != "right"}
        score = f"{record.score:g}/{record.max_score:g}"
        seen_text = ", ".join(sorted(seen)) or "all right"
        flags = f"  [{', '.join(record.flags)}]" if record.flags else ""
        lines.append(f"{record.student:{width}}  {record.assignment:18} {score:>9}  {seen_text}{flags}")
    return "\n".join(lines)
