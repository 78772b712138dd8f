"""How much the catalogue holds, counted once and said in the same sentence everywhere."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from catalogue.models import Intervention
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import DEFAULT_CHOICES, SCOPE
from catalogue.search.query import Query
from catalogue.search.state import STATE


class Extent(NamedTuple):
    """How many entries for persons run or are planned, and have ended; how many are for staff."""

    running: int
    ended: int
    structural: int

    def __str__(self) -> str:
        told = [
            ngettext(
                "%(num)s insats pågår eller planeras",
                "%(num)s insatser pågår eller planeras",
                self.running,
            )
            % {"num": self.running},
            ngettext("%(num)s avslutad", "%(num)s avslutade", self.ended) % {"num": self.ended},
            ngettext("%(num)s för yrkesverksamma", "%(num)s för yrkesverksamma", self.structural)
            % {"num": self.structural},
        ]
        return gettext(", ").join(told)


def extent_of(catalogue: Catalogue) -> Extent:
    """Count everything that is public."""
    found = catalogue.search(Query(chosen=DEFAULT_CHOICES), limit=1)
    return counted(found.total, found.counts)


def counted(total: int, counts: Mapping[str, Mapping[str, int]]) -> Extent:
    """Return the extent, given what a search finds for which nothing was asked."""
    ended = counts["lage"].get(STATE[Intervention.Status.ENDED], 0)
    structural = counts["inriktning"].get(SCOPE[Intervention.Scope.STRUCTURAL], 0)
    return Extent(total - ended, ended, structural)
