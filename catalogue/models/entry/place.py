"""Where an intervention is, for people from where, and whom to call."""

from django.db import models

from catalogue.models.contact import Contact
from catalogue.models.geography import County, Municipality
from catalogue.models.marked import _
from catalogue.models.venue import Venue


class WhereItIs(models.Model):
    """Where an intervention is, for people from where, and whom to call."""

    municipalities = models.ManyToManyField(
        Municipality,
        related_name="interventions",
        verbose_name=_("kommuner"),
        blank=True,
        help_text=_(
            "De kommuner vars invånare kan delta. Till exempel: Västerås och Hallstahammar."
        ),
    )
    counties = models.ManyToManyField(
        County,
        related_name="interventions",
        verbose_name=_("hela län"),
        blank=True,
        help_text=_("När alla kommuner i länet ingår. Till exempel: Västmanlands län."),
    )
    nationwide = models.BooleanField(
        _("hela landet"),
        default=False,
        help_text=_(
            "Kryssa i när alla i Sverige kan delta. Till exempel: en stödlinje på telefon."
        ),
    )
    area_note = models.CharField(
        _("område med ord"),
        max_length=200,
        blank=True,
        help_text=_(
            "Det som kommunerna ovan inte säger. Till exempel: Bara för dig som bor norr om ån."
        ),
    )
    venues = models.ManyToManyField(
        Venue,
        related_name="interventions",
        verbose_name=_("platser"),
        blank=True,
        help_text=_("Dit man går. Till exempel: Träffpunkten på Storgatan."),
    )
    contacts = models.ManyToManyField(
        Contact,
        related_name="interventions",
        verbose_name=_("kontakter"),
        blank=True,
        help_text=_("En funktion att vända sig till, inte en person. Till exempel: Mottagningen."),
    )

    class Meta:
        abstract = True
