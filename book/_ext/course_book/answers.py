"""The exercise in the page of its chapter: texts and answer cells of the released notebook, with hints.

Each code cell stands in an `<answer-cell>`. What checks it is the notebook's own self-check, taken from the notebook
when it is first used. Scripts: `_assets/parts/answer-cell.js`, `lib/exercise.js`.
"""

import json
import re
from html import escape

from docutils import nodes
from docutils.statemachine import StringList

from .part import part

HEADING = re.compile(r"^(##+) (.*)$", re.MULTILINE)


def in_page(directive, chapter: str, notebook) -> list[nodes.Node]:
    """The cells behind the self-check, as nodes of the page."""
    from lstm_grader.exercise import spec  # found once this extension has put the project on the path

    hints = {check.called: check.hints for check in spec.load(chapter).checks if getattr(check, "hints", ())}
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    first = next(place for place, cell in enumerate(cells) if cell["id"] == "selfcheck") + 1
    made = []
    for cell in cells[first:]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            made += texts(directive, text)
        elif not cell["metadata"].get("nbgrader", {}).get("locked"):
            code = _raw(f"<pre>{escape(text)}</pre>")
            made.append(part("", code, name="answer-cell", attributes={"exercise": chapter, "cell": cell["id"]}))
            made += folded(directive, hints.get(cell["id"], ()))
    return made


def texts(directive, text: str) -> list[nodes.Node]:
    """Text of the notebook; its headings stand below the section's own and in no table of contents."""
    made = []
    before, *rest = HEADING.split(text)
    made += parsed(directive, before)
    for marks, title, below in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        level = len(marks) + 1
        made += [_raw(f'<h{level} class="exercise-title">{escape(title)}</h{level}>'), *parsed(directive, below)]
    return made


def folded(directive, hints) -> list[nodes.Node]:
    """Each hint in a fold of its own; the page shows one when the one before is open."""
    made = []
    for number, hint in enumerate(hints, 1):
        head = f'<details class="answer-hint"><summary>Hint {number} of {len(hints)}</summary>'
        made += [_raw(head), *parsed(directive, hint), _raw("</details>")]
    return made


def parsed(directive, text: str) -> list[nodes.Node]:
    holder = nodes.Element()
    directive.state.nested_parse(StringList(text.splitlines(), directive.env.docname), directive.content_offset, holder)
    return holder.children


def _raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")
