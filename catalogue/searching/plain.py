"""Answer a search from the database alone: slow, simple, and the measure of the index."""

from collections import Counter

from django.db.models import QuerySet

from catalogue.models import Intervention
from catalogue.searching.facets import FACETS, Facet
from catalogue.searching.options import Options
from catalogue.searching.query import Query
from catalogue.searching.requirements import ASKED, stance_condition, stances_asked


def plain_matches(query: Query, left_out: str = "", unasked: str = "") -> QuerySet[Intervention]:
    """Return the entries that have every word and choice, but for a facet's or a requirement's."""
    entries = _with_words(query.words)
    for facet in FACETS:
        values = query.choice(facet.name)
        if values and facet.name != left_out:
            entries = entries.filter(pk__in=Intervention.objects.filter(facet.condition(values)))
    for slug, wanted in stances_asked(query.without, query.unsaid).items():
        if slug != unasked:
            entries = entries.filter(stance_condition(slug, wanted))
    return entries


def plain_search(query: Query, options: Options) -> tuple[list[int], dict[str, Counter[str]]]:
    """Return the ids that match by name, and a count for every value of every facet.

    The count of a value is how many entries it would give if it alone were chosen in its facet;
    of a requirement, how many would say no to it, or nothing of it, if that alone were asked.
    """
    entries = Intervention.objects.published().with_facet_relations().order_by("name", "pk")
    found = set(plain_matches(query).values_list("pk", flat=True))
    counts = {}
    for facet in FACETS:
        alone = found
        if query.choice(facet.name):
            alone = set(plain_matches(query, facet.name).values_list("pk", flat=True))
        counts[facet.name] = Counter(
            value
            for entry in entries
            if entry.pk in alone
            for value in _answers(facet, entry, options)
        )
    for asked in ASKED:
        counts[asked.name] = Counter(
            {
                slug: plain_matches(query, unasked=slug)
                .filter(stance_condition(slug, {asked.stance}))
                .count()
                for slug in options.labels[asked.name]
            }
        )
    return [entry.pk for entry in entries if entry.pk in found], counts


def _with_words(words: str) -> QuerySet[Intervention]:
    """Return the public entries that have every word somewhere, letter by letter.

    Python reads them: SQLite knows no capital Å.
    """
    entries = Intervention.objects.published()
    asked = words.casefold().split()
    if not asked:
        return entries
    texts = {entry.pk: _text(entry) for entry in entries.with_facet_relations()}
    return entries.filter(
        pk__in=[pk for pk, text in texts.items() if all(word in text for word in asked)]
    )


def _text(entry: Intervention) -> str:
    """Return all the words of an entry, on one line."""
    parts = [entry.name, entry.other_names, entry.summary, entry.purpose, entry.content]
    parts += [f"{group.name} {group.search_words}" for group in entry.need_groups.all()]
    parts += [place.name for place in entry.municipalities.all()]
    parts.append(entry.organisation.name)
    return " ".join(" ".join(parts).casefold().split())


def _answers(facet: Facet, entry: Intervention, options: Options) -> set[str]:
    """Return the values of a facet that would find the entry."""
    own = set(facet.values(entry))
    if facet.name != "kommun":
        return own
    return {place for place, areas in options.accepts.items() if own & {place, *areas}}
