"""The letters that have reminded people, to read only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.filters import ArrivedFilter
from catalogue.admin.common.kept import KeptAdmin
from catalogue.models import Reminder


@admin.register(Reminder)
class ReminderAdmin(KeptAdmin):
    """Who was reminded when, of what, and whether the letter arrived; `send_reminders` writes."""

    list_display = ["day", "user", "email", "state", "attempts", "problem"]
    list_filter = [ArrivedFilter, "state", "day"]
    list_select_related = ["user"]
    search_fields = ["user__username", "email", "entries__intervention__name"]
    search_help_text = _("Användarnamn, e-post eller insatsens namn")
    ordering = ["-day", "-pk"]
    fields = ["day", "user", "email", "state", "attempts", "problem", "sent_at", "about"]
    readonly_fields = fields  # type: ignore[assignment]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: the command makes the rows."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nothing be changed; what has happened has happened."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reminder]:
        """Bring along who it was."""
        return super().get_queryset(request).select_related("user")

    @admin.display(description=_("insatser"))
    def about(self, row: Reminder) -> str:
        """Return what the letter was about, one on each line."""
        entries = row.entries.select_related("intervention").order_by("intervention__name")
        lines = [(str(entry.intervention), entry.get_stage_display()) for entry in entries]
        return format_html_join("", "<div>{}: {}</div>", lines) or "–"
