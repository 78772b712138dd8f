"""Whether the addresses that the catalogue links to still answer."""

from django.db import models
from django.utils import timezone

from catalogue.models.marked import _


class LinkCheck(models.Model):
    """What an address outside the catalogue answered last (länkkontroll)."""

    address = models.CharField(_("adress"), max_length=300, unique=True)
    checked_at = models.DateTimeField(_("kontrollerad"), default=timezone.now)
    status = models.PositiveSmallIntegerField(_("svarskod"), null=True, blank=True)
    problem = models.CharField(_("fel"), max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(_("misslyckade försök i rad"), default=0)
    broken = models.BooleanField(_("trasig"), null=True, default=None)  # None: nobody knows

    class Meta:
        verbose_name = _("länkkontroll")
        verbose_name_plural = _("länkkontroller")

    def __str__(self) -> str:
        return self.address
