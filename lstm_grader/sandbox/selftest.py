"""The self-test: hostile acts in the real sandbox, each of which must be seen refused before anything is graded."""

from __future__ import annotations

import contextlib
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lstm_grader.spec import Limits

from .acts import ACTS, CONTROL, NEVER_IMPORTED, PRELUDE
from .host import Sandbox
from .types import Query, SandboxError, SandboxUnavailable

ATTEMPT = """
def fails(function, *arguments):
    try:
        function(*arguments)
    except Exception:
        return True
def attempt():
    {act}
try:
    attempt()
    result = "done"
except BaseException as error:
    result = "refused: " + (str(error) or type(error).__name__)
"""
LIMITS = Limits(cell_s=10.0, call_s=5.0, notebook_s=20.0, memory_mb=512, output_kb=16)


@dataclass(frozen=True)
class Act:
    """One act, and whether the sandbox refused it."""

    name: str
    refused: bool
    detail: str


def selftest(sandbox: Sandbox) -> list[Act]:
    """Tries every act in its own process.

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
        acts = [attempt(sandbox, prelude, name, code) for name, code in all_acts(sandbox.packages).items()]
        control(sandbox, prelude)
        return [*acts, Act("change a file outside", contents(canary) == before, f"{len(before)} files compared")]


def require() -> None:
    """Returns when a sandbox stands on this machine and refused every act.

    Raises:
        SandboxUnavailable: there is none, or an act was not refused; nothing may be graded.
    """
    with Sandbox() as sandbox:
        done = [act for act in selftest(sandbox) if not act.refused]
    if done:
        raise SandboxUnavailable(
            f"the sandbox did not refuse: {', '.join(f'{act.name} ({act.detail})' for act in done)}; nothing is graded"
        )


def control(sandbox: Sandbox, prelude: str) -> None:
    """A harmless act, which must not be refused."""
    act = attempt(sandbox, prelude, "control", CONTROL)
    if act.refused:
        raise SandboxError(f"the self-test proves nothing, since an ordinary notebook fails too: {act.detail}")


def all_acts(packages: tuple[str, ...]) -> dict[str, str]:
    """The acts, and the imports that are not allowed beside these packages."""
    return ACTS | {f"import {name}": f"import {name}" for name in NEVER_IMPORTED if name not in packages}


def attempt(sandbox: Sandbox, prelude: str, name: str, code: str) -> Act:
    """Tries one act."""
    run = sandbox.run([prelude, ATTEMPT.format(act=code)], [Query("result", None)], LIMITS)
    if run.cells[0].status != "ok":
        return Act(name, False, f"the preparation failed: {run.cells[0].outputs}")
    if run.stopped:
        return Act(name, True, f"the process {run.stopped[1]}")
    result = str(run.replies[0][0].value)
    return Act(name, result.startswith("refused: "), result)


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
