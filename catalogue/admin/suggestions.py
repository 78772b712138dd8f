"""What readers have told: read, dealt with, and thinned by `manage.py thin`."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from catalogue.admin.kept import KeptAdmin
from catalogue.models import Suggestion, User

Status = Suggestion.Status


@admin.action(description="Åtgärdat", permissions=["change"])
def mark_handled(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion]) -> None:
    """Note that something came of them."""
    _settle(desk, request, chosen, Status.HANDLED)


@admin.action(description="Avböjt", permissions=["change"])
def mark_declined(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion]) -> None:
    """Note that they were read and led to nothing."""
    _settle(desk, request, chosen, Status.DECLINED)


@admin.register(Suggestion)
class SuggestionAdmin(KeptAdmin):
    """Readers' messages; their words are never changed, only what became of them."""

    list_display = ["excerpt", "kind", "intervention", "sent_at", "status", "wants_answer"]
    list_filter = ["status", "kind", "sent_at"]
    list_select_related = ["intervention"]
    search_fields = ["text", "staff_note", "intervention__name"]
    search_help_text = "Ord i meddelandet, i anteckningen eller i insatsens namn"
    ordering = ["-sent_at", "-pk"]
    actions = [mark_handled, mark_declined]
    autocomplete_fields = ["intervention"]
    fieldsets = [
        (
            "Meddelandet",
            {
                "fields": ["kind", "text", "email", "sent_at"],
                "description": "Så som läsaren skrev. Ett meddelande är en allmän handling.",
            },
        ),
        (
            "Vad som hände",
            {
                "fields": ["intervention", "status", "staff_note", "handled_at"],
                "description": "Skriv aldrig något om en enskild person. Det som är åtgärdat "
                "eller avböjt gallras efter en tid; det som är nytt ligger kvar.",
            },
        ),
    ]
    readonly_fields = ["kind", "text", "email", "sent_at", "handled_at"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: messages come from readers."""
        return False

    @admin.display(description="meddelande", ordering="text")
    def excerpt(self, row: Suggestion) -> str:
        """Return how it begins."""
        return row.text if len(row.text) <= 80 else f"{row.text[:79]}…"

    @admin.display(description="vill ha svar", boolean=True)
    def wants_answer(self, row: Suggestion) -> bool:
        """Tell whether somebody waits for an answer."""
        return bool(row.email)


def _settle(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion], status: Status) -> None:
    rows = list(chosen.exclude(status=status))
    for row in rows:
        row.status = status
        row.handled_at = timezone.now()
        row.save(update_fields=["status", "handled_at"])
    if rows:
        author = cast(User, request.user).pk
        LogEntry.objects.log_actions(author, rows, CHANGE, f"{status.label.capitalize()}.")
    count = len(rows)
    desk.message_user(request, f"{count} meddelande{'n' if count != 1 else ''}: {status.label}.")
