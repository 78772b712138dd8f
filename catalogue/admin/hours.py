"""When a contact answers and when a place is open: rows on their own pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import DeskInline
from catalogue.models.hours import overlapping
from catalogue.models.opening_hours import (
    ContactClosure,
    ContactHours,
    VenueClosure,
    VenueHours,
)

CLOCK = {
    "widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    "input_formats": ["%H:%M", "%H.%M", "%H:%M:%S"],
}
HOURS: Any = [
    (None, {"fields": [("weekday", "opens", "closes", "past_midnight")]}),
    (
        _("Gäller bara en tid, eller med en anmärkning"),
        {"fields": [("valid_from", "valid_to"), "note"], "classes": ["collapse"]},
    ),
]
CLOSED: Any = [("first_day", "last_day", "note")]


class HoursFormSet(forms.BaseInlineFormSet):
    """The hours of one contact or place, held together against what one row cannot see."""

    def clean(self) -> None:
        """Refuse two at the same time: nobody could say which of them holds."""
        super().clean()
        told = {
            id(form.instance): form
            for form in self.forms
            if form.has_changed() or form.instance.pk
            if not (form.errors or form.cleaned_data.get(DELETION_FIELD_NAME))
        }
        for row in overlapping(form.instance for form in told.values()):
            told[id(row)].add_error("opens", _("Den tiden går in i en annan. Rätta en av dem."))


class _HoursInline(DeskInline, admin.StackedInline):
    """One stretch of a weekday a row: what every row has first, the rare things folded."""

    classes = ["alike"]
    formset = HoursFormSet
    formfield_overrides = {**DeskInline.formfield_overrides, models.TimeField: CLOCK}
    ordering = ["weekday", "opens", "pk"]
    fieldsets = HOURS


class _ClosureInline(DeskInline, admin.StackedInline):
    """Days when nobody is there, though the hours say so."""

    classes = ["alike"]
    ordering = ["first_day", "pk"]
    fields = CLOSED


class ContactHoursInline(_HoursInline):
    """When a contact answers."""

    model = ContactHours


class ContactClosureInline(_ClosureInline):
    """Days when a contact does not answer."""

    model = ContactClosure


class VenueHoursInline(_HoursInline):
    """When a place is open."""

    model = VenueHours


class VenueClosureInline(_ClosureInline):
    """Days when a place is closed."""

    model = VenueClosure
