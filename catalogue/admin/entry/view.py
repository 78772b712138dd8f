"""The page of an entry: opened, looked at while it is written, and saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string

from catalogue.admin.entry.edit import Edit, undone
from catalogue.admin.entry.page import page
from catalogue.admin.entry.saving import receive, show_again, show_values, try_out
from catalogue.admin.entry.unsaved import asked_for, forget
from catalogue.admin.entry.writing import FOLDER, look_closely, searchable
from catalogue.changes.unsaved import laid_back
from catalogue.models import Intervention
from catalogue.visitor.entry_page import entry_context, for_own_page, similar_to

ELSEWHERE = {"_return", "_discard"}  # buttons that leave what the form says where it is


def entry_page(
    request: HttpRequest, number: str | None, form_url: str, extra: dict[str, Any]
) -> HttpResponse:
    """Show an entry or a new one; do as the pressed button says."""
    edit = Edit(request, number, form_url, extra=extra)
    if request.method != "POST":
        return _open(edit)
    edit.posted = request.POST
    if "_check" in edit.pressed:
        return _check(edit, request.POST)
    if "_preview" in edit.pressed:
        return _preview(edit)
    answer = receive(edit)
    if isinstance(answer, HttpResponseRedirect) and not ELSEWHERE & edit.pressed:
        forget(request)
    return answer


def _open(edit: Edit) -> HttpResponse:
    """Show the entry, or its working copy, or what was written and not saved."""
    if answer := edit.look_up():
        return answer
    here, edit.kept = edit.here, asked_for(edit.request, edit.number)
    if edit.kept:
        posted = laid_back(edit.kept, here)
        posted["_number"] = edit.number or ""
        return _check(edit, posted)
    if here and here.copy:
        return show_values(edit, here, here.shown)
    edit.fill_in()
    return page(edit)


def _check(edit: Edit, posted: QueryDict) -> HttpResponse:
    """Show the page with what was typed, and a closer look at it."""
    edit.posted, edit.checking = posted, True
    # Before anything is written: what is only tried is not for the search to know.
    edit.advice = look_closely(edit.user, posted)
    return show_again(edit)


def _preview(edit: Edit) -> HttpResponse:
    """Show the page that visitors would see, or what stands in its way."""
    if answer := edit.look_up():
        return answer
    catalogue = searchable()
    similar = similar_to(edit.here.row.pk, catalogue) if edit.here and catalogue else []
    with undone():
        trial = try_out(edit)
        if trial is None:
            refused = page(edit)
            refused.template_name = f"{FOLDER}/preview_refused.html"
            return refused.render()
        row = for_own_page(Intervention.objects.all()).get(pk=trial.number)
        told = entry_context(row, similar) | {"address": "", "linked_data": None}
        shown = render_to_string("intervention_preview.html", told, using="public")
    return HttpResponse(shown, headers={"X-Robots-Tag": "noindex, nofollow"})
