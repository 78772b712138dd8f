"""What holds for a while: shown first, from its first day to its last, and gone by itself."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models

from catalogue.models.days import FIRST_PLAN, can_be_planned, within_bounds
from catalogue.models.intervention import Intervention
from catalogue.models.marked import _
from catalogue.models.of_entry import OfEntryQuerySet
from catalogue.models.rights import Rights
from catalogue.models.rules import in_order


class NoticeQuerySet(OfEntryQuerySet):
    """The questions the catalogue asks about its notices."""

    def current(self, today: datetime.date) -> Self:
        """Keep those that hold today."""
        return self.filter(starts_on__lte=today, ends_on__gte=today)

    def by_entry(self, entries: Iterable[int]) -> "dict[int, list[Notice]]":
        """Return those of some entries, by entry, in the order in which they began."""
        found: dict[int, list[Notice]] = {}
        for row in self.filter(intervention__in=entries).order_by("starts_on", "pk"):
            found.setdefault(row.intervention_id, []).append(row)
        return found


class Notice(models.Model):
    """A temporary message on an entry (tillfälligt besked)."""

    intervention = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="notices",
        verbose_name=_("insats"),
        help_text=_("Den insats som beskedet gäller. Till exempel: Grön rehab."),
    )
    text = models.CharField(
        _("besked"),
        max_length=300,
        help_text=_("Det som gäller just nu. Till exempel: Grupperna är inställda."),
    )
    starts_on = models.DateField(
        _("visas från"),
        validators=[can_be_planned],
        help_text=_("Första dagen. Till exempel: 2026-12-01."),
    )
    ends_on = models.DateField(
        _("visas till och med"),
        validators=[can_be_planned],
        help_text=_("Sista dagen; sedan försvinner det av sig självt. Till exempel: 2027-01-12."),
    )

    rights = Rights.OWN
    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tillfälligt besked")
        verbose_name_plural = _("tillfälliga besked")
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "starts_on", "text"],
                name="notice_once",
                violation_error_message=_("Det beskedet står redan."),
            ),
            in_order(
                "notice_in_order",
                "starts_on",
                "ends_on",
                _("Beskedet kan inte försvinna innan det visas."),
            ),
            within_bounds("notice_within_bounds", FIRST_PLAN, "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return self.text

    def is_current(self, day: datetime.date) -> bool:
        """Tell whether it holds on a day."""
        return self.starts_on <= day <= self.ends_on
