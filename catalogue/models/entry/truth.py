"""Whether an entry is true, and where its facts come from."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from catalogue.models.days import can_be_planned, has_been
from catalogue.models.marked import _
from catalogue.models.status import Status


class Truth(models.Model):
    """Whether an entry is true, and where its facts come from."""

    Status = Status

    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text=_(
            "Var insatsen befinner sig. Till exempel: pausad, när ni inte tar emot någon just nu."
        ),
    )
    reviewed_on = models.DateField(
        _("granskad"),
        null=True,
        blank=True,
        validators=[has_been],
        help_text=_("Dagen då någon senast såg att allt stämmer. Till exempel: 2026-09-01."),
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed",
        verbose_name=_("granskad av"),
    )
    review_interval = models.PositiveSmallIntegerField(
        _("granskas var … dag"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(3 * 365)],
        help_text=_(
            "Antal dagar mellan två granskningar. Till exempel: 180 för ett halvår, 90 "
            "när kön ändras ofta."
        ),
    )
    valid_until = models.DateField(
        _("giltig till"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_(
            "Till och med den dagen vet ni att uppgifterna gäller. Till exempel: 2027-06-30."
        ),
    )
    replaced_by = models.ForeignKey(
        "catalogue.Intervention",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("ersätts av"),
        help_text=_(
            "Dit den som söker ska gå i stället. Till exempel: den nya gruppen med samma innehåll."
        ),
    )
    also_replaced_by = models.ManyToManyField(
        "catalogue.Intervention",
        related_name="also_replaces",
        verbose_name=_("ersätts också av"),
        blank=True,
        help_text=_(
            "När fler har tagit över. Till exempel: kommunernas egna grupper, efter en som fanns "
            "i hela länet."
        ),
    )
    nothing_replaces = models.BooleanField(
        _("inget ersätter"),
        default=False,
        help_text=_(
            "Kryssa i när det inte finns något att hänvisa till. Till exempel: när ett "
            "projekt tog slut."
        ),
    )
    ended_on = models.DateField(
        _("avslutad den"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Sista dagen. Till exempel: 2026-12-31."),
    )
    end_story = models.TextField(
        _("varför den avslutades"),
        blank=True,
        help_text=_(
            "Kort och sakligt: besökarna läser det. Till exempel: Projektet tog slut "
            "och få sökte sig hit."
        ),
    )
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("ändrad"), auto_now=True)
    editor_note = models.TextField(
        _("anteckning till redaktionen"),
        blank=True,
        help_text=_(
            "Bara för er i redaktionen, och aldrig om en enskild person. Till exempel: "
            "Fråga om priset i maj."
        ),
    )
    example = models.BooleanField(
        _("exempeldata"),
        default=False,
        help_text=_(
            "Kryssa i när de flesta uppgifterna är påhittade. Till exempel: en insats "
            "som visar hur katalogen fungerar."
        ),
    )
    documented_fields = models.JSONField(
        _("belagda fält"),
        default=list,
        blank=True,
        help_text=_("Fält som har en källa, som en lista."),
    )
    basis = models.CharField(_("vad uppgifterna bygger på"), max_length=300, blank=True)
    source = models.CharField(_("hämtad från"), max_length=100, blank=True)
    source_id = models.CharField(_("nummer i källan"), max_length=100, blank=True)

    class Meta:
        abstract = True
