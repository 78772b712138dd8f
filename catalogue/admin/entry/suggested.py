"""A reader's message beside the form of the entry that it changes."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from catalogue.models import Intervention, Suggestion, User

PARAMETER = "forslag"


class SuggestedMixin(admin.ModelAdmin):
    """Shows the message that the address names, and notes what came of it.

    It stands below the workflow, which calls it only for what is really saved.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Put the message at the top of the page."""
        extra = {**(extra_context or {}), "suggestion": _asked(request, object_id)}
        return super().changeform_view(request, object_id, form_url, extra)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new entry with the message as a note; it never stands in an address."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        initial.pop(PARAMETER, None)
        found = _asked(request, None)
        return {**initial, "editor_note": found.text} if found else initial

    def response_add(
        self, request: HttpRequest, obj: Intervention, post_url_continue: Any = None
    ) -> HttpResponse:
        """Note that a new entry came of it."""
        self._note(request, obj, _asked(request, None))
        return super().response_add(request, obj, post_url_continue)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note that a change came of it."""
        if not {"_return", "_discard"} & set(request.POST):
            self._note(request, obj, _asked(request, str(obj.pk)))
        return super().log_change(request, obj, message)

    def _note(self, request: HttpRequest, obj: Intervention, found: Suggestion | None) -> None:
        if found is None:
            return
        user = cast(User, request.user)
        found.led_to_change_at = timezone.now()
        found.intervention = found.intervention or obj
        found.take(found.assigned_to or user)
        found.save(update_fields=["led_to_change_at", "intervention", "assigned_to", "status"])
        LogEntry.objects.log_actions(user.pk, [found], CHANGE, "Ledde till en ändring.")
        told = format_html(
            'Ändringen är noterad på läsarens förslag. <a href="{}">Svara, eller markera det som '
            "åtgärdat</a>.",
            reverse("admin:catalogue_suggestion_change", args=[found.pk]),
        )
        self.message_user(request, told)


def _asked(request: HttpRequest, object_id: str | None) -> Suggestion | None:
    """Return the message that the address names, if it is the person's and about this entry."""
    key = request.GET.get(PARAMETER, "")
    if not key.isdecimal() or len(key) > 18 or not isinstance(request.user, User):
        return None
    mine = Suggestion.objects.editable_by(request.user).filter(pk=key, thinned_on=None)
    found: Suggestion | None = mine.select_related("assigned_to").first()
    if found is None or found.intervention_id is None:
        return found
    return found if str(found.intervention_id) == object_id else None
