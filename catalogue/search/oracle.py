"""Answer a search from the database alone: slow, simple, and the measure of the index."""

import datetime
from collections import Counter
from functools import partial

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from catalogue.models import Intervention
from catalogue.search.facets import FACETS, Facet
from catalogue.search.filters import InterventionFilter
from catalogue.search.options import Options
from catalogue.search.query import Query
from catalogue.search.requirements import PARAMETERS, stance_condition


def plain_matches(
    query: Query,
    options: Options,
    left_out: str = "",
    unasked: str = "",
    day: datetime.date | None = None,
) -> QuerySet[Intervention]:
    """Return the entries that have every word and choice, but for a facet's or a requirement's."""
    address = QueryDict(query.querystring().removeprefix("?"))
    asked = InterventionFilter(address, options, unasked={unasked}, day=day)
    found: QuerySet[Intervention] = asked.leaving_out(left_out).qs
    return found


def plain_search(
    query: Query, options: Options, day: datetime.date | None = None
) -> tuple[list[int], dict[str, Counter[str]]]:
    """Return the ids that match by name, and a count for every value of every facet.

    The count of a value is how many entries it would give if it alone were chosen in its facet;
    of a requirement, how many would say no to it, or nothing of it, if that alone were asked.
    """
    entries = Intervention.objects.published().with_facet_relations().order_by("name", "pk")
    day = day or timezone.localdate()
    matches = partial(plain_matches, query, options, day=day)
    found = set(matches().values_list("pk", flat=True))
    counts = {}
    for facet in FACETS:
        alone = found
        if query.choice(facet.name):
            alone = set(matches(left_out=facet.name).values_list("pk", flat=True))
        counts[facet.name] = Counter(
            value
            for entry in entries
            if entry.pk in alone
            for value in _answers(facet, entry, options, day)
        )
    for asked in PARAMETERS:
        counts[asked.name] = Counter(
            {
                slug: matches(unasked=slug).filter(stance_condition(slug, {asked.stance})).count()
                for slug in options.labels[asked.name]
            }
        )
    return [entry.pk for entry in entries if entry.pk in found], counts


def _answers(facet: Facet, entry: Intervention, options: Options, day: datetime.date) -> set[str]:
    """Return the values of a facet that would find the entry."""
    own = set(facet.values(entry, day))
    if facet.name != "kommun":
        return own
    return {place for place, areas in options.accepts.items() if own & {place, *areas}}
