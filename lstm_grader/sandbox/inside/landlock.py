"""Landlock: the files a student's process may open, the network it may not, and whom it may not signal.

Where the kernel has none (before 5.13, or switched off) the other walls stand alone.
Source: https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Sequence

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
READ_FILE, READ_DIR, WRITE_FILE, TRUNCATE = 1 << 2, 1 << 3, 1 << 1, 1 << 14
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG, REFER = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 13
READ = READ_FILE | READ_DIR
WRITE = WRITE_FILE | TRUNCATE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER
FILE_RIGHTS = READ_FILE | WRITE_FILE | TRUNCATE
KNOWN = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}  # by ABI version


def version(libc: ctypes.CDLL) -> int:
    """The kernel's Landlock ABI, 0 for none."""
    return max(libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1), 0)


def restrict(libc: ctypes.CDLL, readable: Sequence[str], writable: Sequence[str]) -> None:
    """From here on only these paths can be opened, nothing can be connected to, and only oneself be signalled.

    Raises:
        OSError: the kernel refused.
    """
    abi = version(libc)
    handled = KNOWN[min(abi, 5)]
    words = [handled] + ([3] if abi >= 4 else []) + ([3] if abi >= 6 else [])  # TCP bind, connect; abstract, signal
    attributes = struct.pack(f"={len(words)}Q", *words)
    ruleset = _syscall(libc, CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    try:
        for rights, paths in ((READ, readable), (READ | WRITE, writable)):
            for path in paths:
                _allow(libc, ruleset, path, rights & handled)
        _syscall(libc, RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= FILE_RIGHTS
        rule = struct.pack("=Qi", rights, descriptor)
        _syscall(libc, ADD_RULE, ruleset, 1, rule, 0)  # LANDLOCK_RULE_PATH_BENEATH
    finally:
        os.close(descriptor)


def _syscall(libc: ctypes.CDLL, number: int, *arguments: object) -> int:
    result = libc.syscall(number, *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"landlock: {os.strerror(code)}")
    return result
