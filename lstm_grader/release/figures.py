"""Pictures inside a notebook's text, so that a notebook opened alone shows them."""

from __future__ import annotations

import base64
import re
from pathlib import Path

IMAGE = re.compile(r"!\[([^\]]+)\]\(([\w-]+\.svg)\)")


def embedded(text: str, folder: Path) -> str:
    """Markdown with each `![alt](name.svg)` replaced by the drawing itself, taken from `folder`.

    A data URI in an image is shown by JupyterLab, VS Code and Colab; they all strip an inline <svg>.

    Raises:
        FileNotFoundError: there is no such drawing.
    """

    def image(match: re.Match) -> str:
        data = base64.b64encode((folder / match[2]).read_bytes()).decode()
        return f"![{match[1]}](data:image/svg+xml;base64,{data})"

    return IMAGE.sub(image, text)
