"""Run inside the wall of `hostile.py`: gives up root, limits itself, then runs a command with a server to call nearby.

`python behind_wall.py UID PORT SECONDS COMMAND…` prints a line of JSON: the command's exit status, None where its time
was over, and whether anybody called.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys

GIB = 2**30
LIMITS = {resource.RLIMIT_AS: 3 * GIB, resource.RLIMIT_NPROC: 80, resource.RLIMIT_FSIZE: GIB, resource.RLIMIT_CORE: 0}


def main() -> None:
    user, port, seconds = map(int, sys.argv[1:4])
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    for kind, limit in LIMITS.items():
        resource.setrlimit(kind, (limit, limit))
    with socket.create_server(("127.0.0.1", port)) as server:
        server.settimeout(0.0)
        try:
            done = subprocess.run(
                sys.argv[4:],
                timeout=seconds,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
                check=False,
            )
            status, said = done.returncode, done.stderr.decode(errors="replace")[-2000:]
        except subprocess.TimeoutExpired:
            status, said = None, ""
        try:
            server.accept()
            called = True
        except BlockingIOError:
            called = False
    print(json.dumps({"status": status, "called": called, "said": said}), flush=True)
    os._exit(0)  # whoever is left behind ends with this process


if __name__ == "__main__":
    main()
