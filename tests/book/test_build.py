"""The build itself, with a one-page book under the course's own settings."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_book import pyodide  # noqa: E402

PAGE = """---
jupytext: {{text_representation: {{extension: .md, format_name: myst}}}}
kernelspec: {{name: python3, display_name: Python 3}}
---
# One page

{text}

```{{code-cell}} ipython3
import lstm_ref
{code}
```
"""


class TinyBook:
    def __init__(self, root: Path, command: list[str]):
        self.root, self.command = root, command
        for name in ("_config.yml", "requirements.txt"):
            shutil.copyfile(ROOT / name, root / name)
        for part in ("_ext", "_static", "_templates", "_assets", "figures"):
            shutil.copytree(ROOT / "book" / part, root / "book" / part, ignore=shutil.ignore_patterns("__pycache__"))
        (root / "book" / "references.bib").write_text("")
        (root / "book" / "_toc.yml").write_text("format: jb-book\nroot: intro\n")
        (root / "lstm_ref").mkdir()
        self.reference(1)

    def reference(self, value: int):
        (self.root / "lstm_ref" / "__init__.py").write_text(f"value = {value}\n")

    def page(self, code="print('value', lstm_ref.value)", text="A line."):
        (self.root / "book" / "intro.md").write_text(PAGE.format(code=code, text=text))

    def build(self) -> subprocess.CompletedProcess:
        environment = {"PYODIDE": "no", **os.environ, "PYTHONPATH": str(self.root)}
        return subprocess.run(self.command, cwd=self.root, env=environment, capture_output=True, text=True, timeout=180)

    def html(self) -> str:
        return (self.root / "_build" / "html" / "intro.html").read_text()


@pytest.fixture(scope="module")
def built(tmp_path_factory, build_command):
    """The book, built once without Pyodide, and what the build said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYODIDE", "no")
        book = TinyBook(tmp_path_factory.mktemp("tiny"), build_command)
        book.page()
        done = book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return book, done.stdout + done.stderr, book.html()


@pytest.fixture
def book(built, monkeypatch):
    """The same for every test, as somebody has it who goes on writing: what the one before wrote is taken back."""
    monkeypatch.setenv("PYODIDE", "no")
    book = built[0]
    book.page()
    book.reference(1)
    return book


def test_a_book_without_pyodide_is_whole_and_says_where_code_runs(built):
    _, said, html = built
    assert pyodide.SAID in said
    assert "value 1" in html and "live-cell" not in html
    assert "The code of this page runs in a copy of the project" in html


def test_results_are_run_again_when_the_reference_changes(book, built):
    assert "value 1" in built[2]
    book.reference(2)
    assert book.build().returncode == 0
    assert "value 2" in book.html() and "value 1" not in book.html()


def test_a_failing_cell_fails_the_build(book):
    book.page(code="assert lstm_ref.value == 2, 'the numbers differ'")
    built = book.build()
    assert built.returncode != 0
    assert "the numbers differ" in built.stdout + built.stderr


def test_a_page_with_a_fault_fails_the_build_and_does_so_again(book):
    """A link that leads nowhere, and a formula that cannot be drawn."""
    book.page(text=r"[nowhere](nowhere.md) $\nosuchmacro{x}$")
    for _ in range(2):
        built = book.build()
        assert built.returncode != 0
        for fault in ("nowhere.md", "nosuchmacro"):
            assert fault in built.stdout + built.stderr


def test_a_shared_link_names_its_picture_by_the_whole_address_also_when_that_comes_later(book, built):
    assert 'og:image" content="previews/intro.png"' in built[2] and "og:url" not in built[2]
    settings = book.root / "nbgrader_config.py"
    settings.write_text('c = get_config()\nc.FeedbackExporter.book = "https://example.org/lstm"\n')
    assert book.build().returncode == 0
    settings.unlink()
    assert 'og:image" content="https://example.org/lstm/previews/intro.png"' in book.html()
    assert 'og:url" content="https://example.org/lstm/intro.html"' in book.html()


def test_a_book_has_pyodide_as_soon_as_it_can_be_had(book, monkeypatch):
    if pyodide.missing(pyodide.kept_in()):
        pytest.skip("Pyodide could not be had")
    monkeypatch.setenv("PYODIDE", "yes")
    assert book.build().returncode == 0
    assert '<live-cell number="1">' in book.html()
    home = book.root / "_build" / "html" / "_static" / "python"
    assert json.loads((home / "pyodide" / pyodide.LOCK).read_text()) == pyodide.TABLE["lock"]
    assert pyodide.missing(home / "pyodide") == set()
    assert (home / "course.zip").is_file()
