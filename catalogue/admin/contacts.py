"""Functions: whom to call."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.filters import ReachFilter, VerifiedFilter, WorkingFilter
from catalogue.admin.common.kept import KeptAdmin
from catalogue.admin.common.numbers import say_number
from catalogue.admin.contact_trial import BrokenForm, trial
from catalogue.admin.hours import ContactClosureInline, ContactHoursInline
from catalogue.models import Contact, Intervention, User
from catalogue.models.telephones import dialled, sought


@admin.register(Contact)
class ContactAdmin(KeptAdmin):
    """Functions to turn to; a named person is the exception."""

    list_display = [
        "function",
        "organisation",
        "dialled_number",
        "email",
        "used_by",
        "verified_on",
        trial,
    ]
    list_filter = [
        WorkingFilter,
        ReachFilter,
        "active",
        VerifiedFilter,
        "verified_on",
        "person_until",
    ]
    search_fields = ["function", "organisation__name", "competence", "phone", "email"]
    autocomplete_fields = ["organisation", "municipalities"]
    ordering = ["organisation__name", "function"]
    choice_related = ["organisation"]
    inlines = [ContactHoursInline, ContactClosureInline]
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
            {
                "fields": ["phone", "email", "form", "best_way", "municipalities", "verified_on"],
                "description": _("Minst en väg: telefon, e-post eller formulär."),
            },
        ),
        (_("Kan svara på"), {"fields": ["competence", ("consultation", "consultation_hours")]}),
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
        (
            _("När någon svarar"),
            {
                "fields": ["phone_hours", "open_on_holidays"],
                "description": _(
                    "Skriv helst dagarna nedanför, en rad för varje dag: då ser besökaren om någon "
                    "svarar nu. Orden används när det inte finns några rader."
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
        say_number(request, form)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Contact], search_term: str
    ) -> tuple[QuerySet[Contact], bool]:
        """Find a number however it is written."""
        return super().get_search_results(request, queryset, sought(search_term))

    @admin.display(description=_("telefon"), ordering="phone")
    def dialled_number(self, row: Contact) -> str | None:
        """Return the number as people read it, linked where it can be dialled."""
        if not row.phone:
            return None
        shown = format_html('<bdi dir="ltr" class="nowrap">{}</bdi>', row.number)
        address = dialled(row.phone)
        return format_html('<a href="tel:{}">{}</a>', address, shown) if address else shown

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
