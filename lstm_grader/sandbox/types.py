"""What goes into the sandbox and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lstm_grader.selfcheck import Outcome


class SandboxError(RuntimeError):
    """A fault of the machinery, never of a submission."""


class SandboxUnavailable(SandboxError):
    """This machine cannot put walls around a process."""


@dataclass(frozen=True)
class Limits:
    """What one notebook may use: seconds for a cell, a call and the whole notebook, memory, printed output."""

    cell_s: float = 10.0
    call_s: float = 5.0
    notebook_s: float = 60.0
    memory_mb: int = 1024
    output_kb: int = 64
    plots: bool = False  # True: figures left open come back as PNG; they cost 40 ms each


@dataclass(frozen=True)
class Query:
    """A question to the notebook as it is after its last cell."""

    name: str
    calls: tuple[tuple, ...] | None
    """Argument tuples for the function `name`; None reads the variable `name`."""
    parts: int = 100_000
    """How many items of lists and dictionaries a reply may hold, with the numbers of arrays in lists: what is done with
    them takes its time. Numbers in an array of their own do not count."""


@dataclass(frozen=True)
class CellRun:
    """How one cell went."""

    status: str
    """ok, error, timeout, died or "not run"."""
    outputs: list[dict[str, Any]]
    """Outputs as nbformat has them: stream, execute_result, display_data, error; plain text, and PNG if asked for."""
    seconds: float


@dataclass(frozen=True)
class Run:
    """How one notebook went."""

    cells: tuple[CellRun, ...]
    replies: tuple[tuple[Outcome, ...], ...]
    """For each query one outcome a call; one alone for a variable."""
    stopped: tuple[int, str] | None
    """Index of the cell that ended the process or ran too long, and the reason; the state is the one before it."""
    flags: tuple[str, ...]
    """Unsafe acts seen: "network", "exec", "fork", "kill", "ctypes", "file outside: PATH", "import MODULE"."""
