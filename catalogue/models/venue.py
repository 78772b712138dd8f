"""Where an intervention is."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from catalogue.models.belonging import BelongingQuerySet
from catalogue.models.geography import SWEDISH, Municipality
from catalogue.models.kept import Kept
from catalogue.models.marked import _
from catalogue.models.organisation import Organisation
from catalogue.models.rights import Rights
from catalogue.models.said import Said


class Venue(Kept):
    """A place where an intervention is given (plats)."""

    name = models.CharField(
        _("namn"),
        max_length=160,
        db_collation=SWEDISH,
        help_text=_("Det som står på dörren. Till exempel: Träffpunkten."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="venues",
        verbose_name=_("organisation"),
        help_text=_("Den som har lokalen. Till exempel: Västerås stad."),
    )
    address = models.CharField(
        _("gatuadress"),
        max_length=200,
        blank=True,
        help_text=_("Gata och nummer, dit man går. Till exempel: Storgatan 1."),
    )
    postcode = models.CharField(
        _("postnummer"),
        max_length=6,
        blank=True,
        help_text=_("Med mellanslag. Till exempel: 722 11."),
    )
    town = models.CharField(
        _("ort"), max_length=80, blank=True, help_text=_("Postorten. Till exempel: Västerås.")
    )
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        related_name="venues",
        verbose_name=_("kommun"),
        help_text=_("Den kommun där platsen ligger. Till exempel: Västerås."),
    )
    latitude = models.FloatField(
        _("latitud"),
        null=True,
        blank=True,
        validators=[MinValueValidator(55.0), MaxValueValidator(69.5)],
        help_text=_("Lämna tomt om du inte vet. Till exempel: 59,61."),
    )
    longitude = models.FloatField(
        _("longitud"),
        null=True,
        blank=True,
        validators=[MinValueValidator(10.5), MaxValueValidator(24.5)],
        help_text=_("Lämna tomt om du inte vet. Till exempel: 16,54."),
    )
    protected = models.BooleanField(
        _("skyddad adress"),
        default=False,
        help_text=_("Adressen visas och lämnas aldrig ut. Till exempel: ett skyddat boende."),
    )
    accessibility = models.TextField(
        _("tillgänglighet"),
        blank=True,
        help_text=_(
            "Rullstol, hörslinga, parkering, lugn miljö, skyltning. Till exempel: Hiss "
            "till plan 2. Hörslinga i stora rummet."
        ),
    )

    municipalities = models.ManyToManyField(
        Municipality,
        related_name="+",
        verbose_name=_("för boende i"),
        blank=True,
        help_text=_("Lämna tomt om platsen är för alla. Till exempel: bara Leksand och Rättvik."),
    )
    open_on_holidays = models.CharField(
        _("öppet på röda dagar"),
        max_length=10,
        choices=Said,
        default=Said.UNKNOWN,
        help_text=_("Om tiderna gäller också då. Till exempel: nej."),
    )

    rights = Rights.OWN
    objects = BelongingQuerySet.as_manager()

    class Meta:
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "municipality"], name="venue_once_per_organisation"
            ),
            models.CheckConstraint(
                name="venue_protected_has_no_position",
                condition=Q(protected=False) | Q(latitude__isnull=True, longitude__isnull=True),
                violation_error_message=_("En skyddad adress får inte ha koordinater."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
