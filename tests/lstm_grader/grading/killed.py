"""A grader to be killed: forked from a process that has everything imported, and that inherits whoever is left behind.

Run as a program it grades once for each line on its standard input (JSON: the arguments of `grading.grade`), says the
process's number, and at its end how it ended and who was left.
"""

import ctypes
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path

from lstm_grader.grading import whole_class
from lstm_grader.sandbox import SandboxError

REFUSED = 2
PR_SET_CHILD_SUBREAPER = 36
PATIENCE_S = 20.0


def main() -> None:
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    say({"ready": True})
    for line in sys.stdin:
        arguments = json.loads(line)
        process = os.fork()
        if not process:
            _grade(arguments)
        say({"grader": process})
        _, status = os.waitpid(process, 0)
        say({"status": os.waitstatus_to_exitcode(status), "left": _left()})


def say(message: dict) -> None:
    print(json.dumps(message), flush=True)


def _grade(arguments: dict) -> None:
    status = 1
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may have ignored it
    try:
        submitted, out = (Path(arguments.pop(name)) for name in ("submitted", "out"))
        whole_class.grade(submitted, out, **arguments)
        status = 0
    except KeyboardInterrupt:
        status = 130
    except SandboxError:  # the self-test, or the workers' start, did not survive: it refused, with a clear message
        status = REFUSED
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


def _left() -> list[str]:
    """Processes below the grader that outlive it by more than `PATIENCE_S`: they are children of ours now."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.02)
        except ChildProcessError:
            return []
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ") for child in children]


if __name__ == "__main__":
    main()
