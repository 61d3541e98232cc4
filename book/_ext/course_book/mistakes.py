"""`{known-mistakes}`: the grader's table of mistakes, as far as the pages that explain them are out."""

from itertools import groupby
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class KnownMistakes(SphinxDirective):
    """A section for each page, and in it each mistake: its id, its name as a link, and what the student is told."""

    def run(self):
        from lstm_grader.exercise import catalogue  # found once this extension has put the project on the path

        for path in catalogue.files():
            self.env.note_dependency(str(path))
        self.env.note_reread()  # a new page brings its mistakes along
        rows = catalogue.read()
        page_of = {key: row.read.partition(".html")[0] for key, row in rows.items()}
        out = sorted((key for key in rows if page_of[key] in self.env.found_docs), key=page_of.get)
        count = f"{len(rows)} mistakes are in the table. The pages that explain {len(out)} of them are out: these."
        return [
            nodes.paragraph("", count),
            *(self._section(page, {key: rows[key] for key in keys}) for page, keys in groupby(out, key=page_of.get)),
        ]

    def _section(self, page, rows):
        text = Path(self.env.doc2path(page)).read_text(encoding="utf-8")
        title = next(line[2:] for line in text.splitlines() if line.startswith("# "))
        section = nodes.section("", nodes.title("", "", *inline(title)), ids=[nodes.make_id(f"mistakes {page}")])
        listed = nodes.definition_list()
        for key, row in rows.items():
            link = nodes.reference("", "", *inline(row.name), refuri=row.read, internal=True)
            listed += nodes.definition_list_item(
                "",
                nodes.term("", "", nodes.Text(f"{key} · "), link),
                nodes.definition("", nodes.paragraph("", "", *inline(row.says))),
            )
        section += listed
        return section


def inline(text: str) -> list[nodes.Node]:
    """A text with what stands between backticks as code.

    >>> [type(node).__name__ for node in inline("`a` times b")]
    ['literal', 'Text']
    """
    parts = enumerate(text.split("`"))
    return [nodes.literal("", part) if place % 2 else nodes.Text(part) for place, part in parts if part]


def setup(app):
    app.add_directive("known-mistakes", KnownMistakes)
