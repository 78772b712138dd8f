"""What a reader of prose has derived: proposals with their words, for a person to decide."""

from django.db import models

from catalogue.models.acting import acted_by
from catalogue.models.intervention import Intervention
from catalogue.models.marked import _
from catalogue.models.of_entry import OfEntryQuerySet
from catalogue.models.rights import Rights


class ProposedFact(models.Model):
    """A value that somebody is to accept or refuse (föreslagen uppgift); visitors never see it."""

    class Verdict(models.TextChoices):
        """What a person has said of it."""

        OPEN = "open", _("väntar")
        ACCEPTED = "accepted", _("godtagen")
        REFUSED = "refused", _("avvisad")

    intervention = models.ForeignKey(
        Intervention, models.CASCADE, related_name="proposed_facts", verbose_name=_("insats")
    )
    field = models.CharField(_("fält"), max_length=60)
    value = models.JSONField(_("föreslaget värde"))
    words = models.TextField(_("orden som det bygger på"))
    verdict = models.CharField(_("beslut"), max_length=10, choices=Verdict, default=Verdict.OPEN)
    proposed_at = models.DateTimeField(_("föreslagen"), auto_now_add=True)
    decided_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    decided_by = acted_by(_("avgjord av"))

    rights = Rights.OWN
    objects = OfEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("föreslagen uppgift")
        verbose_name_plural = _("föreslagna uppgifter")
        indexes = [models.Index(fields=["verdict"], name="proposed_fact_by_verdict")]

    def __str__(self) -> str:
        return f"{self.field}: {self.words}"
