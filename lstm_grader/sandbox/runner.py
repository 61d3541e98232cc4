"""One notebook's way through as many forked processes as it needs."""

from __future__ import annotations

import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lstm_grader.sandbox import wire
from lstm_grader.sandbox.types import Limits
from lstm_grader.selfcheck import Outcome, Recipe

from . import replies
from .inside import bounds
from .inside.bounds import Bounds
from .start import greeting
from .types import CellRun, Query, Run
from .zygote_process import Child, LostZygote, Zygote

ALL = 3  # a notebook may be run again, without the cell or the query that ended it, until 3 x notebook_s are over
RUN_BYTES = 128 * 2**20  # of answers to queries; what cells show is bounded by SHOWN, and let go at once beyond it
SHOWN = 4 * 2**20  # characters that all cells of a notebook may show together: pages are written for thousands
TOO_MUCH = {"output_type": "stream", "name": "stderr", "text": "[left out: the notebook shows more than 4 MB]\n"}
EXIT = {
    77: "ran out of memory",
    71: "broke the process",
    -6: "aborted",
    -9: "was killed",
    -11: "crashed (segmentation fault)",
    -24: "used up its processor time",
}
OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM)  # inside walls nobody can do that to themselves


class Stopped(Exception):
    """The process cannot go on: the kind of outcome, and the reason."""

    def __init__(self, kind: str, reason: str):
        super().__init__(reason)
        self.kind, self.reason = kind, reason


