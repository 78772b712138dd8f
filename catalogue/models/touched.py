"""Which entries wait for a version. Database triggers write it; see migration 0002."""

from django.db import models

from catalogue.models.marked import _


class Touched(models.Model):
    """A row that was touched since its newest version was noted (berörd)."""

    subject = models.CharField(_("ämne"), max_length=20)
    row_id = models.BigIntegerField(_("rad"))
    transaction_id = models.BigIntegerField(_("transaktion"))  # 0 on SQLite, which has one writer
    touched_at = models.DateTimeField(_("berörd"))

    class Meta:
        verbose_name = _("berörd rad")
        verbose_name_plural = _("berörda rader")
        constraints = [
            models.UniqueConstraint(
                fields=["transaction_id", "subject", "row_id"], name="touched_once_per_transaction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.row_id}"
