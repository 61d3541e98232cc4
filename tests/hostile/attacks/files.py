"""Attacks by the file: cells that are doubled, gone or moved, other formats, markup, no notebook at all."""

from __future__ import annotations

import nbformat

from tests.hostile.submission import World, code, index, lines, right, wrong


def duplicated_check(world: World) -> bytes:
    """31: a check cell stands there twice."""
    notebook = right()
    place = index(notebook, "check_keep")
    twin = nbformat.from_dict(notebook.cells[place])
    twin.id = "twin"
    notebook.cells.insert(place, twin)
    return lines(notebook)


def split_answer(world: World) -> bytes:
    """32: an answer cell is split in two, which gives two cells one name."""
    notebook = right()
    place = index(notebook, "keep")
    twin = nbformat.from_dict(notebook.cells[place])
    twin.id, twin.source = "twin", "scale = 1"
    notebook.cells.insert(place, twin)
    return lines(notebook)


def deleted_check(world: World) -> bytes:
    """33: a check cell is gone."""
    notebook = right()
    del notebook.cells[index(notebook, "check_keep")]
    return lines(notebook)


def no_metadata(world: World) -> bytes:
    """34: every cell has lost its metadata."""
    notebook = right()
    for cell in notebook.cells:
        cell.metadata = {}
    return lines(notebook)


def retyped(world: World) -> bytes:
    """35: an answer and a check became text."""
    notebook = right()
    for name in ("keep", "check_keep"):
        cell = notebook.cells[index(notebook, name)]
        cell.cell_type = "markdown"
        del cell["outputs"], cell["execution_count"]
    return lines(notebook)


def more_points(world: World) -> bytes:
    """36: a check is worth 100 points and does nothing."""
    notebook = wrong()
    cell = notebook.cells[index(notebook, "check_keep")]
    cell.metadata.nbgrader.points, cell.source = 100, "pass"
    return lines(notebook)


def moved_check(world: World) -> bytes:
    """37: a check stands at the top."""
    notebook = right()
    notebook.cells.insert(0, notebook.cells.pop(index(notebook, "check_keep")))
    return lines(notebook)


def truncated(world: World) -> bytes:
    """38: half a file."""
    data = lines(right())
    return data[: len(data) // 2]


def empty(world: World) -> bytes:
    """38: nothing."""
    return b""


def web_page(world: World) -> bytes:
    """38: a saved web page."""
    return b"<!doctype html><title>forget_gate</title><p>My notebook"


def old_format(world: World) -> bytes:
    """38: notebook format 3."""
    return nbformat.writes(nbformat.convert(right(), 3), version=3).encode()


def huge(world: World) -> bytes:
    """38: 100 MB."""
    return b'{"nbformat": 4, "cells": ["' + b"x" * 100_000_000 + b'"]}'


def julia(world: World) -> bytes:
    """39: the notebook asks for another language."""
    notebook = right()
    notebook.metadata.kernelspec = {"display_name": "Julia", "language": "julia", "name": "julia-1.11"}
    return lines(notebook)


def magics(world: World) -> bytes:
    """40: magics and the shell."""
    notebook = right()
    for text in ("%matplotlib inline\n%timeit 1 + 1", "!ls /", "%%bash\necho hello", "%%time\nx = 1", "?print"):
        notebook.cells.insert(0, code(text))
    return lines(notebook)


def injects(world: World) -> bytes:
    """44: markup in what is printed, raised and returned."""
    notebook = right()
    script = "<script>window.hacked = 1</script>"
    notebook.cells.append(code(f"print({script!r})\nraise ValueError({script!r})"))
    notebook.cells.append(nbformat.v4.new_markdown_cell(script))
    return lines(notebook)
