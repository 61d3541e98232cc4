"""A chapter's notebook opened elsewhere: in JupyterLite, where the site has it; in Colab, where the published address
tells which repository it is from."""

import re
from pathlib import Path

from . import lite

PAGES = re.compile(r"https://([\w-]+)\.github\.io/([\w.-]+)/")
DOWNLOAD = re.compile(r'(<a class="exercise-notebook" href="notebooks/([^"]+)\.ipynb" download="([^"]+)">.*?</a>)')


def repository(address: str) -> str:
    """OWNER/NAME behind the address of a book on GitHub Pages; empty for any other address.

    >>> repository("https://emmy.github.io/lstm-course/"), repository("https://example.org/lstm/")
    ('emmy/lstm-course', '')
    """
    found = PAGES.fullmatch(address)
    return f"{found[1]}/{found[2]}" if found else ""


def colab(owner_and_name: str, path: str, branch: str = "main") -> str:
    """The address under which Colab opens a notebook of a public repository.

    >>> colab("emmy/lstm-course", "exercises/06_forget_gate/forget_gate.ipynb")
    'https://colab.research.google.com/github/emmy/lstm-course/blob/main/exercises/06_forget_gate/forget_gate.ipynb'
    """
    return f"https://colab.research.google.com/github/{owner_and_name}/blob/{branch}/{path}"


def notebooks(site: Path) -> dict[str, Path]:
    """What the pages offer for download: the file of the site by CHAPTER/NAME, as it is called in `exercises`."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.glob("[0-9]*.html"))]
    return {
        f"{chapter}/{name}": site / "notebooks" / f"{chapter}.ipynb"
        for page in pages
        for _, chapter, name in DOWNLOAD.findall(page)
    }


def link(site: Path, address: str) -> None:
    """Beside each chapter's download its notebook in JupyterLite and in Colab."""
    source = repository(address)

    def ways(found: re.Match) -> str:
        path = f"{found[2]}/{found[3]}"
        several = [found[1]]
        if lite.has(site, path):
            several.append(f'<a href="{lite.address(path)}">open it in the browser (JupyterLite, 30 MB)</a>')
        if source:
            several.append(f'<a href="{colab(source, f"exercises/{path}")}">open it in Colab</a>')
        return " or ".join(several)

    for path in site.glob("[0-9]*.html"):
        path.write_text(DOWNLOAD.sub(ways, path.read_text(encoding="utf-8")), encoding="utf-8")
