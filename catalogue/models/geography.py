"""Sweden's counties and municipalities, with the codes of Statistics Sweden (SCB)."""

from django.core.validators import RegexValidator
from django.db import models

from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.rights import Rights

SWEDISH = "swedish"  # å ä ö last; the first migration and insatskatalog.sqlite define it


class County(Kept):
    """One of the 21 counties (län)."""

    code = models.CharField(
        _("länskod"), max_length=2, unique=True, validators=[RegexValidator(r"^\d{2}$")]
    )
    name = models.CharField(_("namn"), max_length=60, unique=True, db_collation=SWEDISH)
    slug = models.SlugField(_("adressnamn"), max_length=60, unique=True)
    region_name = models.CharField(
        _("regionens namn"), max_length=80, help_text=_("Till exempel Västra Götalandsregionen.")
    )

    rights = Rights.REFERENCE
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("län")
        verbose_name_plural = _("län")

    def __str__(self) -> str:
        return self.name


class Municipality(Kept):
    """One of the 290 municipalities (kommun)."""

    code = models.CharField(
        _("kommunkod"), max_length=4, unique=True, validators=[RegexValidator(r"^\d{4}$")]
    )
    name = models.CharField(_("namn"), max_length=60, unique=True, db_collation=SWEDISH)
    formal_name = models.CharField(
        _("formellt namn"),
        max_length=80,
        help_text=_("Så som kommunen skriver sig: Västerås stad."),
    )
    slug = models.SlugField(_("adressnamn"), max_length=60, unique=True)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="municipalities", verbose_name=_("län")
    )
    neighbours = models.ManyToManyField("self", verbose_name=_("grannkommuner"), blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)
    latitude = models.FloatField(_("latitud"), null=True, blank=True)

    rights = Rights.REFERENCE
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")

    def __str__(self) -> str:
        return self.name
