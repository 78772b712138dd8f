"""A server on loopback: web pages that answer as they are told."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Pages(BaseHTTPRequestHandler):
    """Answer /200 with 200 and so on; note what was asked."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        what = self.path.strip("/").partition("/")[0].partition("?")[0]
        if what == "no-head":
            status = 405 if self.command == "HEAD" else 200
        elif what in {"moved", "round", "inside"}:
            status = 302
        else:
            status = int(what)
        self.send_response(status)
        onward = {"moved": "/200", "round": "/round", "inside": "http://localhost:1/"}.get(what)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def pages() -> Iterator[Any]:
    """A web server: `url(path)` gives an address, `asked` what was asked for."""
    handler = type("Noting", (Pages,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    server.asked = handler.asked  # type: ignore[attr-defined]
    server.url = lambda path: f"http://127.0.0.1:{server.server_port}{path}"  # type: ignore[attr-defined]
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
