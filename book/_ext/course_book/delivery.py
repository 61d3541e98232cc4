"""What a page sends: one block with the rules of style that it uses, and scripts that do not hold the text up.

The theme's style sheets hold 500 kB that a browser must have before it draws the first word; a page uses a tenth of
their rules. A rule stays when every class and id in its selector is in the page, or is a word of a script, which may
set it. The book's own sheets stay whole.
"""

import html
import re
import shutil
from functools import cache
from pathlib import Path

import tinycss2
from sphinx.errors import ExtensionError

from .bundle import bundle

OWN = ("course.css", "gates.css", "icons.css", "parts.css")
# Icons are in icons.css; of Bootstrap only the tooltips were used, and a button, or its icon, has a title.
DROPPED = ("scripts/fontawesome.js*", "scripts/bootstrap.js*", "scripts/*.map", "styles/*.map")
# The theme asks one block after the other whether it scrolls, and each answer has the page laid out anew, also what is
# folded: half of what a phone did after the first picture. `_assets/parts/scrolling.js` asks in its place.
ASKS = "e.tabIndex=e.scrollWidth>e.clientWidth||e.scrollHeight>e.clientHeight?0:-1"
ICON_RULES = re.compile(r"""@font-face\{[^}]*Font\s*Awesome[^}]*\}|(?:\.fa-[\w-]+:before,?)+\{content:"[^"]*"\}""")
LINK = re.compile(r'\s*<link [^>]*\brel="stylesheet"[^>]*>')
BLOCK = re.compile(r'\s*<style data-from="([^"]*)">.*?</style>', re.DOTALL)
OPTIONS = re.compile(r'<script src="([^"?]*documentation_options\.js)[^"]*"></script>')
SCRIPT = re.compile(r'<script(?![^>]*\b(?:defer|type="module"))(?=[^>]* src=)')
PLAIN = re.compile(r'<span class="(?:n|p|w)">([^<]*)</span>')  # names, brackets, spaces of code: coloured as the rest
MODULE = re.compile(
    r'<script type="module" src="([^"?]+)[^"]*"></script>|<script data-from="([^"]+)">.*?</script>', re.DOTALL
)
CONDITIONS = re.compile(r":(?:is|where|not|has)\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
VARIABLE = re.compile(r"""(?<=[{;\s])(--[\w-]+)\s*:(?:[^;{}"']|"[^"]*"|'[^']*')*(?:;|(?=\}))""")


def words_of(page: str) -> set[str]:
    """The classes and ids of a page.

    >>> sorted(words_of('<p class="a b" id="c">d</p>'))
    ['a', 'b', 'c']
    """
    return {name for value in re.findall(r'\b(?:class|id)="([^"]*)"', page) for name in html.unescape(value).split()}


def is_used(selector: str, words: set[str]) -> bool:
    """Whether all classes and ids that the selector asks for are among the words.

    >>> is_used("nav .a:not(.z) > #b[href$='.pdf']", {"a", "b"}), is_used(".a.z", {"a", "b"})
    (True, False)
    """
    return words.issuperset(_asked_by(selector))


@cache
def _asked_by(selector: str) -> list[str]:
    return re.findall(r"[.#]([A-Za-z_][\w-]*)", CONDITIONS.sub("", selector))


@cache
def selectors_of(rule) -> list[str]:
    """The selectors of a parsed rule; a comma in brackets parts none.

    >>> selectors_of(parsed("p:is(a, :not(b), c) , .d { margin: 0 }")[0])
    ['p:is(a, :not(b), c)', '.d']
    """
    parts = [[]]
    for token in rule.prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def used_rules(rules: list, words: set[str]) -> str:
    """The parsed rules that a page with these words needs, as text.

    >>> sheet = "p, .z { margin: 0 } .z { color: red } @media print { .a { color: blue } .z { color: red } }"
    >>> used_rules(parsed(sheet), {"a"})
    'p{margin: 0}@media print {.a{color: blue}}'
    """
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = ",".join(part for part in selectors_of(rule) if is_used(part, words))
            if selectors:
                kept.append(f"{selectors}{{{_content(rule).strip()}}}")
        elif rule.at_keyword in ("media", "supports"):
            inner = used_rules(_inside(rule), words)
            if inner:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        elif rule.at_keyword != "charset":
            kept.append(_whole(rule))
    return "".join(kept)


@cache
def _content(rule) -> str:
    return tinycss2.serialize(rule.content)


@cache
def _whole(rule) -> str:
    return rule.serialize()


@cache
def _inside(rule) -> list:
    return parsed(rule.content)


def parsed(sheet) -> list:
    """A style sheet, or what stands inside a rule, as its rules. Raises ValueError when it cannot be read."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    wrong = [rule.message for rule in rules if rule.type == "error"]
    if wrong:
        raise ValueError(f"a style sheet cannot be read: {wrong[0]}")
    return rules


def without_unused_variables(sheet: str, others: str = "") -> str:
    """The sheet without custom properties that neither it nor the other texts read.

    >>> without_unused_variables("html{--a: 1;--b: var(--a);--c: 2;margin:var(--c)}")
    'html{--c: 2;margin:var(--c)}'
    """
    named_elsewhere = set(re.findall(r"--[a-z][\w-]*", others))
    while True:
        read = named_elsewhere.union(re.findall(r"var\(\s*(--[\w-]+)", sheet))
        shorter = VARIABLE.sub(lambda found, read=read: found[0] if found[1] in read else "", sheet)
        if shorter == sheet:
            return sheet
        sheet = shorter


class Site:
    """The built pages with the style sheets and scripts that they load."""

    def __init__(self, folder: Path):
        self.folder = folder
        paths = (path for path in (folder / "_static").rglob("*.js") if "locales" not in path.parts)
        self.scripts = "\n".join(path.read_text(encoding="utf-8") for path in paths)
        self.script_words = set(re.findall(r"[A-Za-z_][\w-]*", self.scripts))
        self.rules = cache(self.rules_of)

    def rules_of(self, name: str) -> list:
        """The rules of a style sheet, its addresses seen from the pages."""
        path = self.folder / name
        text = re.sub(
            r'@import "([^"]+)";',
            lambda found: (path.parent / found[1]).read_text(encoding="utf-8"),
            path.read_text(encoding="utf-8"),
        )
        return parsed(re.sub(r"""url\((["']?)(?!data:|#|["'])""", rf"url(\1{Path(name).parent.as_posix()}/", text))

    def style(self, page: str, sheets: list[str]) -> str:
        """What the page uses of the sheets, in their order."""
        words = self.script_words | words_of(page)
        kept = [self.whole(name) if Path(name).name in OWN else used_rules(self.rules(name), words) for name in sheets]
        return without_unused_variables("".join(kept), page + self.scripts)

    def whole(self, name: str) -> str:
        """One of the book's own sheets: a script of the book may make up the name of a class."""
        return "".join(map(_whole, self.rules(name)))

    def live_parts(self, page: str) -> str:
        """The page with the scripts of its parts as one inside it: they start when the text stands, also in a page
        opened from a folder; what several parts import is there once."""
        names = [name for module, inside in MODULE.findall(page) for name in (module or inside).split()]
        if not names:
            return page
        script = bundle(*(self.folder / name for name in names))
        whole = f'<script data-from="{" ".join(names)}">addEventListener("load", async () => {{\n{script}\n}})</script>'
        first, *rest = MODULE.split(page)[:: MODULE.groups + 1]
        return first + whole + "".join(rest)

    def deliver(self, path: Path) -> None:
        """Put style and scripts of a page right; a page of an earlier build has its style made anew."""
        page = path.read_text(encoding="utf-8")
        before = BLOCK.search(page)
        sheets = before[1].split() if before else re.findall(r'href="([^"?]+)', "".join(LINK.findall(page)))
        page = OPTIONS.sub(
            lambda found: f"<script>{(self.folder / found[1]).read_text(encoding='utf-8')}</script>", page
        )
        page = SCRIPT.sub("<script defer", page)
        bare = PLAIN.sub(r"\1", (BLOCK if before else LINK).sub("", self.live_parts(page)))
        block = f'\n<style data-from="{" ".join(sheets)}">{self.style(bare, sheets)}</style>'
        head, end, rest = bare.partition("</title>")
        path.write_text(f"{head}{end}{block}{rest}", encoding="utf-8")


def drop_weight(app, exception):
    """Take out what the theme ships and no page uses, then write what each page sends."""
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    sheet = static / "styles" / "pydata-sphinx-theme.css"
    sheet.write_text(ICON_RULES.sub("", sheet.read_text(encoding="utf-8")), encoding="utf-8")
    script = static / "scripts" / "pydata-sphinx-theme.js"
    before, asks, after = script.read_text(encoding="utf-8").partition(ASKS)
    if not asks and "scrollWidth" in before:
        raise ExtensionError(f"{script}: the theme asks otherwise what scrolls; see ASKS in {__file__}")
    script.write_text(before + after, encoding="utf-8")
    for pattern in DROPPED:
        for path in static.glob(pattern):
            path.unlink()
    shutil.rmtree(static / "vendor" / "fontawesome", ignore_errors=True)
    site = Site(Path(app.outdir))
    for path in sorted(Path(app.outdir).glob("*.html")):
        if path.name != "index.html":
            site.deliver(path)


def setup(app):
    app.add_js_file("parts/scrolling.js", type="module")
    app.connect("build-finished", drop_weight, priority=900)  # after the theme wrote its colours of code
