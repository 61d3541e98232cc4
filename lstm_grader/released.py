"""The notebooks that students got, as they stand in `exercises/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from lstm_grader import spec


@cache
def released_notebook(name: str) -> NotebookNode:
    """What students get, as committed in `exercises/`.

    Raises:
        FileNotFoundError: it was never released.
    """
    path = released_path(name)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: run `python -m lstm_grader release {name}`")
    return nbformat.read(path, as_version=4)


def released_path(name: str) -> Path:
    """Where that notebook is, once it is released."""
    return spec.ROOT / "exercises" / name / f"{spec.load(name).notebook}.ipynb"
