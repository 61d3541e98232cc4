"""A PostgreSQL server of our own, for tests that take one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from lstm_grader.commands import system


@pytest.fixture(scope="module")
def server():
    """A server of our own, which listens on a socket in its folder and nowhere else; the URL of it, for any database.

    Its folder cannot be pytest's: that is for its owner alone, and a server refuses to be root.
    """
    pytest.importorskip("psycopg", reason="needs the extra 'scale': pip install -e '.[scale]'")
    try:
        binaries = Path(system.need("postgresql")).resolve().parent
    except RuntimeError as error:
        pytest.skip(str(error))
    user = {"user": "nobody"} if os.getuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="lstm-postgres-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, **user)
        quiet = {"check": True, "cwd": folder, "stdout": subprocess.DEVNULL, **user}
        data = folder / "data"
        make = [binaries / "initdb", "-D", data, "-U", "teacher", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, **quiet)
        settings = f"-k {folder} -c listen_addresses= -c fsync=off"
        control = [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        subprocess.run([*control, "-o", settings, "start"], **quiet)
        yield f"postgresql+psycopg://teacher@/{{}}?host={folder}"
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)


@pytest.fixture
def url(server, request):
    """A new database."""
    name = f"grades_{abs(hash(request.node.name))}"
    engine = create_engine(server.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
    engine.dispose()
    return server.format(name)
