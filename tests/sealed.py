"""What the catalogue itself would write in a file, by which it knows its own numbers again."""

from catalogue.exchange.formats import title
from catalogue.models import Intervention
from catalogue.values.record import SEAL, record

SEALED = [title("id"), title(SEAL)]
"""The headings of the two columns."""


def sealed(entry: Intervention) -> tuple[int, str]:
    """Return the number of an entry and its seal."""
    row = Intervention.objects.with_exchange_relations().get(pk=entry.pk)
    return row.pk, record(row, staff=True)[SEAL]
