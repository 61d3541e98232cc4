"""The bubblewrap command around a zygote, and which files it can see at all.

Bound, read-only: the interpreter, its standard library, the C libraries, the distributions that an exercise allows
(in a path list of their own, `/site`), and the files of `inside/`. Not bound: the rest of site-packages (torch is an
answer key in a NumPy exercise), this project, and every home, course and temporary folder.
"""

from __future__ import annotations

import csv
import functools
import importlib.metadata
import os
import platform
import re
import shutil
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement

HERE = Path(__file__).resolve().parent
AGENT, SITE, HOME = "/agent", "/site", "/home/student"
SHOWN = ("ipython",)  # display() and magics, in every exercise
HOME_BYTES = 32 * 2**20
NOBODY = 65534
LOADERS = {"x86_64": "/lib64/ld-linux-x86-64.so.2", "aarch64": "/lib/ld-linux-aarch64.so.1"}
START = "import sys; sys.path[:0] = [{agent!r}]; sys.path.append({site!r}); from inside.zygote import main; main()"


def agent_files() -> dict[str, Path]:
    """The files of the package `inside`, as they are called in the sandbox."""
    return {path.name: path for path in [*sorted((HERE / "inside").glob("*.py")), HERE / "wire.py"]}


def distributions(packages: Iterable[str]) -> dict[str, importlib.metadata.Distribution]:
    """The packages and everything they require.

    Raises:
        importlib.metadata.PackageNotFoundError: one is not installed.
    """
    found: dict[str, importlib.metadata.Distribution] = {}
    todo = [*packages]
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        if name in found:
            continue
        found[name] = importlib.metadata.distribution(name)
        requirements = map(Requirement, found[name].requires or ())
        todo += [need.name for need in requirements if need.marker is None or need.marker.evaluate({"extra": ""})]
    return found


@functools.cache
def site_entries(packages: tuple[str, ...]) -> dict[str, Path]:
    """Name in site-packages -> path, for each file or folder that the packages and their requirements own."""
    entries = {}
    for distribution in distributions([*packages, *SHOWN]).values():
        record = distribution.read_text("RECORD")  # a line for each file: thousands, and a path of each takes its time
        files = (row[0] for row in csv.reader(record.splitlines())) if record else map(str, distribution.files or ())
        for top in {file.partition("/")[0] for file in files}:
            if top not in ("..", "__pycache__") and not top.endswith(".pth"):
                entries[top] = Path(distribution.locate_file(top))
    return {name: path for name, path in sorted(entries.items()) if path.exists()}


def interpreter() -> Path:
    """The Python below any virtual environment."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def library_folders() -> list[Path]:
    """Where the interpreter's shared libraries are: its own `lib`, and the system's for this kind of machine."""
    triplet = f"{platform.machine()}-linux-gnu"
    candidates = [Path(sys.base_prefix, "lib")] if sys.base_prefix not in ("/usr", "/") else []
    candidates += [Path(root, triplet) for root in ("/usr/lib", "/lib")]
    if not any(folder.is_dir() for folder in candidates[-2:]):
        candidates += [Path("/usr/lib64"), Path("/lib64"), Path("/usr/lib")]
    return list(dict.fromkeys(folder.resolve() for folder in candidates if folder.is_dir()))


def standard_library() -> list[Path]:
    """The folders of the standard library, without what is installed in it."""
    base = {name: sys.base_prefix for name in ("base", "platbase", "installed_base", "installed_platbase")}
    paths = [sysconfig.get_path(name, vars=base) for name in ("stdlib", "platstdlib")]
    return list(dict.fromkeys(Path(path).resolve() for path in paths))


def readable() -> list[str]:
    """The folders below which a student's process may read."""
    return [SITE, *map(str, dict.fromkeys([*standard_library(), *library_folders()]))]


def bubblewrap() -> str:
    """Its path.

    Raises:
        FileNotFoundError: it is not installed.
    """
    path = shutil.which("bwrap")
    if path is None:
        raise FileNotFoundError("bubblewrap (bwrap) is not installed")
    return path


def command(packages: tuple[str, ...], control: int, unshare_user: bool) -> list[str]:
    """bubblewrap and the zygote in it, which serves the socket with the descriptor `control`."""
    arguments = [
        bubblewrap(),
        "--die-with-parent",
        "--as-pid-1",
        "--new-session",
        "--unshare-net",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-cgroup-try",
        "--hostname",
        "sandbox",
        "--cap-drop",
        "ALL",
    ]
    if unshare_user:  # as an ordinary user in it: the child's own namespace could not map user 0 again
        arguments += ["--unshare-user", "--uid", str(NOBODY), "--gid", str(NOBODY)]
    else:
        arguments += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    arguments += _mounts(packages)
    start = START.format(agent=AGENT, site=SITE)
    return [*arguments, "--chdir", HOME, "--", str(interpreter()), *FLAGS, "-c", start, str(control)]


FLAGS = ("-I", "-S", "-B", "-X", "utf8")


def environment(home: str) -> dict[str, str]:
    """The whole environment of a zygote: one thread, no colours, nothing of the host's."""
    return {
        "HOME": home,
        "TMPDIR": home,
        "MPLCONFIGDIR": home,
        "MPLBACKEND": "Agg",
        "PATH": "",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "NUMEXPR_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }


def _mounts(packages: tuple[str, ...]) -> Iterator[str]:
    libraries, standard = library_folders(), standard_library()
    for source in [*libraries, *standard, interpreter()]:
        yield from (*_parents(source), "--ro-bind", str(source), str(source))
        if source in libraries:  # a Python in there may have any package installed
            yield from _hide(path for path in source.glob("python*") if path.resolve() not in standard)
        if source in standard:
            yield from _hide(source / name for name in ("site-packages", "dist-packages"))
    yield from _loader()
    for folder in ("/dev", "/etc", "/home", AGENT, f"{AGENT}/inside", SITE):
        yield from ("--perms", "0755", "--dir", folder)
    for name, path in site_entries(packages).items():
        yield from ("--ro-bind", str(path.resolve()), f"{SITE}/{name}")
    for name, path in agent_files().items():
        yield from ("--ro-bind", str(path), f"{AGENT}/inside/{name}")
    yield from ("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--proc", "/proc")
    for device in ("null", "zero", "urandom"):
        yield from ("--dev-bind", f"/dev/{device}", f"/dev/{device}")
    yield from ("--perms", "0777", "--size", str(HOME_BYTES), "--tmpfs", HOME, "--remount-ro", "/")


def _parents(path: Path) -> Iterator[str]:
    for parent in reversed(path.parents[:-1]):
        yield from ("--perms", "0755", "--dir", str(parent))


def _hide(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        if folder.is_dir():
            yield from ("--tmpfs", str(folder), "--remount-ro", str(folder))


def _loader() -> Iterator[str]:
    """The program that loads programs, where the kernel looks for it."""
    for top in ("/lib", "/lib64"):
        if os.path.islink(top):
            yield from ("--symlink", os.readlink(top), top)
    loader = LOADERS.get(platform.machine())
    if loader and os.path.exists(loader):
        place = Path(loader).parent.resolve() / Path(loader).name
        yield from (*_parents(place), "--ro-bind", str(Path(loader).resolve()), str(place))
