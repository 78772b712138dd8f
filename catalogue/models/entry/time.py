"""When an intervention is, how much, and how long one waits."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from catalogue.models.days import has_been
from catalogue.models.marked import _
from catalogue.models.said import Said


class Time(models.Model):
    """When an intervention is, how much, and how long one waits."""

    class Start(models.TextChoices):
        """When one can begin."""

        ROLLING = "rolling", _("löpande")
        FIXED = "fixed", _("fasta starter")
        DROP_IN = "drop_in", _("utan bokning")
        UNKNOWN = "unknown", _("inte angivet")

    hours_from = models.DecimalField(
        _("timmar per vecka, från"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_("Det minsta som går. Till exempel: 2."),
    )
    hours_to = models.DecimalField(
        _("timmar per vecka, till"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text=_(
            "Det mesta. Till exempel: 20. Är det alltid lika mycket: samma tal i båda fälten."
        ),
    )
    extent = models.CharField(
        _("omfattning med ord"),
        max_length=200,
        blank=True,
        help_text=_("Så som det sägs till deltagaren. Till exempel: Två förmiddagar i veckan."),
    )
    sessions_per_week = models.PositiveSmallIntegerField(
        _("tillfällen i veckan"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(21)],
        help_text=_("Hur många gånger man kommer på en vecka. Till exempel: 2."),
    )
    session_minutes = models.PositiveSmallIntegerField(
        _("minuter per tillfälle"),
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
        help_text=_("Hur långt ett tillfälle är. Till exempel: 90."),
    )
    sessions_total = models.PositiveSmallIntegerField(
        _("tillfällen i allt"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("Hur många gånger man träffas från början till slut. Till exempel: 10."),
    )
    weeks_per_year = models.PositiveSmallIntegerField(
        _("veckor om året"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(53)],
        help_text=_("När ni har stängt en del av året. Till exempel: 40."),
    )
    weeks_from = models.PositiveSmallIntegerField(
        _("veckor, från"),
        null=True,
        blank=True,
        help_text=_("Den kortaste tiden. Till exempel: 12."),
    )
    weeks_to = models.PositiveSmallIntegerField(
        _("veckor, till"),
        null=True,
        blank=True,
        help_text=_("Den längsta tiden. Till exempel: 52."),
    )
    open_ended = models.BooleanField(
        _("utan slutdatum"),
        default=False,
        help_text=_(
            "Kryssa i när man får stanna så länge man behöver. Till exempel: en mötesplats."
        ),
    )
    duration = models.CharField(
        _("längd med ord"),
        max_length=200,
        blank=True,
        help_text=_("Så som det sägs till deltagaren. Till exempel: 6–12 månader, kan förlängas."),
    )
    follow_up = models.CharField(
        _("uppföljning efteråt"),
        max_length=10,
        choices=Said,
        default=Said.UNKNOWN,
        help_text=_("Om ni träffas igen när insatsen är slut. Till exempel: ja."),
    )
    follow_up_note = models.CharField(
        _("uppföljning med ord"),
        max_length=200,
        blank=True,
        help_text=_("När och hur. Till exempel: Ett samtal tre och sex månader efteråt."),
    )
    start = models.CharField(
        _("start"),
        max_length=10,
        choices=Start,
        default=Start.UNKNOWN,
        help_text=_("När man kan börja. Till exempel: löpande."),
    )
    intake = models.CharField(
        _("start med ord"),
        max_length=200,
        blank=True,
        help_text=_(
            "Så som det sägs till deltagaren. Till exempel: Ny grupp i februari och september."
        ),
    )
    queue_days = models.PositiveSmallIntegerField(
        _("kötid i dagar"),
        null=True,
        blank=True,
        help_text=_(
            "Hur länge man väntar i dag. Till exempel: 30. Skriv 0 när det inte är någon kö."
        ),
    )
    queue_checked_on = models.DateField(
        _("kötiden uppgiven"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon svarade på det. Till exempel: 2026-09-01."),
    )
    places_now = models.PositiveSmallIntegerField(
        _("lediga platser"),
        null=True,
        blank=True,
        help_text=_("Hur många som kan börja nu. Till exempel: 3."),
    )
    places_checked_on = models.DateField(
        _("platserna uppgivna"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon svarade på det. Till exempel: 2026-09-01."),
    )

    class Meta:
        abstract = True
