"""Cells of a page that run in the page: each stands in a `<live-cell>`, and what they import lies beside the worker.

A cell that needs what is not there, itself or by a name that such a cell makes, says so and does not run here. A cell
whose code the page hides is there for the others. The script is `_assets/parts/live-cell.js`, Python is `pyodide.py`'s.
"""

import ast
import html
import sys
import zipfile
from pathlib import Path

import jupytext
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform

from .maths import ASSETS
from .part import part
from .results import SOURCES

ROOT = ASSETS.parents[1]
RUNNER = ASSETS / "python"
sys.path.insert(0, str(RUNNER))
from cell_names import needed  # noqa: E402  it lies beside the worker, which uses it as well

NOT_HERE = {"torch", "experiments.text"}  # what a page cannot import; the text is of a module that Pyodide leaves out
ELSEWHERE = "The code of this page runs in a copy of the project: "


class LiveCells(SphinxPostTransform):
    """Put the code of each cell into an element that can run it; without Python, say once where it runs."""

    default_priority = 197  # before code is folded, which moves it
    formats = ("html",)

    def run(self, **_):
        cells = sorted(filter(_is_cell, self.document.findall(nodes.container)), key=lambda cell: cell["cell_index"])
        if cells and self.app.config.python_here:
            self.make_live(cells)
        elif cells and self.env.docname != "how_to":
            link = nodes.reference("", "how to run it", refuri="how_to.html#how-run", internal=True)
            place = cells[0].parent
            place.insert(place.index(cells[0]) + 1, nodes.paragraph("", ELSEWHERE, link, nodes.Text(".")))

    def make_live(self, cells):
        page = self.env.doc2path(self.env.docname)
        codes = [cell.source for cell in jupytext.read(page).cells if cell.cell_type == "code"]
        if len(codes) != len(cells):
            raise ExtensionError(
                f"{self.env.docname}: {len(codes)} cells are written, {len(cells)} stand in the page; "
                "a cell tagged remove-cell cannot be run there: tag it hide-cell"
            )
        for place, (cell, code, needs) in enumerate(zip(cells, codes, needs_more(codes), strict=True)):
            attributes = {"number": str(place + 1)} | ({"needs": needs} if needs else {})
            source = next((child for child in cell if child.get("nb_element") == "cell_code_source"), None)
            if source is None:
                hidden = nodes.raw("", f"<pre hidden>{html.escape(code)}</pre>", format="html")
                cell.insert(0, part("", hidden, name="live-cell", attributes=attributes | {"hidden": ""}))
                continue
            live = part("", name="live-cell", attributes=attributes, nb_element="cell_code_source")
            cell.replace(source, live)
            live += source
            for output in cell:
                if output.get("nb_element") == "cell_code_output":
                    output["ids"].append(f"output-{place + 1}")


def _is_cell(node) -> bool:
    return node.get("nb_element") == "cell_code"


def needs_more(codes: list[str]) -> list[str]:
    """For each cell what a page cannot import, itself or by way of a cell that it needs; "" for most.

    >>> needs_more(["import torch", "x = 1", "y = torch.ones(x)", "print(y)", "print(x)"])
    ['torch', '', 'torch', 'torch', '']
    >>> needs_more(["from experiments import text as tx", "from experiments import trials"])
    ['experiments.text', '']
    """
    found = []
    for place, code in enumerate(codes):
        imported = {name for node in ast.walk(ast.parse(code)) for name in _imports(node)}
        own = sorted(imported & NOT_HERE)
        found.append(own[0] if own else next((found[each] for each in needed(codes, place) if found[each]), ""))
    return found


def _imports(node) -> list[str]:
    """The modules that a statement may import: each whole, and the package that it is of."""
    names = [name.name for name in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
    whole = [f"{node.module}.{name}" for name in names] if isinstance(node, ast.ImportFrom) else names
    return [*whole, *(name.partition(".")[0] for name in whole)]


def pack(path: Path, root: Path = ROOT) -> None:
    """Write all that cells import beside NumPy and matplotlib; the same files always give the same bytes."""
    files = {file.relative_to(root).as_posix(): file for pattern in SOURCES for file in root.glob(pattern)}
    files |= {f"python/{file.name}": file for file in RUNNER.glob("*.py")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, file in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED)


def put_into_the_site(app, exception):
    if not exception and app.builder.format == "html" and app.config.python_here:
        pack(Path(app.outdir) / "_static" / "python" / "course.zip")


def setup(app):
    app.add_post_transform(LiveCells)
    app.connect("build-finished", put_into_the_site)
