"""Säg till: readers tell what is wrong or missing, or ask for an accessible version."""

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.models import Intervention
from catalogue.models.suggestion import LONGEST
from catalogue.upkeep.limits import Limit, limit_reached
from catalogue.upkeep.message_form import Arrival, SuggestionForm, grouped
from catalogue.views.origin import from_our_pages

log = logging.getLogger("catalogue.upkeep")
AGAIN = "redan"  # in the address of the thanks: the message had arrived before


# Django's protection against forged posts needs a cookie, and these pages set none. In its place:
# the post must come from our own pages (from_our_pages), carry a token that we signed not long ago
# (catalogue.upkeep.token), and there is nobody signed in whose rights it could borrow.
@csrf_exempt
@never_cache  # on a shared computer the next person must not find the text
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_form(request: HttpRequest) -> HttpResponse:
    """Show the form; take what is sent, or show it again with all its text and the reasons."""
    if request.method != "POST":
        asked = {name: request.GET.get(name, "") for name in ("slag", "insats")}
        return _page(request, SuggestionForm(initial=asked))
    try:
        form = SuggestionForm(request.POST)
    except RequestDataTooBig:
        form = SuggestionForm(initial={})
        return _page(request, form, _("Det var mer än vi kan ta emot. Skriv kortare."), 413)
    if not from_our_pages(request):
        told = _("Meddelandet kom från en annan webbplats. Skicka det härifrån i stället.")
        return _page(request, form, told, 403)
    try:
        return _receive(request, form)
    except Error as broken:
        log.error("A reader's message could not be stored: %s", type(broken).__name__)
        told = _(
            "Det går inte att ta emot meddelanden just nu. Felet är vårt. Vänta en stund och tryck "
            "på Skicka igen, eller spara texten någon annanstans så länge."
        )
        return _page(request, form, told, 503, retry_after=300)


def _receive(request: HttpRequest, form: SuggestionForm) -> HttpResponse:
    """Store what was sent, or show it again with what is wrong."""
    if limit := limit_reached(request):
        return _page(request, form, _too_many(limit), 429, retry_after=600)
    if not form.is_valid():
        return _page(request, form)
    arrival = form.save()
    if arrival is Arrival.FORM_USED:
        told = _(
            "Ett meddelande från den här sidan har redan kommit fram. Vill du skicka det här "
            "också? Vänta några sekunder och tryck på Skicka igen."
        )
        return _page(request, form, told, 409)
    thanks = reverse("suggestion_thanks")
    return redirect(f"{thanks}?{AGAIN}" if arrival is Arrival.AGAIN else thanks)


def _too_many(limit: Limit) -> str:
    if limit is Limit.EVERYBODY:
        return _(
            "Det kommer ovanligt många meddelanden just nu. Det beror inte på dig. Vänta tio "
            "minuter och tryck på Skicka igen. Allt du skrev finns kvar."
        )
    return _(
        "Det har kommit många meddelanden från samma nätverk på kort tid. Det behöver inte "
        "vara du. Vänta tio minuter och tryck på Skicka igen. Allt du skrev finns kvar."
    )


@require_safe
def suggestion_thanks(request: HttpRequest) -> HttpResponse:
    """Thank, and say what happens now."""
    context = {"answer_days": settings.ANSWER_DAYS, "again": AGAIN in request.GET}
    return render(request, "suggestion_thanks.html", context, using="public")


def _page(
    request: HttpRequest,
    form: SuggestionForm,
    told: str = "",
    status: int = 200,
    retry_after: int = 0,
) -> HttpResponse:
    """Show the form, with a message about the whole of it if there is one."""
    context = {
        "form": form,
        "told": told,
        "entry": _entry(form),
        "longest": grouped(LONGEST),
        "answer_days": settings.ANSWER_DAYS,
        "site_email": settings.SITE_EMAIL,
    }
    response = render(request, "suggestion_form.html", context, status=status, using="public")
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def _entry(form: SuggestionForm) -> Intervention | None:
    """Return what the message is about; nothing where the database cannot be asked."""
    try:
        return form.entry
    except Error:
        return None
