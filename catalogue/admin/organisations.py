"""Organisations, the samordningsförbund and who is a member of them."""

import dataclasses
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.admin.common.filters import (
    AssociationFilter,
    OrganisationReviewFilter,
    StillThereFilter,
    SwitchboardFilter,
    WebsiteFilter,
)
from catalogue.admin.common.kept import AddressedAdmin, KeptAdmin, KeptInline
from catalogue.admin.common.numbers import say_number
from catalogue.admin.common.rights import reach_of
from catalogue.admin.geography import ADDRESS
from catalogue.admin.reviewing import still_right
from catalogue.models import Association, Membership, Organisation


@admin.register(Organisation)
class OrganisationAdmin(AddressedAdmin):
    """Bodies that run, pay for or take part, and their units."""

    list_display = [
        "name",
        "short_name",
        "kind",
        "municipality",
        "parent",
        "reviewed_on",
        still_right,
    ]
    list_filter = [
        OrganisationReviewFilter,
        "kind",
        StillThereFilter,
        WebsiteFilter,
        SwitchboardFilter,
        "municipality__county",
    ]
    list_select_related = ["municipality", "parent"]
    search_fields = ["name", "short_name", "other_names", "organisation_number"]
    autocomplete_fields = ["parent", "municipality", "replaced_by"]
    ordering = ["name"]
    fieldsets = [
        (
            gettext_lazy("Vad det är"),
            {
                "fields": [
                    "name",
                    "short_name",
                    "slug",
                    "kind",
                    "parent",
                    "municipality",
                    "other_names",
                    "organisation_number",
                ],
                "description": ADDRESS,
            },
        ),
        (
            gettext_lazy("Uppdrag"),
            {
                "fields": ["mission", "does_not"],
                "description": gettext_lazy("Hjälper andra att förstå vem som gör vad."),
            },
        ),
        (
            gettext_lazy("Vem godkänner"),
            {
                "fields": ["approval"],
                "description": gettext_lazy(
                    "Gäller insatserna. Den som inte får godkänna skickar dem för granskning."
                ),
            },
        ),
        (gettext_lazy("Kontakt"), {"fields": ["website", ("phone", "email"), "hours"]}),
        (
            gettext_lazy("Stämmer det?"),
            {
                "fields": [("reviewed_on", "review_interval")],
                "description": gettext_lazy(
                    "När intervallet har gått står organisationen på arbetslistan. Stämmer allt: "
                    "tryck på Stämmer i listan över organisationer."
                ),
            },
        ),
        (
            gettext_lazy("När den finns"),
            {
                "fields": [("valid_from", "valid_to"), "replaced_by"],
                "classes": ["collapse"],
                "description": gettext_lazy(
                    "En organisation som upphör tas inte bort: ange när, och vad som kom i stället."
                ),
            },
        ),
    ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Tell what was understood of its number."""
        super().save_model(request, obj, form, change)
        say_number(request, form)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Let nobody give oneself the right to publish: staff and administrators do that."""
        reach = reach_of(request)
        held = [*super().get_readonly_fields(request, obj)]
        if reach.everything:
            return held
        staff = dataclasses.replace(reach, workplaces=frozenset())
        theirs = Organisation.objects.belonging_to(staff)
        if obj is None or obj.pk is None:
            return held if reach.associations else [*held, "approval"]
        return held if theirs.filter(pk=obj.pk).exists() else [*held, "approval"]


class MembershipFormSet(forms.BaseInlineFormSet):
    """The members, held together against what one row cannot see."""

    def clean(self) -> None:
        """Refuse the same member twice without a start."""
        super().clean()
        seen = set()
        for form in self.forms:
            row = form.instance
            if row.organisation_id is None or row.member_from is not None:
                continue
            if row.organisation_id in seen:
                form.add_error(
                    "organisation",
                    _("Organisationen står redan här. Ange när det nya medlemskapet börjar."),
                )
            seen.add(row.organisation_id)


class MembershipInline(KeptInline, admin.StackedInline):
    """The members of a förbund, on its page."""

    model = Membership
    formset = MembershipFormSet
    fields = ["organisation", ("member_from", "member_to")]
    autocomplete_fields = ["organisation"]
    ordering = ["organisation__name", "member_from"]
    verbose_name_plural = gettext_lazy("medlemmar")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """Bring along the names that a row shows."""
        rows = super().get_queryset(request)
        return rows.select_related("organisation", "association__organisation")


@admin.register(Association)
class AssociationAdmin(KeptAdmin):
    """The förbund: who publishes and pays, never who provides."""

    list_display = ["organisation", "area"]
    search_fields = ["organisation__name", "organisation__short_name"]
    autocomplete_fields = ["organisation", "municipalities"]
    ordering = ["organisation__name"]
    choice_related = ["organisation"]
    inlines = [MembershipInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["organisation", "municipalities"],
                "description": gettext_lazy(
                    "Lägg först upp förbundet som organisation av slaget samordningsförbund."
                ),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Association]:
        """Bring along the name and the area."""
        rows = super().get_queryset(request)
        return rows.select_related("organisation").prefetch_related("municipalities")

    @admin.display(description=gettext_lazy("område"))
    def area(self, row: Association) -> str:
        """Return the names of its municipalities."""
        return ", ".join(sorted(place.name for place in row.municipalities.all()))


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    """Every party's time in a förbund."""

    list_display = ["organisation", "association", "member_from", "member_to"]
    list_filter = [AssociationFilter]
    search_fields = ["organisation__name", "association__organisation__name"]
    autocomplete_fields = ["organisation", "association"]
    ordering = ["association__organisation__name", "organisation__name", "member_from"]
    fieldsets = [
        (None, {"fields": ["association", "organisation", ("member_from", "member_to")]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """Bring along the names on both sides."""
        rows = super().get_queryset(request)
        return rows.select_related("organisation", "association__organisation")
