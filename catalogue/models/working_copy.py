"""Changes that wait beside a published entry until somebody approves them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.models.acting import acted_by
from catalogue.models.intervention import Intervention
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.rights import Reach, Rights


class WorkingCopyQuerySet(KeptQuerySet):
    """The questions asked about what waits to be published."""

    def belonging_to(self, reach: Reach) -> "WorkingCopyQuerySet":
        """Keep those of one's own entries."""
        return self.filter(intervention__in=Intervention.objects.belonging_to(reach))

    def unsettled(self) -> "WorkingCopyQuerySet":
        """Keep those that have neither gone live nor been thrown away."""
        return self.filter(state__in=UNSETTLED)

    def waiting(self) -> "WorkingCopyQuerySet":
        """Keep those that somebody has sent for review."""
        return self.filter(state=WorkingCopy.State.REVIEW)


class WorkingCopy(Kept):
    """What somebody wants a published entry to say (arbetskopia); visitors see the entry."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("under arbete")
        REVIEW = "review", _("för granskning")
        RETURNED = "returned", _("tillbaka med kommentar")
        APPROVED = "approved", _("godkänd och publicerad")
        DISCARDED = "discarded", _("kastad")

    intervention = models.ForeignKey(
        Intervention, models.CASCADE, related_name="working_copies", verbose_name=_("insats")
    )
    values: Any = models.JSONField(_("värden"), default=dict)
    # The digest of each field of the entry when the values were last compared with it.
    based_on: Any = models.JSONField(_("utgår från"), default=dict)
    state = models.CharField(_("läge"), max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="working_copies",
        verbose_name=_("senast ändrad av"),
    )
    comment = models.TextField(
        _("kommentar"), blank=True, max_length=2_000, validators=[refuse_personal_numbers]
    )
    begun_at = models.DateTimeField(_("påbörjad"), auto_now_add=True)
    changed_at = models.DateTimeField(_("ändrad"), auto_now=True)
    settled_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    settled_by = acted_by(_("avgjord av"))

    rights = Rights.OWN
    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("arbetskopia")
        verbose_name_plural = _("arbetskopior")
        constraints = [
            models.UniqueConstraint(
                fields=["intervention"],
                name="working_copy_once_while_unsettled",
                condition=Q(state__in=["draft", "review", "returned"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.intervention} ({self.get_state_display()})"


State = WorkingCopy.State
UNSETTLED = (State.DRAFT, State.REVIEW, State.RETURNED)
