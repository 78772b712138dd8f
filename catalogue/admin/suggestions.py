"""What readers have told: taken, answered, dealt with, and thinned by `manage.py thin`."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.admin.answering import AnsweringMixin
from catalogue.admin.common.filters import TakenFilter, WaitingFilter
from catalogue.admin.common.kept import KeptAdmin
from catalogue.changes.roads import accept
from catalogue.models import Suggestion, User

Status = Suggestion.Status


@admin.action(description=gettext_lazy("Jag tar hand om dem"), permissions=["change"])
def take_on(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion]) -> None:
    """Let the others see that one looks after them."""
    user = cast(User, request.user)
    rows = [row for row in chosen if row.is_waiting]
    for row in rows:
        row.take(user)
        row.save(update_fields=["assigned_to", "status"])
    _log(user, rows, "Tog hand om det.")
    count = len(rows)
    told = ngettext(
        "Du tar hand om %(count)s meddelande.", "Du tar hand om %(count)s meddelanden.", count
    )
    desk.message_user(request, told % {"count": count})


@admin.action(description=gettext_lazy("Åtgärdat"), permissions=["change"])
def mark_handled(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion]) -> None:
    """Note that something came of them."""
    _settle(desk, request, chosen, Status.HANDLED)


@admin.action(description=gettext_lazy("Avböjt"), permissions=["change"])
def mark_declined(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion]) -> None:
    """Note that they were read and led to nothing."""
    _settle(desk, request, chosen, Status.DECLINED)


def accept_roads(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion]) -> None:
    """Let the roads that are proposed be as proposed, or send them on to those who approve."""
    for row in chosen:
        try:
            out = accept(row.pk, cast(User, request.user))
        except ValidationError as refusal:
            desk.message_user(request, " ".join(refusal.messages), messages.ERROR)
            continue
        told = _("Vägen är godtagen och finns nu i insatsen.")
        if not out:
            told = _("Vägen ligger i en arbetskopia för granskning. Besökarna ser den sedan.")
        desk.message_user(request, told, messages.SUCCESS)


BUTTONS = {
    "_take": take_on,
    "_accept": accept_roads,
    "_handled": mark_handled,
    "_declined": mark_declined,
}


@admin.register(Suggestion)
class SuggestionAdmin(AnsweringMixin, KeptAdmin):
    """Readers' messages; their words are never changed, only what became of them."""

    list_display = [
        "excerpt",
        "kind",
        "intervention",
        "sent_at",
        "status",
        "assigned_to",
        "wants_answer",
    ]
    list_filter = [WaitingFilter, TakenFilter, "status", "kind", "sent_at"]
    list_select_related = ["intervention", "assigned_to"]
    search_fields = ["text", "staff_note", "intervention__name"]
    search_help_text = gettext_lazy("Ord i meddelandet, i anteckningen eller i insatsens namn")
    ordering = ["-sent_at", "-pk"]
    actions = [take_on, mark_handled, mark_declined]
    autocomplete_fields = ["intervention"]
    fieldsets = [
        (
            gettext_lazy("Meddelandet"),
            {
                "fields": ["kind", "text", "email", "proposed_by", "sent_at"],
                "description": gettext_lazy(
                    "Så som det skrevs. Ett meddelande är en allmän handling."
                ),
            },
        ),
        (
            gettext_lazy("Vad som hände"),
            {
                "fields": ["intervention", "status", "staff_note", "change_made", "handled_at"],
                "description": gettext_lazy(
                    "Skriv aldrig något om en enskild person. Det som är åtgärdat "
                    "eller avböjt gallras efter en tid; det som väntar ligger kvar."
                ),
            },
        ),
    ]
    readonly_fields = [
        "kind",
        "text",
        "email",
        "proposed_by",
        "sent_at",
        "change_made",
        "handled_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        """Bring along the people and the entry that the page names."""
        rows: QuerySet[Suggestion] = super().get_queryset(request)
        return rows.select_related("intervention", "assigned_to", "proposed_by", "answered_by")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: messages come from readers."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody write where everything has been thinned."""
        thinned = obj is not None and getattr(obj, "thinned_on", None)
        return not thinned and super().has_change_permission(request, obj)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show what else waits about the same entry; do what a button above the form says."""
        row = self.get_object(request, object_id)
        pressed = next((name for name in BUTTONS if name in request.POST), None)
        if row is not None and pressed:
            if not self.has_change_permission(request, row):
                raise PermissionDenied
            BUTTONS[pressed](self, request, Suggestion.objects.filter(pk=row.pk))
            return HttpResponseRedirect(request.path)
        alike = Suggestion.objects.none()
        if row is not None and row.intervention_id:
            alike = row.intervention.suggestions.waiting().exclude(pk=row.pk).order_by("-sent_at")
        extra = {**(extra_context or {}), "alike": alike}
        return super().change_view(request, object_id, form_url, extra)

    @admin.display(description=gettext_lazy("meddelande"), ordering="text")
    def excerpt(self, row: Suggestion) -> str:
        """Return how it begins."""
        if row.thinned_on:
            return f"(gallrat {row.thinned_on})"
        return row.text if len(row.text) <= 80 else f"{row.text[:79]}…"

    @admin.display(description=gettext_lazy("vill ha svar"), boolean=True)
    def wants_answer(self, row: Suggestion) -> bool:
        """Tell whether somebody waits for an answer."""
        return bool(row.email) and row.answer_state != Suggestion.Answer.SENT

    @admin.display(description=gettext_lazy("ledde till"))
    def change_made(self, row: Suggestion) -> str:
        """Link to the history of the entry, where the change stands."""
        if not (row.led_to_change_at and row.intervention_id):
            return "–"
        address = reverse("admin:catalogue_intervention_history", args=[row.intervention_id])
        moment = date_format(localtime(row.led_to_change_at), "j F Y H:i")
        told = _("En ändring %(moment)s") % {"moment": moment}
        return format_html('<a href="{}">{}</a>', address, told)


def _settle(desk: Any, request: HttpRequest, chosen: QuerySet[Suggestion], status: Status) -> None:
    rows = list(chosen.exclude(status=status).filter(thinned_on=None))
    for row in rows:
        row.settle(status)
        row.save(update_fields=["status", "handled_at"])
    _log(cast(User, request.user), rows, f"{status.label.capitalize()}.")
    count = len(rows)
    text = ngettext(
        "%(count)s meddelande: %(status)s.", "%(count)s meddelanden: %(status)s.", count
    )
    text %= {"count": count, "status": status.label}
    desk.message_user(request, text, messages.SUCCESS)


def _log(user: User, rows: list[Suggestion], told: str) -> None:
    if rows:
        LogEntry.objects.log_actions(user.pk, rows, CHANGE, told)
