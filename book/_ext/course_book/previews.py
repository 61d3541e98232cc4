"""The picture that a shared link shows: a page's title above its first figure, or above its first sentence.

`previews/NAME.png` for each page, 1200 by 630, drawn without a browser. The address in a page is a whole one only where
that of the published book is known (`nbgrader_config.py`).
"""

import html
import io
import re
from functools import cache
from pathlib import Path

import resvg_py
from matplotlib import get_data_path
from PIL import Image, ImageDraw, ImageFont

from .maths import ASSETS

BOOK = ASSETS.parent
FOLDER = "previews"
SIZE = WIDTH, HEIGHT = 1200, 630
EDGE = 64
INK, MUTED, PAPER, FAINT = "#16202A", "#52606D", "#FFFFFF", "#DADEE2"
GATES = ("forget", "input", "candidate", "output")
FIGURE = re.compile(r'<figure class="(?:gate|cell)-figure">\s*(<svg.*?</svg>)', re.DOTALL)
LETTERS = [Path(get_data_path()) / f"fonts/ttf/DejaVu{name}.ttf" for name in ("Sans", "Serif", "Serif-Italic")]


@cache
def published() -> str:
    """The published book's address with a slash at its end, or nothing."""
    from lstm_grader import course  # found once this extension has put the project on the path

    return course.published_book()


def first_figure(page: str) -> str:
    """The first still picture of a page as an SVG of its own in the light colours; nothing where it has none."""
    from gate_style import colours

    found = FIGURE.search(page)
    if not found:
        return ""
    values = {f"gate-{gate}": colour for gate, colour in colours().items()} | {"figure-faint": FAINT, "paper": PAPER}
    svg = re.sub(
        r"var\(--([\w-]+)\)", lambda name: values[name[1]], re.sub(r"max\(([\d.]+px), [^;]*?\)\)", r"\1", found[1])
    )
    names = f'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" color="{INK}"'
    head, end, rest = svg.removeprefix("<svg").partition(">")
    return "<svg " + names + re.sub(r' (?:style|xmlns)="[^"]*"', "", head) + end + rest


def drawn(svg: str, width: int, height: int) -> Image.Image:
    """An SVG as large as the room allows."""
    across, down = (float(number) for number in re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg).groups())
    shown = round(across * min(width / across, height / down))
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=shown,
        skip_system_fonts=True,
        font_files=[str(path) for path in LETTERS],
        font_family="DejaVu Sans",
        sans_serif_family="DejaVu Sans",
        serif_family="DejaVu Serif",
    )
    return Image.open(io.BytesIO(png)).convert("RGBA")


@cache
def letters(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The book's own letters."""
    font = ImageFont.truetype(ASSETS / "fonts" / "source-sans-3-latin-wght-normal.woff2", size)
    font.set_variation_by_axes([weight])
    return font


def lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text with a new line wherever the next word has no room."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        rows[-1:] = [longer] if font.getlength(longer) <= width else [rows[-1], word]
    return "\n".join(filter(None, rows))


def picture(site: str, title: str, summary: str, figure: str) -> Image.Image:
    """The picture of a page."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _paste(image, drawn((BOOK / "figures" / "favicon.svg").read_text(encoding="utf-8"), 56, 56), EDGE, 40)
    if title != site:
        draw.text((EDGE + 76, 68), site, MUTED, letters(34, 500), anchor="lm")
    large = letters(66, 700)
    title = lines(title, large, WIDTH - 2 * EDGE)
    draw.multiline_text((EDGE, 116), title, INK, large, spacing=4)
    top = round(draw.multiline_textbbox((EDGE, 116), title, large, spacing=4)[3]) + 34
    if figure:
        made = drawn(figure, WIDTH - 2 * EDGE, HEIGHT - top - 44)
        _paste(image, made, (WIDTH - made.width) // 2, top + (HEIGHT - 44 - top - made.height) // 2)
    else:
        draw.multiline_text(
            (EDGE, top), lines(summary, letters(38, 400), WIDTH - 2 * EDGE), MUTED, letters(38, 400), spacing=12
        )
    for place, colour in enumerate(_gate_colours()):
        draw.rectangle((place * WIDTH // 4, HEIGHT - 14, (place + 1) * WIDTH // 4, HEIGHT), colour)
    return image


def _paste(image, part, x, y):
    image.paste(part, (x, y), part)


def _gate_colours() -> list[str]:
    from gate_style import colours

    return [colours()[gate] for gate in GATES]


def told(page: str, name: str) -> str:
    """What a page's head says of itself.

    >>> told('<meta property="og:title" content="Gates &amp; cells">', "title")
    'Gates & cells'
    """
    found = re.search(rf'<meta property="og:{name}" content="([^"]*)">', page)
    return html.unescape(found[1]) if found else ""


def know_where(app, config):
    """The address is a setting of the pages: another one writes each of them again."""
    config.book_address = published()


def say_where(app, pagename, templatename, context, doctree):
    """The address of the page's picture, for its head."""
    context["published"] = app.config.book_address
    context["preview"] = f"{context['published']}{FOLDER}/{pagename}.png"


def draw_pictures(app, exception):
    """One picture for each page that tells its title."""
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    (out / FOLDER).mkdir(exist_ok=True)
    for path in out.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        title = told(page, "title")
        if title:
            made = picture(told(page, "site_name"), title, told(page, "description"), first_figure(page))
            made.quantize(128).save(out / FOLDER / f"{path.stem}.png", optimize=True)


def setup(app):
    app.add_config_value("book_address", "", "html")
    app.connect("config-inited", know_where)
    app.connect("html-page-context", say_where)
    app.connect("build-finished", draw_pictures)
