"""What the catalogue itself would write in a file, by which it knows its own numbers again."""

from catalogue.exporting.formats import title
from catalogue.exporting.record import SEAL, record
from catalogue.models import Intervention

SEALED = [title("id"), title(SEAL)]
"""The headings of the two columns."""


def sealed(entry: Intervention) -> tuple[int, str]:
    """Return the number of an entry and its seal."""
    row = Intervention.objects.with_exchange_relations().get(pk=entry.pk)
    return row.pk, record(row, staff=True)[SEAL]
