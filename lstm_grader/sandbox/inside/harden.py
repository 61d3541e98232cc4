"""The walls around one student's process, put up by the process itself before it reads a word from the student."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
from collections.abc import Mapping
from typing import Any

from . import landlock, seccomp

libc = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x20000, 0x8000000, 0x10000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 0x4000, 0x40000
CAPABILITY_VERSION_3 = 0x20080522
MIB = 2**20
HOME_MB, HOME_FILES = 32, 1000
READABLE_DEVICES, WRITABLE_DEVICES = ("/dev/urandom", "/dev/zero"), ("/dev/null",)


def prepare(config: dict[str, Any]) -> None:
    """What the zygote can do once for all its children."""
    prctl(PR_SET_DUMPABLE, 0)  # no child may look into it
    config["memory"] = virtual_memory()
    config["filter"] = seccomp.assemble()
    config["landlock"] = landlock.version(libc)


def harden(config: Mapping[str, Any], limits: Mapping[str, float]) -> list[str]:
    """Raises every wall that this machine has.

    Args:
        config: `home`, `readable` (paths) and `uid` (to become, or None), from the host, and what `prepare` added.
        limits: the fields of `Limits`.

    Returns:
        The names of the walls that stand.

    Raises:
        OSError: a wall without which nothing may run was refused.
    """
    walls = ["rlimits", "seccomp"]
    parent = os.getppid()
    if config["uid"] is not None:
        become(config["uid"])
        walls.append("own user")
    if private_namespaces(config["home"]):
        walls.append("private home")
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise OSError("the parent is gone")
    limit_resources(config["memory"], limits)
    os.chdir(config["home"])
    drop_capabilities()
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    prctl(PR_SET_DUMPABLE, 0)
    if config["landlock"]:
        landlock.restrict(libc, [*config["readable"], *READABLE_DEVICES], [config["home"], *WRITABLE_DEVICES])
        walls.append("landlock")
    seccomp.install(libc, config["filter"])
    return sorted(walls)


def prctl(option: int, argument: int) -> None:
    """One setting of this process (`man 2 prctl`)."""
    check("prctl", libc.prctl(option, ctypes.c_ulong(argument), 0, 0, 0))


def check(name: str, result: int) -> None:
    """Turns a C function's -1 into an exception."""
    if result:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def virtual_memory() -> int:
    """Bytes of address space in use: what the interpreter and its libraries need is not counted as the student's."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def become(uid: int) -> None:
    """Gives up root for an ordinary user."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def private_namespaces(home: str) -> bool:
    """Own users, mounts and IPC, with an empty home and no /proc; False where the machine allows no such thing.

    Without it the home is shared by successive processes of one zygote, which empties it in between.
    """
    uid, gid = os.getuid(), os.getgid()
    prctl(PR_SET_DUMPABLE, 1)  # after a change of user the files in /proc/self belong to root
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWIPC):
        return False
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        file = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(file, text.encode())
        os.close(file)
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
    if libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None):
        return False  # some AppArmor profiles grant the namespace without its capabilities
    size = f"size={HOME_MB}m,nr_inodes={HOME_FILES},mode=0700".encode()
    check("mount home", libc.mount(b"tmpfs", home.encode(), b"tmpfs", flags, size))
    check("hide /proc", libc.mount(b"tmpfs", b"/proc", b"tmpfs", flags | MS_RDONLY, b"size=4k,nr_inodes=2"))
    return True


def limit_resources(memory: int, limits: Mapping[str, float]) -> None:
    """Caps memory, file size, open files, threads and processor time; the last is for when the host is gone.

    Processor time ends with SIGXCPU; whoever ignores that is killed after what all processors could use until the host
    ends the notebook.
    """
    caps = {
        resource.RLIMIT_AS: memory + int(limits["memory_mb"]) * MIB,
        resource.RLIMIT_FSIZE: HOME_MB * MIB,
        resource.RLIMIT_CPU: int(3 * limits["notebook_s"]) + 1,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_NPROC: 64,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for kind, cap in caps.items():
        hard = resource.getrlimit(kind)[1]
        cap = cap if hard == resource.RLIM_INFINITY else min(cap, hard)
        most = cap * (1 + len(os.sched_getaffinity(0))) if kind == resource.RLIMIT_CPU else cap
        resource.setrlimit(kind, (cap, most if hard == resource.RLIM_INFINITY else min(most, hard)))


def drop_capabilities() -> None:
    """Nothing is left of root, nor can anything come back."""
    number = 0
    while libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(number), 0, 0, 0) == 0:
        number += 1
    header = struct.pack("=Ii", CAPABILITY_VERSION_3, 0)
    check("capset", libc.capset(header, bytes(24)))
