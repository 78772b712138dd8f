"""One question over HTTP: the computer is judged before it is spoken to, and time is kept."""

import http.client
import socket
import ssl
from collections.abc import Callable
from functools import cache
from http.cookiejar import CookieJar
from io import BufferedReader
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote, urlsplit
from urllib.request import Request

from catalogue.models.web_addresses import host_of
from catalogue.upkeep.deadlines import Deadline, reading

SAFE = "/?&=;:%@!$'()*+,~-._"  # what stands as it is in the path of an address
HEADERS = {"User-Agent": "Insatskatalogen-lankkontroll/1.0", "Accept": "*/*"}


class InnerNetworkError(Exception):
    """The address leads to a computer that visitors do not reach."""


def ask(
    address: str,
    method: str,
    cookies: CookieJar,
    deadline: Deadline,
    may_ask: Callable[[str], bool],
) -> tuple[int, str]:
    """Return the status, and where the answer leads onward, if anywhere.

    Raise ValueError for a misspelt address, InnerNetworkError before anything is sent there, and
    OSError or HTTPException where no answer comes in time.
    """
    parts, host = urlsplit(address), host_of(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    target = quote(parts.path or "/", safe=SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=SAFE)
    asked = f"{parts.scheme}://{_written(host, parts.port)}{target}"
    request = Request(asked, headers=HEADERS)  # noqa: S310 - host_of has seen the scheme
    cookies.add_cookie_header(request)
    line = _Line(_connected(host, port, deadline, may_ask), deadline)
    connection = http.client.HTTPConnection(_written(host, parts.port))
    try:
        if parts.scheme == "https":
            line.encrypt(host)
        connection.sock = line  # has all of a socket that is used here
        connection.request(method, target, headers=dict(request.header_items()))
        answer = connection.getresponse()
        cookies.extract_cookies(answer, request)
        return answer.status, _readable(answer.getheader("Location") or "")
    finally:
        connection.close()
        line.close()


class _Line:
    """A connection on which everything must be said before the deadline."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def encrypt(self, host: str) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock = _tls().wrap_socket(self._sock, server_hostname=host)

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> BufferedReader:
        return reading(self._sock, self._deadline.left)

    def close(self) -> None:
        self._sock.close()


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(
    host: str, port: int, deadline: Deadline, may_ask: Callable[[str], bool]
) -> socket.socket:
    """Connect to the very computer that was judged: the name is not asked for again."""
    numbers = [number for number in _resolved(host, port, deadline) if may_ask(number)]
    if not numbers:
        raise InnerNetworkError
    for at, number in enumerate(numbers):
        try:
            return socket.create_connection((number, port), deadline.left() / (len(numbers) - at))
        except OSError as refusal:
            last = refusal
    raise last


def _resolved(host: str, port: int, deadline: Deadline) -> list[str]:
    """Return the numbers of a name; the system's own look-up knows no deadline, a thread does."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except Exception as refusal:
            answers.put(refusal)
        else:
            answers.put([str(address[0]) for *_, address in found])

    Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty:
        raise TimeoutError(host) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _written(host: str, port: int | None) -> str:
    written = f"[{host}]" if ":" in host else host
    return f"{written}:{port}" if port else written


def _readable(header: str) -> str:
    """Return a header that was sent as UTF-8, though HTTP has it read as Latin-1."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header
