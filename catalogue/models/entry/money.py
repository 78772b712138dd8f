"""What an intervention costs a person, and what they live on meanwhile."""

from django.db import models

from catalogue.models.days import has_been
from catalogue.models.marked import _
from catalogue.models.terms import IncomeSupport


class Money(models.Model):
    """What an intervention costs a person, and what they live on meanwhile."""

    class Cost(models.TextChoices):
        """What it costs the person, roughly; the words say it exactly."""

        FREE = "free", _("kostnadsfritt")
        PATIENT_FEE = "patient_fee", _("patientavgift")
        BOUGHT = "bought", _("platsen köps av den som remitterar")
        FEE = "fee", _("avgift eller hyra")
        PAID_WORK = "paid_work", _("du får lön")
        VARIES = "varies", _("beror på vem som remitterar")
        UNKNOWN = "unknown", _("inte angivet")

    cost_kind = models.CharField(
        _("kostnad"),
        max_length=12,
        choices=Cost,
        default=Cost.UNKNOWN,
        help_text=_("Vad det kostar personen. Till exempel: kostnadsfritt."),
    )
    cost = models.CharField(
        _("kostnad med ord"),
        max_length=300,
        blank=True,
        help_text=_(
            "Det exakta, på vanlig svenska. Till exempel: Lunch kostar 45 kronor, resten är gratis."
        ),
    )
    income_supports = models.ManyToManyField(
        IncomeSupport,
        related_name="interventions",
        verbose_name=_("ersättning under tiden"),
        blank=True,
        help_text=_("Kryssa i det som går att leva på under tiden. Till exempel: sjukpenning."),
    )
    income_note = models.CharField(
        _("ersättning med ord"),
        max_length=300,
        blank=True,
        help_text=_(
            "Också vad deltagaren måste anmäla, och till vem. Till exempel: Du behåller"
            " din ersättning. Anmäl till Försäkringskassan när du börjar."
        ),
    )
    income_amount = models.CharField(
        _("ersättning i kronor"),
        max_length=200,
        blank=True,
        help_text=_(
            "Beloppet och vem som betalar det. Till exempel: Habiliteringsersättning, 60 kronor "
            "för en hel dag. Kommunen betalar."
        ),
    )
    income_checked_on = models.DateField(
        _("beloppet uppgivet"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon svarade på det. Till exempel: 2026-09-01."),
    )
    travel = models.CharField(
        _("resor"),
        max_length=300,
        blank=True,
        help_text=_("Vem som betalar resorna. Till exempel: Busskort ingår."),
    )

    class Meta:
        abstract = True
