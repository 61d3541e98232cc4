"""What one notebook may take of the grader's own side, beside its own run: seconds of processor time, and all in all.

Both hold where the interpreter is busy inside a single call and hears no signal: the kernel ends the process after so
much processor time, and who gave it the notebook ends it when nothing came for much longer than any notebook may take.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator

from lstm_grader.sandbox.types import Limits

PROCESSOR_S = 20.0  # a notebook in order takes hundredths of a second, the first one a second or two
ENDED = -signal.SIGPROF  # exit status of a process that took more

_lock = threading.Lock()
_under_way = 0


@contextlib.contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """The kernel ends this process when it uses more than so much processor time in here.

    Threads that judge at one time have the time of the one that began last, which is at least what each may take.
    """
    global _under_way
    with _lock:
        _under_way += 1
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        with _lock:
            _under_way -= 1
            if not _under_way:
                signal.setitimer(signal.ITIMER_PROF, 0)


def patience(limits: Limits) -> float:
    """Seconds after which nothing will come any more: the sandbox ends a notebook within four times its limit."""
    return 6 * limits.notebook_s + 60
