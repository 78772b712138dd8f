"""What readers tell the editors, and how long it is kept."""

import datetime
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from catalogue.models.intervention import Intervention
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.rights import Reach, Rights, RightsQuerySet

LONGEST = 4_000  # characters of a message


class SuggestionQuerySet(RightsQuerySet):
    """The questions asked about what readers have sent."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep what is about one's own entries; for a förbund's staff also what is about none."""
        own = Q(intervention__in=Intervention.objects.belonging_to(reach))
        return self.filter(own | Q(intervention=None) if reach.associations else own)

    def unanswered(self) -> Self:
        """Keep those that nobody has dealt with."""
        return self.filter(status=Suggestion.Status.NEW)

    def thinnable(self, days: int) -> Self:
        """Keep those dealt with more than `days` days ago; what is unanswered always stays."""
        before = timezone.now() - datetime.timedelta(days=days)
        return self.exclude(status=Suggestion.Status.NEW).filter(handled_at__lt=before)


class Suggestion(models.Model):
    """A reader's word that something is wrong or missing (förslag från läsare)."""

    class Kind(models.TextChoices):
        """What it is about."""

        WRONG = "wrong", "något är fel"
        MISSING = "missing", "något saknas"
        ACCESSIBLE = "accessible", "behöver en tillgänglig version"
        OTHER = "other", "något annat"

    class Status(models.TextChoices):
        """What has become of it."""

        NEW = "new", "nytt"
        HANDLED = "handled", "åtgärdat"
        DECLINED = "declined", "avböjt"

    kind = models.CharField("gäller", max_length=10, choices=Kind)
    intervention = models.ForeignKey(
        Intervention,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name="insats",
        help_text="Den insats som meddelandet handlar om, om det är någon. Till exempel: "
        "Samordningsteam Västerås.",
    )
    text = models.TextField(
        "meddelande", validators=[MaxLengthValidator(LONGEST), refuse_personal_numbers]
    )
    email = models.EmailField(
        "e-post till avsändaren", blank=True, validators=[refuse_personal_numbers]
    )
    sent_at = models.DateTimeField("skickat", default=timezone.now, editable=False)
    # The form's token and what was written, hashed: two presses of a button leave one row.
    imprint = models.CharField("avtryck", max_length=64, unique=True, editable=False)
    status = models.CharField(
        "läge",
        max_length=10,
        choices=Status,
        default=Status.NEW,
        help_text="Var meddelandet befinner sig. Till exempel: åtgärdat, när insatsen är rättad.",
    )
    handled_at = models.DateTimeField("behandlat", null=True, blank=True, editable=False)
    staff_note = models.TextField(
        "anteckning",
        blank=True,
        validators=[refuse_personal_numbers],
        help_text="Vad ni gjorde, eller varför inte. Visas bara här. Till exempel: Rättade "
        "telefonnumret.",
    )

    rights = Rights.OWN
    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "förslag från läsare"
        verbose_name_plural = "förslag från läsare"
        constraints = [
            models.CheckConstraint(
                name="suggestion_dealt_with_has_a_day",
                condition=Q(status="new", handled_at__isnull=True)
                | (~Q(status="new") & Q(handled_at__isnull=False)),
                violation_error_message="Det som är behandlat ska ha en dag.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"

    def clean(self) -> None:
        """Note when it was dealt with, or that it is open again."""
        if self.status == self.Status.NEW:
            self.handled_at = None
        elif self.handled_at is None:
            self.handled_at = timezone.now()
