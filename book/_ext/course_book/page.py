"""The page around the text: what it loads, its description for search engines."""
import html
import re
import shutil
from pathlib import Path

from docutils import nodes

DROPPED = ("scripts/fontawesome.js*", "scripts/*.map", "styles/*.map")   # icons are in book/_static/icons.css

ICON_RULES = re.compile(r"""@font-face\{[^}]*Font\s*Awesome[^}]*\}|(?:\.fa-[\w-]+:before,?)+\{content:"[^"]*"\}""")
INDEX = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url=intro.html">
<main><h1><a href="intro.html">{title}</a></h1></main>
</html>
"""


def describe(app, pagename, templatename, context, doctree):
    """The page's first paragraph, cut at a word, is its description."""
    if doctree is None:
        return
    first = next((found.astext() for found in doctree.findall(nodes.paragraph)), "")
    text = " ".join(first.split())
    if len(text) > 155:
        text = text[:155].rsplit(" ", 1)[0] + " …"
    context["page_summary"] = text


def mend_roles(app, pagename, templatename, context, doctree):
    """The entries of the bibliography stand in a list: their own role is a deprecated one that no list may hold."""
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def drop_weight(app, exception):
    """Take out what the theme ships for two thousand icons: the script, the fonts, a fifth of the style sheet."""
    if exception:
        return
    sheet = Path(app.outdir) / "_static" / "styles" / "pydata-sphinx-theme.css"
    sheet.write_text(ICON_RULES.sub("", sheet.read_text()))
    for pattern in DROPPED:
        for path in (Path(app.outdir) / "_static").glob(pattern):
            path.unlink()
    shutil.rmtree(Path(app.outdir) / "_static" / "vendor" / "fontawesome", ignore_errors=True)


def write_index(app, exception):
    """The site's first address leads to the first page, with and without a stylesheet or a script."""
    if not exception:
        (Path(app.outdir) / "index.html").write_text(INDEX.format(title=html.escape(app.config.html_title)))


def setup(app):
    app.add_config_value("comments_config", None, "html")   # Jupyter Book sets it for an extension not loaded here
    app.connect("html-page-context", describe)
    app.connect("html-page-context", mend_roles)
    app.connect("build-finished", write_index)
    app.connect("build-finished", drop_weight)
