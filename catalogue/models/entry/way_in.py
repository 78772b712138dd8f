"""How one gets into an intervention."""

from django.db import models

from catalogue.models.marked import _


class WayIn(models.Model):
    """How one gets into an intervention."""

    class Access(models.TextChoices):
        """The main way in (tillträde)."""

        SELF = "self", _("ansök själv")
        PROFESSIONAL = "professional", _("via handläggare")
        MUNICIPAL_DECISION = "municipal_decision", _("biståndsbeslut")
        NO_ASSESSMENT = "no_assessment", _("öppet utan beslut")
        AUTHORITY_DECISION = (
            "authority_decision",
            _("beslut av Arbetsförmedlingen eller Försäkringskassan"),
        )
        HEALTH_REFERRAL = "health_referral", _("vårdremiss")
        OPEN = "open", _("öppet för alla")
        NOT_SEARCHABLE = "not_searchable", _("går inte att söka")

    access = models.CharField(
        _("tillträde"),
        max_length=20,
        choices=Access,
        default=Access.PROFESSIONAL,
        help_text=_(
            "Den vanligaste vägen in. Till exempel: ansök själv, när man kan ringa utan remiss."
        ),
    )
    referral = models.TextField(
        _("väg in"),
        blank=True,
        help_text=_(
            "Vem som får remittera eller ansöka, och hur. Till exempel: Din handläggare"
            " fyller i en ansökan tillsammans med dig."
        ),
    )
    anonymous = models.BooleanField(
        _("man kan vara anonym"),
        default=False,
        help_text=_("Kryssa i när ingen frågar efter namn. Till exempel: en öppen mottagning."),
    )
    consent_needed = models.BooleanField(
        _("kräver skriftligt samtycke"),
        default=False,
        help_text=_(
            "Kryssa i när personen måste skriva under. Till exempel: att myndigheterna "
            "får tala med varandra."
        ),
    )
    evidence_needed = models.TextField(
        _("underlag"),
        blank=True,
        help_text=_(
            "Vilka intyg och bedömningar som behövs eller godtas. Till exempel: "
            "Läkarutlåtande, högst sex månader gammalt."
        ),
    )

    class Meta:
        abstract = True
