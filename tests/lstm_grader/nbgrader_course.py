"""A course folder with settings of its own, for nbgrader's programs and ours, and a server with formgrader for it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lstm_grader.exercise import spec
from lstm_grader.gradebook.store import Store
from tests.lstm_grader.classes import NAME

BIN = Path(sys.executable).parent
CONFIG = """
c = get_config()
load_subconfig("nbgrader_config.py", path={project!r})
c.CourseDirectory.root = {folder!r}
c.CourseDirectory.db_url = {db_url!r}
"""


def make_course(folder: Path, db_url: str = "") -> Path:
    """The folder, with an exercise in its gradebook: in `course/gradebook.db`, where no other one is named."""
    folder.mkdir()
    db_url = db_url or f"sqlite:///{folder}/course/gradebook.db"
    (folder / "nbgrader_config.py").write_text(
        CONFIG.format(project=str(spec.ROOT), folder=str(folder), db_url=db_url), encoding="utf-8"
    )
    with Store(db_url, "lstm") as store:
        store.ensure_assignment(spec.load(NAME))
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's own settings, and nothing written outside the folder."""
    places = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    return {**os.environ, **places, "JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "HOME": str(folder)}


def nbgrader(folder: Path, *arguments: str) -> str:
    """Runs a command of nbgrader there; what it said."""
    command = [str(BIN / "nbgrader"), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@contextmanager
def serving_formgrader(folder: Path) -> Iterator[str]:
    """The address of a Jupyter server for the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jupyter_server",
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--IdentityProvider.token=",
        f"--ServerApp.root_dir={folder}",
    ]
    address = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=log, stderr=log)
        try:
            _wait_for(f"{address}/api", server, folder / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())
