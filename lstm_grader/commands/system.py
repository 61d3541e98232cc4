"""What the machine itself must have: asks for it, tries to get it, else says what to run."""

from __future__ import annotations

import glob
import os
import platform
import shutil
import subprocess

PROGRAMS = {
    "bubblewrap": ("bwrap",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "chromium-headless-shell": ("chromium-headless-shell", "chrome-headless-shell"),
    "firefox-esr": ("firefox-esr", "firefox"),
    "postgresql": ("/usr/lib/postgresql/*/bin/postgres", "postgres"),  # Debian keeps a server out of PATH
}
# Where there is no network nobody waits for it.
QUICKLY = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15", "-o", "Acquire::https::Timeout=15")
INSTALLERS = {
    "apt-get": "apt-get install -y --no-install-recommends {name}",
    "dnf": "dnf install -y {name}",
    "pacman": "pacman -S --noconfirm {name}",
    "zypper": "zypper --non-interactive install {name}",
    "apk": "apk add {name}",
}


def find(name: str) -> str | None:
    """The path of the program that a package brings, or None."""
    found = [path for program in PROGRAMS[name] for path in [*sorted(glob.glob(program)), shutil.which(program)]]
    return next(filter(None, found), None)


def browser() -> str:
    """The path of Chromium without windows, which opens a page for a third of the processor time; else of Chromium.

    Raises:
        RuntimeError: there is neither, and Chromium could not be installed; the text says what to run.
    """
    return find("chromium-headless-shell") or need("chromium")


def need(name: str) -> str:
    """The path of the program; installs its package first where that is possible without a question.

    Raises:
        RuntimeError: it is missing and could not be installed; the text says what to run.
    """
    if path := find(name):
        return path
    if platform.system() != "Linux":
        raise RuntimeError(f"{name} is a Linux program: use Linux, WSL2, or a Linux container")
    installer = next((command for command in INSTALLERS if shutil.which(command)), None)
    if installer is None:
        raise RuntimeError(f"{name} is missing and no known package manager was found: install {name} by hand")
    command = INSTALLERS[installer].format(name=name)
    if os.geteuid() != 0:
        raise RuntimeError(f"{name} is missing: run `sudo {command}`")
    print(f"Installing {name}: {command}", flush=True)
    if installer == "apt-get":
        subprocess.run(["apt-get", "update", "-qq", *QUICKLY], check=False)
    done = subprocess.run(command.split(), capture_output=True, text=True, check=False)
    if done.returncode or not find(name):
        raise RuntimeError(f"{name} is missing and `{command}` failed:\n{done.stderr.strip()[-1000:]}")
    return find(name)
