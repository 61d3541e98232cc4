"""`{unrolled}`: the LSTM drawn out over four steps, with what the current step does written into its box.

    ```{unrolled} forget
    ```

The argument is the part of the step that the chapter is about, a key of `DOES`. The legend stands below the picture.
"""

import html

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

DOES = {
    "forget": ("f ⊙ c", "keeps a share of the memory that arrives"),
    "input": ("+ i ⊙ c̃", "adds to the memory that arrives"),
    "cell": ("c", "makes the new memory and passes it on"),
    "output": ("o ⊙ tanh c", "shows a part of the new memory"),
    "hidden": ("c and h", "passes memory and hidden state on"),
}
LEGEND = "Solid: the memory c. Dashed: the hidden state h. The marked box is the current step; all boxes share weights."
STEPS = ("t−2", "t−1", "t", "t+1")
WIDTH, GAP, LEFT = 74, 92, 20


def _arrow(x, y, dx, dy, colour, dashed=False) -> str:
    """An arrow with its head, from a place by a distance, along one axis."""
    head = "l-6,-4 m6,4 l-6,4" if dx else "l-4,6 m4,-6 l4,6"
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    line = f'<path d="M{x},{y} l{dx},{dy}"{dash}/>'
    return f'<g fill="none" stroke="{colour}" stroke-width="1.8">{line}<path d="M{x + dx},{y + dy} {head}"/></g>'


def drawing(part: str) -> str:
    """The strip as an SVG that follows the light or dark page."""
    text, does = DOES[part]
    pieces = []
    for k, step in enumerate(STEPS):
        x, current = LEFT + k * GAP, step == "t"
        inside = text if current else "LSTM"
        middle, colour = x + WIDTH / 2, f"var(--gate-{part})" if current else "var(--figure-faint)"
        pieces += [
            f'<rect x="{x}" y="40" width="{WIDTH}" height="52" rx="7" fill="none" stroke="{colour}" '
            f'stroke-width="{2.6 if current else 1.4}"/>',
            f'<text x="{middle}" y="71" fill="{colour if current else "currentColor"}">{inside}</text>',
            f'<text x="{middle}" y="136">x, {step}</text>',
            f'<text x="{middle}" y="12">h, {step}</text>',
            _arrow(middle, 120, 0, -24, "currentColor"),
            _arrow(middle, 38, 0, -20, "var(--gate-hidden)", dashed=True),
            _arrow(x + WIDTH, 56, GAP - WIDTH, 0, "var(--gate-cell)"),
            _arrow(x + WIDTH, 80, GAP - WIDTH, 0, "var(--gate-hidden)", dashed=True),
        ]
    label = html.escape(f"Four boxes in a row, one a step, joined by the memory and the hidden state. Step t {does}.")
    return (
        f'<svg role="img" aria-label="{label}" viewBox="0 0 392 142" style="--units: 392; --width: 480" '
        f'text-anchor="middle" fill="currentColor">{"".join(pieces)}</svg>'
    )


class Unrolled(SphinxDirective):
    """The strip with the current step marked, and its legend."""

    required_arguments = 1

    def run(self):
        part = self.arguments[0]
        if part not in DOES:
            raise self.error(f"unrolled: expected one of {', '.join(DOES)}, got {part}")
        note = f"Step t {DOES[part][1]}. {LEGEND}"
        picture = f'<figure class="gate-figure">{drawing(part)}<figcaption>{note}</figcaption></figure>'
        return [nodes.raw("", picture, format="html")]


def setup(app):
    app.add_directive("unrolled", Unrolled)
