"""The warm process: imports once what students import, then forks one hardened child for each submission.

The host sends limits and one end of a fresh socket; the zygote forks, answers with the child's pid (and a pidfd),
waits for its end, empties the home, and answers with its exit status. It reads nothing that a child wrote. When the
host is gone the control socket closes, and the zygote ends with everything below it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import sys
import traceback
from typing import Any, NoReturn

from . import agent, harden, wire

NUMBER = struct.Struct(">i")
BROKEN_WALL, BROKEN_AGENT = 70, 71


def main() -> None:
    """Serves the control socket, whose descriptor is the first argument, until it closes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    config = json.loads(wire.recv_frame(control))
    for name in config["preload"]:
        importlib.import_module(name)
    agent.prepare()
    sys.path.remove(config["agent"])
    empty(config["home"])
    if not config["unsafe"]:
        harden.prepare(config)
    control.sendall(NUMBER.pack(0))
    gc.collect()
    gc.freeze()
    while serve(control, config):
        pass


def serve(control: socket.socket, config: dict[str, Any]) -> bool:
    """One child, from its birth to its end; False when the host is gone."""
    message, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
    if not message:
        return False
    one_thread()
    pid = os.fork()
    if pid == 0:
        control.close()
        child(config, json.loads(message), descriptors[0])
    os.close(descriptors[0])
    # Without it the host could kill by number alone, which inside walls is another process's number outside.
    pidfds = [os.pidfd_open(pid)] if hasattr(os, "pidfd_open") or not config["unsafe"] else []
    socket.send_fds(control, [NUMBER.pack(pid)], pidfds)
    alive = wait(pidfds, control)
    if not alive:
        os.kill(pid, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    for pidfd in pidfds:
        os.close(pidfd)
    empty(config["home"])
    if alive:
        control.sendall(NUMBER.pack(status))
    return alive


def one_thread() -> None:
    """A fork copies one thread alone: locks that others hold would stay locked in the child for ever."""
    threads = os.listdir("/proc/self/task") if os.path.isdir("/proc/self/task") else [""]
    if len(threads) != 1:
        raise RuntimeError(f"{len(threads)} threads before a fork; a preloaded library started one")


def wait(pidfds: list[int], control: socket.socket) -> bool:
    """Waits until the child ends (True) or the host does (False)."""
    if not pidfds:
        return True
    poll = select.poll()
    poll.register(pidfds[0], select.POLLIN)
    poll.register(control, select.POLLRDHUP)
    return pidfds[0] in [descriptor for descriptor, _ in poll.poll()]


def empty(home: str) -> None:
    """Removes what was left there; where that fails the zygote ends, and the whole home with it."""
    for entry in os.scandir(home):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def child(config: dict[str, Any], limits: dict[str, Any], descriptor: int) -> NoReturn:
    """Hardens this process, then works for the host."""
    code = BROKEN_WALL
    try:
        close_all_but(descriptor)
        sock = socket.socket(fileno=descriptor)
        if config["unsafe"]:
            walls = ["none"]
            os.chdir(config["home"])
        else:
            walls = harden.harden(config, limits)
        wire.send_frame(sock, wire.encode({"walls": walls}))
        os.dup2(0, 2)
        code = BROKEN_AGENT
        agent.work(sock, config, limits)
        code = 0
    except MemoryError:
        code = agent.OUT_OF_MEMORY
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        sys.__stderr__.flush()
    finally:
        os._exit(code)


def close_all_but(descriptor: int) -> None:
    """Keeps one file and the zygote's stderr; standard input and output lead nowhere."""
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, os.sysconf("SC_OPEN_MAX"))
