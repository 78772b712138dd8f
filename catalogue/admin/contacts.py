"""Places and functions: where it is, and whom to call."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.filters import VerifiedFilter, WorkingFilter
from catalogue.admin.common.kept import KeptAdmin
from catalogue.admin.contact_trial import BrokenForm, trial
from catalogue.models import Contact, Intervention, User, Venue


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

    list_display = [
        "function",
        "organisation",
        "phone",
        "email",
        "used_by",
        "verified_on",
        trial,
    ]
    list_filter = [WorkingFilter, "active", VerifiedFilter, "verified_on", "person_until"]
    search_fields = ["function", "organisation__name", "competence", "phone", "email"]
    autocomplete_fields = ["organisation"]
    ordering = ["organisation__name", "function"]
    choice_related = ["organisation"]
    fieldsets = [
        (
            None,
            {
                "fields": ["function", "organisation", "active"],
                "description": _("Skriv rollen, inte personen: den finns kvar när någon slutar."),
            },
        ),
        (
            _("Så når man den"),
            {"fields": [("phone", "phone_hours"), "email", "best_way", "verified_on"]},
        ),
        (_("Kan svara på"), {"fields": ["competence"]}),
        (
            _("Namngiven person"),
            {
                "fields": ["person_name", "person_reason", "person_until"],
                "classes": ["collapse"],
                "description": _(
                    "Bara när funktionen inte räcker. Namnet visas för inloggade "
                    "och tas bort på slutdagen."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contact]:
        """Bring along the organisation's name and how many entries that one sees use each."""
        seen = Intervention.objects.visible_to(cast(User, request.user)).filter(
            contacts=OuterRef("pk")
        )
        counted = seen.order_by().values("contacts").annotate(uses=Count("pk", distinct=True))
        rows: QuerySet[Contact] = super().get_queryset(request)
        uses: Any = Coalesce(Subquery(counted.values("uses")), 0)
        return rows.select_related("organisation", "broken_by").annotate(uses=uses)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Contact | None:
        """Leave out a name whose last day has passed; saving the page wipes it."""
        found: Contact | None = super().get_object(request, object_id, from_field)
        if found is not None:
            found.hide_person_after_time(timezone.localdate())
        return found

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show below the form whether it works, and what can be done."""
        extra = {**(extra_context or {}), "broken_form": BrokenForm()}
        return super().change_view(request, object_id, form_url, extra)

    def save_model(self, request: HttpRequest, obj: Contact, form: Any, change: bool) -> None:
        """Take a new day of checking for what it says: it works again."""
        checked = obj.verified_on if "verified_on" in form.changed_data else None
        if checked and obj.broken_on and checked >= obj.broken_on:
            obj.mark_works(checked)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("används av"), ordering="uses")
    def used_by(self, row: Any) -> str:
        """Return how many entries use it, linked to the list of them."""
        if not row.uses:
            return "ingen"
        address = reverse("admin:catalogue_intervention_changelist")
        told = "1 insats" if row.uses == 1 else f"{row.uses} insatser"
        return format_html('<a href="{}?contacts__id__exact={}">{}</a>', address, row.pk, told)

    def choice_label(self, row: Contact) -> str:
        """Tell the many receptions apart."""
        return f"{row.function} – {row.organisation}"
