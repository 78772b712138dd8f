"""The log that the search index follows. Database triggers write it; see migration 0002."""

from django.db import models

from catalogue.models.marked import _


class Revision(models.Model):
    """The one row that says how far the catalogue has come (revision).

    Every transaction that touches what is searched raises `number` as it commits, by a leap of
    chance (migration 0003): what happens after a copy of the database was restored never gets the
    numbers that were given before. `epoch` names this very database: an emptied one has another.
    """

    epoch = models.CharField(_("epok"), max_length=36)
    number = models.BigIntegerField(_("nummer"))
    pruned_to = models.BigIntegerField(_("gallrad till"), default=0, db_default=0)
    # The catalogue is a restored copy, and nobody has said yet that letters may leave it.
    restored_at = models.DateTimeField(_("återläst"), null=True, editable=False)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisioner")

    def __str__(self) -> str:
        return f"{self.epoch}:{self.number}"


class Change(models.Model):
    """A row that was touched, and in which revision (ändring)."""

    subject = models.CharField(_("ämne"), max_length=20)
    row_id = models.BigIntegerField(_("rad"))
    revision = models.BigIntegerField(_("revision"), null=True, db_index=True)
    transaction_id = models.BigIntegerField(_("transaktion"), null=True)

    class Meta:
        verbose_name = _("ändring")
        verbose_name_plural = _("ändringar")
        constraints = [
            models.UniqueConstraint(
                fields=["transaction_id", "subject", "row_id"], name="change_once_per_transaction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.row_id}"
