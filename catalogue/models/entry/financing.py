"""Who pays for an intervention, by what right, and what came of it."""

from django.db import models

from catalogue.models.association import Association
from catalogue.models.days import can_be_planned, has_been
from catalogue.models.marked import _
from catalogue.models.said import Said
from catalogue.models.web_addresses import refuse_inner_networks


class Financed(models.Model):
    """Who pays for an intervention, by what right, and what came of it."""

    class Financing(models.TextChoices):
        """Who pays for it in the long run."""

        REGULAR = "regular", _("ordinarie verksamhet")
        ASSOCIATION = "association", _("samordningsförbundet")
        ESF = "esf", _("Europeiska socialfonden (ESF)")
        PROJECT = "project", _("andra projektmedel")
        CIVIL = "civil", _("civilsamhället")
        OTHER = "other", _("annat")

    financing = models.CharField(
        _("finansiering"),
        max_length=12,
        choices=Financing,
        default=Financing.REGULAR,
        help_text=_("Vem som betalar i längden. Till exempel: ordinarie verksamhet."),
    )
    funded_by = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="funded",
        verbose_name=_("finansierande förbund"),
        help_text=_(
            "Bara när samordningsförbundet betalar. Till exempel: Samordningsförbundet Västerås."
        ),
    )
    sus_number = models.CharField(
        _("tidigare SUS-nummer"),
        max_length=20,
        blank=True,
        help_text=_("Numret i SUS, som Uppföljning Finsam har ersatt. Till exempel: 12345."),
    )
    finsam_number = models.CharField(
        _("id i Uppföljning Finsam"),
        max_length=20,
        blank=True,
        help_text=_("Insatsens id i systemet Uppföljning Finsam. Till exempel: 1234."),
    )
    finsam_orientation = models.CharField(
        _("preciserad inriktning"),
        max_length=120,
        blank=True,
        help_text=_(
            "Så som den står i Uppföljning Finsam. Till exempel: arbetslivsinriktad rehabilitering."
        ),
    )
    finsam_method = models.CharField(
        _("uppföljningsmetod"),
        max_length=120,
        blank=True,
        help_text=_(
            "Så som den står i Uppföljning Finsam, där den inte kan ändras efteråt. Till "
            "exempel: registrering per deltagare."
        ),
    )
    finsam_esf = models.CharField(
        _("ESF i Uppföljning Finsam"),
        max_length=10,
        choices=Said,
        default=Said.UNKNOWN,
        help_text=_(
            "Om insatsen har pengar från ESF, så som det står i Uppföljning Finsam, där det inte "
            "kan ändras efteråt. Till exempel: nej."
        ),
    )
    agreement = models.CharField(
        _("avtal eller diarienummer"),
        max_length=80,
        blank=True,
        help_text=_("Så att den som undrar hittar beslutet. Till exempel: Dnr 2026/14."),
    )
    legal_ground = models.CharField(
        _("lagstöd"),
        max_length=200,
        blank=True,
        help_text=_("Den lag som insatsen vilar på. Till exempel: Socialtjänstlagen (2025:400)."),
    )
    decided_by_body = models.CharField(
        _("beslutad av"),
        max_length=120,
        blank=True,
        help_text=_("Nämnden eller styrelsen som beslutade. Till exempel: Socialnämnden."),
    )
    decided_on = models.DateField(
        _("beslutad den"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen för beslutet. Till exempel: 2026-05-14."),
    )
    decision_reference = models.CharField(
        _("paragraf eller diarienummer"),
        max_length=80,
        blank=True,
        help_text=_("Så att den som undrar hittar protokollet. Till exempel: § 48."),
    )
    exempt_from_documentation = models.CharField(
        _("undantagen från dokumentation"),
        max_length=10,
        choices=Said,
        default=Said.UNKNOWN,
        help_text=_("Om nämnden har beslutat att inget skrivs om deltagaren. Till exempel: ja."),
    )
    decision_terms = models.TextField(
        _("villkor i beslutet"),
        max_length=1000,
        blank=True,
        help_text=_("Det som nämnden har bestämt. Till exempel: Högst tio samtal per person."),
    )
    project_from = models.DateField(
        _("projekt från"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Första dagen i projektet. Till exempel: 2026-01-01."),
    )
    project_to = models.DateField(
        _("projekt till"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Sista dagen i projektet. Till exempel: 2028-12-31."),
    )
    after_funding = models.TextField(
        _("när finansieringen tar slut"),
        blank=True,
        help_text=_(
            "Vad som händer sedan, eller varför insatsen inte leder vidare. Till "
            "exempel: Kommunen tar över från 2029."
        ),
    )
    outcome = models.TextField(
        _("resultat"),
        blank=True,
        help_text=_(
            "Vad det har lett till, med siffror om de finns. Till exempel: Av 40 "
            "deltagare började 18 arbeta eller studera under 2025."
        ),
    )
    outcome_url = models.URLField(
        _("länk till rapport"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_("Adressen till rapporten. Till exempel: https://www.exempel.se/rapport.pdf."),
    )
    places_per_year = models.PositiveSmallIntegerField(
        _("platser per år"),
        null=True,
        blank=True,
        help_text=_("Ungefär hur många som kan delta på ett år. Till exempel: 40."),
    )

    class Meta:
        abstract = True
