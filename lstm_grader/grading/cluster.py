"""Grading on a Dask cluster: every worker has its own sandboxes; grades come here, to the only one who writes.

Dask runs a task at least once. A notebook that takes more processor time than it may ends its worker; Dask's nanny
starts another one. A verdict depends on file, exercise and secret alone, so twice does no harm.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import queue
import time
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from distributed import Client, Future, KilledWorker, Security, Worker, WorkerPlugin, get_worker

from lstm_grader.exercise import spec
from lstm_grader.grading import pool
from lstm_grader.grading.pool import Job, Task
from lstm_grader.judging import judge
from lstm_grader.records import Graded
from lstm_grader.sandbox import SandboxError, SandboxUnavailable, selftest

AHEAD = 4  # tasks under way for each thread of the cluster: the notebooks of a large class are never all in memory
TICK_S, ARRIVAL_S = 0.25, 120.0
_AT_WORK: set[str] = set()
"""In a worker: the gradings that may use its sandboxes."""


class Cluster:
    """A Dask cluster that grades.

    Args:
        scheduler: the address of one that runs, or the dotted name of a cluster class, of which one is made.
        security: certificates, None for those of Dask's own configuration.
        count: workers, where the cluster is made here.
        job: sent to each worker once.

    Raises:
        RuntimeError: there is no such cluster, it has no workers, or one of them has other exercises or no walls.
    """

    def __init__(self, scheduler: str, security: Security | None, count: int, job: Job):
        self.job, self.name, self.cluster = job, _name(job), None
        if scheduler.startswith("tls:") and not (security or Security()).get_connection_args("client")["ssl_context"]:
            raise RuntimeError(
                f"--scheduler {scheduler}: TLS needs --tls-ca, --tls-cert and --tls-key, or Dask's own "
                "configuration (distributed.comm.tls)"
            )
        try:
            if ":" not in scheduler:
                self.cluster = _make(scheduler, count, security)
            self.client = Client(self.cluster or scheduler, security=security, set_as_default=False)
            self.client.wait_for_workers(1, timeout=ARRIVAL_S)
            self.client.register_plugin(Sandboxes(job))
        except (OSError, TimeoutError, ValueError) as error:
            self.close()
            raise RuntimeError(f"--scheduler {scheduler}: {error}") from error
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the cluster, which keeps neither sandboxes nor the secret, and ends it if it was made here."""
        if hasattr(self, "client"):
            with self.client, contextlib.suppress(OSError, ValueError):  # a lost scheduler, or nothing there to keep
                self.client.unregister_worker_plugin(self.name)
        if self.cluster:
            self.cluster.close()

    def grade(self, tasks: Iterable[Task]) -> Iterator[Graded | None]:
        """Yields what is graded as it comes, and None when nothing came for a moment.

        Where workers die, Dask blames all tasks they had in hand; these are tried again one by one, and only what ends
        its worker when it is alone is recorded as "infrastructure".
        """
        suspects: list[Task] = []
        yield from self._grade(tasks, AHEAD, suspects)
        for suspect in suspects:
            culprits: list[Task] = []
            yield from self._grade([suspect], 1, culprits)
            for culprit in culprits:
                yield Graded(pool.as_not_judged(culprit, self.job, "the grading process ended again and again.").record)

    def _grade(self, tasks: Iterable[Task], ahead: int, lost: list[Task]) -> Iterator[Graded | None]:
        todo, under_way, done = iter(tasks), dict[str, tuple[Future, Task]](), queue.SimpleQueue[Future]()
        looked = -TICK_S
        alive = time.monotonic()
        while True:
            if time.monotonic() - looked > TICK_S:
                threads, looked = sum(self.client.nthreads().values()), time.monotonic()
                room, alive = ahead * max(1, threads), looked if threads else alive
                if looked - alive > ARRIVAL_S:
                    raise RuntimeError(
                        f"no worker for {ARRIVAL_S:g} s; what is graded is stored, run the same command again"
                    )
            while len(under_way) < room and (task := next(todo, None)):
                future = self.client.submit(_grade, task, self.name, key=_key(task, self.name, ahead), pure=True)
                under_way[future.key] = future, task
                future.add_done_callback(done.put)
            if not under_way:
                return
            try:
                future = done.get(timeout=TICK_S)
            except queue.Empty:
                yield None
                continue
            _, task = under_way.pop(future.key)
            if graded := self._result(future, task):
                yield graded
            else:
                lost.append(task)

    def _result(self, future: Future, task: Task) -> Graded | None:
        """What came of a task, whatever a worker failed of; None where the workers that had it were lost.

        Raises:
            RuntimeError: the scheduler is lost.
        """
        if future.status == "finished":
            return future.result()
        if future.status == "error":
            error = future.exception()
            return None if isinstance(error, KilledWorker) else Graded(pool.as_failed(task, self.job, error).record)
        if self.client.status == "running":  # the task is gone, with a worker or by somebody else's hand
            return None
        raise RuntimeError(
            "the connection to the scheduler was lost; what is graded is stored, run the same command again"
        )


