"""Buttons on the page of an entry that leave its form alone: sending back, and throwing away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.admin.entry.edit import Edit
from catalogue.admin.entry.told import may_publish
from catalogue.changes.copies import Present, send_back, settle
from catalogue.models import Intervention
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.working_copy import State

Status = Intervention.Status


def decide(edit: Edit) -> HttpResponse | None:
    """Send back or throw away what waits, if that is asked for."""
    here = edit.here
    if here is None or not {"_return", "_discard"} & edit.pressed:
        return None
    free = may_publish(edit.user, here.row)
    if "_return" in edit.pressed:
        if not free:
            raise PermissionDenied
        _send_back(edit, here)
    elif here.copy:
        if here.copy.author_id != edit.user.pk and not free:
            raise PermissionDenied
        settle(here.copy, State.DISCARDED, edit.user)
        edit.desk.log_change(edit.request, here.row, "Kastade arbetskopian.")
        messages.info(edit.request, _("Arbetskopian är kastad. Det publicerade står kvar."))
    return HttpResponseRedirect(edit.request.get_full_path())


def _send_back(edit: Edit, here: Present) -> None:
    comment = edit.request.POST.get("_comment", "").replace("\x00", "").strip()[:2_000]
    try:
        refuse_personal_numbers(comment)
    except ValidationError as refusal:
        messages.error(edit.request, " ".join(refusal.messages))
        return
    if not comment:
        told = _("Skriv en kommentar om vad som behöver ändras, och skicka sedan tillbaka.")
        messages.error(edit.request, told)
        return
    row = here.row
    if here.copy:
        send_back(here.copy, comment)
    elif row.status == Status.REVIEW:
        name = edit.user.get_full_name() or edit.user
        note = f"{timezone.localdate()}, tillbaka från {name}: {comment}"
        row.status = Status.DRAFT
        row.editor_note = "\n".join(filter(None, [note, row.editor_note]))
        row.save(update_fields=["status", "editor_note", "changed_at"])
    edit.desk.log_change(edit.request, row, f"Skickade tillbaka: {comment}")
    messages.success(edit.request, _("Skickad tillbaka med din kommentar."))
