"""`make bench`: measures, prints tables, writes `_build/bench.json`. Ratios of one run; times are this machine's."""

from __future__ import annotations

import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

from tests.bench import bench_lstm_ref, explorer, first_run, grading, hostile, lighthouse

ROOT = Path(__file__).resolve().parents[2]


def machine() -> dict:
    """What the figures depend on: cores, instruction set, versions, the BLAS kernel in use."""
    from threadpoolctl import threadpool_info

    np.dot(np.eye(2), np.eye(2))
    blas = [f"{item['internal_api']} {item.get('architecture')}" for item in threadpool_info()]
    packages = ("numpy", "nbgrader", "nbconvert", "torch", "jupyter-book")
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "blas": ", ".join(blas),
        **{name: version(name) for name in packages},
    }


PARTS = {
    "grading": grading,
    "hostile": hostile,
    "explorer": explorer,
    "first_run": first_run,
    "lighthouse": lighthouse,
    "lstm_ref": bench_lstm_ref,
}


def main(names: list[str]) -> None:
    """Runs the parts that are named, or all."""
    about = machine()
    print(", ".join(f"{key} {value}" for key, value in about.items()), flush=True)
    path = ROOT / "_build" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    found = {}
    for name in names or PARTS:
        found[name] = PARTS[name].rows()
        print(f"\n{PARTS[name].table(found[name])}", flush=True)
        path.write_text(json.dumps({"machine": about, **found}, indent=1) + "\n")
    print(f"\n{path}")


if __name__ == "__main__":
    main(sys.argv[1:])
