"""Hostile acts, as cells of a notebook: each must come back refused from inside the sandbox.

A cell that gets to its end has done its act. `CANARY` is a folder with a grade book, a solution and a submission that
the self-test makes outside; `PORT` is a port on which it listens.
"""

from __future__ import annotations

PRELUDE = """
import ctypes, os, platform, resource, signal, socket, sqlite3, struct, subprocess, sys, threading
CANARY, PORT, PROJECT = {canary!r}, {port!r}, {project!r}
ZYGOTE = os.getppid()
NUMBERS = dict(zip(
    "clone execve socket ptrace process_vm_readv mount unshare setns chroot bpf io_uring_setup keyctl perf_event_open "
    "memfd_create userfaultfd pidfd_open pidfd_getfd tkill rt_sigqueueinfo shmget sendmsg pivot_root open_tree clone3 "
    "seccomp personality init_module".split(),
    [(56, 220), (59, 221), (41, 198), (101, 117), (310, 270), (165, 40), (272, 97), (308, 268), (161, 51), (321, 280),
     (425, 425), (250, 219), (298, 241), (319, 279), (323, 282), (434, 434), (438, 438), (200, 130), (129, 138),
     (29, 194), (46, 211), (155, 41), (428, 428), (435, 435), (317, 277), (135, 92), (175, 105)]))
def syscall(name, *arguments):
    number = NUMBERS[name][platform.machine() == "aarch64"]
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) if isinstance(a, int) else a for a in arguments])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
"""

CONTROL = "open('note.txt', 'w').write('mine'); assert open('note.txt').read() == 'mine'; os.remove('note.txt')"
"""What a notebook may do, for comparison."""

