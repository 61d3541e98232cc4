"""`Sandbox`: runs a student's notebook in a walled process and asks it questions, within limits.

Nothing that comes back is trusted, unpickled or executed. Each reply has a deadline; what is late is killed.
"""

from __future__ import annotations

from collections.abc import Sequence

from lstm_grader.sandbox.types import Limits

from .runner import Runner
from .start import start
from .types import Query, Run, SandboxError
from .zygote_process import LostZygote


class Sandbox:
    """One warm process inside walls, from which each notebook gets a fresh child. One notebook at a time.

    Args:
        packages: distributions that student code may import, besides the standard library and IPython.
        unsafe: True runs the same protocol without any wall, for machines that have none. Never for strangers' code.

    Raises:
        SandboxUnavailable: the machine cannot put up the walls; the text says what to do.
    """

    layers: tuple[str, ...]
    """The walls that stand: "bubblewrap", "namespaces", "seccomp", "landlock", "rlimits", …; ("none",) if unsafe."""

    def __init__(self, packages: Sequence[str] = ("numpy", "matplotlib"), unsafe: bool = False):
        self.packages, self.unsafe, self.closed = tuple(packages), unsafe, False
        self._start()

    def _start(self) -> None:
        self.zygote, self.walls = start(self.packages, self.unsafe)
        self.layers = self.walls if self.unsafe else ("bubblewrap", "namespaces", *self.walls)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the warm process and everything below it."""
        self.closed = True
        self.zygote.close()

    def run(self, cells: Sequence[str], queries: Sequence[Query], limits: Limits | None = None) -> Run:
        """Runs the cells in order, whatever they raise, then answers the queries.

        If a cell ends the process or passes a limit, the state is the one before it. If a call does, the other
        queries are answered by a new process that has run the same cells.

        Raises:
            SandboxError: the machinery failed, and failed again after it was restarted; or the sandbox is closed.
        """
        if self.closed:
            raise SandboxError("this sandbox is closed")
        limits = limits or Limits()
        try:
            return Runner(cells, queries, limits).run(self.zygote, self.walls)
        except LostZygote as error:
            self.zygote.close()
            if self.closed:
                raise SandboxError("this sandbox was closed while it ran a notebook") from error
            self._start()
        try:
            return Runner(cells, queries, limits).run(self.zygote, self.walls)
        except LostZygote as error:
            raise SandboxError(f"the sandbox was lost twice over one notebook: {error}") from error
