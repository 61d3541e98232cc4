"""Folded code stands where it is in nobody's way: below what it made, and all of one picture in one place.

A cell tagged `hide-input` shows its output, and below it one line that opens the code. Cells before it that show
nothing are opened by that line too. A cell tagged `hide-cell` that follows a dropdown is the end of that dropdown; any
other is one line that opens code and output.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import is_component

SUMMARY, WITH_OUTPUT = "Show the code", "Show the code and what it prints"


class fold(nodes.General, nodes.Element):
    """Code, and maybe what it printed, behind a line that opens it."""


class FoldCells(SphinxPostTransform):
    """Put what folded cells hold into `fold`, before MyST-NB does it cell by cell."""

    default_priority = 198  # both MyST-NB's own folds and dropdowns are made at 199
    formats = ("html",)

    def run(self, **_):
        for cell in [node for node in self.document.findall(_is_cell) if node.get("hide_mode") in ("input", "all")]:
            self.place(cell, cell.attributes.pop("hide_mode") == "all")

    def place(self, cell, whole):
        """Fold the cell, `whole` or its code alone, together with what stands before it."""
        before = _before(cell)
        if whole and before is not None and is_component(before, "dropdown"):
            cell.parent.remove(cell)
            before += cell
            return
        code = [part for part in cell if part.get("nb_element") == "cell_code_source"]
        output = [part for part in cell if part.get("nb_element") == "cell_code_output"]
        earlier = before[-1] if before is not None and _is_cell(before) and isinstance(before[-1], fold) else None
        if earlier is not None and (whole and (not output or earlier["whole"])):
            earlier += cell.children
            cell.parent.remove(cell)
            return
        if earlier is not None and len(before) == 1 and not earlier["whole"]:
            code = [*earlier, *code]
            before.parent.remove(before)
        folded = fold("", *code, *(output if whole else []), whole=whole)
        cell[:] = [folded] if whole else [*output, folded]


def _is_cell(node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def _before(node):
    place = node.parent.index(node)
    return node.parent[place - 1] if place else None


def visit(translator, node):
    prints = any(part.get("nb_element") == "cell_code_output" for part in node)
    summary = WITH_OUTPUT if prints else SUMMARY
    translator.body.append(f'<details class="code-fold"><summary>{summary}</summary>\n')


def depart(translator, node):
    translator.body.append("</details>\n")


def setup(app):
    app.add_node(fold, html=(visit, depart))
    app.add_post_transform(FoldCells)
