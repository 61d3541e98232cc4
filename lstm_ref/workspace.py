"""Memory that serves again.

The system clears fresh memory page by page when it is first touched, and for the arrays of a long sequence that takes
as long as much of the arithmetic on them. So an array that nobody holds any more is handed out once more.
"""

import math
import sys
from threading import Lock

import numpy as np

KEPT = 256 * 2**20      # bytes that are held back at most,
MANY = 64               # and in at most so many pieces
SMALL = 2**16           # bytes; below that the process reuses memory by itself

_buffers, _lock = [], Lock()


def _holders_of_a_free_one():
    for buffer in [np.empty(0)]:        # as below: the list, the variable, the call
        return sys.getrefcount(buffer)


FREE = _holders_of_a_free_one()


def empty(shape, dtype):
    """np.empty(shape, dtype), in memory whose earlier arrays and views are all gone where there is some that fits."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if size < SMALL:
        return np.empty(shape, dtype)
    with _lock:
        for buffer in reversed(_buffers):       # every array and view in it counts as one more holder
            if size <= buffer.nbytes <= 2 * size and sys.getrefcount(buffer) == FREE:
                break
        else:
            buffer = np.empty(size, np.uint8)
            _buffers.append(buffer)
            while len(_buffers) > MANY or sum(b.nbytes for b in _buffers) > KEPT:
                del _buffers[0]                 # whoever still holds it keeps it; the list only forgets it
    return buffer[:size].view(dtype).reshape(shape)
