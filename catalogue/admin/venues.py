"""Places: where it is, and when it is open."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import KeptAdmin
from catalogue.admin.hours import VenueClosureInline, VenueHoursInline
from catalogue.models import Venue


@admin.register(Venue)
class VenueAdmin(KeptAdmin):
    """Places where interventions are given."""

    list_display = ["name", "organisation", "municipality", "address", "protected"]
    list_filter = ["protected", "municipality__county"]
    search_fields = ["name", "address", "town", "organisation__name", "municipality__name"]
    autocomplete_fields = ["organisation", "municipality", "municipalities"]
    ordering = ["name", "organisation__name"]
    choice_related = ["organisation", "municipality"]
    inlines = [VenueHoursInline, VenueClosureInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "organisation",
                    "address",
                    ("postcode", "town"),
                    "municipality",
                    "municipalities",
                    "protected",
                ],
            },
        ),
        (
            _("Tillgänglighet"),
            {
                "fields": ["accessibility"],
                "description": _("Det som någon behöver veta innan hen ger sig av."),
            },
        ),
        (
            _("Läge på kartan"),
            {
                "fields": [("latitude", "longitude")],
                "classes": ["collapse"],
                "description": _(
                    "I decimalgrader (WGS 84), till exempel 59,61 och 16,54. "
                    "Lämnas tomt för en skyddad adress."
                ),
            },
        ),
        (
            _("När det är öppet"),
            {
                "fields": ["open_on_holidays"],
                "description": _(
                    "Dagarna skrivs nedanför, en rad för varje dag. Säger ni inget om röda dagar "
                    "får besökaren rådet att fråga."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Venue]:
        """Bring along the names that tell places apart."""
        rows = super().get_queryset(request)
        return rows.select_related("organisation", "municipality")

    def choice_label(self, row: Venue) -> str:
        """Tell places with the same name apart."""
        return f"{row.name} – {row.organisation}, {row.municipality}"
