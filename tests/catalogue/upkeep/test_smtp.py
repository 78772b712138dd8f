"""Letters leave over TLS, too, and a server that drips is not waited for."""

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage

from catalogue.upkeep.mailing import connected, hand_over, opened
from catalogue.upkeep.smtp import EmailBackend
from tests.certificate import make_certificate, server_context
from tests.mailbox import Mailbox

WAYS = ["plain", "starttls", "tls"]


@pytest.fixture
def served(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, request: Any
) -> Iterator[Mailbox]:
    """A mail server that speaks as the test asks for."""
    file = make_certificate(tmp_path)
    box, way = Mailbox(), request.param
    monkeypatch.setattr(EmailBackend, "ssl_context", ssl.create_default_context(cafile=file))
    arguments: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0}
    if way == "starttls":
        arguments |= {"tls_context": server_context(file), "require_starttls": True}
    elif way == "tls":
        arguments["ssl_context"] = server_context(file)
    controller = OnAnyPort(box, **arguments)
    controller.start()
    settings.EMAIL_BACKEND = "catalogue.upkeep.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = way == "starttls", way == "tls"
    settings.EMAIL_TIMEOUT = 0.5
    yield box
    controller.stop()


class OnAnyPort(Controller):
    """Listen where there is room, and say where."""

    def _create_server(self) -> Any:
        async def listen() -> Any:
            server = await super(OnAnyPort, self)._create_server()
            self.port = server.sockets[0].getsockname()[1]
            return server

        return listen()


def send(to: str) -> str:
    with connected() as connection:
        return opened(connection) or hand_over(
            EmailMessage("Hej", "Hej", "a@exempel.se", [to], connection=connection)
        )


@pytest.mark.parametrize("served", WAYS, indirect=True)
class TestALetter:
    def test_arrives(self, served: Mailbox) -> None:
        assert send("b@exempel.se") == ""
        assert [letter["To"] for letter in served.letters] == ["b@exempel.se"]

    def test_has_its_time_and_no_more(self, served: Mailbox) -> None:
        served.drips_for = {"b@exempel.se"}
        begun = time.monotonic()

        with pytest.raises(OSError, match="timed out"):
            send("b@exempel.se")

        assert time.monotonic() - begun < 2


class Dripping(socketserver.BaseRequestHandler):
    """Greet for ever."""

    def handle(self) -> None:
        with suppress(OSError):
            while True:
                self.request.sendall(b"220-strax\r\n")
                time.sleep(0.02)


class TestAGreeting:
    def test_that_drips_is_not_waited_for(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "catalogue.upkeep.smtp.EmailBackend"
        settings.EMAIL_TIMEOUT = 0.3
        begun = time.monotonic()
        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Dripping) as server:
            threading.Thread(target=server.serve_forever, args=(0.02,)).start()
            settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address

            said = send("b@exempel.se")

            server.shutdown()
        assert said.startswith("E-postservern svarar inte")
        assert time.monotonic() - begun < 2


class TestAServerThatIsAboutToHangUp:
    def test_is_no_open_connection(self) -> None:
        class Talk:
            def noop(self) -> tuple[int, bytes]:
                return 421, b"closing"

        backend = EmailBackend()
        backend.connection = Talk()

        assert not backend._is_alive()
