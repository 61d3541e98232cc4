"""The built book, served on this machine, and a real browser to read it with."""

import contextlib
import fcntl
import functools
import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_site import serve  # noqa: E402  it lies there

HTML = ROOT / "_build" / "html"
BUILD = [
    str(Path(sys.executable).with_name("jupyter-book")),
    "build",
    "book",
    "--config",
    "_config.yml",
    "--path-output",
    ".",
    "-W",
    "-n",
    "--keep-going",
]


def pages() -> list[str]:
    """The pages of the book in reading order, as its table of contents has them, and the search page."""
    toc = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text())
    return [toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"]), "search"]


def pytest_generate_tests(metafunc):
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", pages())


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def handle(self):
        with contextlib.suppress(ConnectionError):  # a page was left before it had all
            super().handle()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def build_command() -> list[str]:
    """The command that builds the book in the folder that holds `_config.yml`."""
    return BUILD


@pytest.fixture(scope="session")
def html() -> Path:
    """The folder of the built book; built here if nothing has built it yet."""
    HTML.parent.mkdir(exist_ok=True)
    with (HTML.parent / "html.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one builds, whoever else tests at the same time waits for it
        if not (HTML / "index.html").is_file():
            subprocess.run(BUILD, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    return HTML


@pytest.fixture(scope="session")
def site(html):
    """The address of the built book on this machine."""
    handler = functools.partial(QuietHandler, directory=str(html))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def host():
    """`host(folder)` serves it on this machine and gives its address; all end with the test."""
    running = []

    def start(folder: Path) -> str:
        running.append(serve.server(folder, 0))
        threading.Thread(target=running[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_port}/"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def python(html):
    """Skips where the book was built without Python."""
    if not (html / "_static" / "python" / "pyodide").is_dir():
        pytest.skip("the book was built without Pyodide, which could not be had")


class Visit:
    """An open page and what happened while it was open."""

    def __init__(self, page, site, scripts=True):
        self.page, self.site, self.scripts = page, site, scripts
        self.outside, self.complaints = [], []
        page.on("request", self._note_request)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._note_answer)

    def _note_message(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _note_answer(self, answer):
        if answer.status >= 400:
            self.complaints.append(f"{answer.status} {answer.url}")

    def _note_request(self, request):
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.outside.append(request.url)

    def open(self, name: str):
        """The page, when it has loaded and its live parts stand, which is a little later."""
        return self.go(f"{self.site}{name}.html")

    def go(self, address: str):
        """The same for an address, which may name a state or a place of the page."""
        self.page.goto(address)
        return self._whole()

    def reload(self):
        """The same for the page that is open."""
        self.page.reload()
        return self._whole()

    def _whole(self):
        if self.scripts:
            self.page.wait_for_function("document.querySelector(':not(:defined)') === null")
        return self.page


@pytest.fixture
def visit(own, site):
    """`visit(width=, theme=, scripts=)` gives a Visit; all of them are closed when the test ends.

    The first is by somebody whose browser was here before: what it compiled is there, what it stored is not. Each
    further one, or one with other options, has a browser of its own.
    """
    opened = []

    def start(width=1300, theme="light", scripts=True, **options) -> Visit:
        size = {"width": width, "height": 900}
        if opened or options or not scripts:
            context = own.browser.new_context(viewport=size, color_scheme=theme, java_script_enabled=scripts, **options)
            opened.append(context)
            return Visit(context.new_page(), site, scripts)
        opened.append(page := own.new_page())
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        return Visit(page, site)

    yield start
    for each in opened:
        each.close()
    forget(own, site)


def forget(context, site):
    """What pages of the site stored in the browser."""
    stored = {"origin": site, "storageTypes": "local_storage"}
    context.new_cdp_session(context.pages[0]).send("Storage.clearDataForOrigin", stored)
