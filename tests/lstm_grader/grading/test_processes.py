"""Worker processes that die take nothing with them but, at worst, the submission they were at."""

import multiprocessing
import os
import re
import signal
import threading
import time

import nbformat
import pytest

from lstm_grader.collect.submissions import Submission
from lstm_grader.exercise import spec
from lstm_grader.grading import pool, processes
from lstm_grader.grading.pool import ATTEMPTS, Graded, Job, Task
from lstm_grader.grading.processes import Workers
from lstm_grader.pages import places
from lstm_grader.release import derive
from lstm_grader.sandbox import SandboxError

pytestmark = pytest.mark.grading
NAME, OTHER = "06_forget_gate", "05_squashing"
JOB = Job(b"secret")
serve = processes._serve


def task(student: str, cell: str = "", name: str = NAME) -> Task:
    notebook = derive.solved_notebook(name)
    notebook.cells.append(nbformat.v4.new_code_cell(cell))
    return Task(Submission(student, name, None), nbformat.writes(notebook).encode())


def missing(student: str) -> Task:
    return Task(Submission(student, NAME, None, note="No notebook was handed in."), None)


def at_work(graders: Workers, student: str) -> int | None:
    """The process that is at a student's notebook."""
    for worker in graders.workers:
        if worker.tasks and worker.tasks[0].submission.student == student:
            return worker.process.pid
    return None


def kill_whoever_is_at(graders: Workers, student: str, times: int, stop: threading.Event) -> list[int]:
    killed = []
    while len(killed) < times and not stop.wait(0.02):
        process = at_work(graders, student)
        if process and process not in killed:
            time.sleep(0.1)
            os.kill(process, signal.SIGKILL)
            killed.append(process)
    return killed


@pytest.mark.parametrize(("deaths", "word"), [(ATTEMPTS - 1, "right"), (ATTEMPTS, "infrastructure")])
def test_only_the_submission_that_ends_its_worker_is_given_up(deaths, word):
    students = [f"honest{number}" for number in range(6)]
    tasks = [task("deadly", "import time\ntime.sleep(1)"), *map(task, students)]
    stop, killed = threading.Event(), []
    with Workers(2, JOB) as graders:
        killer = threading.Thread(target=lambda: killed.extend(kill_whoever_is_at(graders, "deadly", deaths, stop)))
        killer.start()
        records = [graded.record for graded in graders.grade(tasks) if graded]
        stop.set()
        killer.join()
    assert len(killed) == deaths
    assert sorted(record.student for record in records) == ["deadly", *students]
    words = {record.student: {check.verdict for check in record.checks} for record in records}
    assert words == {"deadly": {word}} | {student: {"right"} for student in students}


def test_workers_that_cannot_start_are_an_error_and_no_endless_loop(monkeypatch):
    with Workers(1, JOB) as graders:
        monkeypatch.setattr("lstm_grader.grading.processes._serve", _die)
        graders.workers[0].process.kill()
        with pytest.raises(SandboxError, match=r"do not start \(exit status 7\)"):
            list(graders.grade([missing("ada")]))


def _die(*_):
    os._exit(7)


def test_what_is_slow_does_not_hold_back_the_news_of_others():
    with Workers(1, JOB) as graders:
        arriving = graders.grade([missing("ada"), task("slow", "import time\ntime.sleep(1.5)")])
        heard = [graded.record.student if graded else None for graded in arriving]
    assert heard[-1] == "slow"
    assert None in heard[heard.index("ada") :]


def test_a_large_notebook_and_a_large_page_pass_each_other():
    """Both ends send more than a pipe holds; nobody waits for the other."""
    large = [task(f"student{number}", f"text = '{'x' * 2**20}'") for number in range(4)]
    with Workers(1, Job(b"secret", pages=True)) as graders:
        found = [graded for graded in graders.grade(large) if graded]
    assert len(found) == 4
    assert all(isinstance(graded, Graded) and len(graded.pages["feedback"]) > 2**20 for graded in found)


@pytest.fixture
def left():
    """The processes that a test began and did not end."""
    before = {*multiprocessing.active_children()}
    return lambda: {*multiprocessing.active_children()} - before


def test_no_process_is_left_behind(left):
    with Workers(2, JOB) as graders:
        list(graders.grade([missing("ada")]))
        assert len(left()) == 2
    assert not left()


def test_workers_of_which_one_does_not_start_leave_none_behind(left, monkeypatch):
    starts = iter([processes._started])
    monkeypatch.setattr(processes, "_started", lambda *job: next(starts)(*job))
    with pytest.raises(StopIteration):
        Workers(2, JOB)
    assert not left()


def test_a_notebook_on_which_this_side_spends_too_much_has_a_grade_and_the_class_goes_on(monkeypatch):
    monkeypatch.setattr(processes, "_serve", serve_one_that_is_stuck)
    tasks = [task("stuck"), *map(task, ("ada", "alan"))]
    with Workers(1, Job(b"secret", pages=True, processor_s=2.0)) as graders:
        found = {graded.record.student: graded for graded in graders.grade(tasks) if graded}
    words = {student: {check.verdict for check in graded.record.checks} for student, graded in found.items()}
    assert words == {"stuck": {"timeout"}, "ada": {"right"}, "alan": {"right"}}
    stuck = found["stuck"].record
    assert stuck.score == 0 and "more than 2 s" in stuck.checks[0].message
    assert list(found["stuck"].pages) == places.page_kinds(stuck) == ["feedback"]


def serve_one_that_is_stuck(connection, job):
    """A worker for which one student's notebook is a search that takes years, inside a single call."""
    whole = pool.judge_read

    def judge(task, job):
        if task.submission.student == "stuck":
            re.search(r"^(\s*)*x", "\n" * 100, re.MULTILINE)
        return whole(task, job)

    pool.judge_read = judge
    serve(connection, job)


def test_a_worker_from_which_nothing_comes_is_ended_and_the_class_goes_on(monkeypatch):
    """Only of who sleeps is an answer expected soon: on a machine that has much to do, the others take their time."""
    short = spec.load(OTHER).limits
    monkeypatch.setattr(processes.deadline, "patience", lambda limits: 2.0 if limits is short else 600.0)
    tasks = [task("asleep", "import time\ntime.sleep(9)", OTHER), *map(task, ("ada", "alan"))]
    with Workers(1, JOB) as graders:
        records = [graded.record for graded in graders.grade(tasks) if graded]
    words = {record.student: {check.verdict for check in record.checks} for record in records}
    assert words == {"asleep": {"infrastructure"}, "ada": {"right"}, "alan": {"right"}}


def test_an_interrupt_ends_a_worker_that_is_busy_inside_a_single_call(left, monkeypatch):
    monkeypatch.setattr(processes, "_serve", serve_one_that_is_stuck)
    with pytest.raises(KeyboardInterrupt), Workers(1, JOB) as graders:
        for graded in graders.grade([missing("ada"), task("stuck")]):
            if graded:
                time.sleep(0.5)  # until it is at the other
                raise KeyboardInterrupt
    assert not left()
