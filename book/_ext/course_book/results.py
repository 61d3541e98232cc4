"""Results on a page are never stale: they are kept under a key made of all that they were computed with.

The notebook cache looks at a page's own code alone. Here its folder is named after `lstm_ref`, the plotting style
and the pinned versions, and a key made of these and of this extension is a setting of the pages, so that a change reads
every page again.
"""

import hashlib
import os
import re
from importlib.metadata import version
from pathlib import Path
from platform import python_version

ROOT = Path(__file__).parents[3]
SOURCES = (
    "lstm_ref/**/*.py",
    "book/_ext/*.py",
    "book/experiments/*.py",
    "book/_runs/*.json",
    "book/_static/gates.css",
    "exercises/06_forget_gate/*.ipynb",  # how_to runs its self-check
)  # what cells of pages read
PINS = "constraints.txt"
NEEDED = re.compile(r"^([\w.-]+)==", re.MULTILINE)  # what tests need beside these changes no page
# No cell runs these, but every page is made by them.
EXTENSION = ("book/_ext/course_book/*.py", "book/_assets/python/cell_names.py")


def key(sources: tuple[str, ...] = (*SOURCES, PINS)) -> str:
    """A hash of these files, of this Python and of the installed versions of what `requirements.txt` names."""
    digest = hashlib.sha256(python_version().encode())
    for pattern in sources:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in NEEDED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")):
        digest.update(f"{name}=={version(name)}".encode() + b"\0")
    return digest.hexdigest()[:16]


def name_the_cache(app, config):
    config.results_key = key((*SOURCES, PINS, *EXTENSION))
    cache = Path(app.outdir).parent / ".jupyter_cache" / key()
    cache.mkdir(parents=True, exist_ok=True)
    config.nb_execution_cache_path = str(cache)
    # The kernels of the pages import lstm_ref and gate_style from the checkout.
    paths = [str(ROOT), str(ROOT / "book" / "_ext"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(path for path in paths if path))
    os.environ["MPLBACKEND"] = "agg"
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # more wait for each other where anything else runs
        os.environ.setdefault(threads, "1")


def forget_a_build_with_warnings(app, exception):
    """A page that warned must warn again in the next build: otherwise that one would pass."""
    if exception or app._warncount:
        (Path(app.doctreedir) / "environment.pickle").unlink(missing_ok=True)


def setup(app):
    app.add_config_value("results_key", "", "env")
    app.connect("config-inited", name_the_cache, priority=100)
    app.connect("build-finished", forget_a_build_with_warnings)
