"""The pages for when something went wrong. They touch no database, and never fail themselves."""

import logging
import sys
from collections.abc import Mapping
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import get_script_prefix, is_valid_path
from django.utils.encoding import iri_to_uri

from catalogue.engine.language.folding import canonical, fold
from catalogue.search.mending import AROUND
from catalogue.views.plain import plain_page
from catalogue.views.unavailable import Unavailable, why_unavailable

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the address could not be understood."""
    return _page(request, "400.html")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not for this person, and why where the view has said so."""
    return _page(request, "403.html", {"exception": str(exception)})


def not_from_our_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that what was sent did not come from a form of ours, or came from one left too long."""
    told = "Formuläret hade blivit för gammalt. Gå tillbaka, ladda om sidan och skicka igen."
    return _page(request, "403.html", {"exception": told})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is not there, and where to go instead; lead there if it is certain."""
    meant = _meant_path(request)
    if meant:
        return HttpResponsePermanentRedirect(meant)
    return _page(request, "404.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; 503 where it will pass by itself."""
    reason = why_unavailable(sys.exception())
    return unavailable(request, reason) if reason else _page(request, "500.html")


def unavailable(request: HttpRequest, reason: Unavailable) -> HttpResponse:
    """Say that the search, or the whole catalogue, does not work just now."""
    reason.say()
    response = _page(request, "503.html", {"only_search": reason.only_search})
    response["Retry-After"] = str(reason.seconds)
    return response


def _meant_path(request: HttpRequest) -> str:
    """Return the address of a page as it was meant: small letters, and nothing after them."""
    written = request.path_info
    meant = fold(canonical(unquote(written).rstrip(f"/{AROUND}"))) + "/"
    if request.method not in {"GET", "HEAD"} or written in {meant, meant.rstrip("/")}:
        return ""
    if not is_valid_path(meant):
        return ""
    query = request.META.get("QUERY_STRING", "")
    return iri_to_uri(get_script_prefix() + meant.lstrip("/") + (query and f"?{query}"))


def _page(
    request: HttpRequest, template: str, context: Mapping[str, object] | None = None
) -> HttpResponse:
    status = int(template.removesuffix(".html"))
    try:
        return render(request, template, context, status=status)
    except Exception:  # whatever it is, the visitor gets a page
        logger.exception("Sidan för fel %s kunde inte ritas: den enklaste visas.", status)
        return HttpResponse(plain_page(status), status=status)
