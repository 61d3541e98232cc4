"""`make bench`: measures, prints tables, writes `_build/bench.json`. Ratios of one run; times are this machine's."""

from __future__ import annotations

import json
import os
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np

from tests.bench import grading

ROOT = Path(__file__).resolve().parents[2]


def machine() -> dict:
    """What the figures depend on: cores, instruction set, versions, the BLAS kernel in use."""
    from threadpoolctl import threadpool_info

    np.dot(np.eye(2), np.eye(2))
    blas = [f"{item['internal_api']} {item.get('architecture')}" for item in threadpool_info()]
    packages = ("numpy", "nbgrader", "nbconvert", "torch", "jupyter-book")
    return {"cores": os.cpu_count(), "python": platform.python_version(), "blas": ", ".join(blas),
            **{name: version(name) for name in packages}}  # fmt: skip


def main() -> None:
    """Runs everything."""
    about = machine()
    print(", ".join(f"{key} {value}" for key, value in about.items()), flush=True)
    rows = grading.rows()
    print(grading.table(rows), flush=True)
    path = ROOT / "_build" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"machine": about, "grading": rows}, indent=1) + "\n")
    print(path)


if __name__ == "__main__":
    main()
