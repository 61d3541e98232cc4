"""The book without a network: a zip whose pages open from a folder, and a worker that keeps the pages of a visit."""

import hashlib
import html
import json
import zipfile
from pathlib import Path

from . import ZIP, book, edition

WORKER = "keep.js"
FOR_HOSTS = ("previews/", "_static/python/", "objects.inv", ZIP)  # of no use in a folder
# Pages and what each of them loads; a picture of a page is for other sites, the rest comes when a reader opens it.
NEEDED = ("*.html", "searchindex.js", "_static/**/*.js", "_static/**/*.woff2", "_static/*.svg", "notebooks/*")
START = """<script>
  if (!navigator.connection?.saveData && /^(https:|http:\\/\\/(localhost|127\\.))/.test(location.href))
    addEventListener("load", () => navigator.serviceWorker?.register("%s"));
</script>
"""
SCRIPT = """// Keeps the book for reading without a network. With one, a page is always the published one.
const MINE = `book ${registration.scope} `, KEPT = MINE + "%(key)s";
const FRESH = { cache: "no-cache" };   // a host that sets no age lets a browser guess one
const FILES = %(files)s;

addEventListener("install", (event) => event.waitUntil(caches.open(KEPT).then((kept) =>
  kept.addAll(FILES.map((file) => new Request(file, FRESH)))).then(() => skipWaiting())));

addEventListener("activate", (event) => event.waitUntil(caches.keys().then((names) =>
  Promise.all(names.filter((name) => name.startsWith(MINE) && name !== KEPT).map((name) => caches.delete(name))))));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(fetch(request, request.mode === "navigate" ? FRESH : {}).then(async (answer) => {
    if (answer.status === 200) {
      const copy = answer.clone(), kept = await caches.open(KEPT);
      event.waitUntil(kept.put(request, copy));
    }
    return answer;
  }, async () => await (await caches.open(KEPT)).match(request, { ignoreSearch: true }) ?? Response.error()));
});
"""
MAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</urlset>\n'


def pack(site: Path) -> None:
    """All pages with what they load, in one folder of a zip; the same pages make the same zip."""
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    day = edition.date()
    with zipfile.ZipFile(site / ZIP, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in files:
            if not path.as_posix().startswith(FOR_HOSTS):
                entry = zipfile.ZipInfo(Path(Path(ZIP).stem, path).as_posix(), (day.year, day.month, day.day, 0, 0, 0))
                packed.writestr(entry, (site / path).read_bytes(), zipfile.ZIP_DEFLATED)


def write_worker(site: Path) -> None:
    """The worker, and in each page the line that starts it, unless the reader spares data."""
    for path in site.glob("*.html"):
        page = path.read_text(encoding="utf-8")
        if START % WORKER not in page:
            path.write_text(page.replace("</body>", START % WORKER + "</body>"), encoding="utf-8")
    files = sorted({path for pattern in NEEDED for path in site.glob(pattern)})
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    names = json.dumps(["./", *(path.relative_to(site).as_posix() for path in files)], indent=2)
    (site / WORKER).write_text(SCRIPT % {"key": digest.hexdigest()[:12], "files": names}, encoding="utf-8")


def write_map(site: Path, address: str) -> None:
    """The list of pages for search engines, where the published address is known."""
    if address:
        day = edition.date().isoformat()
        rows = (f"<url><loc>{html.escape(address)}{name}.html</loc><lastmod>{day}</lastmod></url>\n" for name in book())
        (site / "sitemap.xml").write_text(MAP.format("".join(rows)), encoding="utf-8")
