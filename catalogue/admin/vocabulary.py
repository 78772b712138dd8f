"""The words that staff teach the search."""

from django.contrib import admin

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
                "description": "Orden gäller från nästa sökning. "
                "De trubbiga orden hittar, men visas aldrig.",
            },
        ),
        ("Vidare begrepp", {"fields": ["broader", "reverse"]}),
        ("Särfall", {"fields": ["case_sensitive", "note"]}),
    ]
