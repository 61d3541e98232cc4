"""Plots in the colours of the gates, for the cells of a page.

    from gate_style import FORGET, figure, show

    fig, ax = figure(width=5.6, height=2.6)      # inches; ncols= and nrows= give an array of axes
    ax.plot(z, s, color=FORGET, label="sigmoid")
    ax.legend()
    show(fig, "The sigmoid rises from 0 at z = -6 through one half at z = 0 to 1 at z = 6.")

`show` is the last line of its cell. It wants alt text: one or two sentences that say what the picture shows to
somebody who cannot see it. An optional `caption="..."` is printed below the picture.

Colours: FORGET INPUT CANDIDATE OUTPUT CELL HIDDEN (the six of the book) and INK (text and axes), FAINT (grid, helper
lines). Use only these. Each follows the reader's light or dark page by itself, so never draw with "black" or "white",
and never fill the background. `alpha=` works. A second line of the same gate: same colour, `linestyle="--"`.

On a phone the page makes the labels larger where they would be too small to read, up to what `WIDEST` leaves room for.

How: the plot is drawn once with the light colours, and `show` exchanges each for a CSS variable of the page.
"""

import html
import io
import itertools
import re
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter, LogFormatter, NullFormatter

TABLE = Path(__file__).parents[1] / "_static" / "gates.css"
GATES = ("forget", "input", "candidate", "output", "cell", "hidden")
INK, FAINT = "#010203", "#040506"  # never shown: exchanged for the page's own colours
WIDEST = 5.6  # inches: on a phone such a plot shrinks to two thirds, and its labels still fit when they do not
LONG = re.compile(r"-?\d+\.\d{3,}")
_number = itertools.count(1)


def colours(theme: str = "light") -> dict[str, str]:
    """The table of gate colours for the "light" or the "dark" page, read from the style sheet."""
    selector = {"light": r"^html \{", "dark": r'^html\[data-theme="dark"\] \{'}[theme]
    block = re.search(selector + r"(.*?)\}", TABLE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE).group(1)
    found = dict(re.findall(r"--gate-(\w+):\s*(#[0-9A-Fa-f]{6})", block))
    if set(found) != set(GATES):
        raise ValueError(f"{TABLE.name}: expected the gates {GATES} in the {theme} block, got {tuple(found)}")
    return found


FORGET, INPUT, CANDIDATE, OUTPUT, CELL, HIDDEN = (colours()[gate] for gate in GATES)

STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "lstm",
    "font.family": "sans-serif",
    "font.size": 11,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11.5,
    "axes.titlelocation": "left",
    "axes.titlepad": 9,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
    "xtick.major.pad": 6,
    "lines.linewidth": 2.2,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "legend.fontsize": 10.5,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.prop_cycle": matplotlib.cycler(color=[FORGET, INPUT, OUTPUT, CANDIDATE, CELL]),
}
matplotlib.rcParams.update(STYLE)  # a page has one style, so the legend and every later artist has it too


def figure(width: float = WIDEST, height: float = 2.6, **layout):
    """A figure and its axes in the book's style; `layout` goes to `plt.subplots`."""
    if width > WIDEST:
        raise ValueError(f"width: expected at most {WIDEST} inches, so that a phone shows it, got {width}")
    return plt.subplots(figsize=(width, height), layout="constrained", **layout)


def power(number: float) -> str:
    """A number at a logarithmic axis, as code writes it.

    >>> [power(number) for number in (1e-9, 0.01, 1, 5000, 1e12)]
    ['1e−9', '0.01', '1', '5000', '1e12']
    """
    if 0.001 <= number < 1e5:
        return f"{number:g}"
    digits, exponent = f"{number:e}".split("e")
    return f"{float(digits):g}e{int(exponent)}".replace("-", "−")


class Picture:
    """An inline SVG with its alt text, as a notebook shows it."""

    def __init__(self, svg: str, alt: str, caption: str):
        self.svg, self.alt, self.caption = svg, alt, caption

    def _repr_html_(self) -> str:
        note = f"<figcaption>{html.escape(self.caption)}</figcaption>" if self.caption else ""
        return f'<figure class="gate-figure">{self.svg}{note}</figure>'

    def __repr__(self) -> str:
        return self.alt


def show(fig, alt: str, caption: str = "") -> Picture:
    """The figure as an inline SVG that follows the light or dark page; `alt` says what it shows."""
    if len(alt.split()) < 6:
        raise ValueError(f"alt: expected a sentence that says what the picture shows, got {alt!r}")
    for axis in (axis for ax in fig.axes for axis in (ax.xaxis, ax.yaxis)):
        if isinstance(axis.get_major_formatter(), LogFormatter):  # its powers of ten are small raised letters
            axis.set_major_formatter(FuncFormatter(lambda number, _: power(number)))
            axis.set_minor_formatter(NullFormatter())
    buffer = io.StringIO()
    fig.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    plt.close(fig)
    return Picture(_for_the_page(buffer.getvalue(), alt, f"plot{next(_number)}"), alt, caption)


def _for_the_page(svg: str, alt: str, prefix: str) -> str:
    """Exchange drawn colours for the page's, make ids unique on the page, let the width follow the column."""
    names = {value.lower(): f"var(--gate-{gate})" for gate, value in colours().items()}
    names |= {INK: "currentColor", FAINT: "var(--figure-faint)"}
    svg = re.sub(r"#[0-9a-fA-F]{6}", lambda found: names.get(found[0].lower(), found[0]), svg)
    svg = re.sub(r'\bid="', f'id="{prefix}-', svg)
    svg = re.sub(r'(url\(|href=")#', rf"\g<1>#{prefix}-", svg)
    svg = re.sub(r"font-family: [^;\"]*;? ?", "", svg)  # the letters are the page's own
    svg = re.sub(r"font-size: ([\d.]+px)", r"font-size: max(\1, var(--least, 0px))", svg)
    svg = re.sub(r"<metadata>.*?</metadata>|<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<[^>]+>", lambda tag: LONG.sub(lambda number: f"{float(number[0]):.2f}", tag[0]), svg)
    svg = svg[svg.index("<svg") :]
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()
    head = (
        f'<svg role="img" aria-label="{html.escape(alt, quote=True)}" viewBox="0 0 {width} {height}" '
        f'style="--units: {width}; --width: {float(width) / 72 * 96:.0f}">'
    )
    return head + re.sub(r"\n\s*", "\n", svg[svg.index(">") + 1 :]).strip()
