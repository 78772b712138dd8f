"""Asking an address outside the site whether it still answers."""

import http.client
import ipaddress
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

REDIRECTS = 5
SECONDS = 15
SAFE = "/?&=;:%@!$'()*+,~-._"  # what stands as it is in the path of an address
AGENT = "Insatskatalogen-lankkontroll/1.0"
UNSURE = {403, 408, 425, 429, 500, 502, 503, 504}  # may well work for a person, or tomorrow
NO_HEAD = {400, 403, 404, 405, 406, 409, 410, 500, 501, 503}  # some answer HEAD wrongly: use GET


@dataclass(frozen=True)
class Answer:
    """What an address answered in the end."""

    status: int | None = None
    problem: str = ""
    certain: bool = True  # not only a bad day, or a wall against robots
    reached: bool = True  # some server answered, whatever it said

    @property
    def works(self) -> bool:
        """Tell whether a visitor would get a page."""
        return not self.problem


def is_public(host: str) -> bool:
    """Tell whether an address of a computer is one that visitors reach, too."""
    return ipaddress.ip_address(host.partition("%")[0]).is_global


def fetch(address: str, may_ask: Callable[[str], bool] = is_public) -> Answer:
    """Ask for an address, along its redirects. Nothing is sent to a computer of an inner network.

    Only the head of the answer is read. The check of the computer's own address is made on the
    connection itself, so that a name that changes meaning in between leads nowhere either.
    """
    seen = address
    for _ in range(REDIRECTS + 1):
        answer, onward = _once(seen, may_ask)
        if not onward:
            return answer
        seen = urljoin(seen, onward)
    return Answer(answer.status, f"Mer än {REDIRECTS} omdirigeringar.")


def _once(address: str, may_ask: Callable[[str], bool]) -> tuple[Answer, str]:
    """Return the answer, and where it leads if it is a redirect."""
    try:
        status, onward = _asked(address, "HEAD", may_ask)
        if status in NO_HEAD:
            status, onward = _asked(address, "GET", may_ask)
    except _InnerNetworkError:
        told = "Leder till ett inre nätverk som besökare inte når."
        return Answer(problem=told, reached=False), ""
    except ssl.SSLCertVerificationError as refusal:
        return Answer(problem=f"Certifikatet godkänns inte: {refusal.verify_message}."), ""
    except ValueError:
        return Answer(problem="Adressen är felskriven.", reached=False), ""
    except (OSError, http.client.HTTPException) as refusal:
        told = f"Svarar inte ({type(refusal).__name__})."
        return Answer(problem=told, certain=False, reached=False), ""
    if 300 <= status < 400 and onward:
        return Answer(status), onward
    if status < 400:
        return Answer(status), ""
    return Answer(status, f"Svarar med felet {status}.", certain=status not in UNSURE), ""


class _InnerNetworkError(Exception):
    """The address leads to a computer that visitors do not reach."""


def _asked(address: str, method: str, may_ask: Callable[[str], bool]) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    host = parts.hostname.encode("idna").decode()
    connection = kind(host, parts.port, timeout=SECONDS)
    target = quote(parts.path or "/", safe=SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=SAFE)
    try:
        connection.connect()
        if not may_ask(connection.sock.getpeername()[0]):
            raise _InnerNetworkError
        connection.request(method, target, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()
