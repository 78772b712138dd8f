"""Nobody's text is lost: what is written in the form of an entry is kept until it is saved."""

import copy
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
from django.views.decorators.http import require_POST

from catalogue.admin.common.pages import desk_of
from catalogue.admin.common.rights import FOREIGN
from catalogue.admin.entry.writing import WritingMixin
from catalogue.changes.unsaved import LONGEST, MARK, keep, laid_back, titles_of
from catalogue.models import Intervention, UnsavedText, User

PARAMETER = "utkast"
NAME = "admin:catalogue_intervention"
ELSEWHERE = {"_return", "_discard"}  # buttons that leave what the form says where it is


class UnsavedMixin(WritingMixin):
    """Keeps, offers, lays back and forgets what has been written and not saved.

    It stands above the help for writers: a text is laid back as their button shows what is typed.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Lay back the text that the address names; forget a text when it is saved."""
        saving = request.method == "POST"
        kept = None if saving else self._asked_for(request, object_id)
        request.__dict__["_unsaved"] = {
            "mark": kept.mark if kept else request.POST.get(MARK, ""),
            "changed": saving or kept is not None,
            "restored": kept,
            "left_out": titles_of(kept.left_out) if kept else "",
        }
        asking = self._filled_in(request, kept, object_id) if kept else request
        answer = super().changeform_view(asking, object_id, form_url, extra_context)
        saved = isinstance(answer, HttpResponseRedirect) and not ELSEWHERE & set(request.POST)
        if saving and saved:
            mine = UnsavedText.objects.filter(user=cast(User, request.user))
            mine.marked(request.POST.get(MARK, "")).delete()
        return answer

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Bring along where to keep the text, and what is kept already."""
        number = obj.pk if obj else None
        told = request.__dict__["_unsaved"]
        mine = UnsavedText.objects.held_by(cast(User, request.user)).filter(intervention=number)
        if told["restored"]:
            mine = mine.exclude(pk=told["restored"].pk)
        goes_on = told["mark"].partition(":")[0]
        if "_popup" not in request.GET:
            keeps = (
                reverse(f"{NAME}_keep", args=[number]) if number else reverse(f"{NAME}_keep_new")
            )
            told["keeps"] = keeps
            told["offers"] = [kept for kept in mine.order_by("-kept_at") if str(kept.pk) != goes_on]
        context["unsaved"] = told
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _asked_for(self, request: HttpRequest, object_id: str | None) -> UnsavedText | None:
        number = request.GET.get(PARAMETER, "")
        if not number.isdecimal() or len(number) > 18:
            return None
        held = UnsavedText.objects.held_by(cast(User, request.user)).filter(pk=number)
        kept = held.first()
        of_this_page = kept and str(kept.intervention_id or "") == (object_id or "")
        return kept if of_this_page else None

    def _filled_in(
        self, request: HttpRequest, kept: UnsavedText, object_id: str | None
    ) -> HttpRequest:
        """Return the request that pressing "Kontrollera texten" would have made."""
        posted = laid_back(kept, self.mine(request, object_id))
        posted["_check"] = "1"
        posted["_number"] = object_id or ""
        request.FILES  # noqa: B018 - read now: reading it later would empty the form
        asking = copy.copy(request)
        asking.method, asking.POST = "POST", posted  # type: ignore[assignment]
        return asking


@require_POST
def keep_unsaved(request: HttpRequest, pk: int | None = None) -> JsonResponse:
    """Keep what the form holds, and answer its script in words for the person."""
    here = desk_of(Intervention).mine(request, str(pk)) if pk else None
    if (pk and here is None) or not (pk or desk_of(Intervention).has_add_permission(request)):
        return JsonResponse({"told": FOREIGN}, status=403)
    if sum(map(len, request.POST.values())) > LONGEST:
        return JsonResponse({"told": "Texten är för lång för ett utkast."}, status=413)
    try:
        kept = keep(cast(User, request.user), here, request.POST)
    except Error:
        told = "Utkastet gick inte att spara. Det du har skrivit står kvar här på sidan."
        return JsonResponse({"told": told}, status=503)
    told = f"Utkast sparat {kept.since}."
    if kept.left_out:
        told += (
            f" Utan {titles_of(kept.left_out)}: där ser det ut att stå ett personnummer eller "
            "en persons namn."
        )
    return JsonResponse({"mark": kept.mark, "told": told})


@require_POST
def throw_unsaved(request: HttpRequest, number: int) -> HttpResponse:
    """Throw one's own text away, and return to the page it was written on."""
    kept = UnsavedText.objects.held_by(cast(User, request.user)).filter(pk=number).first()
    if kept is None:
        raise Http404
    kept.delete()
    messages.info(request, f"Texten från {kept.since} är slängd.")
    return HttpResponseRedirect(_page_of(kept.intervention_id))


def _page_of(number: int | None) -> str:
    return reverse(f"{NAME}_change", args=[number]) if number else reverse(f"{NAME}_add")
