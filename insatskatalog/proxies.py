"""Whom a request comes from where proxies stand in front: only those that are named are believed.

Anybody can write X-Forwarded-For and X-Forwarded-Proto. They count only where the connection itself
comes from a proxy of ours, and then only from the right: each proxy adds the address that it saw
last, so the first from the right that is no proxy of ours is the visitor's, and what stands to the
left of it is hearsay.
"""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = ("FOR", "PROTO", "HOST", "PORT")
Respond = Callable[[HttpRequest], HttpResponse]


def visitor_address(respond: Respond) -> Respond:
    """Let REMOTE_ADDR be the visitor's address; forget what a stranger says of proxies."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.BEHIND_PROXY:
            peer = request.META.get("REMOTE_ADDR", "")
            if not peer or is_trusted(peer):  # a Unix socket has no address: only ours reach it
                said = request.META.get("HTTP_X_FORWARDED_FOR", "")
                request.META["REMOTE_ADDR"] = _visitor(said) or peer
            else:
                for name in FORWARDED:
                    request.META.pop(f"HTTP_X_FORWARDED_{name}", None)
        return respond(request)

    return middleware


def is_trusted(address: str) -> bool:
    """Tell whether an address is one of the proxies that the settings name."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    number = getattr(number, "ipv4_mapped", None) or number
    return any(number in network for network in settings.TRUSTED_PROXIES)


def _visitor(forwarded: str) -> str:
    """Return the first from the right that is no proxy of ours; nothing if there is none."""
    hops = [_without_port(hop.strip()) for hop in reversed(forwarded.split(","))]
    return next((hop for hop in hops if hop and not is_trusted(hop)), "")


def _without_port(hop: str) -> str:
    """Return the address alone: some proxies write 192.0.2.1:5000 or [2001:db8::1]:5000."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
