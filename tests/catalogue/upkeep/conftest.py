"""What the tests of the upkeep share: a server that answers as it is told, and a reader."""

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

import pytest

from catalogue.upkeep.token import new_token

ONWARD = {
    "moved": b"/200",
    "round": b"/round",
    "cookie": b"/cookie",
    "utf8": "/räksmörgås".encode(),
    "misspelt": b"http://[mejl/",
    "idn": b"http://" + b"x" * 70 + b".se/",
    "mail": b"mailto:a@b.se",
}


def drip(page: BaseHTTPRequestHandler) -> None:
    """Send a sign now and then, and never the last."""
    page.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
    try:
        while True:
            page.wfile.write(b"x")
            time.sleep(0.02)
    except OSError:
        return


def hang_up_on_head(page: BaseHTTPRequestHandler) -> None:
    """Serve browsers only."""
    if page.command == "GET":
        page.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")


def say(words: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer with something that is no answer."""
    return lambda page: page.wfile.write(words) and None


RUDE = {
    "drip": drip,
    "no-answer-to-head": hang_up_on_head,
    "hang-up": say(b""),
    "noise": say(b"\xff\xfe\x00 hej\r\n\r\n"),
    "odd-status": say(b"HTTP/1.0 99999 Nej\r\n\r\n"),
    "long-header": say(b"HTTP/1.0 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n"),
    "many-headers": say(b"HTTP/1.0 200 OK\r\n" + b"X: x\r\n" * 200 + b"\r\n"),
    "odd-cookie": say(b"HTTP/1.0 200 OK\r\nSet-Cookie: \xff=\x01; Expires=nyss\r\n\r\n"),
}


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
        if what in RUDE:
            RUDE[what](self)
            return
        if what == "no-head":
            status = 405 if self.command == "HEAD" else 200
        elif what == "cookie":
            status = 200 if "seen=yes" in self.headers.get("Cookie", "") else 302
        elif what == quote("räksmörgås"):
            status = 200
        else:
            status = 302 if what in ONWARD else int(what)
        self.send_response_only(status)
        if status == 302:
            self.send_header("Location", ONWARD[what].decode("latin-1"))  # sent as it stands
        if what == "cookie":
            self.send_header("Set-Cookie", "seen=yes; Path=/")
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


@pytest.fixture
def write(monkeypatch):
    """Fill in a form that was given out a minute ago, as a reader does."""

    def fill_in(text="Telefonnumret går till någon annan."):
        given = time.time() - 60
        with monkeypatch.context() as then:
            then.setattr("django.core.signing.time.time", lambda: given)
            return {"slag": "fel", "text": text, "lapp": new_token()}

    return fill_in


@pytest.fixture
def letter(write):
    """What a reader sends."""
    return write()
