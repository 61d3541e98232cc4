"""`{interactive} NAME`: a small live part of a page, an element of its own with its script.

    ```{interactive} squash-explorer
    What a reader is told when scripts are off: a sentence and, if need be, a table.
    ```

The script `_assets/parts/NAME.js`, with what it imports from `parts/lib`, is loaded by the pages that use it and by
no other. Where scripts are off the part stands as it would first stand, drawn by the same script while the book is
built (`still.mjs`); a part that holds a picture already keeps that.
"""

import json
import re
import subprocess
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from .maths import ASSETS, node_binary

STILL = Path(__file__).with_name("still.mjs")
DATA = '<script type="application/json" id="{name}-data">(.*?)</script>'


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
        node = part("", name=name, attributes={"id": name})
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


def visit(translator, node):
    attributes = "".join(f' {key}="{translator.attval(value)}"' for key, value in node.get("attributes", {}).items())
    translator.body.append(f"<{node['name']}{attributes}>")


def depart(translator, node):
    translator.body.append(f"</{node['name']}>")


def still(name: str, data: str = "null") -> str:
    """The part as it first stands, as HTML: the script draws it from the data that the page hands to it."""
    asked = json.dumps({"script": str(ASSETS / "parts" / f"{name}.js"), "data": data})
    done = subprocess.run([node_binary(), STILL], input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ExtensionError(f"{name}: its still picture could not be drawn:\n{done.stderr}")
    return done.stdout


def draw_stills(app, pagename, templatename, context, doctree):
    """Each part that stands in the page without a picture of its own gets its still."""
    for name in re.findall(r"<([\w-]+) id=\"\1\">", context.get("body", "")):
        before, start, rest = context["body"].partition(f'<{name} id="{name}">')
        inside, end, after = rest.partition(f"</{name}>")
        if "<svg" not in inside:
            data = re.search(DATA.format(name=name), before + after, re.DOTALL)
            inside += still(name, data[1] if data else "null")
            context["body"] = before + start + inside + end + after


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
    app.connect("html-page-context", draw_stills)
