"""Milliseconds that one drag of a slider of the gate explorer takes in a real browser: handler, and layout after it."""

from __future__ import annotations

import functools
import http.server
import statistics
import threading

from playwright.sync_api import sync_playwright

from lstm_grader import ROOT
from lstm_grader.commands import system

HTML = ROOT / "_build" / "html"
DRAG = """() => {
  const explorer = document.querySelector("gate-explorer");
  const slider = explorer.querySelector("input[type=range]");
  const [low, high] = [Number(slider.min), Number(slider.max)];
  const times = [];
  for (let step = 0; step < 300; step++) {
    slider.value = low + (high - low) * (0.5 + 0.5 * Math.sin(step / 7));
    const start = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const handled = performance.now();
    document.body.getBoundingClientRect();
    times.push([handled - start, performance.now() - handled]);
  }
  return times.slice(20);
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_):
        pass


def rows() -> list[dict]:
    """Median and slowest of 280 drags.

    Raises:
        FileNotFoundError: the book was not built.
    """
    if not (HTML / "10_whole_cell.html").is_file():
        raise FileNotFoundError("the book is not built: run `make book` first")
    handler = functools.partial(Quiet, directory=str(HTML))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=system.need("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/10_whole_cell.html", wait_until="networkidle")
        times = page.evaluate(DRAG)
        browser.close()
        server.shutdown()
    return [
        {"part": name, "median_ms": statistics.median(column), "slowest_ms": max(column)}
        for name, column in zip(
            ("handler", "layout", "both"), [*zip(*times, strict=True), list(map(sum, times))], strict=True
        )
    ]


def table(found: list[dict]) -> str:
    """The rows as text."""
    lines = [f"{'a drag in the gate explorer':34} {'median, ms':>12} {'slowest, ms':>12}"]
    return "\n".join(lines + [f"{row['part']:34} {row['median_ms']:12.2f} {row['slowest_ms']:12.2f}" for row in found])
