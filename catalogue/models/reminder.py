"""Reminders to review entries: who was told what, and what came of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from catalogue.models.intervention import Intervention
from catalogue.models.marked import _
from catalogue.models.rights import Reach, Rights, RightsQuerySet


class ReminderQuerySet(RightsQuerySet):
    """The questions asked about the reminders."""

    def belonging_to(self, reach: Reach) -> Self:
        """Keep those about the entries of the förbund whose staff the person is."""
        if not reach.associations:
            return self.none()
        own = Intervention.objects.belonging_to(reach)
        return self.filter(
            pk__in=RemindedEntry.objects.filter(intervention__in=own).values("reminder")
        )

    def undelivered(self) -> Self:
        """Keep those that never arrived, as far as is known, and that no later one has mended."""
        later = Reminder.objects.filter(
            user=OuterRef("user"), day__gt=OuterRef("day"), state=Reminder.State.SENT
        )
        return self.exclude(state=Reminder.State.SENT).filter(~Exists(later))


class Reminder(models.Model):
    """One person's letter of one day (påminnelse). The row is there before the letter leaves."""

    class State(models.TextChoices):
        """How far it has come."""

        SENDING = "sending", _("påbörjad, oklart om den kom fram")
        SENT = "sent", _("skickad")
        FAILED = "failed", _("kom inte i väg")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reminders",
        verbose_name=_("mottagare"),
    )
    day = models.DateField(_("dag"))
    email = models.EmailField(_("e-post"), blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=State, default=State.SENDING)
    attempts = models.PositiveSmallIntegerField(_("försök"), default=1)
    problem = models.CharField(_("fel"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("skickad"), null=True, blank=True)

    rights = Rights.ASSOCIATION
    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}"


class RemindedEntry(models.Model):
    """An entry in a reminder (påmind insats), and the single use of its link."""

    class Stage(models.IntegerChoices):
        """How long it has waited."""

        DUE = 1, _("dags att granska")
        AGAIN = 2, _("två veckor försenad")
        LAST = 3, _("en månad försenad")
        LEAD = 4, _("till den som ansvarar")

    reminder = models.ForeignKey(
        Reminder, models.CASCADE, related_name="entries", verbose_name=_("påminnelse")
    )
    intervention = models.ForeignKey(
        Intervention, models.CASCADE, related_name="reminded", verbose_name=_("insats")
    )
    due_on = models.DateField(_("skulle granskas"))
    stage = models.PositiveSmallIntegerField(_("steg"), choices=Stage)
    imprint = models.CharField(_("avtryck av uppgifterna"), max_length=64)
    confirmed_at = models.DateTimeField(_("bekräftad"), null=True, blank=True)

    class Meta:
        verbose_name = _("påmind insats")
        verbose_name_plural = _("påminda insatser")
        constraints = [
            models.UniqueConstraint(
                fields=["reminder", "intervention"], name="reminded_once_a_letter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.intervention}, {self.get_stage_display()}"
