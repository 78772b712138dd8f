"""How far the database has come, and whether an earlier state led there."""

from typing import NamedTuple

from django.db import connection

from catalogue.models import Change, Revision

# In plain SQL: every page asks, and to build the question takes Django ten times as long.
QUESTION = f"SELECT epoch, number, pruned_to FROM {Revision._meta.db_table}"  # noqa: S608 # nosec B608


class Mark(NamedTuple):
    """How far the database has come."""

    epoch: str
    number: int
    pruned_to: int

    def comes_after(self, epoch: str, number: int) -> bool:
        """Tell whether the change log leads from a state to this mark.

        Numbers rise by leaps of chance (migration 0003). One that the log does not hold belongs
        to another course of events: a copy of the database has been put in its place.
        """
        if epoch != self.epoch or not self.pruned_to <= number <= self.number:
            return False
        return number == self.number or Change.objects.filter(revision=number).exists()


def read_mark() -> Mark:
    """Ask the database how far it has come; an empty one has not begun."""
    if connection.in_atomic_block and connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # number the changes of this transaction too
            cursor.execute("SET CONSTRAINTS catalogue_change_numbered IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        row = cursor.fetchone()
    return Mark(*row) if row else Mark("", 0, 0)