ACTS = {
    "connect to a server": "socket.create_connection(('127.0.0.1', PORT), 2)",
    "connect to a local socket": "socket.socket(socket.AF_UNIX)",
    "ask for an address": "socket.getaddrinfo('example.org', 80)",
    "raw socket call": "syscall('socket', 2, 1, 0)",
    "send a message with descriptors": "syscall('sendmsg', 3, ctypes.create_string_buffer(56), 0)",
    "run a program": "subprocess.run([sys.executable, '-c', ''], check=True)",
    "run a shell": "assert os.system('true') == 0",
    "execv": "os.execv(sys.executable, [sys.executable, '-c', ''])",
    "posix_spawn": "os.posix_spawn(sys.executable, [sys.executable, '-c', ''], {})",
    "raw execve call": "syscall('execve', sys.executable.encode() or b'/bin/sh', None, None)",
    "fork": "os.fork() or os._exit(0)",
    "raw clone call": "syscall('clone', 17, 0, 0, 0, 0) or os._exit(0)",
    "raw clone3 call": "syscall('clone3', struct.pack('=11Q', 0, 0, 0, 0, 17, *[0] * 6), 88) or os._exit(0)",
    "read a solution": "open(CANARY + '/solutions/secret.py').read()",
    "read ../solutions": "open('../' * 20 + CANARY.lstrip('/') + '/solutions/secret.py').read()",
    "list the course": "os.listdir(CANARY)",
    "read this project": "open(PROJECT).read()",
    "read /etc/passwd": "open('/etc/passwd').read()",
    "write the grade book": "sqlite3.connect(CANARY + '/gradebook.db').execute('create table t (x)')",
    "edit another submission": "open(CANARY + '/submitted/other.ipynb', 'r+').write('mine')",
    "write into a library": "open(os.path.dirname(sys.modules['numpy'].__file__) + '/hostile.py', 'w')",
    "write into the standard library": "open(os.path.dirname(os.__file__) + '/hostile.py', 'w')",
    "write into /": "open('/hostile', 'w')",
    "write into /tmp": "os.makedirs('/tmp/hostile'); open('/tmp/hostile/file', 'w')",
    "write into /home": "open('/home/hostile', 'w')",
    "memory of the zygote": "open(f'/proc/{ZYGOTE}/mem', 'rb').read(1)",
    "environment of the zygote": "open(f'/proc/{ZYGOTE}/environ', 'rb').read(1)",
    "memory of init": "open('/proc/1/mem', 'r+b')",
    "environment of init": "open('/proc/1/environ', 'rb').read(1)",
    "trace the zygote": "syscall('ptrace', 16, ZYGOTE, 0, 0)",
    "read the zygote's memory": "syscall('process_vm_readv', ZYGOTE, bytes(16), 1, bytes(16), 1, 0)",
    "kill the zygote": "os.kill(ZYGOTE, signal.SIGKILL)",
    "kill everybody": "os.kill(-1, signal.SIGKILL)",
    "kill init": "syscall('tkill', 1, 9)",
    "queue a signal": "syscall('rt_sigqueueinfo', ZYGOTE, 9, bytes(128))",
    "have the kernel signal the zygote": "import fcntl; fcntl.fcntl(0, 8, ZYGOTE)",
    "open the zygote": "syscall('pidfd_open', ZYGOTE, 0)",
    "take a descriptor of the zygote": "syscall('pidfd_getfd', 3, 3, 0)",
    "lock what all processes share": "import fcntl; fcntl.lockf(open('/dev/null', 'w'), fcntl.LOCK_EX | fcntl.LOCK_NB)",
    "lock it for an open file": "import fcntl; fcntl.fcntl(open('/dev/null'), 37, struct.pack('hhqqi', 0, 0, 0, 0, 0))",
    "lock it whole": "import fcntl; fcntl.flock(open('/dev/null'), fcntl.LOCK_SH | fcntl.LOCK_NB)",
    "ask who locks it": "import fcntl; fcntl.fcntl(open('/dev/null'), 5, struct.pack('hhqqi', 0, 0, 0, 0, 0))",
    "touch what all processes share": "os.utime('/dev/null')",
    "inherited files": "assert [n for n in range(3, 64) if not fails(os.fstat, n)][1:]",
    "mount": "syscall('mount', b'tmpfs', b'/home', b'tmpfs', 0, None)",
    "new user namespace": "syscall('unshare', 0x10000000)",
    "enter a namespace": "syscall('setns', 3, 0)",
    "chroot": "syscall('chroot', b'.')",
    "pivot_root": "syscall('pivot_root', b'.', b'.')",
    "open_tree": "syscall('open_tree', -100, b'/', 1)",
    "become root": "os.setuid(0)",
    "make a device": "os.mknod('disk', 0o60600, os.makedev(8, 0))",
    "bpf": "syscall('bpf', 0, bytes(120), 120)",
    "io_uring": "syscall('io_uring_setup', 4, bytes(120))",
    "keyring": "syscall('keyctl', 0, -3, 1)",
    "perf events": "syscall('perf_event_open', bytes(128), 0, -1, -1, 0)",
    "userfaultfd": "syscall('userfaultfd', 1)",
    "nameless memory file": "syscall('memfd_create', b'x', 0)",
    "shared memory": "syscall('shmget', 0, 4096, 0o1600)",
    "another filter": "syscall('seccomp', 1, 0, bytes(16))",
    "other personality": "syscall('personality', 0x0400000)",
    "kernel module": "syscall('init_module', bytes(8), 8, b'')",
    "raise a limit": "resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "4 GB of memory": "bytearray(4 << 30)",
    "a file of 100 MB": "open('big', 'wb').write(bytes(100 << 20))",
    "1,000 threads": "[threading.Thread(target=threading.Event().wait, daemon=True).start() for _ in range(1000)]",
    "import lstm_ref": "import lstm_ref",
    "import lstm_grader": "import lstm_grader.selfcheck",
    "import the solutions": "import solutions",
}
BURSTING = ("4 GB of memory", "1,000 threads")
"""Acts whose process may end of them; an end in any other act (by exec, say) is no refusal."""
NEVER_IMPORTED = ("torch", "tensorflow", "keras", "jax", "onnxruntime")
