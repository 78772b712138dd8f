"""The list of changes that wait beside published entries; they are decided on the entry's page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import KeptAdmin
from catalogue.models import WorkingCopy


@admin.register(WorkingCopy)
class WorkingCopyAdmin(KeptAdmin):
    """What waits, and what became of it."""

    list_display = ["intervention", "state", "author", "changed_at", "settled_at"]
    list_filter = ["state"]
    search_fields = ["intervention__name", "author__username"]
    ordering = ["-changed_at", "-pk"]
    fields = [
        "entry",
        "state",
        "comment",
        "author",
        "begun_at",
        "changed_at",
        "settled_by",
        "settled_at",
    ]
    readonly_fields = fields  # type: ignore[assignment]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WorkingCopy]:
        """Bring along what a row of the list shows, and leave the values where they are."""
        rows = super().get_queryset(request).select_related("intervention", "author", "settled_by")
        return rows.defer("values", "based_on")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: saving a published entry makes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse everybody: they are changed and decided on the entry's page."""
        return False

    @admin.display(description=_("insats"))
    def entry(self, row: WorkingCopy) -> str:
        """Link to the page where it is read and decided."""
        address = reverse("admin:catalogue_intervention_change", args=[row.intervention_id])
        return format_html('<a href="{}">{}</a>', address, row.intervention)
