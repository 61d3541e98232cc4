"""`python -m course_site.serve`: _build/site on this machine alone, as a static host would send it."""

import functools
import http.server
import os
import sys
from pathlib import Path

from . import SITE


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the folder, and 404.html where there is none."""

    def send_error(self, code, message=None, explain=None):
        lost = Path(self.directory) / "404.html"
        if code != 404 or not lost.is_file():
            super().send_error(code, message, explain)
            return
        body = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def server(site: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the folder that only this machine can reach; port 0 takes a free one."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Handler, directory=str(site)))


def main() -> None:
    with server(SITE, int(os.environ.get("PORT", "8000"))) as running:
        print(f"book      http://127.0.0.1:{running.server_port}/   (Ctrl-C ends it)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    sys.exit(main())
