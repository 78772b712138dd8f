"""What somebody has written in the form of an entry and has not saved yet."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.models.intervention import Intervention
from catalogue.models.marked import _
from catalogue.models.user import User
from catalogue.moments import spoken

DAYS = 14


class UnsavedTextQuerySet(models.QuerySet["UnsavedText"]):
    """The questions asked about what is kept between two savings."""

    def held_by(self, user: User) -> Self:
        """Keep the person's own, of entries that are still theirs to change."""
        theirs = Q(intervention__in=Intervention.objects.editable_by(user))
        if user.reach.may("add", Intervention):
            theirs |= Q(intervention=None)
        return self.filter(theirs, user=user)

    def marked(self, mark: str) -> Self:
        """Keep the one that a form names, unless another tab has written in it since."""
        number, _, turn = mark.partition(":")
        if not all(part.isdecimal() and len(part) <= 9 for part in (number, turn)):
            return self.none()
        return self.filter(pk=number, turn=turn)

    def thin(self, now: datetime.datetime) -> int:
        """Delete what is old, and what its owner may no longer change; return how many went."""
        gone, _ = self.filter(kept_at__lt=now - datetime.timedelta(days=DAYS)).delete()
        for user in User.objects.filter(pk__in=self.values("user")):
            held = list(self.held_by(user).values_list("pk", flat=True))
            gone += self.filter(user=user).exclude(pk__in=held).delete()[0]
        return gone


class UnsavedText(models.Model):
    """What a form holds that nobody has saved (osparad text): its writer's alone, for 14 days.

    Versions, exports and the search know nothing of it. Each open form has its own.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="unsaved_texts",
        verbose_name=_("användare"),
    )
    intervention = models.ForeignKey(
        Intervention,
        models.CASCADE,
        null=True,  # an entry that is not there yet
        related_name="unsaved_texts",
        verbose_name=_("insats"),
    )
    values: Any = models.JSONField(_("värden"), default=dict)  # as posted: a list for each name
    left_out: Any = models.JSONField(_("inte med"), default=list)  # names that point out a person
    turn = models.PositiveIntegerField(_("gång"), default=1)  # how many times it has been kept
    kept_at = models.DateTimeField(_("sparad"), auto_now=True)

    objects = UnsavedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("osparad text")
        verbose_name_plural = _("osparade texter")

    def __str__(self) -> str:
        return _("Osparad text från %(when)s") % {"when": self.since}

    @property
    def mark(self) -> str:
        """Return what a form carries to name it, as it was at this turn."""
        return f"{self.pk}:{self.turn}"

    @property
    def since(self) -> str:
        """Return when it was kept, in words."""
        return spoken(self.kept_at)
