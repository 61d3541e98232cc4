"""A chapter's notebook opened elsewhere: in Colab, where the published address tells which repository it is from."""

import re
from pathlib import Path

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


def link(site: Path, address: str) -> None:
    """Beside each chapter's download its notebook in Colab."""
    source = repository(address)
    if not source:
        return
    for path in site.glob("[0-9]*.html"):
        page = path.read_text(encoding="utf-8")
        path.write_text(
            DOWNLOAD.sub(
                lambda found: (
                    f'{found[1]} or <a href="{colab(source, f"exercises/{found[2]}/{found[3]}")}">open it in Colab</a>'
                ),
                page,
            ),
            encoding="utf-8",
        )
