"""Files that were handed in, and the conflicts that they left for a person to decide."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.filters import NamelessFilter
from catalogue.admin.common.kept import KeptAdmin
from catalogue.exchange.deciding import describe, keep_ours, take_theirs
from catalogue.models import ImportConflict, ImportRun, Intervention, User
from catalogue.values.differing import Difference
from catalogue.values.fields import COLUMNS, MANY
from catalogue.values.registers import Book

_SHORT = 120


class _BroughtAdmin(KeptAdmin):
    """Pages about what files have brought; nobody adds a row by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: imports make the rows."""
        return False


@admin.register(ImportRun)
class ImportRunAdmin(_BroughtAdmin):
    """What has been read in, by whom, and how it went."""

    list_display = ["file_name", "source", "state", "outcome", "handed_in_by", "handed_in_at"]
    list_filter = ["state"]
    search_fields = ["file_name", "source", "handed_in_by__username"]
    ordering = ["-handed_in_at", "-pk"]
    fields = [
        "file_name",
        "source",
        "state",
        "outcome",
        "handed_in_by",
        "handed_in_at",
        "done_at",
        "preview",
    ]
    readonly_fields = fields  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        """Leave the content where it is."""
        return super().get_queryset(request).select_related("handed_in_by").defer("content")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nothing be changed; what has happened has happened."""
        return False

    @admin.display(description=_("förhandsvisning"))
    def preview(self, row: ImportRun) -> str:
        """Link to the page where it is decided."""
        if row.state != ImportRun.State.WAITING:
            return "–"
        address = reverse("admin:catalogue_intervention_import_run", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, _("Se vad filen skulle ändra"))


@admin.action(description=_("Behåll katalogens uppgift"), permissions=["change"])
def keep(desk: Any, request: HttpRequest, chosen: QuerySet[ImportConflict]) -> None:
    """Let what the catalogue says stand."""
    _decide(desk, request, chosen, keep_ours, "Katalogens uppgift behölls")


@admin.action(description=_("Ta filens uppgift"), permissions=["change"])
def take(desk: Any, request: HttpRequest, chosen: QuerySet[ImportConflict]) -> None:
    """Write what the file says."""
    _decide(desk, request, chosen, take_theirs, "Filens uppgift skrevs in")


def _decide(
    desk: Any, request: HttpRequest, chosen: QuerySet[ImportConflict], decision: Any, told: str
) -> None:
    done = 0
    for conflict in chosen.filter(decision=ImportConflict.Decision.OPEN):
        if not desk.has_change_permission(request, conflict):
            raise PermissionDenied
        try:
            decision(conflict, cast(User, request.user))
        except ValidationError as refusal:
            text = f"{conflict.intervention}, {desk.title(conflict)}: {' '.join(refusal.messages)}"
            desk.message_user(request, text, messages.WARNING)
        else:
            done += 1
            line = f"{told}: {desk.title(conflict)}."
            desk.log_change(request, conflict.intervention, line)
    if done:
        desk.message_user(request, f"{told} ({done}).", messages.SUCCESS)


@admin.register(ImportConflict)
class ImportConflictAdmin(_BroughtAdmin):
    """Fields that both a person and a file have changed; each waits for a choice."""

    list_display = ["entry", "title", "present", "in_file", "source", "found_at", "decision"]
    list_display_links = ["entry", "title"]
    list_filter = ["decision", ("source", NamelessFilter)]
    search_fields = ["intervention__name", "source"]
    ordering = ["-found_at", "-pk"]
    fields = [
        "entry_link",
        "title",
        "whole_present",
        "whole_in_file",
        "source",
        "found_at",
        "decision",
        "decided_by",
        "decided_at",
    ]
    readonly_fields = fields  # type: ignore[assignment]
    actions = [keep, take]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportConflict]:
        """Bring along what a row of the list shows."""
        return super().get_queryset(request).select_related("intervention", "decided_by")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Give the rows of the list one book of names, and their entries in a few queries."""
        found = super().get_changelist_instance(request)
        _prepare(found.result_list, cast(User, request.user))
        return found

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Do the same for one row."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            _prepare([found], cast(User, request.user))
        return found

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show both values, and take the decision that a button sends."""
        decision = {"_ours": keep, "_theirs": take}
        pressed = next((name for name in decision if name in request.POST), None)
        if request.method == "POST" and pressed and object_id.isdecimal():
            chosen = self.get_queryset(request).filter(pk=object_id)
            decision[pressed](self, request, chosen)
            return HttpResponseRedirect(request.path)
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.display(description=_("uppgift"), ordering="field")
    def title(self, row: ImportConflict) -> str:
        """Return what the field is called on the page."""
        return COLUMNS[row.field].title if row.field in COLUMNS else row.field

    @admin.display(description=_("insats"), ordering="intervention__name")
    def entry(self, row: ImportConflict) -> str:
        """Return the name of the intervention."""
        return row.intervention.name

    @admin.display(description=_("insats"))
    def entry_link(self, row: ImportConflict) -> str:
        """Link to the intervention's own page."""
        address = reverse("admin:catalogue_intervention_change", args=[row.intervention_id])
        return format_html('<a href="{}">{}</a>', address, row.intervention)

    @admin.display(description=_("i katalogen nu"))
    def present(self, row: ImportConflict) -> str:
        """Return the beginning of what the catalogue says."""
        return _shortened(self.whole_present(row))

    @admin.display(description=_("i filen"))
    def in_file(self, row: ImportConflict) -> str:
        """Return the beginning of what the file says."""
        return _shortened(self.whole_in_file(row))

    @admin.display(description=_("i katalogen nu"))
    def whole_present(self, row: ImportConflict) -> str:
        """Return what the catalogue says."""
        return self._described(row).before or "(tomt)"

    @admin.display(description=_("i filen"))
    def whole_in_file(self, row: ImportConflict) -> str:
        """Return what the file says."""
        return self._described(row).after or "(tomt)"

    @staticmethod
    def _described(row: Any) -> Difference:
        if row.field not in COLUMNS:  # a field that the catalogue had once
            return Difference(row.field, "", str(row.theirs))
        return describe(row, row.intervention, row.book)


def _prepare(rows: Iterable[Any], reader: User) -> None:
    """Give conflicts one book of names, and their entries with what the fields in question read.

    The book holds only the names that the person may read.
    """
    names = {row.field for row in rows}
    read = [_READ.get(name, [name]) for name in sorted(names & {*MANY, *_READ})]
    entries = Intervention.objects.select_related(
        "organisation", "step", "funded_by__organisation", "replaced_by"
    ).prefetch_related(*(lookup for lookups in read for lookup in lookups))
    by_number = entries.in_bulk({row.intervention_id for row in rows})
    book = Book(reader)
    for row in rows:
        row.intervention, row.book = by_number[row.intervention_id], book


_READ = {
    "contacts": ["contacts__organisation"],
    "venues": ["venues__organisation", "venues__municipality"],
    "routes": ["routes__municipalities"],
    "notices": ["notices"],
    "contributions": ["contributions__organisation"],
    "results": ["results"],
    "leads_to": ["continues_to"],
}


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]} …"
