"""How often somebody posts, counted without knowing who; `catalogue.upkeep.limits` tells how."""

from django.db import models
from django.utils import timezone

from catalogue.models.marked import _


class DailySalt(models.Model):
    """The random salt of one day (dagens salt); with it gone, no count leads to an address."""

    day = models.DateField(_("dag"), unique=True)
    salt = models.CharField(_("salt"), max_length=64)

    class Meta:
        verbose_name = _("dagens salt")
        verbose_name_plural = _("dagars salt")

    def __str__(self) -> str:
        return str(self.day)


class PostingCount(models.Model):
    """How many posts one unknown sender has made in a stretch of time (antal inskick)."""

    sender = models.CharField(_("avsändare, hashad"), max_length=64)
    since = models.DateTimeField(_("från och med"))
    posts = models.PositiveIntegerField(_("antal"), default=0)

    class Meta:
        verbose_name = _("antal inskick")
        verbose_name_plural = _("antal inskick")
        constraints = [
            models.UniqueConstraint(fields=["sender", "since"], name="posting_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.since}: {self.posts}"


class UsedToken(models.Model):
    """A form that has brought its message, and brings no other (använd lapp)."""

    imprint = models.CharField(_("avtryck"), max_length=64, unique=True)
    used_at = models.DateTimeField(_("använd"), default=timezone.now)

    class Meta:
        verbose_name = _("använd lapp")
        verbose_name_plural = _("använda lappar")

    def __str__(self) -> str:
        return str(self.used_at)
