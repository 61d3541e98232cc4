"""`{interactive} NAME`: a small live part of a page, an element of its own with its script.

    ```{interactive} squash-explorer
    What a reader sees when scripts are off: a sentence and, if need be, a table.
    ```

The script `_assets/parts/NAME.js`, with what it imports from `parts/lib`, is loaded by the pages that use it and by
no other.
"""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .maths import ASSETS


class part(nodes.General, nodes.Element):
    """An element of the page named `name`; its children are the still version."""


class Interactive(SphinxDirective):
    """The element NAME around a still version."""

    required_arguments = 1
    has_content = True

    def run(self):
        name = self.arguments[0]
        if not (ASSETS / "parts" / f"{name}.js").is_file():
            raise self.error(f"interactive: no script book/_assets/parts/{name}.js")
        self.assert_has_content()
        node = part("", name=name)
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def visit(translator, node):
    attributes = "".join(f' {key}="{translator.attval(value)}"' for key, value in node.get("attributes", {}).items())
    translator.body.append(f"<{node['name']}{attributes}>")


def depart(translator, node):
    translator.body.append(f"</{node['name']}>")


def load_scripts(app, pagename, templatename, context, doctree):
    names = sorted({node["name"] for node in doctree.findall(part)}) if doctree else []
    for name in names:
        app.add_js_file(f"parts/{name}.js", type="module")
    if names:
        app.add_css_file("parts/parts.css")


def setup(app):
    app.add_node(part, html=(visit, depart))
    app.add_directive("interactive", Interactive)
    app.connect("html-page-context", load_scripts)
