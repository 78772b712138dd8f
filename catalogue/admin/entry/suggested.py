"""A reader's message beside the form of the entry that it changes."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from catalogue.models import Intervention, Suggestion, User

PARAMETER = "forslag"


def note_change(request: HttpRequest, row: Intervention, number: str | None) -> None:
    """Note on the message that the address names, if one is, that a change came of it."""
    found = asked(request, number)
    if found is None:
        return
    user = cast(User, request.user)
    found.led_to_change_at = timezone.now()
    found.intervention = found.intervention or row
    found.take(found.assigned_to or user)
    found.save(update_fields=["led_to_change_at", "intervention", "assigned_to", "status"])
    LogEntry.objects.log_actions(user.pk, [found], CHANGE, "Ledde till en ändring.")
    told = format_html(
        '{} <a href="{}">{}</a>.',
        _("Ändringen är noterad på läsarens förslag."),
        reverse("admin:catalogue_suggestion_change", args=[found.pk]),
        _("Svara, eller markera det som åtgärdat"),
    )
    messages.info(request, told)


def begun_with(request: HttpRequest, initial: dict[str, Any]) -> dict[str, Any]:
    """Let a new entry begin with the message as a note; it never stands in an address."""
    initial.pop(PARAMETER, None)
    found = asked(request, None)
    return {**initial, "editor_note": found.text} if found else initial


def asked(request: HttpRequest, number: str | None) -> Suggestion | None:
    """Return the message that the address names, if it is the person's and about this entry."""
    key = request.GET.get(PARAMETER, "")
    if not key.isdecimal() or len(key) > 18 or not isinstance(request.user, User):
        return None
    mine = Suggestion.objects.editable_by(request.user).filter(pk=key, thinned_on=None)
    found: Suggestion | None = mine.select_related("assigned_to").first()
    if found is None or found.intervention_id is None:
        return found
    return found if str(found.intervention_id) == number else None
