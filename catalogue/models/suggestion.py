"""What readers tell the editors, and how long it is kept."""

import datetime
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from catalogue.models.acting import acted_by
from catalogue.models.intervention import Intervention
from catalogue.models.marked import _
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.rights import Reach, Rights, RightsQuerySet

if TYPE_CHECKING:
    from catalogue.models.user import User

LONGEST = 4_000  # characters of a message


class SuggestionQuerySet(RightsQuerySet):
    """The questions asked about what readers have sent."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep what is about one's own entries; for a förbund's staff also what is about none."""
        own = Q(intervention__in=Intervention.objects.belonging_to(reach))
        return self.filter(own | Q(intervention=None) if reach.associations else own)

    def waiting(self) -> Self:
        """Keep those that nobody has dealt with."""
        return self.filter(status__in=WAITING)

    def thinnable(self, days: int) -> Self:
        """Keep those dealt with more than `days` days ago; what waits always stays."""
        before = timezone.now() - datetime.timedelta(days=days)
        return self.filter(handled_at__lt=before, thinned_on=None)

    def thin(self) -> int:
        """Wipe all words and people; kind, days and outcome stay, to be counted."""
        return self.update(
            text="",
            email="",
            handover="",
            staff_note="",
            answer="",
            proposed_by=None,
            assigned_to=None,
            answered_by=None,
            thinned_on=timezone.localdate(),
        )


class Suggestion(models.Model):
    """A reader's word that something is wrong or missing (förslag från läsare)."""

    class Kind(models.TextChoices):
        """What it is about."""

        WRONG = "wrong", _("något är fel")
        MISSING = "missing", _("något saknas")
        ACCESSIBLE = "accessible", _("behöver en tillgänglig version")
        OTHER = "other", _("något annat")
        ROAD = "road", _("en väg vidare")

    class Status(models.TextChoices):
        """What has become of it."""

        NEW = "new", _("nytt")
        PROGRESS = "progress", _("pågår")
        HANDLED = "handled", _("åtgärdat")
        DECLINED = "declined", _("avböjt")

    class Answer(models.TextChoices):
        """What has become of the answer by mail."""

        SENDING = "sending", _("påbörjat, oklart om det kom fram")
        SENT = "sent", _("skickat")
        FAILED = "failed", _("kom inte i väg")

    kind = models.CharField(_("gäller"), max_length=10, choices=Kind)
    intervention = models.ForeignKey(
        Intervention,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("insats"),
        help_text=_(
            "Den insats som meddelandet handlar om, om det är någon. Till exempel: "
            "Samordningsteam Västerås."
        ),
    )
    text = models.TextField(
        _("meddelande"), validators=[MaxLengthValidator(LONGEST), refuse_personal_numbers]
    )
    email = models.EmailField(
        _("e-post till avsändaren"), blank=True, validators=[refuse_personal_numbers]
    )
    # An editor who proposes something for another's entry; readers are nobody.
    proposed_by = acted_by(_("från redaktören"), editable=False)
    # A road that should leave the entry, or leave it no longer, asked for from its other end.
    leads_to = models.ForeignKey(
        Intervention,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("väg vidare till"),
    )
    handover = models.CharField(
        _("överlämning"),
        max_length=300,
        blank=True,
        editable=False,
        validators=[refuse_personal_numbers],
    )
    takes_away = models.BooleanField(_("vägen ska bort"), default=False, editable=False)
    sent_at = models.DateTimeField(_("skickat"), default=timezone.now, editable=False)
    # The form's token and what was written, hashed: two presses of a button leave one row.
    imprint = models.CharField(_("avtryck"), max_length=64, unique=True, editable=False)
    status = models.CharField(
        _("läge"),
        max_length=10,
        choices=Status,
        default=Status.NEW,
        help_text=_(
            "Var meddelandet befinner sig. Till exempel: åtgärdat, när insatsen är rättad."
        ),
    )
    assigned_to = acted_by(_("tas om hand av"), editable=False)
    led_to_change_at = models.DateTimeField(
        _("ledde till en ändring"), null=True, blank=True, editable=False
    )
    handled_at = models.DateTimeField(_("behandlat"), null=True, blank=True, editable=False)
    staff_note = models.TextField(
        _("anteckning"),
        blank=True,
        validators=[refuse_personal_numbers],
        help_text=_(
            "Vad ni gjorde, eller varför inte. Visas bara här. Till exempel: Rättade telefonnumret."
        ),
    )

    answer = models.TextField(_("svar"), blank=True, editable=False)
    answer_state = models.CharField(
        _("svarets läge"), max_length=10, choices=Answer, blank=True, editable=False
    )
    answered_by = acted_by(_("besvarat av"), editable=False)
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True, editable=False)
    thinned_on = models.DateField(_("gallrat"), null=True, blank=True, editable=False)

    rights = Rights.OWN
    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("förslag från läsare")
        verbose_name_plural = _("förslag från läsare")
        constraints = [
            models.CheckConstraint(
                name="suggestion_dealt_with_has_a_day",
                condition=Q(status__in=["new", "progress"], handled_at__isnull=True)
                | (~Q(status__in=["new", "progress"]) & Q(handled_at__isnull=False)),
                violation_error_message=_("Det som är behandlat ska ha en dag."),
            )
        ]

    def __str__(self) -> str:
        # The history of the desk keeps this for ever: no words of the message.
        return f"{self.get_kind_display()}, {timezone.localdate(self.sent_at)}"

    @property
    def is_waiting(self) -> bool:
        """Tell whether there is something left to do."""
        return self.status in WAITING

    @property
    def is_road(self) -> bool:
        """Tell whether it asks for a road between two entries, and can be accepted as it is."""
        return bool(self.kind == self.Kind.ROAD and self.intervention_id and self.leads_to_id)

    @property
    def days_to_answer(self) -> int | None:
        """Return how many days it took until somebody answered or dealt with it."""
        moments = [at for at in (self.answered_at, self.handled_at) if at]
        return (min(moments) - self.sent_at).days if moments else None

    def take(self, user: "User") -> None:
        """Let everybody see that the person looks after it."""
        self.assigned_to = user
        if self.status == self.Status.NEW:
            self.status = self.Status.PROGRESS

    def settle(self, status: str) -> None:
        """Give it its status, and note when it was dealt with, or that it is open again."""
        self.status = status
        if self.is_waiting:
            self.handled_at = None
        elif self.handled_at is None:
            self.handled_at = timezone.now()

    def clean(self) -> None:
        """Keep the day in step with the status that a form gave."""
        self.settle(self.status)


WAITING = (Suggestion.Status.NEW, Suggestion.Status.PROGRESS)
