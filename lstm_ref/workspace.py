"""Memory that serves again.

The system clears fresh memory page by page when it is first touched, and for the arrays of a long sequence that takes
as long as much of the arithmetic on them. So an array that nobody holds any more is handed out once more.
"""

import math

import numpy as np

KEPT = 256 * 2**20  # bytes that wait to serve again, at most
SMALL = 2**16  # bytes; below that the process reuses memory by itself

_waiting = {}  # id -> buffer that nobody sees, the oldest first; each operation on it is whole in any thread


class _Lease:
    """What an array and all views of it hold on to; when the last of them is gone, the memory waits to serve again."""

    def __init__(self, buffer):
        self.buffer, self.__array_interface__ = buffer, buffer.__array_interface__

    def __del__(self, waiting=_waiting):
        waiting[id(self.buffer)] = self.buffer
        while sum(buffer.nbytes for buffer in list(waiting.values())) > KEPT:
            waiting.pop(next(iter(list(waiting))), None)


def empty(shape, dtype):
    """np.empty(shape, dtype), in memory whose earlier arrays and views are all gone where there is some that fits."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if size < SMALL:
        return np.empty(shape, dtype)
    return np.asarray(_Lease(_one_that_waits(size)))[:size].view(dtype).reshape(shape)


def _one_that_waits(size):
    for key, buffer in reversed(list(_waiting.items())):
        if size <= buffer.nbytes <= 2 * size and _waiting.pop(key, None) is not None:
            return buffer
    return np.empty(size, np.uint8)
