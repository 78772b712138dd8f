"""The words that staff teach the search."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import KeptAdmin
from catalogue.models import SynonymGroup


@admin.register(SynonymGroup)
class SynonymGroupAdmin(KeptAdmin):
    """Synonym groups: effective at the next search."""

    list_display = ["__str__", "kind", "active"]
    list_filter = ["kind", "active", "reverse"]
    search_fields = ["terms", "hidden", "lay", "broader", "note"]
    ordering = ["terms", "pk"]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "terms", "lay", "hidden", "active"],
                "description": _(
                    "Orden gäller från nästa sökning. De trubbiga orden hittar, men visas aldrig."
                ),
            },
        ),
        (_("Vidare begrepp"), {"fields": ["broader", "reverse"]}),
        (_("Särfall"), {"fields": ["case_sensitive", "note"]}),
    ]
