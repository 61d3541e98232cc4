"""Attacks on the course of a run: it ends too soon, not at all, or talks without an end."""

from __future__ import annotations

from tests.hostile.submission import World, answered, right, with_cell


def exits(world: World) -> bytes:
    """15: ends the process between the second and the third function."""
    return with_cell(right(), "import os\nos._exit(0)", before="half_life")


def leaves_politely(world: World) -> bytes:
    """16: sys.exit in a cell is an exception like any other."""
    return with_cell(right(), "import sys\nsys.exit(0)", before="half_life")


def loops_in_call(world: World) -> bytes:
    """17: one function never returns."""
    text = "def half_life(f):\n    while True:\n        pass"
    return answered(half_life=text)


def loops_deaf(world: World) -> bytes:
    """18: never returns and ignores every signal it can."""
    return answered(
        half_life="""def half_life(f):
    import signal
    for number in range(1, 32):
        try:
            signal.signal(number, signal.SIG_IGN)
        except Exception:
            pass
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass"""
    )


def prints_much(world: World) -> bytes:
    """21: twenty megabytes of output."""
    return with_cell(right(), "for _ in range(20_000):\n    print('x' * 1000)")


def prints_for_ever(world: World) -> bytes:
    """21: output without an end."""
    return with_cell(right(), "while True:\n    print('x' * 1000)", before="half_life")


def asks(world: World) -> bytes:
    """22: waits for somebody to type."""
    return with_cell(right(), "name = input('Who are you? ')")
