"""What became of those who took part, year by year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from catalogue.models.intervention import Intervention
from catalogue.models.marked import Marked, _
from catalogue.models.of_entry import OfEntryQuerySet
from catalogue.models.rights import Rights
from catalogue.models.web_addresses import refuse_inner_networks


def _at_most(name: str, part: str, whole: str, message: Marked) -> models.CheckConstraint:
    """Return the rule that a part is no more than the whole, where both are known."""
    unknown = Q(**{f"{part}__isnull": True}) | Q(**{f"{whole}__isnull": True})
    return models.CheckConstraint(
        name=name,
        condition=unknown | Q(**{f"{part}__lte": F(whole)}),
        violation_error_message=message,
    )


class Result(models.Model):
    """The figures of one year (resultat); what is not known is empty."""

    intervention = models.ForeignKey(
        Intervention,
        models.CASCADE,
        related_name="results",
        verbose_name=_("insats"),
        help_text=_("Den insats som siffrorna gäller. Till exempel: Grön rehab."),
    )
    year = models.PositiveSmallIntegerField(
        _("år"),
        validators=[MinValueValidator(1990), MaxValueValidator(2099)],
        help_text=_("Året som siffrorna gäller. Till exempel: 2025."),
    )
    started = models.PositiveIntegerField(
        _("började"),
        null=True,
        blank=True,
        help_text=_("Hur många som började. Till exempel: 40."),
    )
    finished = models.PositiveIntegerField(
        _("avslutade"),
        null=True,
        blank=True,
        help_text=_("Hur många som slutade under året, oavsett vart de gick. Till exempel: 32."),
    )
    to_work_or_study = models.PositiveIntegerField(
        _("till arbete eller studier"),
        null=True,
        blank=True,
        help_text=_("Hur många av de avslutade som gick dit. Till exempel: 14."),
    )
    women = models.PositiveIntegerField(
        _("kvinnor"),
        null=True,
        blank=True,
        help_text=_("Hur många av dem som började som var kvinnor. Till exempel: 22."),
    )
    men = models.PositiveIntegerField(
        _("män"),
        null=True,
        blank=True,
        help_text=_("Hur många av dem som började som var män. Till exempel: 18."),
    )
    measured = models.CharField(
        _("så mättes det"),
        max_length=200,
        blank=True,
        help_text=_(
            "Hur och när. Till exempel: Frågor vid avslut, och ett samtal tre månader senare."
        ),
    )
    source = models.CharField(
        _("källa"),
        max_length=200,
        blank=True,
        help_text=_("Var siffrorna står. Till exempel: Förbundets årsredovisning 2025, sidan 14."),
    )
    source_link = models.URLField(
        _("länk till källan"),
        blank=True,
        validators=[refuse_inner_networks],
        help_text=_("Till exempel: https://www.exempel.se/arsredovisning-2025.pdf."),
    )

    rights = Rights.OWN
    objects = OfEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("resultat")
        verbose_name_plural = _("resultat")
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "year"],
                name="result_once_a_year",
                violation_error_message=_("Det året står redan."),
            ),
            _at_most(
                "result_leavers_have_finished",
                "to_work_or_study",
                "finished",
                _("Fler kan inte ha gått till arbete eller studier än som avslutade."),
            ),
            _at_most(
                "result_women_started",
                "women",
                "started",
                _("Kvinnorna kan inte vara fler än de som började."),
            ),
            _at_most(
                "result_men_started",
                "men",
                "started",
                _("Männen kan inte vara fler än de som började."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
