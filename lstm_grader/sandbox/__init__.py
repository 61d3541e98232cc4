"""A student's notebook, run where it can read, write and reach nothing but itself."""

from .host import Sandbox
from .types import CellRun, Query, Run, SandboxError, SandboxUnavailable

__all__ = ["CellRun", "Query", "Run", "Sandbox", "SandboxError", "SandboxUnavailable"]
