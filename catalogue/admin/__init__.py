"""The editors' desk: one module a subject, as in `catalogue.models`."""

from typing import cast

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin import (
    accessibility,
    conflicts,
    contacts,
    geography,
    neighbouring_services,
    organisations,
    pathways,
    reminders,
    searches,
    suggestions,
    terms,
    users,
    venues,
    vocabulary,
    working_copies,
)
from catalogue.admin.entry import interventions
from catalogue.admin.urls import PAGES
from catalogue.signin.admin_site import Desk

__all__ = [
    "accessibility",
    "conflicts",
    "contacts",
    "geography",
    "interventions",
    "neighbouring_services",
    "organisations",
    "pathways",
    "reminders",
    "searches",
    "suggestions",
    "terms",
    "users",
    "venues",
    "vocabulary",
    "working_copies",
]

cast(Desk, admin.site).pages = PAGES
admin.site.site_header = "Insatskatalogen – redaktionen"
admin.site.site_title = "Insatskatalogen"
admin.site.index_title = _("Vad vill du ändra?")
admin.site.empty_value_display = "–"
admin.site.enable_nav_sidebar = False  # the lists and their filters need the width
admin.site.disable_action("delete_selected")  # nothing in the catalogue is deleted in bulk
