"""Whether the addresses that the catalogue links to still answer."""

from django.db import models
from django.utils import timezone


class LinkCheck(models.Model):
    """What an address outside the catalogue answered last (länkkontroll)."""

    address = models.CharField("adress", max_length=200, unique=True)
    checked_at = models.DateTimeField("kontrollerad", default=timezone.now)
    status = models.PositiveSmallIntegerField("svarskod", null=True, blank=True)
    problem = models.CharField("fel", max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField("misslyckade försök i rad", default=0)
    broken = models.BooleanField("trasig", null=True, default=None)  # None: nobody knows

    class Meta:
        verbose_name = "länkkontroll"
        verbose_name_plural = "länkkontroller"

    def __str__(self) -> str:
        return self.address
