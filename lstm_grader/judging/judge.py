"""The judge: one file handed in -> one record and one graded notebook.

A pure function of the file's bytes, the exercise and the seed. The student's code runs in the sandbox; inputs are
drawn and results compared here.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

import numpy as np
from nbformat import NotebookNode

from lstm_grader.collect import notebooks
from lstm_grader.exercise import cases, pairs, spec
from lstm_grader.exercise.released import released_notebook
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.judging.causes import with_cause
from lstm_grader.judging.deciding import spec_hash
from lstm_grader.judging.predictions import judge_answer
from lstm_grader.records import CheckRecord, Record
from lstm_grader.sandbox import Query, Run, Sandbox
from lstm_grader.selfcheck import ERRORS, Call, Outcome, Subject, Verdict, Word, diagnose, fault_of, size

PARTS = 1000  # of a reply, beside four times as many as there are numbers in what is asked for: a list may hold each
NO_CHECK = "def check(*functions, **answers):\n    pass"


@dataclass(frozen=True)
class Judgement:
    """A record, and the graded notebook (None when there was nothing to read)."""

    record: Record
    notebook: NotebookNode | None


def judge(
    student: str, exercise: Exercise, data: bytes | None, secret: bytes, sandbox: Sandbox, rehearsal: bool = False
) -> Judgement:
    """Judges what a student handed in.

    Args:
        data: the bytes of the notebook, None when there is none.
        secret: the course's secret; with student, exercise and file it fixes the inputs.
        rehearsal: only the example cases that the notebook itself holds, and the predictions. The notebook holds no key
            to these; here, in a copy of the project, it is at hand.

    Returns:
        A judgement with one row per check of the spec, whatever came.

    Raises:
        SandboxError: the sandbox itself failed; the submission is not to blame.
    """
    if data is None:
        return without_run(student, exercise, Word.ABSENT, "No notebook was handed in.", None, secret)
    try:
        notebook = _read(exercise, data)
    except notebooks.Unreadable as error:
        return without_run(student, exercise, Word.UNREADABLE, f"Not readable: {error}.", data, secret)
    released = released_notebook(exercise.name)
    restored = notebooks.restore(notebook, released)
    seed = seed_of(secret, student, exercise.name, data)
    drawn = [_calls(check, seed, rehearsal) for check in exercise.checks]
    verdicts, run = _verdicts(exercise, restored, released, drawn, sandbox)
    rows = tuple(
        CheckRecord(
            check.name,
            check.points if v.verdict == Word.RIGHT else 0.0,
            check.points,
            str(v.verdict),
            v.mistake,
            v.message,
        )
        for check, v in zip(exercise.checks, verdicts, strict=True)
    )
    record = _record(student, exercise, data, seed, rows, sandbox.layers, run.flags)
    return Judgement(record, notebooks.annotate(restored, record, [cell.outputs for cell in run.cells]))


def without_run(
    student: str, exercise: Exercise, word: Word, message: str, data: bytes | None, secret: bytes
) -> Judgement:
    """The judgement of what is not run: absent, missing, unreadable, refused, or not graded for lack of a sandbox."""
    rows = tuple(CheckRecord(check.name, 0.0, check.points, str(word), "", message) for check in exercise.checks)
    seed = seed_of(secret, student, exercise.name, data or b"")
    return Judgement(_record(student, exercise, data, seed, rows, (), ()), None)


def seed_of(secret: bytes, student: str, assignment: str, data: bytes) -> str:
    """The hex digest that all inputs of one submission come from: HMAC(secret, student, assignment, file).

    >>> seed_of(b"s", "ada", "06_forget_gate", b"{}")[:12]
    'ef7834579423'
    """
    text = "\0".join([student, assignment, hashlib.sha256(data).hexdigest()])
    return hmac.new(secret, text.encode(), "sha256").hexdigest()


def _calls(check: FunctionCheck | Question, seed: str, rehearsal: bool) -> list[Call] | None:
    if isinstance(check, Question):
        return None
    return cases.make_calls(check, check.examples, shown=True) if rehearsal else draw(check, seed)


def draw(check: FunctionCheck, seed: str) -> list[Call]:
    """The queries of one check: fresh ones and the shown examples in random order, two of them varied, one repeated."""
    digest = hashlib.sha256(f"{seed}/{check.name}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(digest))
    drawn = cases.make_calls(check, check.draw(rng))
    shown = cases.make_calls(check, check.examples, shown=True)
    calls = [(drawn + shown)[index] for index in rng.permutation(len(drawn) + len(shown))]
    # The first with several numbers: one number alone, 0 or 1, may have a result that nothing can spoil.
    first = next((index for index, call in enumerate(calls) if size(call.args) > 1), 0)
    return [*calls, *cases.make_probes(check, calls, drawn[:3]), replace(calls[first], repeats=first)]


def _read(exercise: Exercise, data: bytes) -> NotebookNode:
    notebook = notebooks.read_notebook(data)
    other = _of_another(exercise, notebook)
    if other:
        raise notebooks.Unreadable(f"it is the notebook of {other}; hand in {exercise.notebook}.ipynb")
    return notebook


def _of_another(exercise: Exercise, notebook: NotebookNode) -> str:
    """The exercise whose answer cells these are, where there is nothing that could answer this one."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found, asked = {notebooks.grade_id(cell) for cell in code}, _functions(exercise)
    if found & asked:
        return ""
    other = next((name for name in spec.names() if found & _functions(spec.load(name))), "")
    own = _functions(spec.load(other)) | {None} if other else set()
    return "" if any(notebooks.defined(cell, asked) for cell in code if notebooks.grade_id(cell) in own) else other


