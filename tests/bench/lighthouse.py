"""Lighthouse, mobile: performance, accessibility and kibibytes of the pages that are looked at first.

A page's performance is the median of a few visits, as its makers advise; what else the machine does lowers it.

Lighthouse comes from npm into `_build/tools`, without its install scripts. The browser is that of the tests, without
windows: Chromium's own, also where nobody sees it, shows a first picture up to two seconds after the page has drawn it.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import threading
from pathlib import Path

from lstm_grader import ROOT
from lstm_grader.commands import system

HTML, TOOLS = ROOT / "_build" / "html", ROOT / "_build" / "tools"
VERSION = "12.8.2"
VISITS = 3
PAGES = ("intro", "04_vanishing_gradients", "06_forget_gate", "10_whole_cell", "13_bptt")
TEXT = (".html", ".css", ".js", ".mjs", ".svg", ".json", ".ipynb", ".wasm")


@functools.cache
def packed(path: Path) -> bytes:
    """A file as it is sent."""
    return gzip.compress(path.read_bytes())


class Zipped(http.server.SimpleHTTPRequestHandler):
    """Serves texts compressed and lets a browser keep all for a while, as web servers do."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file():
            return super().do_GET()
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_):
        pass


def program() -> Path:
    """Lighthouse's command, installed on first use.

    Raises:
        RuntimeError: there is no npm to get it with.
    """
    path = TOOLS / "node_modules" / ".bin" / "lighthouse"
    if not path.exists():
        if not shutil.which("npm"):
            raise RuntimeError("Lighthouse needs Node and npm: install them, or leave this part of the bench out")
        TOOLS.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                "npm",
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--prefix",
                TOOLS,
                f"lighthouse@{VERSION}",
            ],
            check=True,
            capture_output=True,
        )
    return path


def rows() -> list[dict]:
    """A row for each page. Raises FileNotFoundError when the book was not built."""
    if not (HTML / "index.html").is_file():
        raise FileNotFoundError("the book is not built: run `make book` first")
    command = program()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Zipped, directory=str(HTML))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = [_page(command, name, f"http://127.0.0.1:{server.server_port}/{name}.html") for name in PAGES]
        server.shutdown()
    return found


def _page(command: Path, name: str, address: str) -> dict:
    reports = [_visit(command, address) for _ in range(VISITS)]
    performance = [report["categories"]["performance"]["score"] for report in reports]
    return {
        "page": name,
        "performance": statistics.median(performance),
        "visits": sorted(performance),
        "accessibility": min(report["categories"]["accessibility"]["score"] for report in reports),
        "kib": max(report["audits"]["total-byte-weight"]["numericValue"] for report in reports) / 1024,
        "machine": statistics.median(report["environment"]["benchmarkIndex"] for report in reports),
    }


def _visit(command: Path, address: str) -> dict:
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking"
    done = subprocess.run(
        [
            command,
            address,
            "--quiet",
            "--output=json",
            "--only-categories=performance,accessibility",
            f"--chrome-flags={flags}",
        ],
        env=os.environ | {"CHROME_PATH": system.browser()},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def table(found: list[dict]) -> str:
    """The rows as text; the last column is Lighthouse's own measure of how fast the machine was meanwhile."""
    lines = [
        f"{'Lighthouse ' + VERSION + ', mobile':34} {'performance':>12} {'visits':>16} {'accessibility':>14}"
        f" {'KiB':>6} {'benchmarkIndex':>15}"
    ]
    return "\n".join(
        lines
        + [
            f"{row['page']:34} {row['performance']:12.2f} {' '.join(map(str, row['visits'])):>16}"
            f" {row['accessibility']:14.2f} {row['kib']:6.0f} {row['machine']:15.0f}"
            for row in found
        ]
    )
