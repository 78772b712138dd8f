"""The outermost door: what Django cannot read or cannot answer still gets a page of ours."""

import codecs
import logging
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from csp.utils import build_policy
from django.conf import settings
from django.utils.http import parse_header_parameters

from catalogue.views.plain import plain_page

# Browsers send forms in UTF-8. Python has "charsets" that are no such thing: hex, zip, idna.
CHARSETS = frozenset({"utf-8", "ascii", "iso8859-1"})
Headers = list[tuple[str, str]]
logger = logging.getLogger(__name__)


class Outermost:
    """A WSGI application around another one."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        """Take the application, and learn which headers every error has."""
        self.application = application
        self.protection = protection()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer: 400 to what is no text, 500 where the application gave up."""

        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            if status >= "400":
                named = {name.lower() for name, _value in headers}
                headers += [each for each in self.protection if each[0].lower() not in named]
            return start_response(status, headers, exc_info)

        if not readable(environ):
            return answer(HTTPStatus.BAD_REQUEST, environ, start)
        try:
            return self.application(environ, start)
        except Exception:
            logger.exception("Ett fel nådde ut ur Django.")
            return answer(HTTPStatus.INTERNAL_SERVER_ERROR, environ, start)


def answer(
    status: HTTPStatus, environ: dict[str, Any], start: Callable[..., Any]
) -> Iterable[bytes]:
    """Send the plainest page of a status."""
    page = plain_page(status)
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Content-Language", "sv"),
        ("Cache-Control", "no-store"),
    ]
    known = sys.exc_info() if sys.exception() else None  # what was begun is then begun anew
    start(f"{status.value} {status.phrase}", headers, known)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page]


def protection() -> Headers:
    """Return the headers that protect a visitor, as Django's middleware sets them."""
    return [
        ("Content-Security-Policy", build_policy()),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
    ]


def readable(environ: dict[str, Any]) -> bool:
    """Tell whether the address is UTF-8 without NUL, and what is sent calls itself text we know."""
    query = unquote_to_bytes(environ.get("QUERY_STRING", "").encode("latin-1"))
    address = environ.get("PATH_INFO", "").encode("latin-1") + query
    try:
        address.decode()
        _kind, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        charset = codecs.lookup(parameters.get("charset", "utf-8")).name
    except (ValueError, LookupError):
        return False
    return b"\0" not in address and charset in CHARSETS
