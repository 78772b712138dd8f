"""Ask the search the judged queries."""

from collections.abc import Iterable, Mapping

from catalogue.models import Intervention
from catalogue.search.catalogue import Catalogue
from catalogue.search.evaluation import JudgedQuery, Ranking
from catalogue.search.facets import SCOPE
from catalogue.search.query import Query
from catalogue.search.requirements import WITHOUT

DEPTH = 100


class Judge:
    """Searches as a visitor does, but among all that is published, and answers by `source_id`."""

    def __init__(self, catalogue: Catalogue, source: str = "") -> None:
        """Take a state of the catalogue, and perhaps the one source whose entries count."""
        self.catalogue = catalogue
        entries = Intervention.objects.published().exclude(source_id="")
        if source:
            entries = entries.filter(source=source)
        self.source_ids = dict(entries.values_list("pk", "source_id"))

    def answer(self, query: JudgedQuery) -> Ranking:
        """Return the ids found, the best first, and whether they are only near misses."""
        chosen = choices(query.filters, self.catalogue)
        without = chosen.pop(WITHOUT.name, frozenset())
        asked = Query(
            words=query.words,
            chosen={"inriktning": frozenset(SCOPE.values()), **chosen},
            without_requirements=without,
        )
        found = self.catalogue.search(asked, limit=DEPTH)
        ids = [self.source_ids[pk] for pk in found.ids if pk in self.source_ids]
        # That it is in another place is no doubt of the words.
        return Ranking(ids, found.weak, None if found.away else found.signs)


def choices(
    filters: Mapping[str, Iterable[str]], catalogue: Catalogue
) -> dict[str, frozenset[str]]:
    """Turn filters given by name or by value into values; what is unknown is left as it stands."""
    return {
        facet: frozenset(_value(catalogue, facet, name) for name in names)
        for facet, names in filters.items()
    }


def _value(catalogue: Catalogue, facet: str, name: str) -> str:
    labels = catalogue.options.labels.get(facet, {})
    by_label = {label.casefold(): value for value, label in labels.items()}
    return name if name in labels else by_label.get(name.casefold(), name)
