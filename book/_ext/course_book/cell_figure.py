"""`{cell-figure}`: the drawing of the cell, inline, so that it follows the light or dark page.

    ```{cell-figure} forget
    What the picture shows, in a sentence.
    ```

The arguments (of forget, input, candidate, output, cell and hidden; optional) put these parts forward and fade the
rest. The text is the caption.
"""

import html
import itertools
import re
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

DRAWING = Path(__file__).parents[2] / "figures" / "cell.svg"
PARTS = ("forget", "input", "candidate", "output", "cell", "hidden")
_number = itertools.count(1)


def inline_drawing(*parts: str) -> str:
    """The SVG without its table of colours, its ids unique, marked with the parts to put forward."""
    svg = re.sub(
        r'<style data-for="standalone">.*?</style>\n', "", DRAWING.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    prefix = f"cell{next(_number)}-"
    svg = re.sub(r'\bid="', f'id="{prefix}', svg)
    svg = re.sub(r'aria-labelledby="(\w+) (\w+)"', rf'aria-labelledby="{prefix}\1 {prefix}\2"', svg)
    focus = "".join([" focused", *(f" focus-{part}" for part in parts)]) if parts else ""
    return svg.replace('class="cell-drawing"', f'class="cell-drawing{focus}"')


class CellFigure(SphinxDirective):
    """The drawing of the cell with some parts put forward."""

    optional_arguments = len(PARTS)
    has_content = True

    def run(self):
        if unknown := set(self.arguments) - {*PARTS}:
            raise self.error(f"cell-figure: expected some of {', '.join(PARTS)}, got {', '.join(sorted(unknown))}")
        self.env.note_dependency(str(DRAWING))
        caption = html.escape(" ".join(self.content))
        note = f"<figcaption>{caption}</figcaption>" if caption else ""
        drawing = inline_drawing(*self.arguments)
        return [nodes.raw("", f'<figure class="cell-figure">{drawing}{note}</figure>', format="html")]


def setup(app):
    app.add_directive("cell-figure", CellFigure)