class Runner:
    """Cells and queries on their way, and what is known so far."""

    def __init__(self, cells: Sequence[str], queries: Sequence[Query], limits: Limits):
        self.cells, self.queries, self.limits = list(cells), list(queries), limits
        self.end = time.monotonic() + ALL * limits.notebook_s
        self.bytes_left, self.shown_left = RUN_BYTES, SHOWN
        self.runs: list[CellRun] = []
        self.replies: list[tuple[Outcome, ...]] = []
        self.stopped: tuple[int, str] | None = None
        self.flags: dict[str, None] = {}

    def run(self, zygote: Zygote, walls: Sequence[str]) -> Run:
        """All cells, then all queries."""
        while len(self.runs) < len(self.cells) or len(self.replies) < len(self.queries):
            if time.monotonic() > self.end:
                self.give_up()
                break
            self.one_process(zygote, walls)
            if self.stopped:
                self.runs += [CellRun("not run", [], 0.0)] * (len(self.cells) - len(self.runs))
        return Run(tuple(self.runs), tuple(self.replies), self.stopped, tuple(self.flags))

    def one_process(self, zygote: Zygote, walls: Sequence[str]) -> None:
        """Gets as far as one process goes."""
        child = zygote.fork(self.limits)
        try:
            first, last = len(self.replies), self.stopped[0] if self.stopped else len(self.cells)
            job = _job(self.cells[:last], self.queries[first:])  # while the child raises its walls
            found = greeting(child)
            if list(found) != list(walls):
                raise LostZygote(f"walls {', '.join(found)}, expected {', '.join(walls)}")
            self.send_job(child, job)
            until = time.monotonic() + self.limits.notebook_s
            for index in range(last):
                self.run_cell(child, index, until)
            for number in range(first, len(self.queries)):
                self.ask(child, self.queries[number], number - first)
        except Stopped:
            pass  # recorded where it happened
        finally:
            child.release()

    def send_job(self, child: Child, job: bytes) -> None:
        """Everything at once; the replies come one by one."""
        child.sock.settimeout(self.limits.cell_s)
        try:
            wire.send_frame(child.sock, job)
        except OSError as error:  # it has run nothing of the student's yet
            raise LostZygote(f"a child did not take its work: {error}") from error

    def run_cell(self, child: Child, index: int, until: float) -> None:
        """One cell's reply; on a second run only its end matters."""
        started = time.monotonic()
        try:
            limit = self.limits.output_kb * 1024 + 100
            most = bounds.of_cell(self.limits.output_kb, self.limits.plots)
            reply, _ = self.receive(child, self.limits.cell_s, until, most)
            status, outputs = _checked(replies.read_cell, reply, index, limit)
        except Stopped as stop:
            self.stopped = (index, stop.reason)
            status = "timeout" if stop.kind == "timeout" else "died"
            self.runs[index:] = [CellRun(status, [], time.monotonic() - started)]
            raise
        if index == len(self.runs):
            self.shown_left -= len(repr(outputs)) if outputs else 0
            shown = outputs if not outputs or self.shown_left > 0 else [dict(TOO_MUCH)]
            self.runs.append(CellRun(status, shown, time.monotonic() - started))

    def ask(self, child: Child, query: Query, number: int) -> None:
        """One query's outcomes; a call that ends the process decides those after it."""
        count, bound = 1 if query.calls is None else len(query.calls), bounds.of_call(query.parts)
        outcomes: list[Outcome] = []
        try:
            for call in range(count):
                most = replace(bound, total=min(bound.total, self.bytes_left))
                reply, size = self.receive(child, self.limits.call_s, self.end, most)
                self.bytes_left -= size
                outcome = _checked(replies.read_outcome, reply, number, call)
                outcomes.append(outcome if query.calls is None else _all_said(outcome, len(query.calls[call])))
            for call in set(_checked(replies.overwritten_calls, reply)) & set(range(count)):
                outcomes[call] = replace(outcomes[call], overwritten=True)
        except Stopped as stop:
            outcomes += [Outcome(stop.kind, error=stop.reason)] * (count - len(outcomes))
            raise
        finally:
            self.replies.append(tuple(outcomes))

    def receive(self, child: Child, seconds: float, until: float, most: Bounds) -> tuple[dict[str, Any], int]:
        """The next reply, in time and within bounds, and how many bytes it took."""
        own, until = time.monotonic() + seconds, min(until, self.end)
        try:
            data = wire.recv_frame(child.sock, min(own, until), most.total)
            reply = replies.read(data, most)
            self.flags |= dict.fromkeys(replies.read_flags(reply))
            return reply, len(data)
        except TimeoutError:
            late = f"took longer than {seconds:g} s" if own <= until else "the notebook used up its time"
            raise Stopped("timeout", late) from None
        except (EOFError, ConnectionError):
            status = child.end(patience=1.0)
            if status in OUTSIDE and not (child.killed or child.zygote.unsafe):
                raise LostZygote("a process was killed from outside; did the machine run out of memory?") from None
            raise Stopped("died", EXIT.get(status, f"ended the process (exit status {status})")) from None
        except wire.WireError as error:
            raise Stopped("bad reply", f"sent what is no reply: {str(error)[:200]}") from None

    def give_up(self) -> None:
        """No time is left for the queries that are open."""
        for query in self.queries[len(self.replies) :]:
            late = Outcome("timeout", error="the notebook used up its time")
            self.replies.append((late,) * (1 if query.calls is None else len(query.calls)))


def _checked(read: Any, *arguments: Any) -> Any:
    try:
        return read(*arguments)
    except Exception as error:  # fields may be of any type, and arrays raise where they are compared with a word
        raise Stopped("bad reply", f"sent what is no reply: {str(error)[:200]}") from None


def _all_said(outcome: Outcome, count: int) -> Outcome:
    """The outcome of a call with so many arguments: those of which it does not say how they are now are others."""
    said = outcome.kind != "value" or len(outcome.args) == count
    return outcome if said else replace(outcome, args=(wire.Opaque("nothing said"),) * count)


def _job(cells: list[str], queries: list[Query]) -> bytes:
    return wire.encode(
        {
            "cells": cells,
            "queries": [{"name": item.name, **_calls(item.calls), "parts": item.parts} for item in queries],
        }
    )


def _calls(calls: tuple[tuple, ...] | None) -> dict[str, Any]:
    """The arguments, and beside them the recipes: lines of the exercise's own that are evaluated over there."""
    if calls is None:
        return {"calls": None}
    recipes = [[arg.line if isinstance(arg, Recipe) else None for arg in call] for call in calls]
    return {
        "calls": [tuple(None if isinstance(arg, Recipe) else arg for arg in call) for call in calls],
        "recipes": recipes if any(map(any, recipes)) else None,
    }
