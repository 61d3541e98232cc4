"""The system calls a student's process may make, as a BPF program for x86_64 and aarch64.

An allow-list: whatever is not named here is answered with "operation not permitted", so that new system calls are
denied too. There is no way in it to start a program or another process, open a socket, trace, mount, or signal
anybody but oneself. Nor can it send itself the signals of `OUTSIDE`: who ends of one was killed by the machine.
Source: `man 2 seccomp`, linux/seccomp.h, linux/bpf_common.h.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
from collections.abc import Iterable

COLUMN = {"x86_64": 0, "aarch64": 1}
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

FREE = {  # allowed whatever the arguments: (number on x86_64, number on aarch64, None where there is none)
    # files: what may be opened is decided by the mounts, Landlock and the file's permissions
    "read": (0, 63),
    "write": (1, 64),
    "readv": (19, 65),
    "writev": (20, 66),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "preadv": (295, 69),
    "pwritev": (296, 70),
    "preadv2": (327, 286),
    "pwritev2": (328, 287),
    "lseek": (8, 62),
    "open": (2, None),
    "openat": (257, 56),
    "creat": (85, None),
    "close": (3, 57),
    "close_range": (436, 436),
    "stat": (4, None),
    "lstat": (6, None),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "access": (21, None),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "getcwd": (79, 17),
    "chdir": (80, 49),
    "fchdir": (81, 50),
    "getdents": (78, None),
    "getdents64": (217, 61),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "fsync": (74, 82),
    "fdatasync": (75, 83),
    "fadvise64": (221, 223),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "umask": (95, 166),
    "statfs": (137, 43),
    "fstatfs": (138, 44),
    "dup": (32, 23),
    "dup2": (33, None),
    "dup3": (292, 24),
    "pipe": (22, None),
    "pipe2": (293, 59),
    "poll": (7, None),
    "ppoll": (271, 73),
    "select": (23, None),
    "pselect6": (270, 72),
    "epoll_create1": (291, 20),
    "epoll_ctl": (233, 21),
    "epoll_wait": (232, None),
    "epoll_pwait": (281, 22),
    "eventfd2": (290, 19),
    "recvfrom": (45, 207),
    # memory: how much is decided by RLIMIT_AS
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    "msync": (26, 227),
    "membarrier": (324, 283),
    # threads and the process itself
    "futex": (202, 98),
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "set_tid_address": (218, 96),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "wait4": (61, 260),
    "waitid": (247, 95),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120),
    "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126),
    "getpriority": (140, 141),
    "getcpu": (309, 168),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getppid": (110, 173),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getgroups": (115, 158),
    "getpgrp": (111, None),
    "getpgid": (121, 155),
    "getsid": (124, 156),
    "getresuid": (118, 148),
    "getresgid": (120, 150),
    "capget": (125, 90),
    "getrlimit": (97, 163),
    "getrusage": (98, 165),
    "times": (100, 153),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getrandom": (318, 278),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "rt_sigpending": (127, 136),
    "rt_sigsuspend": (130, 133),
    "rt_sigtimedwait": (128, 137),
    "restart_syscall": (219, 128),
    "pause": (34, None),
    # time
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "getitimer": (36, 102),
    "setitimer": (38, 103),
    "alarm": (37, None),
}
CHECKED = {  # allowed for some arguments
    "kill": (62, 129),
    "tgkill": (234, 131),
    "clone": (56, 220),
    "clone3": (435, 435),
    "prlimit64": (302, 261),
    "prctl": (157, 167),
    "fcntl": (72, 25),
    "ioctl": (16, 29),
    "sendto": (44, 206),
    "socketpair": (53, 199),
}
# Not F_SETOWN, F_SETSIG, FIOSETOWN: the kernel would send the signals that `kill` may not. No locks, nor times:
# /dev/null is one file for all processes of the machine, and who sees another's locks on it can be told something.
FCNTL = (0, 1, 2, 3, 4, 1030, 1032)  # dup, flags, F_DUPFD_CLOEXEC, F_GETPIPE_SZ
IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX
PRCTL = (3, 15, 16, 0x53564D41)  # PR_GET_DUMPABLE, PR_SET_NAME, PR_GET_NAME, PR_SET_VMA (glibc names its heaps)
OUTSIDE = (signal.SIGKILL, signal.SIGTERM)  # what systems short of memory, schedulers and administrators send
CLONE_THREAD, CLONE_NEW = 0x10000, 0x7E020080  # the second: every CLONE_NEW* flag

ALLOW, KILL_PROCESS, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
DENY = ERRNO | errno.EPERM
LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCH, ARGS = 0, 4, 16  # offsets in struct seccomp_data

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, constant


def program(pid: int, machine: str | None = None) -> list[Instruction]:
    """The filter for the process `pid`, which may signal itself alone.

    Raises:
        OSError: there is no table for this kind of machine.
    """
    machine = machine or platform.machine()
    if machine not in COLUMN:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}; there is one for {', '.join(COLUMN)}")
    column = COLUMN[machine]
    code: list[Instruction] = [
        (LOAD, 0, 0, ARCH),
        (JUMP_EQUAL, 1, 0, AUDIT_ARCH[machine]),
        _return(KILL_PROCESS),
        (LOAD, 0, 0, NUMBER),
    ]
    if machine == "x86_64":  # the x32 calls share the architecture
        code += [(JUMP_GREATER_EQUAL, 0, 1, 0x40000000), _return(KILL_PROCESS)]
    for numbers in FREE.values():
        if numbers[column] is not None:
            code += [(JUMP_EQUAL, 0, 1, numbers[column]), _return(ALLOW)]
    for name, body in _checked(pid).items():
        code += [(JUMP_EQUAL, 0, len(body), CHECKED[name][column]), *body]
    return [*code, _return(DENY)]


def _checked(pid: int) -> dict[str, list[Instruction]]:
    return {
        "kill": [*_none_of(1, OUTSIDE), *_one_of(0, [pid])],
        "tgkill": [*_none_of(2, OUTSIDE), *_one_of(0, [pid])],
        "prctl": _one_of(0, PRCTL),
        "fcntl": _one_of(1, FCNTL),
        "ioctl": _one_of(1, IOCTL),
        "prlimit64": [*_must_be_zero(0, words=1), *_must_be_zero(2, words=2), _return(ALLOW)],  # own limits, read only
        "socketpair": _one_of(0, [1]),  # AF_UNIX: an event loop wakes itself through one
        "sendto": [*_must_be_zero(4, words=2), _return(ALLOW)],  # to the other end, not to an address
        "clone": [
            _load(0),
            (JUMP_ANY_BIT, 0, 1, CLONE_NEW),
            _return(DENY),
            (JUMP_ANY_BIT, 0, 1, CLONE_THREAD),
            _return(ALLOW),
            _return(DENY),
        ],
        "clone3": [_return(ERRNO | errno.ENOSYS)],  # its flags are behind a pointer; libc then uses clone
    }


def _load(argument: int, word: int = 0) -> Instruction:
    return (LOAD, 0, 0, ARGS + 8 * argument + 4 * word)


def _return(action: int) -> Instruction:
    return (RETURN, 0, 0, action)


def _one_of(argument: int, values: Iterable[int]) -> list[Instruction]:
    """For arguments that the kernel reads as 32 bits."""
    code = [_load(argument)]
    for value in values:
        code += [(JUMP_EQUAL, 0, 1, value), _return(ALLOW)]
    return [*code, _return(DENY)]


def _none_of(argument: int, values: Iterable[int]) -> list[Instruction]:
    code = [_load(argument)]
    for value in values:
        code += [(JUMP_EQUAL, 0, 1, value), _return(DENY)]
    return code


def _must_be_zero(argument: int, words: int) -> list[Instruction]:
    code = []
    for word in range(words):
        code += [_load(argument, word), (JUMP_EQUAL, 1, 0, 0), _return(DENY)]
    return code


MARK = 0x5EEDFACE  # stands for the process's number until that is known


def assemble(machine: str | None = None) -> bytes:
    """The filter as the kernel takes it, with MARK for the process's number."""
    return b"".join(struct.pack("=HBBI", *line) for line in program(MARK, machine))


def install(libc: ctypes.CDLL, assembled: bytes) -> None:
    """Puts the calling process behind the filter, for good. Needs no_new_privs.

    Raises:
        OSError: the kernel refused.
    """
    code = assembled.replace(struct.pack("=I", MARK), struct.pack("=I", os.getpid()))
    buffer = ctypes.create_string_buffer(code, len(code))
    sock_fprog = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    if libc.prctl(22, ctypes.c_ulong(2), sock_fprog, 0, 0):  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        number = ctypes.get_errno()
        raise OSError(number, f"seccomp: {os.strerror(number)}")
