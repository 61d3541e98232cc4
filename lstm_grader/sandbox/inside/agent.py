"""What a hardened child does: runs the cells, answers the queries, sends a frame for each.

It shares the process with the student's code, so nothing it says is believed by the host.
"""

from __future__ import annotations

import inspect
import mmap
import os
import random
import socket
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from . import bounds, shell, watch, wire

OUT_OF_MEMORY = 77
HEADROOM = 48 * 2**20
TEXT = 500


def prepare() -> None:
    """What can be done once, before any fork."""
    shell.prepare()


def work(sock: socket.socket, config: Mapping[str, Any], limits: Mapping[str, Any]) -> None:
    """Answers one job: `{"cells": [source, …], "queries": [{"name", "calls"}, …]}`."""
    job = wire.decode(wire.recv_frame(sock))
    reseed()
    # Tracebacks and warnings quote the lines of all who called, these files among them.
    watch.start(config["home"], [*config["readable"], config["agent"]], config["forbidden"])
    notebook = shell.Notebook(output_bytes=int(limits["output_kb"]) * 1024, plots=bool(limits["plots"]))
    most = bounds.of_cell(int(limits["output_kb"]), bool(limits["plots"]))
    for index, source in enumerate(job["cells"]):
        status, outputs = notebook.run(source)
        need_memory()
        send(sock, {"cell": index, "status": status, "outputs": outputs}, most)
    for number, query in enumerate(job["queries"]):
        answer(sock, number, query, notebook)


def reseed() -> None:
    """Children of one zygote would otherwise draw the same random numbers."""
    random.seed(os.urandom(16))
    np.random.seed(int.from_bytes(os.urandom(4), "little"))


def need_memory() -> None:
    """A process without room to go on ends here, with the cell that used it up to blame."""
    try:
        mmap.mmap(-1, HEADROOM).close()
    except OSError:
        raise MemoryError from None


def answer(sock: socket.socket, number: int, query: Mapping[str, Any], notebook: shell.Notebook) -> None:
    """Answers one query: reads a variable, or calls a function once for each tuple of arguments."""
    missing, most = object(), bounds.of_call(query["parts"])
    found = notebook.names.get(query["name"], missing)
    if query["calls"] is None:
        outcome = {"kind": "missing"} if found is missing else {"kind": "value", "value": found}
        send(sock, {"query": number, "call": 0, **outcome}, most)
        return
    kept: list[tuple[Any, bytes | None]] = []
    for index, arguments in enumerate(query["calls"]):
        recipes = query["recipes"][index] if query["recipes"] else [None] * len(arguments)
        if callable(found):
            outcome = call(found, arguments, recipes, notebook)
            kept.append((outcome.get("value"), encoded({"value": outcome.get("value")}, most)))
            if index == len(query["calls"]) - 1:
                outcome["overwritten"] = [
                    place for place, (value, was) in enumerate(kept) if encoded({"value": value}, most) != was
                ]
        else:
            what = "is not defined" if found is missing else f"is a {type(found).__name__}, not a function"
            outcome = {"kind": "missing", "error": f"{query['name']} {what}"}
        send(sock, {"query": number, "call": index, **outcome}, most)


def call(function: Any, arguments: tuple, recipes: Sequence[str | None], notebook: shell.Notebook) -> dict[str, Any]:
    """One call: what it returned or raised, its warnings, and its arguments as they are afterwards.

    A recipe stands for an argument that cannot cross: an expression of the exercise's own.
    """
    made = [eval(line, {"np": np}) if line else arg for line, arg in zip(recipes, arguments, strict=True)]
    acts = len(watch.seen)
    outcome: dict[str, Any] = {"kind": "value"}
    with warnings.catch_warnings(record=True) as caught, notebook.output.muted():
        warnings.simplefilter("always")
        try:
            with np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"):
                outcome["value"] = function(*made)
        except BaseException as error:
            line = shell.last_line(error)
            where = f" ({line})" if line else ""
            outcome = {
                "kind": "refused" if len(watch.seen) > acts else "raised",
                "error": f"{type(error).__name__}: {shell.one_line(error, TEXT)}{where}",
            }
    outcome["args"] = arguments
    outcome["parameters"] = list(parameters(function))
    outcome["warnings"] = [f"{entry.category.__name__}: {entry.message}"[:TEXT] for entry in caught[:20]]
    return outcome


def parameters(function: Any) -> tuple[str, ...]:
    """The names of a function's parameters, in order; none where Python cannot tell."""
    try:
        return tuple(inspect.signature(function).parameters)[:20]
    except BaseException:
        return ()


def send(sock: socket.socket, reply: dict[str, Any], most: bounds.Bounds) -> None:
    """Sends a reply with the unsafe acts seen so far; of one that is too large, what it is."""
    reply["flags"] = list(watch.seen)
    for smaller in ({}, *stand_ins(reply)):
        payload = encoded({**reply, **smaller}, most)
        if payload is not None:
            break
    wire.send_frame(sock, payload)


def encoded(reply: dict[str, Any], most: bounds.Bounds) -> bytes | None:
    """The reply as bytes, None where it is too large."""
    try:
        payload = wire.encode(reply, most.parts, most.numbers)
    except (MemoryError, wire.WireError):
        return None
    fits = len(payload) <= most.total and wire.LENGTH.unpack_from(payload)[0] <= most.header
    return payload if fits else None


def stand_ins(reply: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Small fields in place of those that may be large: a value goes as the name of its type."""
    if "outputs" in reply:
        return [{"outputs": [{"output_type": "stream", "name": "stdout", "text": "[left out: too large to send]\n"}]}]
    if "value" not in reply:
        return [{"args": []}]
    name = f"{type(reply['value']).__name__[:80]} too large to send"
    small = {"value": type(name, (), {})()}
    return [small, {**small, "args": []}]
