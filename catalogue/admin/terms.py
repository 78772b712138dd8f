"""The lists that the förbund's staff keep."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import AddressedAdmin, KeptAdmin
from catalogue.admin.geography import ADDRESS
from catalogue.models import (
    DeliveryForm,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    NeedGroup,
    Requirement,
    Step,
)

NAME: Any = {"fields": ["name", "slug", "order"], "description": ADDRESS}


class _Used(KeptAdmin):
    """Shows how many interventions use a row."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the uses in the same query."""
        rows = super().get_queryset(request)
        relation = self.model._meta.get_field("interventions").remote_field.name
        # Not a join: it would group the texts of the terms, once for each use.
        used = Intervention.objects.filter(**{relation: OuterRef("pk")}).order_by()
        uses = used.values(relation).annotate(number=Count("pk")).values("number")
        counted: QuerySet[Any] = rows.annotate(uses=Coalesce(Subquery(uses), 0))
        return counted

    @admin.display(description=_("insatser"), ordering="uses")
    def used_by(self, row: Any) -> int:
        """Return how many interventions it stands on."""
        uses: int = row.uses
        return uses


class TermAdmin(_Used, AddressedAdmin):
    """One list of terms; its order is changed right in the list."""

    list_display = ["name", "order", "used_by"]
    list_editable = ["order"]
    search_fields = ["name"]
    ordering = ["order", "name"]
    fieldsets = [(None, NAME)]


@admin.register(NeedGroup)
class NeedGroupAdmin(TermAdmin):
    """Need groups: a respectful name to show, blunt words to find it by."""

    list_display = ["name", "heading", "parent", "reviewed", "order", "used_by"]
    list_filter = ["reviewed", "heading", ("parent", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["parent"]
    search_fields = ["name", "search_words", "entrance"]
    autocomplete_fields = ["parent"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "description", "entrance"],
                "description": format_lazy(
                    _("Namnge behovet, inte diagnosen. {address}"), address=ADDRESS
                ),
            },
        ),
        (
            _("Så hittas gruppen"),
            {
                "fields": ["search_words", "heading", "parent", "order"],
                "description": _("Sökorden hittar gruppen men visas aldrig för besökarna."),
            },
        ),
        (_("Granskning"), {"fields": ["reviewed"]}),
    ]

    def is_public(self, row: NeedGroup) -> bool:
        """Show a group to visitors when its wording is approved."""
        return row.reviewed


@admin.register(InterventionType)
class InterventionTypeAdmin(TermAdmin):
    """What is done: arbetsträning, vägledning, behandling and the like."""

    fieldsets = [(None, NAME), (_("Förklaring"), {"fields": ["description"]})]


@admin.register(Step)
class StepAdmin(_Used):
    """The five steps of the staircase."""

    list_display = ["number", "name", "used_by"]
    list_display_links = ["name"]
    search_fields = ["name"]
    ordering = ["number"]
    fieldsets = [(None, {"fields": ["number", "name", "meaning"]})]


@admin.register(Requirement)
class RequirementAdmin(TermAdmin):
    """What an intervention may demand of a person."""

    list_display = ["name", "without", "filterable", "order", "used_by"]
    list_filter = ["filterable"]
    search_fields = ["name", "without"]
    fieldsets = [
        (None, NAME),
        (
            _("Filtret ”kräver inte …”"),
            {
                "fields": ["without", "filterable"],
                "description": _("Så läses kravet när någon söker insatser som saknar det."),
            },
        ),
        (
            _("När vi talar med personen"),
            {
                "fields": ["lacking", "spared", "topic"],
                "description": _(
                    "Så läses kravet i Hjälp att välja. Skriv som du skulle säga det."
                ),
            },
        ),
    ]


@admin.register(IncomeSupport)
class IncomeSupportAdmin(TermAdmin):
    """What a person may live on meanwhile."""

    fieldsets = [(None, NAME), (_("Förklaring"), {"fields": ["explanation", "payer"]})]


@admin.register(Language)
class LanguageAdmin(TermAdmin):
    """The languages that interventions are given in."""

    list_display = ["name", "code", "order", "used_by"]
    search_fields = ["name", "code"]
    fieldsets = [(None, {"fields": ["name", "code", "slug", "order"], "description": ADDRESS})]


@admin.register(DeliveryForm)
class DeliveryFormAdmin(TermAdmin):
    """One to one, in a group, at a distance."""
