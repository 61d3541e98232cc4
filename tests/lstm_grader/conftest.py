"""A PostgreSQL server of our own, for tests that take one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from lstm_grader.commands import system


class Server:
    """A server of our own, which listens on a socket in its folder and nowhere else.

    Its folder cannot be pytest's: that is for its owner alone, and a server refuses to be root.
    """

    def __init__(self, binaries: Path, folder: Path):
        user = {"user": "nobody"} if os.getuid() == 0 else {}
        if user:
            shutil.chown(folder, **user)
        self.url = f"postgresql+psycopg://teacher@/{{}}?host={folder}"
        self._quiet = {"check": True, "cwd": folder, "stdout": subprocess.DEVNULL, **user}
        self._settings = f"-k {folder} -c listen_addresses= -c fsync=off"
        self._control = [binaries / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
        make = [binaries / "initdb", "-D", folder / "data", "-U", "teacher", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, **self._quiet)

    def start(self) -> None:
        """Returns when it answers."""
        subprocess.run([*self._control, "-o", self._settings, "start"], **self._quiet)

    def stop(self) -> None:
        """At once, whoever is connected; what was committed is there after the next start."""
        subprocess.run([*self._control, "-m", "immediate", "stop"], **self._quiet)


@pytest.fixture(scope="module")
def control():
    """A server that runs, and may be stopped and started."""
    pytest.importorskip("psycopg", reason="needs the extra 'scale': pip install -e '.[scale]'")
    try:
        binaries = Path(system.need("postgresql")).resolve().parent
    except RuntimeError as error:
        pytest.skip(str(error))
    with tempfile.TemporaryDirectory(prefix="lstm-postgres-") as name:
        control = Server(binaries, Path(name))
        control.start()
        yield control
        control.stop()


@pytest.fixture(scope="module")
def server(control):
    """The URL of a server, for any database."""
    return control.url


@pytest.fixture
def url(server, request):
    """A new database."""
    name = f"grades_{abs(hash(request.node.name))}"
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
    engine.dispose()
    return server.format(name)
