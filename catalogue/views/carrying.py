"""Let the visitor's list follow from page to page in the address, with scripts or without.

What pages draw of an entry is the same for everybody and drawn once, so a list cannot be written
into each link as it is made: it is added to those of the finished page.
"""

import re
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from catalogue.languages import GetResponse
from catalogue.visitor.listed import ListInAddress

LINK = re.compile(r'(<a\s[^>]*?href=")([/?](?!/)[^"#]*)')
GET_FORM = re.compile(r'<form\s(?![^>]*data-own-list)[^>]*method="get"[^>]*>')
OWN = re.compile(r"[?&;]i=")  # an address that names a list already
ELSEWHERE = ("/admin/", "/static/")


def carry_list(get_response: GetResponse) -> GetResponse:
    """Be the middleware that hands the list to every page, and on to those that it leads to."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        listed = ListInAddress(request.GET)
        request.listed = listed  # type: ignore[attr-defined] # as Django's own middleware does
        response = get_response(request)
        follows = bool(listed.ids) and not request.path.startswith(ELSEWHERE)
        if follows and isinstance(response, HttpResponse):
            _carry(response, listed.ids)
        return response

    return middleware


def _carry(response: HttpResponse, ids: Sequence[int]) -> None:
    for name in ("Location", "HX-Push-Url"):
        if response.get(name, "").startswith("/"):
            response[name] = with_list(response[name], ids, "&")
    if not response.get("Content-Type", "").startswith("text/html"):
        return
    hidden = "".join(f'<input type="hidden" name="i" value="{pk}">' for pk in ids)
    page = response.content.decode()
    page = LINK.sub(lambda found: found[1] + with_list(found[2], ids, "&amp;"), page)
    page = GET_FORM.sub(lambda found: found[0] + hidden, page)
    response.content = page.encode()


def with_list(address: str, ids: Sequence[int], between: str) -> str:
    """Return an address of ours with the list in it; one that has a list keeps its own."""
    if OWN.search(address) or address.startswith(ELSEWHERE):
        return address
    joined = between.join(f"i={pk}" for pk in ids)
    if address.endswith("?"):
        return address + joined
    return address + (between if "?" in address else "?") + joined
