"""Stämmer fortfarande: the page behind the link in a reminder."""

from django.conf import settings
from django.core import signing
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalogue.upkeep.link import (
    DAYS,
    LinkState,
    confirm_by_link,
    entry_of,
    form_token,
    line_of,
    state_of,
)
from catalogue.views.origin import from_our_pages


# Exempt for the same reasons as the feedback form: no cookie, nobody signed in whose rights a
# forged post could borrow, and a token of ours in the form. A visit, by a person or by whatever
# looks at the links in a mailbox, changes nothing.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request: HttpRequest) -> HttpResponse:
    """Show what the link would confirm; confirm it when the button is pressed."""
    token = request.GET.get("lank", "")
    try:
        line = line_of(token)
    except signing.SignatureExpired:
        return _page(request, "expired", 410)
    if line is None:
        return _page(request, "unknown", 404 if token else 200)
    told, refused = "", 409
    if request.method == "POST":
        try:
            if from_our_pages(request) and confirm_by_link(line, request.POST.get("lapp", "")):
                return redirect(f"{request.path}?{urlencode({'lank': token})}")
            told = _(
                "Inget är bekräftat än. Läs uppgifterna en gång till och tryck sedan på knappen."
            )
        except Error:  # a database that can only be read
            told, refused = _("Inget är bekräftat än. Felet är vårt. Försök igen om en stund."), 503
        line.refresh_from_db()
    entry = entry_of(line)
    state = state_of(line, entry)
    pressable = state in {LinkState.READY, LinkState.CHANGED}
    secret = state in {LinkState.HIDDEN, LinkState.NOT_YOURS}
    context = {
        "line": line,
        "entry": None if secret else entry,
        "told": told if pressable else "",
        "token": token,
        "form_token": form_token(line, entry) if pressable else "",
    }
    status = refused if told and pressable else 200
    return _page(request, state.name.lower(), status, **context)


def _page(request: HttpRequest, state: str, status: int, **context: object) -> HttpResponse:
    shown = {
        "state": state,
        "days": DAYS,
        "site_email": settings.SITE_EMAIL,
        "entry": None,
        "told": "",
        "form_token": "",
        **context,
    }
    response = render(request, "still_true.html", shown, status=status, using="public")
    response["X-Robots-Tag"] = "noindex"
    if status == 503:
        response["Retry-After"] = "300"
    return response
