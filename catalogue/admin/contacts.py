"""Places and functions: where it is, and whom to call."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from catalogue.admin.filters import VerifiedFilter
from catalogue.admin.kept import KeptAdmin
from catalogue.models import Contact, Venue


@admin.register(Venue)
class VenueAdmin(KeptAdmin):
    """Places where interventions are given."""

    list_display = ["name", "organisation", "municipality", "address", "protected"]
    list_filter = ["protected", "municipality__county"]
    search_fields = ["name", "address", "town", "organisation__name", "municipality__name"]
    autocomplete_fields = ["organisation", "municipality"]
    ordering = ["name", "organisation__name"]
    choice_related = ["organisation", "municipality"]
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
                    "protected",
                ],
            },
        ),
        (
            "Tillgänglighet",
            {
                "fields": ["accessibility"],
                "description": "Det som någon behöver veta innan hen ger sig av.",
            },
        ),
        (
            "Läge på kartan",
            {
                "fields": [("latitude", "longitude")],
                "classes": ["collapse"],
                "description": "I decimalgrader (WGS 84), till exempel 59,61 och 16,54. "
                "Lämnas tomt för en skyddad adress.",
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Venue]:
        """Bring along the names that tell places apart."""
        return super().get_queryset(request).select_related("organisation", "municipality")

    def choice_label(self, row: Venue) -> str:
        """Tell places with the same name apart."""
        return f"{row.name} – {row.organisation}, {row.municipality}"


@admin.register(Contact)
class ContactAdmin(KeptAdmin):
    """Functions to turn to; a named person is the exception."""

    list_display = ["function", "organisation", "phone", "email", "verified_on", "active"]
    list_filter = ["active", VerifiedFilter, "verified_on", "person_until"]
    search_fields = ["function", "organisation__name", "competence", "phone", "email"]
    autocomplete_fields = ["organisation"]
    ordering = ["organisation__name", "function"]
    choice_related = ["organisation"]
    fieldsets = [
        (
            None,
            {
                "fields": ["function", "organisation", "active"],
                "description": "Skriv rollen, inte personen: den finns kvar när någon slutar.",
            },
        ),
        (
            "Så når man den",
            {"fields": [("phone", "phone_hours"), "email", "best_way", "verified_on"]},
        ),
        ("Kan svara på", {"fields": ["competence"]}),
        (
            "Namngiven person",
            {
                "fields": ["person_name", "person_reason", "person_until"],
                "classes": ["collapse"],
                "description": "Bara när funktionen inte räcker. Namnet visas för inloggade "
                "och tas bort på slutdagen.",
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contact]:
        """Bring along the organisation's name."""
        return super().get_queryset(request).select_related("organisation")

    def choice_label(self, row: Contact) -> str:
        """Tell the many receptions apart."""
        return f"{row.function} – {row.organisation}"
