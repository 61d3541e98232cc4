"""What is computed once in a process, also where several threads ask for it at one time."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable


def once(function: Callable) -> Callable:
    """`functools.cache` for what must not run twice: threads that ask for the same wait for the first.

    `cache` alone lets two threads in, so that each would load modules, start a process or open a database of its own.
    A function that is made so may call itself and others that are; none of these may call it from another thread.

    >>> once(lambda name: [name])("keep") is once(lambda name: [name])("keep")
    False
    >>> single = once(lambda name: [name])
    >>> single("keep") is single("keep")
    True
    """
    cached, lock = functools.cache(function), threading.RLock()

    @functools.wraps(function)
    def first(*args: object, **named: object) -> object:
        with lock:
            return cached(*args, **named)

    first.cache_clear = cached.cache_clear
    return first
