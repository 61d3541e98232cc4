"""Worker processes that die take nothing with them but, at worst, the submission they were at."""

import multiprocessing
import os
import signal
import threading
import time

import nbformat
import pytest

from lstm_grader.collect.submissions import Submission
from lstm_grader.grading.pool import ATTEMPTS, Graded, Job, Task
from lstm_grader.grading.processes import Workers
from lstm_grader.release import derive
from lstm_grader.sandbox import SandboxError

NAME = "06_forget_gate"
JOB = Job(b"secret")


def task(student: str, cell: str = "", **changed: str) -> Task:
    notebook = derive.solved_notebook(NAME, changed)
    notebook.cells.append(nbformat.v4.new_code_cell(cell))
    return Task(Submission(student, NAME, None), nbformat.writes(notebook).encode())


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


def test_no_process_is_left_behind():
    with Workers(2, JOB) as graders:
        list(graders.grade([missing("ada")]))
        processes = [worker.process for worker in graders.workers]
    assert not any(process.is_alive() for process in processes)
    assert not multiprocessing.active_children()
