"""Reads what a student's process sends. Everything in it may be forged; what has not the expected form is refused."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from lstm_grader.sandbox import wire
from lstm_grader.selfcheck import Outcome
from lstm_grader.visible import visible

from .inside.bounds import Bounds

FLAG = re.compile(r"(network|exec|fork|kill|ctypes|file outside: .{1,200}|import [A-Za-z_0-9]{1,40})\Z", re.DOTALL)
MOST_FLAGS, MOST_OUTPUTS, TEXT, NAME, DEPTH = 50, 500, 600, 60, 60
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PNG = b"\x89PNG\r\n\x1a\n"


def read(data: bytes, most: Bounds) -> dict[str, Any]:
    """A reply's fields.

    Raises:
        WireError: it is no reply.
    """
    if len(data) < wire.LENGTH.size or wire.LENGTH.unpack_from(data)[0] > most.header:
        raise wire.WireError("too short, or a header too long")
    reply = wire.decode(data, most.parts, most.numbers)
    if not isinstance(reply, dict):
        raise wire.WireError(f"a reply is a dict, not a {type(reply).__name__}")
    return reply


def read_flags(reply: dict[str, Any]) -> list[str]:
    """The unsafe acts that it reports, of the kinds there are."""
    sent = reply.get("flags", [])
    if not isinstance(sent, list) or len(sent) > MOST_FLAGS:
        raise wire.WireError("flags: expected a short list")
    return [visible(flag) for flag in sent if isinstance(flag, str) and FLAG.match(flag)]


def read_cell(reply: dict[str, Any], index: int, limit: int) -> tuple[str, list[dict[str, Any]]]:
    """Status and outputs of cell `index`, with at most `limit` characters of text in each."""
    expect(reply, cell=index)
    if reply.get("status") not in ("ok", "error") or not isinstance(reply.get("outputs"), list):
        raise wire.WireError("a cell's reply has a status and outputs")
    if len(reply["outputs"]) > MOST_OUTPUTS:
        reply["outputs"] = reply["outputs"][:MOST_OUTPUTS]
    return reply["status"], [read_output(item, limit) for item in reply["outputs"]]


def read_output(item: Any, limit: int) -> dict[str, Any]:
    """One notebook output, rebuilt from the fields that are allowed."""
    if not isinstance(item, dict):
        raise wire.WireError("an output is a dict")
    kind = item.get("output_type")
    if kind == "stream" and item.get("name") in ("stdout", "stderr"):
        return {"output_type": kind, "name": item["name"], "text": clean(overwritten(raw(item, "text", limit)))}
    if kind == "error":
        lines = item.get("traceback")
        if not isinstance(lines, list) or not all(isinstance(entry, str) for entry in lines):
            raise wire.WireError("a traceback is a list of lines")
        return {
            "output_type": kind,
            "ename": visible(raw(item, "ename", 100)),
            "evalue": visible(" ".join(raw(item, "evalue", limit).split())),
            "traceback": [clean(entry[:limit]) for entry in lines[:50]],
        }
    if kind in ("display_data", "execute_result") and isinstance(item.get("data"), dict):
        data = {"text/plain": text(item["data"], "text/plain", limit)}
        if "image/png" in item["data"]:
            data["image/png"] = read_picture(item["data"]["image/png"])
        count = {"execution_count": None} if kind == "execute_result" else {}
        return {"output_type": kind, "data": data, "metadata": {}, **count}
    raise wire.WireError(f"unknown output {str(kind)[:40]!r}")


def read_picture(sent: Any) -> str:
    """A PNG in base64."""
    try:
        if base64.b64decode(sent, validate=True).startswith(PNG):
            return str(sent)
    except (binascii.Error, ValueError, TypeError):
        pass
    raise wire.WireError("not a picture")


def read_outcome(reply: dict[str, Any], query: int, call: int) -> Outcome:
    """What one call did."""
    expect(reply, query=query, call=call)
    kind = reply.get("kind")
    if kind not in ("value", "raised", "missing", "refused"):
        raise wire.WireError(f"unknown kind {str(kind)[:40]!r}")
    arguments, warned = reply.get("args", ()), reply.get("warnings", [])
    named = reply.get("parameters", [])
    if not isinstance(arguments, list | tuple) or not isinstance(warned, list) or not isinstance(named, list):
        raise wire.WireError("args, warnings and parameters are lists")
    error = visible(raw(reply, "error", TEXT)) if "error" in reply else ""
    return Outcome(
        kind,
        clean_value(reply.get("value")),
        tuple(clean_value(item) for item in arguments),
        error,
        tuple(visible(item[:TEXT]) for item in warned[:20] if isinstance(item, str)),
        tuple(visible(item[:NAME]) for item in named[:20] if isinstance(item, str)),
    )


def overwritten_calls(reply: dict[str, Any]) -> list[int]:
    """The calls whose results a later call wrote over; the last reply to a query says so."""
    calls = reply.get("overwritten", [])
    if not isinstance(calls, list) or not all(type(call) is int for call in calls):
        raise wire.WireError("overwritten is a list of calls")
    return calls


def expect(reply: dict[str, Any], **numbers: int) -> None:
    """Replies come in the order of the questions."""
    for name, number in numbers.items():
        if type(reply.get(name)) is not int or reply[name] != number:
            raise wire.WireError(f"{name}: expected {number}, got {str(reply.get(name))[:40]}")


def text(fields: dict[str, Any], name: str, limit: int) -> str:
    """A string field, cut to the limit, for several lines."""
    return clean(raw(fields, name, limit))


def raw(fields: dict[str, Any], name: str, limit: int) -> str:
    """A string field, cut to the limit, with whatever is in it."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise wire.WireError(f"{name} is text, not {type(value).__name__}")
    return value[:limit]


def overwritten(value: str) -> str:
    """Printed text as a notebook shows it: a carriage return starts its line again, as progress bars want it."""
    if "\r" not in value:
        return value
    return "\n".join(row.rstrip("\r").rpartition("\r")[2] for row in value.split("\n"))


def clean(value: str) -> str:
    """Text of several lines as it may be shown anywhere: colours are dropped, other controls written out."""
    if value.replace("\n", "").isprintable():
        return value  # nearly always, and told in a tenth of the time
    return visible(COLOUR.sub("", value), keep="\n\t")


def clean_value(value: Any, depth: int = 0) -> Any:
    """The value as messages may speak of it: they quote strings by `repr`, and name keys and types as they are."""
    if depth > DEPTH:
        raise wire.WireError(f"nested more than {DEPTH} deep")
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")  # no file could hold lone surrogates
    if isinstance(value, wire.Opaque):
        return wire.Opaque(visible(value.type_name))
    if isinstance(value, list | tuple):
        return type(value)(clean_value(item, depth + 1) for item in value)
    if isinstance(value, dict):
        return {
            visible(key) if isinstance(key, str) else key: clean_value(item, depth + 1) for key, item in value.items()
        }
    return value
