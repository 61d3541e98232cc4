"""What a cell shows: printed text, displayed values, figures and errors, as notebook outputs, capped while running."""

from __future__ import annotations

import base64
import contextlib
import io
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any

CELL = "<cell "
FRAMES, LINES, TEXT, PICTURE_BYTES = 8, 50, 2000, 1_000_000
ITEMS = 400  # outputs of one cell: each costs the host far more than its text
MORE = "\n[more outputs were left out]\n"


class Output:
    """Collects the outputs of one cell at a time, from whichever of the student's threads they come."""

    def __init__(self, limit: int, plots: bool):
        self.lock = threading.RLock()  # a signal handler may print while its own thread is writing
        self.limit, self.plots, self.pictures_left = limit, plots, PICTURE_BYTES
        self.quiet = False
        self.begin()

    def begin(self) -> None:
        """A new cell: nothing shown yet."""
        with self.lock:
            self.left, self.items = self.limit, []
        sys.stdout, sys.stderr = Stream(self, "stdout"), Stream(self, "stderr")

    @contextlib.contextmanager
    def muted(self) -> Iterator[None]:
        """Drops whatever is shown meanwhile."""
        self.quiet = True
        try:
            yield
        finally:
            self.quiet = False

    def take(self, text: str) -> str:
        """As much of the text as the cell may still show, and once a notice that the rest was dropped."""
        if self.quiet or self.left < 0:
            return ""
        kept = text[: self.left]
        self.left -= len(kept)
        if len(kept) < len(text):
            self.left = -1
            kept += f"\n[output truncated after {self.limit // 1024} KB]\n"
        return kept

    def add(self, item: dict[str, Any]) -> None:
        """One more output, and once a notice that the rest was dropped."""
        if len(self.items) >= ITEMS:
            self.left, item = -1, {"output_type": "stream", "name": "stdout", "text": [MORE]}
        self.items.append(item)

    def write(self, name: str, text: str) -> None:
        """Printed text; what follows on the same stream is one output."""
        with self.lock:
            text = self.take(text)
            if not text:
                return
            last = self.items[-1] if self.items else {}
            if last.get("output_type") == "stream" and last["name"] == name:
                last["text"].append(text)
            else:
                self.add({"output_type": "stream", "name": name, "text": [text]})

    def show(self, value: Any, kind: str = "display_data", picture: dict[str, str] | None = None) -> None:
        """A displayed value, as plain text."""
        shown = repr(value)  # the student's own code, which may wait for a thread that prints
        with self.lock:
            text = self.take(shown)
            if text:
                self.add({"output_type": kind, "data": {"text/plain": text, **(picture or {})}})

    def figures(self) -> None:
        """Shows the open figures and closes them, as notebooks do after each cell."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        for number in pyplot.get_fignums() if pyplot else ():
            figure = pyplot.figure(number)
            wanted = self.plots and not self.quiet and self.left > 0
            self.show(figure, picture=self.picture(figure) if wanted else None)
            pyplot.close(figure)

    def picture(self, figure: Any) -> dict[str, str]:
        """The figure as PNG, while there is room for it."""
        file = io.BytesIO()
        figure.savefig(file, format="png", bbox_inches="tight")
        png = file.getvalue()
        if len(png) > self.pictures_left:
            return {}
        self.pictures_left -= len(png)
        return {"image/png": base64.b64encode(png).decode()}

    def error(self, error: BaseException, sources: dict[str, str]) -> None:
        """An exception, with the lines of the student's own cells."""
        name, text = type(error).__name__, said(error)[:TEXT]
        self.items.append(
            {
                "output_type": "error",
                "ename": name[:80],
                "evalue": text,
                "traceback": [line[:TEXT] for line in report(error, sources)[:LINES]],
            }
        )

    def end(self) -> list[dict[str, Any]]:
        """The cell's outputs."""
        with self.lock:  # from here on a thread that still prints does so into another list
            items, self.items = self.items, []
        return [{**item, "text": "".join(item["text"])} if "text" in item else item for item in items]


class Stream(io.TextIOBase):
    """Standard output or errors of a cell."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, output: Output, name: str):
        self.output, self.name = output, name
        self.buffer = Bytes(self)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Never blocks and never fails: what is too much is dropped."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.output.write(self.name, text)
        return len(text)


class Bytes(io.RawIOBase):
    """`sys.stdout.buffer`."""

    def __init__(self, stream: Stream):
        self.stream = stream

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Bytes as text."""
        text = bytes(data)
        self.stream.write(text.decode("utf-8", "replace"))
        return len(text)


def said(error: BaseException) -> str:
    """The exception's text, whatever its `__str__` does."""
    try:
        return str(error)
    except BaseException as other:
        return f"<{type(other).__name__} in __str__>"


def own_frames(error: BaseException) -> list[tuple[str, int, str]]:
    """(cell, line, function) of each frame in the student's cells, outermost first."""
    return [
        (frame.f_code.co_filename, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename.startswith(CELL)
    ]


def report(error: BaseException, sources: dict[str, str]) -> list[str]:
    """A short traceback."""
    lines = ["Traceback (most recent call last):"]
    frames = own_frames(error)
    if len(frames) > FRAMES:
        lines.append(f"  … {len(frames) - FRAMES} more")
    for cell, number, function in frames[-FRAMES:]:
        where = f", in {function}" if function != "<module>" else ""
        lines.append(f"  {cell.strip('<>')}, line {number}{where}")
        text = sources.get(cell, "").split("\n")[number - 1 : number]
        lines += [f"    {line.strip()}" for line in text]
    if isinstance(error, SyntaxError):
        return [line.rstrip("\n") for line in traceback.format_exception_only(error)]
    return [*lines, f"{type(error).__name__}: {said(error)}"]
