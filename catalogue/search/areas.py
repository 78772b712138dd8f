"""How many entries a kommun has: of its own, of its whole county's and of the whole nation's.

The one count of places. An entry counts as the widest area that it says (`facets`), so the three
never overlap, and together they are what choosing the kommun in a search gives.
"""

from collections.abc import Collection, Mapping
from enum import Enum
from typing import NamedTuple

from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import DEFAULT_CHOICES, NATIONWIDE
from catalogue.search.options import Options
from catalogue.search.query import Query
from catalogue.search.state import RUNNING


class Area(Enum):
    """How widely an entry that people in a kommun may use is offered."""

    OWN = "own"  # in some kommuner, this one among them
    COUNTY = "county"
    NATION = "nation"


class AreaCounts(NamedTuple):
    """How many entries a kommun has of each area."""

    own: int
    county: int
    nation: int

    @property
    def wider(self) -> int:
        """Return how many it shares with its county or the nation."""
        return self.county + self.nation


def split(slug: str, counts: Mapping[str, int], options: Options) -> AreaCounts:
    """Tell the count of a kommun apart, given the counts of the facet of places."""
    whole_county, whole_nation = options.accepts[slug]
    county, nation = counts.get(whole_county, 0), counts.get(whole_nation, 0)
    return AreaCounts(counts.get(slug, 0) - county - nation, county, nation)


def area_of(values: Collection[str], slug: str) -> Area:
    """Return how widely an entry is offered, given its places, one of which takes the kommun in."""
    if slug in values:
        return Area.OWN
    return Area.NATION if NATIONWIDE in values else Area.COUNTY


def covered(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the kommuner with something of their own, as slug and name, by name."""
    counts = running_by_kommun(catalogue)
    names = catalogue.options.labels["kommun"]
    return [(slug, name) for slug, name in names.items() if counts[slug].own]


def running_by_kommun(catalogue: Catalogue) -> dict[str, AreaCounts]:
    """Return what runs for persons in every kommun, counted."""
    query = Query(chosen={**DEFAULT_CHOICES, "lage": RUNNING})
    counts = catalogue.search(query, limit=1).counts["kommun"]
    return {slug: split(slug, counts, catalogue.options) for slug in catalogue.options.accepts}
