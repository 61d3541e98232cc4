"""Attacks on what is around the notebook: files, other people's work, the network, memory, processes."""

from __future__ import annotations

from lstm_grader.exercise import spec
from tests.hostile.submission import NAME, World, lines, right, with_cell, wrong


def writes_gradebook(world: World) -> bytes:
    """9: gives itself 99 points in the gradebook."""
    return with_cell(
        wrong(),
        f"""import sqlite3
connection = sqlite3.connect({world.gradebook!r})
connection.execute("update grade set manual_score = 99")
connection.commit()""",
    )


def edits_neighbour(world: World) -> bytes:
    """12: spoils another student's file."""
    return with_cell(right(), f"open({world.neighbour!r}, 'w').write('spoiled')")


def reads_solutions(world: World) -> bytes:
    """10: looks for the answers."""
    return with_cell(right(), f"open({str(spec.SOLUTIONS / NAME / 'spec.py')!r}).read()")


def hooks_cells(world: World) -> bytes:
    """11: a hook that prints what every later cell holds."""
    return with_cell(
        right(),
        """def tell(info):
    print("SEEN", info.raw_cell)
get_ipython().events.register("pre_run_cell", tell)""",
    )


def ships_numpy(world: World) -> bytes:
    """13: a numpy.py lies beside the notebook (see `BESIDE`)."""
    return lines(right())


def memory_bomb(world: World) -> bytes:
    """19: a list that grows for ever."""
    return with_cell(right(), "hoard = []\nwhile True:\n    hoard.append(bytearray(10**8))", before="half_life")


def fork_bomb(world: World) -> bytes:
    """20: processes without an end."""
    return with_cell(right(), "import os\nwhile True:\n    os.fork()")


def calls_out(world: World) -> bytes:
    """23: opens a connection."""
    return with_cell(right(), f"import socket\nsocket.create_connection(('127.0.0.1', {world.port}), timeout=2)")


def forges_frames(world: World) -> bytes:
    """42: writes into every open file, with a header of 4 GB."""
    return with_cell(
        right(),
        """import os
for number in range(3, 256):
    try:
        os.write(number, b"\\xff\\xff\\xff\\xff" * 1000)
    except OSError:
        pass""",
        before="half_life",
    )
