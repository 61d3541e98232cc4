"""Sees unsafe acts through Python's audit events, so that a person can look at the submission.

It refuses nothing: the walls do. A student who hides an act from it gains nothing but not being flagged.
Source: https://docs.python.org/3/library/audit_events.html
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

seen: list[str] = []
MOST = 50
ALWAYS_FINE = ("/dev/null", "/dev/urandom", "/etc/localtime", "/usr/share/zoneinfo", "/etc/mime.types", "/proc/self")
HOSTED = ("/kaggle", "/content")  # where Kaggle and Colab keep a notebook's files: their first cells look there
ASKED_BY_PYTHON = ("uname", "file", "ldconfig", "gcc", "cc", "objdump", "ld", "fc-list", "lscpu")
"""Programs that `platform`, `ctypes.util` and plots start to learn about the system."""
LISTING = ("os.listdir", "os.scandir", "os.chdir")
CHANGING = (
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.symlink", "os.link", "os.truncate"),
    "sqlite3.connect",
)
KEPT_BACK = ("gradebook.db", "solutions", "submitted", "lstm_ref", "lstm_grader")


def start(home: str, readable: Iterable[str], forbidden: Iterable[str]) -> None:
    """Watches this process from here on.

    Args:
        home: where files may be written.
        readable: where else they may be read.
        forbidden: modules that must not be imported.
    """
    roots = tuple(path.rstrip("/") for path in (home, *readable, *ALWAYS_FINE, *HOSTED))
    modules = frozenset(forbidden)

    def opened(arguments: tuple) -> str | None:
        path, mode, flags = (*arguments, None, None)[:3]
        writing = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return outside(
            path, (home, "/dev/null") if writing or (isinstance(mode, str) and set(mode) & set("wax+")) else roots
        )

    def changed(arguments: tuple) -> str | None:
        return outside(arguments[0], (home,))

    def listed(arguments: tuple) -> str | None:
        return outside(arguments[0], roots)

    def imported(arguments: tuple) -> str | None:
        root = str(arguments[0]).partition(".")[0]
        return f"import {root}" if root in modules else None

    judges: dict[str, Callable[[tuple], str | None]] = {
        **ALWAYS,
        **dict.fromkeys(LISTING, listed),
        **dict.fromkeys(CHANGING, changed),
        "open": opened,
        "import": imported,
    }

    def hook(event: str, arguments: tuple) -> None:
        judge = judges.get(event)
        if judge is None or len(seen) >= MOST:
            return
        flag = judge(arguments)
        if flag and flag not in seen:
            seen.append(flag)

    sys.addaudithook(hook)


def outside(path: object, roots: tuple[str, ...]) -> str | None:
    """`file outside: PATH` for a path below none of the roots, or one that names what is kept back."""
    if not isinstance(path, str | bytes | os.PathLike):
        return None  # a descriptor
    full = os.path.abspath(os.fsdecode(path))
    inside = any(full == root or full.startswith(root + "/") for root in roots)
    if inside and not any(name in KEPT_BACK for name in full.split("/")):
        return None
    return f"file outside: {full[:200]}"


def internet(arguments: tuple) -> str | None:
    """A socket that could leave the machine: AF_INET, AF_INET6, AF_NETLINK, AF_PACKET; not AF_UNIX."""
    return "network" if arguments[1] != 1 else None


def network(arguments: tuple) -> str:
    """Any attempt to reach somebody."""
    return "network"


def execute(arguments: tuple) -> str:
    """Another program."""
    return "exec"


def started(arguments: tuple) -> str | None:
    """Another program, unless Python's own library starts it to learn about the system."""
    program, words = (*arguments, None, None)[:2]
    if not isinstance(words, str | bytes) and words:
        program = program or words[0]
    asked = isinstance(program, str) and os.path.basename(program) in ASKED_BY_PYTHON
    return None if asked else "exec"


def fork(arguments: tuple) -> str:
    """Another process."""
    return "fork"


def kill(arguments: tuple) -> str | None:
    """A signal to somebody else."""
    return "kill" if arguments[0] != os.getpid() else None


def ctypes_used(arguments: tuple) -> str:
    """C libraries by hand, the usual way around Python's rules."""
    return "ctypes"


ALWAYS: dict[str, Callable[[tuple], str | None]] = {  # whatever the home and the folders are
    "socket.__new__": internet,
    "socket.connect": network,
    "socket.bind": network,
    "socket.getaddrinfo": network,
    "socket.gethostbyname": network,
    "urllib.Request": network,
    "subprocess.Popen": started,
    "os.system": execute,
    "os.exec": execute,
    "os.posix_spawn": execute,
    "os.spawn": execute,
    "pty.spawn": execute,
    "os.fork": fork,
    "os.forkpty": fork,
    "os.kill": kill,
    "ctypes.dlopen": ctypes_used,
}