def _functions(exercise: Exercise) -> set[str]:
    return {check.called for check in exercise.checks if isinstance(check, FunctionCheck)}


def _verdicts(
    exercise: Exercise, restored: NotebookNode, released: NotebookNode, drawn: list[list[Call] | None], sandbox: Sandbox
) -> tuple[list[Verdict], Run]:
    code = [cell for cell in restored.cells if cell.cell_type == "code"]
    cells = _executed(exercise, code, released)
    queries = [_query(check, calls) for check, calls in zip(exercise.checks, drawn, strict=True)]
    until = time.monotonic() + exercise.limits.notebook_s  # who uses that up holds no worker for a second look
    run = sandbox.run(cells, queries, exercise.limits)
    verdicts: list[Verdict] = []
    for check, calls, query, replies in zip(exercise.checks, drawn, queries, run.replies, strict=True):
        marked = _marked(check, exercise, verdicts)
        verdict = _verdict(check, calls, replies, marked)
        spoiled = isinstance(check, FunctionCheck) and verdict.mistake in ("unknown", "P2", *ERRORS)
        if spoiled and time.monotonic() < until:
            # Another check's calls may have spoiled this one: in a process of its own it cannot be.
            verdict = _verdict(check, calls, sandbox.run(cells, [query], exercise.limits).replies[0], marked)
        verdicts.append(with_cause(exercise, check, verdict, code, run))
    return verdicts, run


def _executed(exercise: Exercise, code: list[NotebookNode], released: NotebookNode) -> list[str]:
    """What is run of each cell. Visible checks are not, nor is an experiment that is as it was handed out: nothing in
    them is graded."""
    asked = {check.name for check in exercise.checks} | _functions(exercise)
    given = {cell.source for cell in released.cells if notebooks.grade_id(cell) is None and cell.id not in asked}
    texts = []
    for cell in code:
        name = notebooks.grade_id(cell) or ""
        skipped = name.startswith("check_") or (not name and cell.source in given)
        texts.append(NO_CHECK if name == "selfcheck" else "" if skipped else cell.source)
    return texts


def _query(check: FunctionCheck | Question, calls: Sequence[Call] | None) -> Query:
    if calls is None:
        return Query(check.name, None, PARTS)
    held = max(size(call.args) + size(_whole(check, call)) for call in calls)
    return Query(check.called, tuple(call.args for call in calls), PARTS + 4 * held)


def _whole(check: FunctionCheck, call: Call) -> object:
    """A right result as it comes, where what is judged of it is less."""
    return check.reference(*pairs.copy_arguments(call.args)) if check.facts else call.want


def _marked(check: FunctionCheck | Question, exercise: Exercise, verdicts: Sequence[Verdict]) -> dict[str, str]:
    """What the functions that this one is made of were marked with; their checks stand before it."""
    if isinstance(check, Question):
        return {}
    before = zip(exercise.checks, verdicts, strict=False)
    return {one.called: verdict.mark for one, verdict in before if one in check.uses}


def is_right(subject: Subject, calls: list[Call], got: list[Outcome]) -> bool:
    """Would `diagnose` say so? Told at the first fault, which is soon where something is wrong."""
    warned = subject.stable and any("overflow" in text for outcome in got for text in outcome.warnings)
    return not warned and not any(
        fault_of(subject, call, outcome, got) for call, outcome in zip(calls, got, strict=True)
    )


def _verdict(
    check: FunctionCheck | Question,
    calls: list[Call] | None,
    replies: Sequence[Outcome],
    marked: Mapping[str, str] | None = None,
) -> Verdict:
    if isinstance(check, Question):
        return judge_answer(check, replies[0])
    subject = cases.make_subject(check)
    if is_right(subject, calls, list(replies)):
        return diagnose(subject, calls, list(replies))
    seen = [replace(outcome, value=subject.seen(outcome.value)) for outcome in replies]
    return diagnose(subject, cases.with_suspects(check, calls, seen, marked or {}), list(replies), marked)


def _record(student, exercise, data, seed, rows, layers, flags) -> Record:
    return Record(
        student,
        exercise.name,
        exercise.notebook,
        rows,
        notebook_hash="" if data is None else hashlib.sha256(data).hexdigest(),
        seed=seed,
        spec_hash=spec_hash(exercise.name),
        versions=versions(),
        sandbox=tuple(layers),
        flags=tuple(sorted(flags)),
        graded_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    )


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """What a verdict may depend on beside our own code."""
    used = ("numpy", "matplotlib", "ipython", "nbgrader")
    return (("python", platform.python_version()), *((name, version(name)) for name in used))
