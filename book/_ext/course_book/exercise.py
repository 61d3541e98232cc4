"""`{exercise-notebook}`: the link of a chapter to its own exercise, copied into the book for download.

The notebook is `exercises/NN_name/NAME.ipynb` for the page `NN_name.md`.
"""

import shutil
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).parents[3]
FOLDER = "notebooks"


class ExerciseNotebook(SphinxDirective):
    """A download button for the exercise that has the same number and name as this page."""

    def run(self):
        chapter = self.env.docname
        name = chapter.split("_", 1)[1]
        notebook = ROOT / "exercises" / chapter / f"{name}.ipynb"
        self.env.note_dependency(str(notebook))
        if not notebook.is_file():
            raise self.error(f"{notebook.relative_to(ROOT)} does not exist: release the exercises before the book")
        link = (
            f'<p><a class="exercise-notebook" href="{FOLDER}/{chapter}.ipynb" download="{name}.ipynb">'
            f"Download the exercise <code>{name}.ipynb</code></a></p>"
        )
        return [nodes.raw("", link, format="html")]


def copy_notebooks(app, exception):
    """Every chapter's notebook as it is now, also when its page was not read again."""
    if exception:
        return
    for chapter in app.env.found_docs:
        for notebook in (ROOT / "exercises" / chapter).glob("*.ipynb"):
            target = Path(app.outdir) / FOLDER / f"{chapter}.ipynb"
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(notebook, target)


def setup(app):
    app.add_directive("exercise-notebook", ExerciseNotebook)
    app.connect("build-finished", copy_notebooks)
