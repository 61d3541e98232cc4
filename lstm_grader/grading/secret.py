"""The secret of a course, from which every random input is drawn: nobody who does not hold it can foresee them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def course_secret(folder: Path) -> bytes:
    """The course's secret, `folder/secret`, readable by its owner alone; made on first use."""
    path, own = folder / "secret", folder / f".secret-{os.getpid()}"
    if not path.exists():
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
        try:
            os.link(own, path)  # whole or not at all, and never over another one
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_bytes()
