"""`{nb-exec-table}` as a reader wants it: the title of each page and its seconds."""

from myst_nb.ext import execution_tables
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

COLUMNS = {"runtime": "Seconds"}  # a page that failed fails the build


class NameByTitle(SphinxPostTransform):
    """The pages in the table by their titles."""

    default_priority = 9  # the table stands from 8 on, links are resolved at 10

    def run(self, **_):
        for link in self.document.findall(pending_xref):
            if link.astext() in self.env.titles and link.astext() == link["reftarget"]:
                link.children = [self.env.titles[link["reftarget"]].deepcopy()[0]]


def setup(app):
    execution_tables._key2header = COLUMNS
    app.add_post_transform(NameByTitle)
