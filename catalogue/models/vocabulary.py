"""Words that staff teach the search, beside the reviewed files that come with it."""

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.rights import Rights


class SynonymGroup(Kept):
    """Words that lead to each other in a search (synonymgrupp)."""

    class Kind(models.TextChoices):
        """What the words are about."""

        NEED = "behov", _("behov eller livssituation")
        INTERVENTION = "insats", _("insats eller metod")
        ORGANISATION = "organisation", _("organisation eller roll")
        BENEFIT = "ersättning", _("ersättning")
        PLACE = "ort", _("ort")
        CRISIS = "kris", _("kris: visar hjälprutan")
        OTHER = "annat", _("annat")

    kind = models.CharField(
        _("slag"),
        max_length=20,
        choices=Kind,
        default=Kind.NEED,
        help_text=_("Vad orden handlar om. Till exempel: behov eller livssituation."),
    )
    terms = models.TextField(
        _("ord som betyder samma sak"),
        blank=True,
        help_text=_(
            "Ett per rad. De hittar varandra åt båda hållen; det första är det som "
            "visas. Till exempel: utmattning."
        ),
    )
    hidden = models.TextField(
        _("trubbiga ord"),
        blank=True,
        help_text=_(
            "Ett per rad. De hittar som de andra men visas aldrig. Till exempel ord som kan såra."
        ),
    )
    lay = models.TextField(
        _("vardagsord och andra språk"),
        blank=True,
        help_text=_(
            "Ett ord eller uttryck per rad. De leder till orden ovan, men inte tvärtom."
            " Till exempel: orkar inte mer."
        ),
    )
    broader = models.TextField(
        _("vidare begrepp"),
        blank=True,
        help_text=_(
            "Ett per rad. Den som söker på gruppens ord hittar också dessa, med lägre "
            "vikt. Till exempel: psykisk ohälsa."
        ),
    )
    reverse = models.BooleanField(
        _("också tvärtom"),
        default=False,
        help_text=_(
            "Det vidare begreppet hittar även gruppens ord. Till exempel: den som söker"
            " psykisk ohälsa hittar utmattning."
        ),
    )
    case_sensitive = models.TextField(
        _("skrivs exakt så"),
        blank=True,
        help_text=_("Ett per rad. Bara i denna skrivning. Till exempel: SE, PO, ACT."),
    )
    note = models.TextField(
        _("anteckning"),
        blank=True,
        help_text=_("Bara för er som sköter orden. Till exempel: Handläggarna bad om det i maj."),
    )
    active = models.BooleanField(
        _("i bruk"),
        default=True,
        help_text=_("Avmarkera för att ta orden ur sökningen. Till exempel: när de hittar fel."),
    )

    rights = Rights.SHARED
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("synonymgrupp")
        verbose_name_plural = _("synonymgrupper")

    def __str__(self) -> str:
        return (self.terms or self.lay or self.hidden).partition("\n")[0].strip()

    def clean(self) -> None:
        """Refuse a group that leads nowhere."""
        if not self.terms.strip() and not self.broader.strip():
            raise ValidationError(
                _("Fyll i minst ett ord som betyder samma sak, eller ett vidare begrepp.")
            )
