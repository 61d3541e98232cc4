"""The host's end of one zygote: starts it, has children forked, ends it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from lstm_grader.sandbox import wire
from lstm_grader.sandbox.types import Limits

from . import walls

NUMBER = struct.Struct(">i")
START_S, REAP_S = 120.0, 20.0
PRELOAD = {
    "numpy": ("numpy", "numpy.random", "numpy.linalg", "numpy.fft"),
    "matplotlib": ("matplotlib.pyplot",),
    "ipython": ("IPython.display", "IPython.core.inputtransformer2"),
    "torch": ("torch",),
}
FORBIDDEN = ("lstm_ref", "lstm_grader", "solutions", "torch", "tensorflow", "keras", "jax", "onnxruntime")


class LostZygote(Exception):
    """The warm process is gone."""


def ready(descriptor: int, seconds: float) -> bool:
    """True when something can be read from it, or has ended, within so many seconds."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(max(seconds, 0) * 1000))


class Zygote:
    """A warm process with its control socket."""

    def __init__(self, packages: Sequence[str], unsafe: bool = False, unshare_user: bool = False):
        self.unsafe, self.folder, self.closed = unsafe, None, False
        self.control, inner = socket.socketpair()
        self.released: Child | None = None
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            config, arguments, environment = self.plan(packages, inner.fileno(), unshare_user)
            self.process = subprocess.Popen(
                arguments,
                pass_fds=[inner.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.errors,
                env=environment,
            )
            inner.close()
            self.tell(json.dumps(config).encode())
            self.number(time.monotonic() + START_S)
        except BaseException:
            inner.close()
            self.close()
            raise

    def plan(self, packages: Sequence[str], control: int, unshare_user: bool) -> tuple[dict, list[str], dict]:
        """Configuration, command line and environment of the process."""
        names = [*packages, *walls.SHOWN]
        config = {
            "unsafe": self.unsafe,
            "preload": [module for name in names for module in PRELOAD.get(name, ())],
            "forbidden": [name for name in FORBIDDEN if name not in packages],
            "readable": walls.readable(),
            "home": walls.HOME,
            "agent": walls.AGENT,
            "uid": None,
        }
        if not self.unsafe:
            if os.getuid() == 0 and not unshare_user:
                config["uid"] = walls.NOBODY
            return config, walls.command(packages, control, unshare_user), walls.environment(walls.HOME)
        self.folder = Path(tempfile.mkdtemp(prefix="lstm-grader-"))
        return self.plan_without_walls(packages, control, config)

    def plan_without_walls(self, packages: Sequence[str], control: int, config: dict) -> tuple[dict, list[str], dict]:
        """The same files, in a temporary folder."""
        agent, site, home = (self.folder / name for name in ("agent", "site", "home"))
        for folder in (agent / "inside", site, home):
            folder.mkdir(parents=True)
        for name, path in walls.agent_files().items():
            shutil.copyfile(path, agent / "inside" / name)
        for name, path in walls.site_entries(packages).items():
            (site / name).symlink_to(path)
        config |= {"home": str(home), "agent": str(agent), "readable": [*config["readable"], str(site)]}
        start = walls.START.format(agent=str(agent), site=str(site))
        command = [str(walls.interpreter()), *walls.FLAGS, "-c", start, str(control)]
        return config, command, walls.environment(str(home))

    def tell(self, payload: bytes) -> None:
        """Sends a frame on the control socket."""
        try:
            wire.send_frame(self.control, payload)
        except OSError as error:
            raise LostZygote(f"the sandbox ended{self.complaint()}") from error

    def number(self, deadline: float) -> tuple[int, int | None]:
        """The next number on the control socket, and the descriptor that came with it."""
        if self.closed:
            raise LostZygote("the sandbox was closed")
        if not ready(self.control.fileno(), deadline - time.monotonic()):
            raise LostZygote(f"no sign of life from the sandbox{self.complaint()}")
        try:
            data, descriptors, _, _ = socket.recv_fds(self.control, NUMBER.size, 1)
        except ConnectionError:
            data, descriptors = b"", []
        if len(data) != NUMBER.size:
            raise LostZygote(f"the sandbox ended{self.complaint()}")
        return NUMBER.unpack(data)[0], descriptors[0] if descriptors else None

    def complaint(self) -> str:
        """What it wrote to stderr before its end."""
        if self.closed:
            return ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        self.errors.seek(0)
        text = self.errors.read()[-2000:].decode(errors="replace").strip()
        return f": {text}" if text else f" (exit status {self.process.returncode})"

    def fork(self, limits: Limits) -> Child:
        """A new child; the one before has been ended or released."""
        if self.closed:
            raise LostZygote("the sandbox was closed")
        if self.released:
            child, self.released = self.released, None
            child.end()
        outer, inner = socket.socketpair()
        try:
            socket.send_fds(self.control, [json.dumps(asdict(limits)).encode()], [inner.fileno()])
        except OSError as error:
            outer.close()
            raise LostZygote(f"{error}{self.complaint()}") from error
        finally:
            inner.close()
        return Child(self, outer)

    def close(self) -> None:
        """Ends the process and everything below it."""
        self.closed = True
        self.control.close()
        process = getattr(self, "process", None)
        if process:
            try:
                process.wait(0.5 if self.unsafe else 0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.errors.close()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


class Child:
    """One forked process at work on one notebook."""

    def __init__(self, zygote: Zygote, sock: socket.socket):
        self.zygote, self.sock = zygote, sock
        self.pid: int | None = None
        self.status: int | None = None
        self.killed = False
        """By us: it had not ended by itself."""

    def end(self, patience: float = 0.0) -> int:
        """Its exit status, negative for a signal, when it has ended."""
        if self.status is None:
            self.kill(patience)
            self.status, _ = self.zygote.number(time.monotonic() + REAP_S)
        return self.status

    def release(self) -> None:
        """Kills it, and leaves the waiting to whoever needs the next child."""
        if self.status is None:
            self.kill(0.0)
            self.zygote.released = self

    def kill(self, patience: float) -> None:
        """SIGKILL, if it has not ended by itself within `patience` seconds.

        Through a descriptor that cannot mean another process; by number where the system has none, without walls alone.
        """
        if self.pid is not None:
            return
        self.sock.close()
        self.pid, pidfd = self.zygote.number(time.monotonic() + REAP_S)
        with contextlib.suppress(ProcessLookupError):
            if pidfd is None:
                time.sleep(patience)
                os.kill(self.pid, signal.SIGKILL)
            elif not ready(pidfd, patience):
                self.killed = True
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
        if pidfd is not None:
            os.close(pidfd)
