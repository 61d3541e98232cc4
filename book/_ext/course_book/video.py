"""`{video} ID` with a title as its text: a plain link that becomes a player when it is clicked, not before."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .part import part


class Video(SphinxDirective):
    """A link to a YouTube video; nothing is requested from there before the click."""

    required_arguments = 1
    has_content = True

    def run(self):
        self.assert_has_content()
        video, title = self.arguments[0], " ".join(self.content)
        node = part("", name="click-video", attributes={"video": video, "title": title})
        link = nodes.reference("", title, refuri=f"https://www.youtube.com/watch?v={video}")
        node += nodes.paragraph("", "", link)
        return [node]


def setup(app):
    app.add_directive("video", Video)
