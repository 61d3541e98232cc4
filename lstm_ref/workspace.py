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


def _holders(buffers):
    return [sys.getrefcount(buffer) for buffer in buffers]


NOBODY = _holders([np.empty(0)])[0]     # the count of one that only the list holds; every view of it counts one more


def empty(shape, dtype):
    """np.empty(shape, dtype), in memory whose earlier arrays and views are all gone where there is some that fits."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if size < SMALL:
        return np.empty(shape, dtype)
    with _lock:
        for k, holders in reversed(list(enumerate(_holders(_buffers)))):     # the latest may still be in the caches
            if holders == NOBODY and size <= _buffers[k].nbytes <= 2 * size:
                buffer = _buffers.pop(k)
                break
        else:
            buffer = np.empty(size, np.uint8)
        _buffers.append(buffer)
        while len(_buffers) > MANY or sum(b.nbytes for b in _buffers) > KEPT:
            del _buffers[0]                     # whoever still holds it keeps it; the list only forgets it
    return buffer[:size].view(dtype).reshape(shape)
