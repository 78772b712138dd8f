"""Servers on loopback: web pages that answer as they are told, and a mail server."""

import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller


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


class Mailbox:
    """What a mail server has taken in, and how it behaves."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        self.breaks_for: set[str] = set()  # the letter is taken in, the answer never comes

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return "550 Finns inte"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        if self.breaks_for & set(envelope.rcpt_tos):
            server.transport.close()
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server on loopback, which the site is set up to send through."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_URL = "http://testserver"
    settings.DEFAULT_FROM_EMAIL = settings.SITE_EMAIL = "katalogen@exempel.se"
    yield box
    controller.stop()
