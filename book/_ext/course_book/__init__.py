"""What Sphinx is taught for this book: one concern a file, in the order a page meets them."""

import sys
from pathlib import Path

from . import (
    cell_figure,
    delivery,
    exercise,
    folds,
    live_cells,
    maths,
    mistakes,
    page,
    part,
    previews,
    pyodide,
    results,
    streams,
    strip,
    times,
    video,
)

EXTENSIONS = Path(__file__).parents[1]
ROOT = EXTENSIONS.parents[1]

CONCERNS = (
    results,
    streams,
    folds,
    pyodide,
    live_cells,
    maths,
    cell_figure,
    strip,
    part,
    video,
    exercise,
    mistakes,
    page,
    previews,
    times,
    delivery,
)


def setup(app):
    sys.path[:0] = [path for path in (str(ROOT), str(EXTENSIONS)) if path not in sys.path]
    for concern in CONCERNS:
        concern.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
