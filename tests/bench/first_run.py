"""Python in a page: what it costs before the first click, with it, and afterwards, in a real browser.

Bytes are the bodies as a web server compresses them. Processor seconds are of the browser with all its processes, from
the click to the first result. A cell and a check afterwards are milliseconds from the click to the answer, once
somebody has read the first result: for a moment the browser is still compiling.
"""

from __future__ import annotations

import functools
import http.server
import statistics
import threading

import psutil
from playwright.sync_api import Page, sync_playwright

from lstm_grader.commands import system
from lstm_grader.exercise import spec
from tests.bench.lighthouse import HTML, PAGES, Zipped
from tests.course import answers

TIMES = 25
READ_MS = 2000
CELL = """() => [...document.querySelectorAll("live-cell")]
  .find(cell => !cell.hidden && !cell.hasAttribute("needs") && cell.checkVisibility())"""
ASK = """([cell, awaited]) => new Promise((done, fail) => {
  const status = cell.querySelector(".live-status");
  status.textContent = "";
  const start = performance.now();
  new MutationObserver((_, watch) => {
    const took = performance.now() - start, said = status.textContent;
    if (!said || /^(Loading|Python is ready|Checking|Running)/.test(said)) return;
    watch.disconnect();
    if (said.startsWith(awaited)) done(took);
    else fail(new Error(said));
  }).observe(status, { childList: true });
  cell.querySelector(".live-bar button").click();
})"""


class Counted(Zipped):
    """Adds up what it sends."""

    def send_header(self, keyword, value):
        if keyword == "Content-Length":
            self.server.sent += int(value)
        super().send_header(keyword, value)


def rows() -> list[dict]:
    """A row for each page.

    Raises:
        FileNotFoundError: the book was not built, or without Python.
    """
    if not (HTML / "_static" / "python" / "pyodide").is_dir():
        raise FileNotFoundError("no book with Python in it: run `make book` first, where Pyodide can be had")
    handler = functools.partial(Counted, directory=str(HTML))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        server.sent = 0
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = [_row(playwright, server, name) for name in PAGES]
        server.shutdown()
    return found


def _row(playwright, server, name: str) -> dict:
    browser = playwright.chromium.launch(
        executable_path=system.browser(),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )
    page = browser.new_page()
    before = server.sent
    page.goto(f"http://127.0.0.1:{server.server_port}/{name}.html", wait_until="networkidle")
    loaded = server.sent
    cell = page.evaluate_handle(CELL)
    used = _processor_seconds()
    page.evaluate(ASK, [cell, "Done"])
    used = _processor_seconds() - used
    row = {"page": name, "before": loaded - before, "after": server.sent - before, "seconds": used}
    page.wait_for_timeout(READ_MS)
    row["cell_ms"] = statistics.median(page.evaluate(ASK, [cell, "Done"]) for _ in range(TIMES))
    row["check_ms"] = _check(page, name) if name in spec.names() else None
    browser.close()
    return row


def _check(page: Page, name: str) -> float:
    """The first function of the exercise, answered right; the first check, which loads the exercise, is not counted."""
    answer = answers.author(name)[0]
    cell = page.locator(f"answer-cell[cell='{answer.check}']")
    cell.locator("textarea").fill(answer.source)
    times = [page.evaluate(ASK, [cell.element_handle(), "Right"]) for _ in range(TIMES + 1)]
    return statistics.median(times[1:])


def _processor_seconds() -> float:
    """Of all processes below this one; the browser's are nearly all of it."""
    times = [process.cpu_times() for process in psutil.Process().children(recursive=True)]
    return sum(each.user + each.system for each in times)


def table(found: list[dict]) -> str:
    """The rows as text."""
    lines = [
        f"{'Python in the page':26} {'KiB before a click':>19} {'after a run':>12} {'s to a result':>14}"
        f" {'ms, a cell':>11} {'ms, a check':>12}"
    ]
    for row in found:
        check = "-" if row["check_ms"] is None else f"{row['check_ms']:.1f}"
        lines.append(
            f"{row['page']:26} {row['before'] / 1024:19.0f} {row['after'] / 1024:12.0f} {row['seconds']:14.1f}"
            f" {row['cell_ms']:11.1f} {check:>12}"
        )
    return "\n".join(lines)