class Sandboxes(WorkerPlugin):
    """What a worker needs before it may grade: the same exercises as here, and walls that stand."""

    def __init__(self, job: Job):
        self.job, self.name, self.ready = job, _name(job), False
        self.exercises = {name: judge.spec_hash(name) for name in spec.names()}

    async def setup(self, worker: Worker) -> None:
        """Called in each worker before its first task, also in those that come later or again."""
        _AT_WORK.add(self.name)
        await asyncio.to_thread(self.try_walls, worker.address)
        self.ready = True

    def try_walls(self, address: str) -> None:
        """Raises where this worker would judge differently, or without walls."""
        other = [name for name, known in self.exercises.items() if judge.spec_hash(name) != known]
        if other:
            raise SandboxError(f"the worker at {address} has another version of {', '.join(other)}")
        if not self.job.unsafe:
            selftest.require()

    def teardown(self, worker: Worker) -> None:
        """Ends the worker's sandboxes, which the gradings that share it use in turn, with the last of them."""
        _AT_WORK.discard(self.name)
        if not _AT_WORK:
            pool.close_sandboxes()


def _name(job: Job) -> str:
    """Tells gradings apart that share a cluster: each has its secret."""
    return f"lstm_grader-{sha256(repr(job).encode()).hexdigest()[:16]}"


def _grade(task: Task, name: str) -> Graded:
    """In a worker."""
    worker = get_worker()
    plugin = worker.plugins[name]
    if not plugin.ready:
        raise SandboxUnavailable(f"the worker at {worker.address} could not put up its walls; its log says why")
    return pool.grade_one(task, plugin.job)


def _key(task: Task, grading: str, ahead: int) -> str:
    """Assignment, student, file and grading name a task: where it is sent twice, it is one."""
    submission, digest = task.submission, sha256(task.data or b"").hexdigest()[:32]
    return f"{submission.assignment}-{submission.student}-{digest}-{grading}{'-alone' if ahead == 1 else ''}"


def _make(name: str, count: int, security: Security | None):
    """A cluster of the class with this dotted name."""
    module, _, kind = name.rpartition(".")
    try:
        made = getattr(importlib.import_module(module), kind)
    except (ImportError, AttributeError, ValueError) as error:
        raise RuntimeError(f"--scheduler {name}: expected an address (tls://…) or a cluster class: {error}") from error
    return made(n_workers=count, **({"security": security} if security else {}))


def load_certificates(authority: Path | None, certificate: Path | None, key: Path | None) -> Security | None:
    """The certificates that were named, or None: then Dask's configuration counts."""
    if not (authority or certificate or key):
        return None
    named = {"tls_ca_file": authority, "tls_client_cert": certificate, "tls_client_key": key}
    named |= {"tls_scheduler_cert": certificate, "tls_scheduler_key": key}
    named |= {"tls_worker_cert": certificate, "tls_worker_key": key}
    return Security(require_encryption=True, **{name: str(path) for name, path in named.items() if path})
