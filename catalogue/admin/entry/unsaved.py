"""Nobody's text is lost: what is written in the form of an entry is kept until it is saved."""

from typing import Any, cast

from django.contrib import messages
from django.db import Error
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.admin.common.pages import desk_of
from catalogue.admin.common.rights import FOREIGN
from catalogue.admin.entry.edit import mine
from catalogue.changes.unsaved import LONGEST, MARK, keep, titles_of
from catalogue.models import Intervention, UnsavedText, User

PARAMETER = "utkast"
NAME = "admin:catalogue_intervention"


def asked_for(request: HttpRequest, number: str | None) -> UnsavedText | None:
    """Return the text that the address names, if it is the person's and of this entry."""
    key = request.GET.get(PARAMETER, "")
    if not key.isdecimal() or len(key) > 18:
        return None
    kept = UnsavedText.objects.held_by(cast(User, request.user)).filter(pk=key).first()
    return kept if kept and str(kept.intervention_id or "") == (number or "") else None


def forget(request: HttpRequest) -> None:
    """Throw away the text that has just been saved."""
    mine = UnsavedText.objects.filter(user=cast(User, request.user))
    mine.marked(request.POST.get(MARK, "")).delete()


def told_of_kept(
    request: HttpRequest, number: int | None, kept: UnsavedText | None
) -> dict[str, Any]:
    """Return where the page keeps its text, what is laid back, and what else is kept already."""
    told: dict[str, Any] = {
        "mark": kept.mark if kept else request.POST.get(MARK, ""),
        "changed": request.method == "POST" or kept is not None,
        "restored": kept,
        "left_out": titles_of(kept.left_out) if kept else "",
    }
    if "_popup" in request.GET:
        return told
    others = UnsavedText.objects.held_by(cast(User, request.user)).filter(intervention=number)
    goes_on = told["mark"].partition(":")[0]
    told["keeps"] = (
        reverse(f"{NAME}_keep", args=[number]) if number else reverse(f"{NAME}_keep_new")
    )
    told["offers"] = [one for one in others.order_by("-kept_at") if str(one.pk) != goes_on]
    return told


@require_POST
def keep_unsaved(request: HttpRequest, pk: int | None = None) -> JsonResponse:
    """Keep what the form holds, and answer its script in words for the person."""
    here = mine(cast(User, request.user), str(pk)) if pk else None
    if (pk and here is None) or not (pk or desk_of(Intervention).has_add_permission(request)):
        return JsonResponse({"told": FOREIGN}, status=403)
    if sum(map(len, request.POST.values())) > LONGEST:
        return JsonResponse({"told": _("Texten är för lång för ett utkast.")}, status=413)
    try:
        kept = keep(cast(User, request.user), here, request.POST)
    except Error:
        told = _("Utkastet gick inte att spara. Det du har skrivit står kvar här på sidan.")
        return JsonResponse({"told": told}, status=503)
    told = _("Utkast sparat %(time)s.") % {"time": kept.since}
    if kept.left_out:
        without = _(
            "Utan %(fields)s: där ser det ut att stå ett personnummer eller en persons namn."
        )
        told = f"{told} {without % {'fields': titles_of(kept.left_out)}}"
    return JsonResponse({"mark": kept.mark, "told": told})


@require_POST
def throw_unsaved(request: HttpRequest, number: int) -> HttpResponse:
    """Throw one's own text away, and return to the page it was written on."""
    kept = UnsavedText.objects.held_by(cast(User, request.user)).filter(pk=number).first()
    if kept is None:
        raise Http404
    kept.delete()
    messages.info(request, _("Texten från %(time)s är slängd.") % {"time": kept.since})
    return HttpResponseRedirect(_page_of(kept.intervention_id))


def _page_of(number: int | None) -> str:
    return reverse(f"{NAME}_change", args=[number]) if number else reverse(f"{NAME}_add")
