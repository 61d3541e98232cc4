"""`{exercise-notebook}`: the link of a chapter to its own exercise, copied into the book for download.

The notebook is `exercises/NN_name/NAME.ipynb` for the page `NN_name.md`. Its cells follow where code runs in the page,
and a `<take-answers>`: what a reader wrote in the page goes into that notebook. The contents of each page show how far
the exercises are, in a `<course-progress>`, which knows the checks of each. Scripts: `take-answers.js` and
`course-progress.js` in `_assets/parts`.
"""

import json
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .answers import in_page
from .part import part

ROOT = Path(__file__).parents[3]
FOLDER = "notebooks"
HERE = "Write each answer into its cell below and check it there, or work in the notebook:"
PLACES = "places.json"  # where verdicts lead, for `lib/exercise.js`


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
            f'<a class="exercise-notebook" href="{FOLDER}/{chapter}.ipynb" download="{name}.ipynb">'
            f"Download the exercise <code>{name}.ipynb</code></a>"
        )
        carried = {"exercise": chapter, "notebook": f"{FOLDER}/{chapter}.ipynb", "file": f"{name}.ipynb"}
        take = part("", name="take-answers", attributes=carried)
        answers = in_page(self, chapter, notebook) if self.config.python_here else []
        here = f'<p class="exercise-here">{HERE}</p>' if answers else ""
        return [nodes.raw("", f"{here}<p>{link}</p>", format="html"), *answers, take]


def checks_of(notebook: Path) -> list[str]:
    """What a released notebook asks for, in order: the ids of its answer cells.

    >>> checks_of(ROOT / "exercises" / "10_whole_cell" / "whole_cell.ipynb")
    ['lstm_step', 'answer_1', 'answer_2', 'answer_3']
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    graded = [cell["id"] for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")]
    return [name.removeprefix("check_") for name in graded]


def know_checks(app, config):
    """The checks of every exercise, as the contents of a page carry them."""
    notebooks = sorted((ROOT / "exercises").glob("*/*.ipynb"))
    checks = {notebook.parent.name: " ".join(checks_of(notebook)) for notebook in notebooks}
    config.exercise_checks = json.dumps(checks, separators=(",", ":"))


def show_progress(app, pagename, templatename, context, doctree):
    context["exercise_checks"] = app.config.exercise_checks
    app.add_js_file("parts/course-progress.js", type="module")


def places() -> dict[str, str]:
    """What stands behind `Read:` in a verdict -> where that is in the book, for all that a verdict may name; of places
    below one heading, which have the same words, the first.

    >>> places()["chapter 06, The forget gate: The gate the wrong way round"]
    '06_forget_gate.html#fg-a10'
    """
    from lstm_grader.exercise import catalogue, spec
    from lstm_grader.release.reading import in_order, say_where

    checks = [check for name in spec.names() for check in spec.load(name).checks]
    named = [row.read for row in catalogue.read().values()] + [check.read for check in checks]
    named += [place for check in checks for place in getattr(check, "reads", {}).values()]
    return {say_where(place): place for place in sorted(set(named), key=in_order, reverse=True)}


def copy_notebooks(app, exception):
    """Every chapter's notebook as it is now, also when its page was not read again; and where verdicts lead."""
    notebooks = [*(ROOT / "exercises").glob("*/*.ipynb")] if not exception else []
    here = {path.parent.name: path for path in notebooks if path.parent.name in app.env.found_docs}
    folder = Path(app.outdir) / FOLDER
    for chapter, notebook in here.items():
        folder.mkdir(exist_ok=True)
        shutil.copyfile(notebook, folder / f"{chapter}.ipynb")
    if here and app.config.python_here:
        (folder / PLACES).write_text(json.dumps(places(), indent=0), encoding="utf-8")


def setup(app):
    app.add_directive("exercise-notebook", ExerciseNotebook)
    app.add_config_value("exercise_checks", "", "html")  # where they change, each page is written again
    app.connect("config-inited", know_checks)
    app.connect("html-page-context", show_progress)
    app.connect("build-finished", copy_notebooks)
