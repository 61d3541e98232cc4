"""The exercises in JupyterLite: a notebook program that the site serves, with the Pyodide that the pages use.

Only the notebook app is built. Its kernel takes Pyodide from the pages, and what it imports beside that from
`lite/wheels`: pure Python, pinned in `lite.txt`, pip looks for it. No request leaves the site. Where JupyterLite (the
extra `lite`), Pyodide or a wheel cannot be had, the site is made without.
"""

import contextlib
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from course_book.pyodide import LOCK, SECONDS, kept_in

FOLDER = "lite"
SAID = "The exercises do not open in the browser (JupyterLite): {} could not be had"
PINS = Path(__file__).with_name("lite.txt")
PYTHON = "3.14"  # Pyodide's
KERNEL = "@jupyterlite/pyodide-kernel-extension"
PYODIDE = "_static/python/pyodide"
# Of no use: what makes the app itself, old forms of its fonts, and wheels that are taken from another place.
UNUSED = (
    *("rspack*", "doc", "manifest.webmanifest", "jupyterlite.schema.v0.json"),
    *("build/*.eot", "build/*.ttf", "build/fa-*.svg", f"extensions/{KERNEL}/static/pypi"),
)
BACK = '<!doctype html><title>The book</title><meta http-equiv="refresh" content="0; url=../../intro.html">\n'


def address(path: str) -> str:
    """Where a page of the site opens an exercise.

    >>> address("06_forget_gate/forget_gate.ipynb")
    'lite/notebooks/index.html?path=06_forget_gate/forget_gate.ipynb'
    """
    return f"{FOLDER}/notebooks/index.html?path={path}"


def has(site: Path, path: str) -> bool:
    """Whether the site opens that exercise."""
    return (site / FOLDER / "files" / path).is_file()


def make(site: Path, notebooks: dict[str, Path]) -> str:
    """Build `site/lite` with these exercises, each under its name; else the word on what is missing."""
    if not importlib.util.find_spec("jupyterlite_pyodide_kernel"):
        return SAID.format("the extra “lite”")
    if not (site / PYODIDE / "pyodide.mjs").is_file():
        return SAID.format("Pyodide")
    wheels = fetch(kept_in().parent / "jupyterlite")
    if not wheels:
        return SAID.format("what its kernel imports")
    target = site / FOLDER
    build(target, notebooks)
    settle(target, [*wheels, *sorted(target.glob(f"extensions/{KERNEL}/static/pypi/*.whl"))])
    prune(target)
    return ""


def pinned(pins: Path = PINS) -> dict[str, str]:
    """The hash of each wheel, by the name of what it holds."""
    return dict(re.findall(r"^([\w.-]+)==\S+ --hash=sha256:(\w+)$", pins.read_text(encoding="utf-8"), re.MULTILINE))


def fetch(folder: Path, pins: Path = PINS) -> list[Path]:
    """The pinned wheels, those that the folder lacks asked of pip as this machine has it configured; none for none."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = set(pinned(pins).values())
    if wanted - {_hash(path) for path in folder.glob("*.whl")}:
        form = ("--no-deps", "--only-binary=:all:", "--platform=any", f"--python-version={PYTHON}", "--require-hashes")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--retries=1", *form, f"--requirement={pins}"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run([*command, f"--dest={folder}"], capture_output=True, timeout=SECONDS, check=False)
    found = {_hash(path): path for path in sorted(folder.glob("*.whl"))}
    return [found[one] for one in sorted(wanted, key=found.get)] if wanted <= found.keys() else []


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(target: Path, notebooks: dict[str, Path]) -> None:
    """The app with its contents.

    Raises:
        RuntimeError: JupyterLite failed; the text says what it said.
    """
    with tempfile.TemporaryDirectory() as room:
        for name, notebook in notebooks.items():
            place = Path(room, "contents", name)
            place.parent.mkdir(parents=True)
            shutil.copyfile(notebook, place)
        wishes = {
            "apps": ["notebooks"],
            "contents": ["contents"],
            "federated_extensions": [str(Path(sys.prefix, "share", "jupyter", "labextensions", KERNEL))],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
            "output_dir": str(target.resolve()),
        }
        Path(room, "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": wishes}), encoding="utf-8")
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        done = subprocess.run(command, cwd=room, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"JupyterLite was not built:\n{(done.stdout + done.stderr)[-1000:]}")


def settle(target: Path, wheels: list[Path]) -> None:
    """Let the kernel take Pyodide from the pages and all else from `wheels`, by one lock of both."""
    (target / "wheels").mkdir()
    lock = json.loads((target.parent / PYODIDE / LOCK).read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package["file_name"] = f"../{PYODIDE}/{package['file_name']}"
    loaded = ["packaging"]  # which Pyodide's own part of the lock has
    for wheel in wheels:
        module, version, *_ = wheel.name.split("-")
        if module == "widgetsnbextension":  # for widgets, which no exercise has
            continue
        name = re.sub(r"[-_.]+", "-", module).lower()
        shutil.copyfile(wheel, target / "wheels" / wheel.name)
        lock["packages"][name] = {
            "name": name,
            "version": version,
            "file_name": f"wheels/{wheel.name}",
            "install_dir": "site",
            "sha256": _hash(wheel),
            "package_type": "package",
            "imports": [module],
            "depends": [],
            "unvendored_tests": False,
        }
        loaded.append(name)
    (target / LOCK).write_text(json.dumps(lock), encoding="utf-8")
    settings = target / "jupyter-lite.json"
    config = json.loads(settings.read_text(encoding="utf-8"))
    data = config["jupyter-config-data"]
    data["appUrl"] = "./tree"
    data["settingsOverrides"] = {"@jupyterlab/apputils-extension:themes": {"adaptive-theme": True}}  # dark, as the page
    data["litePluginSettings"] = {
        f"{KERNEL}:kernel": {
            "pyodideUrl": f"./../{PYODIDE}/pyodide.mjs",
            "disablePyPIFallback": True,
            "loadPyodideOptions": {"lockFileURL": LOCK, "packages": loaded},
        }
    }
    settings.write_text(json.dumps(config), encoding="utf-8")


def prune(target: Path) -> None:
    """Remove what is of no use; the list of files, to which the app leads, is the book."""
    for pattern in UNUSED:
        for path in target.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (target / "tree").mkdir()
    (target / "tree" / "index.html").write_text(BACK, encoding="utf-8")
