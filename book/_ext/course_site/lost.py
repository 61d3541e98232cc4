"""404.html: for an address that leads nowhere. A host sends it at any depth, so it cannot know where it stands."""

import html
from pathlib import Path

from . import title

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>No such page · {title}</title>
<style>
  :root {{ color-scheme: light dark; font: 18px/1.6 "Source Sans 3", system-ui, sans-serif; }}
  main {{ max-width: 34rem; margin: 12vh auto; padding: 0 1.2rem; }}
  h1 {{ line-height: 1.15; }}
</style>
<main>
  <h1>There is no such page</h1>
  <p>The gate is shut here: this address leads to nothing in <em>{title}</em>.
    A chapter may have another name now.</p>
  <p><a data-to="intro.html" href="{address}intro.html">Start of the book</a> ·
    <a data-to="search.html" href="{address}search.html">Search</a></p>
</main>
<script>
  // The address may have slashes where the book has none: the book is where its list of words is.
  (async () => {{
    const parts = location.pathname.split("/").slice(1, -1);
    for (let depth = parts.length; depth >= 0; depth -= 1) {{
      const folder = "/" + parts.slice(0, depth).map((part) => part + "/").join("");
      const found = await fetch(folder + "searchindex.js", {{ method: "HEAD" }}).catch(() => ({{}}));
      if (!found.ok) continue;
      for (const link of document.querySelectorAll("[data-to]")) link.href = folder + link.dataset.to;
      break;
    }}
  }})();
</script>
</html>
"""


def write(site: Path, address: str) -> None:
    """The page; without a script its links are whole where the published address is known."""
    page = PAGE.format(title=html.escape(title()), address=html.escape(address or "/"))
    (site / "404.html").write_text(page, encoding="utf-8")
