"""The entries that an address names. The list lives in the address; the server keeps nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from catalogue.models import Intervention
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.search.mending import AROUND, pieces

MOST = 30  # on a list: longer addresses are cut by mail programs and make the QR code too fine


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The entries of a list in its order, and what could not be found."""

    entries: Sequence[Intervention]
    missing: Sequence[int]  # numbers that no published entry has
    left_out: int  # how many were too many

    @property
    def ids(self) -> list[int]:
        """Return the numbers of the entries that are there."""
        return [entry.pk for entry in self.entries]

    @property
    def running(self) -> list[Intervention]:
        """Return those that a person can still turn to."""
        return [entry for entry in self.entries if not entry.is_over]

    @property
    def over(self) -> list[Intervention]:
        """Return those that have ended."""
        return [entry for entry in self.entries if entry.is_over]


def read_ids(values: Iterable[str]) -> list[int]:
    """Return the numbers among `values`, each once, in their order; anything else is left out."""
    written = (piece.strip(AROUND) for piece in pieces(values))
    numbers = [int(piece) for piece in written if re.fullmatch(r"[1-9][0-9]{0,8}", piece)]
    return list(dict.fromkeys(numbers))


def read_shortlist(
    values: Iterable[str], entries: InterventionQuerySet | None = None, most: int = MOST
) -> Shortlist:
    """Return the list that an address names, its entries read from `entries` in one go."""
    ids = read_ids(values)
    kept = ids[:most]
    source = Intervention.objects.all() if entries is None else entries
    rows = source.published().select_related("organisation", "replaced_by").in_bulk(kept)
    return Shortlist(
        entries=[rows[pk] for pk in kept if pk in rows],
        missing=[pk for pk in kept if pk not in rows],
        left_out=len(ids) - len(kept),
    )


def list_address(ids: Iterable[int], page: str = "shortlist") -> str:
    """Return the address of a list, or of another page about the same entries.

    An empty one says so, or the list of the page before would follow.
    """
    return f"{reverse(page)}?{urlencode([('i', pk) for pk in ids]) or 'i='}"
