"""Notices on the page of an entry: what holds for a while, and when visitors see it."""

import datetime
from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.admin.common.kept import DeskInline
from catalogue.admin.restoring import RESTORED
from catalogue.models import Notice

OVER = gettext_lazy(
    "Beskedet skulle aldrig visas: den sista dagen har redan varit. Ange en dag som kommer, eller "
    "ta bort beskedet."
)
FIELDS: Any = ["text", ("starts_on", "ends_on"), "shown"]


class NoticeFormSet(forms.BaseInlineFormSet):
    """The notices of an entry, those that were there before among them."""

    stood: Collection[dict[str, Any]] = ()
    """The notices that the page showed: what is over may stay, for the record."""

    def clean(self) -> None:
        """Refuse a new one that nobody would ever see, unless it was there in another version."""
        super().clean()
        if RESTORED in self.data:
            return
        known = {(notice["starts_on"], notice["ends_on"]) for notice in self.stood}
        for form in self.forms:
            given = form.cleaned_data if form.is_valid() else {}
            first, last = given.get("starts_on"), given.get("ends_on")
            if not first or not last or last >= timezone.localdate() or given.get("DELETE"):
                continue
            if (first.isoformat(), last.isoformat()) not in known:
                form.add_error("ends_on", str(OVER))


class NoticeInline(DeskInline, admin.StackedInline):
    """What holds just now, on the entry's page."""

    model = Notice
    formset = NoticeFormSet
    ordering = ["starts_on", "pk"]
    fields = FIELDS
    readonly_fields = ["shown"]

    @admin.display(description=gettext_lazy("besökarna"))
    def shown(self, row: Notice) -> str:
        """Return when visitors see it."""
        return shown_when(row) if row.pk else _("Ser beskedet från första till sista dagen.")


def shown_when(notice: Notice) -> str:
    """Return when visitors see the notice, or saw it."""
    today = timezone.localdate()
    told = {"days": span(notice.starts_on, notice.ends_on, today)}
    return _("Visades %(days)s") % told if notice.ends_on < today else _("Visas %(days)s") % told


def span(first: datetime.date, last: datetime.date, today: datetime.date) -> str:
    """Return two days as one says them, with the year only where it is not this one."""
    if first == last:
        return _day(first, today)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, today)}"
    return f"{_day(first, today)}–{_day(last, today)}"


def _day(day: datetime.date, today: datetime.date) -> str:
    near = abs((day - today).days) < 183
    return date_format(day, "j F" if day.year == today.year or near else "j F Y")
