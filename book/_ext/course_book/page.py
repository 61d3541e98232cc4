"""The page around the text: its description for search engines, its roles for screen readers, the first address."""

import html
from pathlib import Path

from docutils import nodes

INDEX = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<link rel="icon" href="_static/favicon.svg">
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


def write_index(app, exception):
    """The site's first address leads to the first page, with and without a stylesheet or a script."""
    if not exception:
        (Path(app.outdir) / "index.html").write_text(
            INDEX.format(title=html.escape(app.config.html_title)), encoding="utf-8"
        )


def setup(app):
    app.add_config_value("comments_config", None, "html")  # Jupyter Book sets it for an extension not loaded here
    app.connect("html-page-context", describe)
    app.connect("html-page-context", mend_roles)
    app.connect("build-finished", write_index)
