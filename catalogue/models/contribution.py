"""What each party puts into an intervention, and how long."""

from django.db import models

from catalogue.models.days import FIRST_PLAN, can_be_planned, within_bounds
from catalogue.models.intervention import Intervention
from catalogue.models.marked import _
from catalogue.models.of_entry import OfEntryQuerySet
from catalogue.models.organisation import Organisation
from catalogue.models.rights import Rights
from catalogue.models.rules import in_order


class Contribution(models.Model):
    """One party's part (bidrag): half a post from Försäkringskassan till 2027."""

    intervention = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="contributions",
        verbose_name=_("insats"),
        help_text=_("Den insats som parten bidrar till. Till exempel: Grön rehab."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="contributions",
        verbose_name=_("part"),
        help_text=_("Den som bidrar. Till exempel: Försäkringskassan."),
    )
    what = models.CharField(
        _("bidrar med"),
        max_length=200,
        help_text=_("Personal, lokal eller pengar. Till exempel: 0,5 tjänst som handledare."),
    )
    starts_on = models.DateField(
        _("från"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Första dagen. Till exempel: 2026-01-01."),
    )
    ends_on = models.DateField(
        _("till"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Sista dagen. Lämna tomt om inget slut är bestämt. Till exempel: 2027-12-31."),
    )

    rights = Rights.OWN
    objects = OfEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("bidrag från en part")
        verbose_name_plural = _("vad parterna bidrar med")
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "organisation", "what"],
                name="contribution_once",
                violation_error_message=_("Det bidraget står redan."),
            ),
            in_order(
                "contribution_in_order",
                "starts_on",
                "ends_on",
                _("Bidraget kan inte sluta innan det börjar."),
            ),
            within_bounds("contribution_within_bounds", FIRST_PLAN, "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.what}"
