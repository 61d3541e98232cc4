"""How large a reply may be. Both sides know it: the child sends a word in place of what is larger, the host refuses it.

Everything that is done with a reply takes time in proportion to its bytes, its parts or its numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

NUMBERS = 200_000  # in a reply to a call, its arguments included
PICTURES = 2**21  # bytes of a cell's, where they are wanted
CELL_PARTS = 10_000


@dataclass(frozen=True)
class Bounds:
    """What one reply may hold."""

    header: int
    """Bytes of JSON, which takes many times its length when it is read."""
    total: int
    """Bytes."""
    parts: int
    numbers: int


def of_call(parts: int) -> Bounds:
    """The reply to a call that may hold so many parts: items of lists and dictionaries, and numbers in their arrays."""
    header = min(2**22, 2**16 + 64 * parts)
    return Bounds(header, header + 2**16 + 64 * NUMBERS, parts, NUMBERS)


def of_cell(output_kb: int, plots: bool) -> Bounds:
    """The reply to a cell: its text, each sign of which may take twelve bytes, and errors."""
    header = 12 * 1024 * output_kb + 2**19 + PICTURES * plots
    return Bounds(min(2**22, header), header, CELL_PARTS, NUMBERS)
