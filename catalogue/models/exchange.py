"""What files have brought into the catalogue, and what waits for somebody's decision."""

import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from catalogue.models.acting import acted_by
from catalogue.models.intervention import Intervention
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.rights import Reach, Rights

if TYPE_CHECKING:
    from catalogue.models.user import User


class ImportedValues(models.Model):
    """What an import last wrote in an entry (inlästa värden), field by field.

    A field whose present value is another has been edited by a person since.
    """

    intervention = models.OneToOneField(
        Intervention,
        models.CASCADE,
        primary_key=True,
        related_name="imported",
        verbose_name=_("insats"),
    )
    values = models.JSONField(_("värden"), default=dict)

    class Meta:
        verbose_name = _("inlästa värden")
        verbose_name_plural = _("inlästa värden")

    def __str__(self) -> str:
        return str(self.intervention)


class ImportRunQuerySet(KeptQuerySet):
    """Files that somebody has handed in; what has happened is for nobody to change."""

    def visible_to(self, user: "User") -> Self:
        """Keep the person's own: a file may hold what is for its owner only."""
        return self.all() if user.reach.everything else self.filter(handed_in_by=user)

    def forsaken(self, now: datetime.datetime) -> Self:
        """Keep those that nobody has gone on with for a day."""
        before = now - datetime.timedelta(days=1)
        return self.filter(state=ImportRun.State.WAITING, handed_in_at__lt=before)

    def close(self, state: str, outcome: str) -> int:
        """End those that wait: what they held is wiped, whether it was read in or not."""
        return self.filter(state=ImportRun.State.WAITING).update(
            state=state, outcome=outcome, done_at=timezone.now(), content=b""
        )


class ImportRun(Kept):
    """A file that somebody has handed in (inläsning): looked at first, then read in or not."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("väntar på besked")
        DONE = "done", _("inläst")
        CANCELLED = "cancelled", _("avbruten")
        REFUSED = "refused", _("stoppad")

    file_name = models.CharField(_("fil"), max_length=200, validators=[refuse_personal_numbers])
    source = models.CharField(
        _("källa"),
        max_length=100,
        blank=True,
        validators=[refuse_personal_numbers],
        help_text=_(
            "Namnet på listan eller systemet som raderna kommer från, alltid skrivet lika."
        ),
    )
    content = models.BinaryField(_("innehåll"), default=bytes)
    state = models.CharField(_("läge"), max_length=10, choices=State, default=State.WAITING)
    handed_in_at = models.DateTimeField(_("inlämnad"), auto_now_add=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="imports",
        verbose_name=_("inlämnad av"),
    )
    done_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    outcome = models.CharField(_("utfall"), max_length=200, blank=True)

    rights = Rights.OWN
    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläsning")
        verbose_name_plural = _("inläsningar")

    def __str__(self) -> str:
        return self.file_name


class ImportConflictQuerySet(KeptQuerySet):
    """Conflicts, which belong to those who keep their entries."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those about one's own entries."""
        return self.filter(intervention__in=Intervention.objects.belonging_to(reach))


class ImportConflict(Kept):
    """A field that both a person and a file have changed (krock)."""

    class Decision(models.TextChoices):
        """Which of the two it became."""

        OPEN = "open", _("väntar på beslut")
        OURS = "ours", _("katalogens behölls")
        THEIRS = "theirs", _("filens togs")
        AGREED = "agreed", _("löst: de säger samma sak")

    intervention = models.ForeignKey(
        Intervention, models.CASCADE, related_name="conflicts", verbose_name=_("insats")
    )
    field = models.CharField(_("uppgift"), max_length=40)
    theirs: Any = models.JSONField(_("i filen"), null=True)
    source = models.CharField(_("källa"), max_length=100, blank=True)
    from_export = models.BooleanField(_("ur en exporterad fil"), default=False)
    found_at = models.DateTimeField(_("upptäckt"), auto_now_add=True)
    decision = models.CharField(_("beslut"), max_length=10, choices=Decision, default=Decision.OPEN)
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    decided_by = acted_by(_("beslutad av"))

    rights = Rights.OWN
    objects = ImportConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("krock vid inläsning")
        verbose_name_plural = _("krockar vid inläsning")
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "field"],
                name="conflict_once_while_open",
                condition=Q(decision="open"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.intervention}: {self.field}"
