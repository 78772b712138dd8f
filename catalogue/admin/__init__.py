"""The editors' desk: one module a subject, as in `catalogue.models`."""

from django.contrib import admin

from catalogue.admin import (
    accessibility,
    conflicts,
    contacts,
    geography,
    interventions,
    organisations,
    pathways,
    reminders,
    searches,
    suggestions,
    terms,
    users,
    vocabulary,
    working_copies,
)

__all__ = [
    "accessibility",
    "conflicts",
    "contacts",
    "geography",
    "interventions",
    "organisations",
    "pathways",
    "reminders",
    "searches",
    "suggestions",
    "terms",
    "users",
    "vocabulary",
    "working_copies",
]

admin.site.site_header = "Insatskatalogen – redaktionen"
admin.site.site_title = "Insatskatalogen"
admin.site.index_title = "Vad vill du ändra?"
admin.site.empty_value_display = "–"
admin.site.enable_nav_sidebar = False  # the lists and their filters need the width
admin.site.disable_action("delete_selected")  # nothing in the catalogue is deleted in bulk
