"""Words that staff teach the search, beside the reviewed files that come with it."""

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.rights import Rights


class SynonymGroup(Kept):
    """Words that lead to each other in a search (synonymgrupp)."""

    class Kind(models.TextChoices):
        """What the words are about."""

        NEED = "behov", "behov eller livssituation"
        INTERVENTION = "insats", "insats eller metod"
        ORGANISATION = "organisation", "organisation eller roll"
        BENEFIT = "ersättning", "ersättning"
        PLACE = "ort", "ort"
        CRISIS = "kris", "kris: visar hjälprutan"
        OTHER = "annat", "annat"

    kind = models.CharField(
        "slag",
        max_length=20,
        choices=Kind,
        default=Kind.NEED,
        help_text="Vad orden handlar om. Till exempel: behov eller livssituation.",
    )
    terms = models.TextField(
        "ord som betyder samma sak",
        blank=True,
        help_text="Ett per rad. De hittar varandra åt båda hållen; det första är det som "
        "visas. Till exempel: utmattning.",
    )
    hidden = models.TextField(
        "trubbiga ord",
        blank=True,
        help_text="Ett per rad. De hittar som de andra men visas aldrig. Till exempel ord som"
        " kan såra.",
    )
    lay = models.TextField(
        "vardagsord och andra språk",
        blank=True,
        help_text="Ett ord eller uttryck per rad. De leder till orden ovan, men inte tvärtom."
        " Till exempel: orkar inte mer.",
    )
    broader = models.TextField(
        "vidare begrepp",
        blank=True,
        help_text="Ett per rad. Den som söker på gruppens ord hittar också dessa, med lägre "
        "vikt. Till exempel: psykisk ohälsa.",
    )
    reverse = models.BooleanField(
        "också tvärtom",
        default=False,
        help_text="Det vidare begreppet hittar även gruppens ord. Till exempel: den som söker"
        " psykisk ohälsa hittar utmattning.",
    )
    case_sensitive = models.TextField(
        "skrivs exakt så",
        blank=True,
        help_text="Ett per rad. Bara i denna skrivning. Till exempel: SE, PO, ACT.",
    )
    note = models.TextField(
        "anteckning",
        blank=True,
        help_text="Bara för er som sköter orden. Till exempel: Handläggarna bad om det i maj.",
    )
    active = models.BooleanField(
        "i bruk",
        default=True,
        help_text="Avmarkera för att ta orden ur sökningen. Till exempel: när de hittar fel.",
    )

    rights = Rights.SHARED
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "synonymgrupp"
        verbose_name_plural = "synonymgrupper"

    def __str__(self) -> str:
        return (self.terms or self.lay or self.hidden).partition("\n")[0].strip()

    def clean(self) -> None:
        """Refuse a group that leads nowhere."""
        if not self.terms.strip() and not self.broader.strip():
            raise ValidationError(
                "Fyll i minst ett ord som betyder samma sak, eller ett vidare begrepp."
            )
