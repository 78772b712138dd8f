"""What languages an intervention is given in, and what support there is."""

from django.db import models

from catalogue.models.marked import _
from catalogue.models.said import Said
from catalogue.models.terms import Language


class Support(models.Model):
    """What languages an intervention is given in, and what support there is."""

    class CheckIn(models.TextChoices):
        """How often a person's plan is looked at together with them."""

        WEEKLY = "weekly", _("varje vecka")
        FORTNIGHTLY = "fortnightly", _("varannan vecka")
        MONTHLY = "monthly", _("varje månad")
        SELDOM = "seldom", _("mer sällan")
        UNKNOWN = "unknown", _("inte angivet")

    languages = models.ManyToManyField(
        Language,
        related_name="interventions",
        verbose_name=_("språk"),
        blank=True,
        help_text=_("De språk som insatsen ges på utan tolk. Till exempel: svenska och arabiska."),
    )
    interpreter = models.BooleanField(
        _("tolk vid behov"),
        default=False,
        help_text=_(
            "Kryssa i när ni bokar tolk åt den som behöver. Till exempel: till första mötet."
        ),
    )
    easy_read = models.BooleanField(
        _("lättläst material"),
        default=False,
        help_text=_(
            "Kryssa i när det finns något att läsa på lätt svenska. Till exempel: en broschyr."
        ),
    )
    childcare = models.CharField(
        _("barnpassning"),
        max_length=200,
        blank=True,
        help_text=_(
            "Vad som gäller för den som har små barn. Till exempel: Barn kan vara med under fikat."
        ),
    )
    steady_contact = models.CharField(
        _("fast kontaktperson"),
        max_length=10,
        choices=Said,
        default=Said.UNKNOWN,
        help_text=_("Om deltagaren har en och samma person att vända sig till. Till exempel: ja."),
    )
    check_in = models.CharField(
        _("avstämning"),
        max_length=12,
        choices=CheckIn,
        default=CheckIn.UNKNOWN,
        help_text=_("Hur ofta ni går igenom planen tillsammans. Till exempel: varje vecka."),
    )

    class Meta:
        abstract = True
