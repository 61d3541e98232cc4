"""Grading with several processes of this machine, each with its own warm sandboxes; any of them may die."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from lstm_grader import ROOT
from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import Exercise
from lstm_grader.grading import deadline, pool
from lstm_grader.grading.pool import ATTEMPTS, Job, Task
from lstm_grader.records import Graded
from lstm_grader.sandbox import SandboxError, selftest

AHEAD = 4  # tasks that a worker has in hand: it goes on while its grades are being stored
TICK_S = 0.25
END_S = 1.0  # for a worker that is told to end; one that is busy inside a single call does not hear it
READY = "ready"


def warm_up(pages: bool) -> multiprocessing.context.ForkServerContext:
    """Starts the process from which workers are forked; it loads what they need while this one does other things."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(ROOT) not in paths:  # that process looks for the grader by itself, and must find this one
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), *paths]))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["lstm_grader.grading.pool", *(["lstm_grader.pages.feedback"] if pages else [])])
    forkserver.ensure_running()
    return context


class Workers:
    """Processes that grade; they start at once, so that they warm up while other things are prepared.

    A worker that dies takes only the submission with it that it was at, which is tried again; what a worker did not
    live through `ATTEMPTS` times is recorded as "infrastructure". A notebook that takes more processor time than it may
    ends its worker, too, and has the verdict "timeout" at once; a worker from which nothing comes is ended from here
    (see `deadline`). When this process dies, however, so do they, and
    with each worker its sandboxes.

    Raises:
        SandboxUnavailable: on entering, there is no working sandbox, or it did not refuse a hostile act.
    """

    def __init__(self, count: int, job: Job):
        self.job, self.failed_starts = job, 0
        self.context = warm_up(job.pages)
        self.workers: list[_Worker] = []
        try:
            for _ in range(count):
                self.workers.append(_Worker(self.context, job))
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Workers:
        try:
            if not self.job.unsafe:
                selftest.require()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.connection.close()
        until = time.monotonic() + END_S
        for worker in self.workers:
            worker.end(until)

    def grade(self, tasks: Iterable[Task]) -> Iterator[Graded | None]:
        """Yields what is graded as it comes, and None when nothing came for a moment.

        Raises:
            SandboxError: the workers die before they can grade anything.
        """
        todo, again, deaths = iter(tasks), deque[Task](), Counter[Task]()
        while True:
            for worker in self.workers:
                while worker.ready and len(worker.tasks) < AHEAD and (task := _next(again, todo)):
                    worker.give(task)
            if all(worker.ready and not worker.tasks for worker in self.workers):
                return
            heard = wait([worker.connection for worker in self.workers], TICK_S)
            if not heard:
                yield None
            for worker in self.workers:
                worker.end_if_overdue()
            for index, worker in enumerate(self.workers):
                if worker.connection not in heard:
                    continue
                if answer := worker.answer():
                    yield from [answer] if isinstance(answer, Graded) else []
                    continue
                self.workers[index] = self._replacement(worker)
                if not worker.tasks:
                    continue
                culprit = worker.tasks.popleft()
                again.extend(worker.tasks)
                deaths[culprit] += 1
                if worker.process.exitcode == deadline.ENDED:
                    yield pool.as_too_long(culprit, self.job)
                elif worker.overdue:
                    yield self._given_up(culprit, "nothing came from the grading process, which was ended.")
                elif deaths[culprit] < ATTEMPTS:
                    again.append(culprit)
                else:
                    yield self._given_up(culprit, f"the grading process ended {ATTEMPTS} times.")

    def _replacement(self, dead: _Worker) -> _Worker:
        dead.connection.close()
        dead.end(time.monotonic() + END_S)
        self.failed_starts = 0 if dead.ready else self.failed_starts + 1
        if self.failed_starts > ATTEMPTS * len(self.workers):
            raise SandboxError(f"the grading processes do not start (exit status {dead.process.exitcode})")
        return _Worker(self.context, self.job)

    def _given_up(self, task: Task, reason: str) -> Graded:
        return Graded(pool.as_not_judged(task, self.job, reason).record)


def _next(again: deque[Task], todo: Iterator[Task]) -> Task | None:
    """New ones first: what ended a worker once waits until the others are through."""
    return next(todo, None) or (again.popleft() if again else None)


class _Worker:
    """Our end of one process."""

    def __init__(self, context: multiprocessing.context.ForkServerContext, job: Job):
        self.process, self.connection = _started(context, job)
        self.ready = self.overdue = False
        self.since = 0.0
        """When it began with the task that it is at."""
        self.tasks: deque[Task] = deque()
        """Given and not answered, in order: the first is the one it is at."""

    def give(self, task: Task) -> None:
        self.since = self.since if self.tasks else time.monotonic()
        self.tasks.append(task)
        with contextlib.suppress(OSError):  # it is dead, which `answer` will find
            self.connection.send(task)

    def answer(self) -> Graded | str | None:
        """What it sent; None when it is dead."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return None
        if isinstance(answer, Graded):
            self.tasks.popleft()
            self.since = time.monotonic()
        else:
            self.ready = True
        return answer

    def end_if_overdue(self) -> None:
        """Ends it when nothing will come any more, which `answer` will find."""
        if self.tasks and time.monotonic() - self.since > deadline.patience(
            spec.load(self.tasks[0].submission.assignment).limits
        ):
            self.overdue = True
            self.process.kill()

    def end(self, until: float) -> None:
        """Waits for its end until a `time.monotonic()` instant, then makes one."""
        self.process.join(max(0.0, until - time.monotonic()))
        self.process.kill()
        self.process.join()


def _started(context: multiprocessing.context.ForkServerContext, job: Job) -> tuple[BaseProcess, Connection]:
    """A new process and our end of the connection to it; what they are forked from may have died, and is made anew."""
    for _ in range(ATTEMPTS):
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, job), daemon=True)
        try:
            process.start()
            return process, ours
        except (EOFError, OSError):
            ours.close()
        finally:
            theirs.close()
    raise SandboxError("the grading processes do not start")


def _serve(connection: Connection, job: Job) -> None:
    """A worker's life: grades what it is given, until the other end is closed or dead."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that keeps the grades
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    with contextlib.suppress(SandboxError, OSError):  # whoever needs it will say so
        pool.sandbox_for(Exercise.packages, job.unsafe)  # most need this one; it starts while the self-test runs
    with contextlib.suppress(ConnectionError):  # whoever gave the work is gone
        connection.send(READY)
        while True:
            connection.send(pool.grade_one(tasks.get(), job))


def _receive(connection: Connection, tasks: queue.SimpleQueue[Task]) -> None:
    """Takes tasks at once, whatever the judge is at; without another end there is nothing left to do, at any point."""
    try:
        while True:
            tasks.put(connection.recv())
    except (EOFError, OSError):
        pool.close_sandboxes()
    finally:
        os._exit(0)
