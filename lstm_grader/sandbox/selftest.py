"""The self-test: hostile acts in the real sandbox, each of which must be seen refused before anything is graded."""

from __future__ import annotations

import contextlib
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lstm_grader.sandbox.types import Limits

from .acts import ACTS, BURSTING, CONTROL, NEVER_IMPORTED, PRELUDE
from .host import Sandbox
from .types import Query, SandboxError, SandboxUnavailable

PREPARE = """
results = {}
def fails(function, *arguments):
    try:
        function(*arguments)
    except Exception:
        return True
"""
ATTEMPT = """
def attempt():
    {act}
try:
    attempt()
    results[{name!r}] = "done"
except BaseException as error:
    results[{name!r}] = "refused: " + (str(error) or type(error).__name__)
"""
LIMITS = Limits(cell_s=10.0, call_s=5.0, notebook_s=20.0, memory_mb=512, output_kb=16)


@dataclass(frozen=True)
class Act:
    """One act, and whether the sandbox refused it."""

    name: str
    refused: bool
    detail: str


def selftest(sandbox: Sandbox) -> list[Act]:
    """Tries every act.

    Returns:
        One `Act` each; all must be `refused`.

    Raises:
        SandboxError: an ordinary notebook did not work before or after, so that the others prove nothing.
    """
    if sandbox.unsafe:  # the acts are real
        return [Act("walls", False, "there are none: nothing was tried")]
    with outside() as (canary, port):
        prelude = PRELUDE.format(canary=str(canary), port=port, project=str(Path(__file__)))
        before = contents(canary)
        control(sandbox, prelude)
        acts = attempts(sandbox, prelude, all_acts(sandbox.packages))
        control(sandbox, prelude)
        return [*acts, Act("change a file outside", contents(canary) == before, f"{len(before)} files compared")]


def require() -> None:
    """Returns when a sandbox stands on this machine and refused every act.

    Raises:
        SandboxUnavailable: there is none, or an act was not refused; nothing may be graded.
    """
    with Sandbox(("numpy",)) as sandbox:  # the walls are the same whatever may be imported, and this one starts soonest
        done = [act for act in selftest(sandbox) if not act.refused]
    if done:
        raise SandboxUnavailable(
            f"the sandbox did not refuse: {', '.join(f'{act.name} ({act.detail})' for act in done)}; nothing is graded"
        )


def control(sandbox: Sandbox, prelude: str) -> None:
    """A harmless act, which must not be refused."""
    (act,) = attempts(sandbox, prelude, {"control": CONTROL})
    if act.refused or act.detail != "done":
        raise SandboxError(f"the self-test proves nothing, since an ordinary notebook fails too: {act.detail}")


def all_acts(packages: tuple[str, ...]) -> dict[str, str]:
    """The acts, and the imports that are not allowed beside these packages."""
    return ACTS | {f"import {name}": f"import {name}" for name in NEVER_IMPORTED if name not in packages}


def attempts(sandbox: Sandbox, prelude: str, acts: dict[str, str]) -> list[Act]:
    """Tries the acts one after the other in one process, and goes on in a new one after an act that ended it."""
    tried: list[Act] = []
    while len(tried) < len(acts):
        left = list(acts)[len(tried) :]
        cells = [ATTEMPT.format(act=acts[name], name=name) for name in left]
        run = sandbox.run([prelude + PREPARE, *cells], [Query("results", None)], LIMITS)
        results = run.replies[0][0].value
        if run.cells[0].status != "ok" or not isinstance(results, dict):
            raise SandboxError(f"the self-test could not be prepared: {run.cells[0]}, {run.replies}")
        ended, reason = run.stopped or (len(cells) + 1, "")
        tried += [Act(name, results[name].startswith("refused: "), results[name]) for name in left[: ended - 1]]
        if run.stopped:
            name = left[ended - 1]
            tried.append(Act(name, name in BURSTING, f"the process {reason}"))
    return tried


@contextlib.contextmanager
def outside() -> Iterator[tuple[Path, int]]:
    """A folder with things worth stealing, and a server worth calling."""
    folder = tempfile.TemporaryDirectory(prefix="lstm-grader-canary-")
    with folder as name, socket.create_server(("127.0.0.1", 0)) as server:
        canary = Path(name)
        canary.chmod(0o777)  # file permissions must not be what protects it
        for path in (canary / "solutions/secret.py", canary / "submitted/other.ipynb", canary / "gradebook.db"):
            path.parent.mkdir(exist_ok=True)
            path.parent.chmod(0o777)
            path.touch()
            path.chmod(0o666)
        yield canary, server.getsockname()[1]


def contents(folder: Path) -> dict[str, bytes]:
    """All files below the folder."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
