"""Starts a zygote with the strongest walls that this machine allows, and says what to do where there are none."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from lstm_grader.sandbox import wire
from lstm_grader.sandbox.types import Limits

from . import replies
from .inside.bounds import Bounds
from .types import SandboxError, SandboxUnavailable
from .zygote_process import Child, LostZygote, Zygote

GREETING_S, GREETING = 20.0, Bounds(header=4096, total=4096, parts=50, numbers=0)
NO_WALLS = """no sandbox on this machine: {reason}
Student code is graded inside bubblewrap, so nothing was run. What helps:
  Debian, Ubuntu      sudo apt install bubblewrap
  Fedora, RHEL        sudo dnf install bubblewrap
  Ubuntu 23.10 on     where bubblewrap is installed and permission is denied, AppArmor must allow it user namespaces:
                      sudo apt install apparmor-profiles, link bwrap-userns-restrict from
                      /usr/share/apparmor/extra-profiles into /etc/apparmor.d, sudo systemctl reload apparmor
  Windows, macOS      run the grader in WSL2 or a Linux virtual machine
  containers          allow user namespaces and mounts inside (podman or docker: --security-opt seccomp=unconfined
                      --security-opt unmask=ALL), or grade with --unsafe-no-sandbox in a container of its own that
                      has no network, a read-only root and no capabilities"""


def start(packages: Sequence[str], unsafe: bool) -> tuple[Zygote, tuple[str, ...]]:
    """A zygote that has shown it can fork a hardened child, and the names of the walls around that child.

    Raises:
        SandboxUnavailable: bubblewrap is missing or refused. SandboxError: the zygote failed for another reason.
    """
    if unsafe:
        return Zygote(packages, unsafe=True), ("none",)
    reason = ""
    for unshare_user in (False, True) if os.getuid() == 0 else (True,):
        try:
            zygote = Zygote(packages, unshare_user=unshare_user)
        except FileNotFoundError as error:
            reason = str(error)
        except LostZygote as error:
            reason = str(error)
            if "bwrap:" not in reason:
                raise SandboxError(reason) from error
        else:
            return zygote, probe(zygote)
    raise SandboxUnavailable(NO_WALLS.format(reason=reason))


def probe(zygote: Zygote) -> tuple[str, ...]:
    """The walls that a child of this zygote stands behind."""
    try:
        child = zygote.fork(Limits())
        walls = greeting(child)
        child.end()
        return walls
    except LostZygote as error:
        zygote.close()
        raise SandboxError(str(error)) from error


def greeting(child: Child) -> tuple[str, ...]:
    """A child's first words, said before it has read any of the student's: which walls stand.

    Raises:
        LostZygote: it could not raise them.
    """
    try:
        reply = replies.read(wire.recv_frame(child.sock, time.monotonic() + GREETING_S, GREETING.total), GREETING)
        return tuple(str(wall) for wall in reply["walls"])
    except (EOFError, OSError, KeyError, wire.WireError) as error:
        raise LostZygote(f"a child did not start: {error}{child.zygote.complaint()}") from error
