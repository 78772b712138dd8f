"""Whom an intervention is for, and what it demands of them."""

from django.core.validators import MaxValueValidator
from django.db import models

from catalogue.models.marked import _
from catalogue.models.terms import NeedGroup, Requirement


class ForWhom(models.Model):
    """Whom an intervention is for, and what it demands of them."""

    need_groups = models.ManyToManyField(
        NeedGroup,
        related_name="interventions",
        verbose_name=_("behovsgrupper"),
        blank=True,
        help_text=_("De behov som insatsen är till för. Till exempel: Psykisk ohälsa."),
    )
    age_from = models.PositiveSmallIntegerField(
        _("från ålder"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("Lämna tomt om det inte finns någon gräns. Till exempel: 16."),
    )
    age_to = models.PositiveSmallIntegerField(
        _("till och med ålder"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("Den högsta åldern som får delta. Till exempel: 29."),
    )
    criteria = models.TextField(
        _("kriterier"),
        blank=True,
        help_text=_(
            "Vad som krävs för en plats. Till exempel: Du bor i Västerås och vill själv delta."
        ),
    )
    exclusion = models.TextField(
        _("kan inte delta"),
        blank=True,
        help_text=_(
            "Vad som utesluter, eller: Inga kända. Till exempel: Du behöver akut vård först."
        ),
    )
    requirements = models.ManyToManyField(
        Requirement,
        related_name="interventions",
        verbose_name=_("krav"),
        blank=True,
        help_text=_("Det som personen måste ha. Till exempel: läkarutlåtande."),
    )
    not_required = models.ManyToManyField(
        Requirement,
        related_name="waived_by",
        verbose_name=_("kräver uttryckligen inte"),
        blank=True,
        help_text=_(
            "Det som personen inte behöver ha, när någon har sagt det. Filtret ”kräver inte"
            " …” bygger på detta. Till exempel: SGI, när ni tar emot också den som saknar SGI."
        ),
    )
    requirements_complete = models.BooleanField(
        _("det här är alla krav"),
        default=False,
        help_text=_(
            "Kryssa i när ni har gått igenom alla krav. Då säger katalogen att inget annat "
            "krävs. Till exempel: när den som ansvarar har läst listan."
        ),
    )

    class Meta:
        abstract = True
