"""Ways onward from a search that found little or nothing: never a dead end."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import DEFAULT_CHOICES, FACETS
from catalogue.search.options import Options
from catalogue.search.query import Query
from catalogue.search.requirements import UNSAID, WITHOUT

MOST = 6


@dataclass(frozen=True, slots=True)
class WayOut:
    """A neighbouring search, and how many entries it finds."""

    label: str
    address: str
    count: int


def ways_out(query: Query, catalogue: Catalogue, present: int) -> list[WayOut]:
    """Return the searches next to this one that find more, those that change least first."""
    tried: list[tuple[str, Query]] = [
        *_with_the_silent(query, catalogue),
        *_without_one_choice(query, catalogue),
        *_in_a_neighbouring_kommun(query, catalogue),
        *_a_step_beside(query, catalogue),
    ]
    if query.words and len(list(_choices(query))) > 1:
        tried.append(
            (
                _("Behåll bara orden, ta bort alla val"),
                Query(words=query.words, chosen=dict(DEFAULT_CHOICES)),
            )
        )
    ways = []
    for label, other in tried:
        found = catalogue.search(other, limit=1)
        if found.total > present and not found.weak:
            ways.append(WayOut(label, other.querystring() or "?", found.total))
    return ways[:MOST]


def _choices(query: Query) -> list[tuple[str, str]]:
    chosen = [
        (facet.name, value)
        for facet in FACETS
        if query.choice(facet.name) != DEFAULT_CHOICES.get(facet.name)
        for value in sorted(query.choice(facet.name))
    ]
    chosen += [(WITHOUT.name, value) for value in sorted(query.without_requirements)]
    return chosen + [(UNSAID.name, value) for value in sorted(query.unsaid_requirements)]


def _without_one_choice(query: Query, catalogue: Catalogue) -> list[tuple[str, Query]]:
    return [
        (
            _("Ta bort valet %(choice)s") % {"choice": _in_words(facet, value, catalogue.options)},
            query.dropping(facet, value),
        )
        for facet, value in _choices(query)
    ]


def _with_the_silent(query: Query, catalogue: Catalogue) -> list[tuple[str, Query]]:
    return [
        (
            _("Ta med dem som inte säger något om %(topic)s")
            % {"topic": catalogue.options.label(UNSAID.name, value)},
            replace(query, unsaid_requirements=query.unsaid_requirements | {value}, page=1),
        )
        for value in sorted(query.without_requirements - query.unsaid_requirements)
    ]


def _in_words(facet: str, value: str, options: Options) -> str:
    if facet == WITHOUT.name:
        return f"”{options.not_needed(value)}”"
    if facet == UNSAID.name:
        return f"”{options.unsaid(value)}”"
    return options.label(facet, value)


def _in_a_neighbouring_kommun(query: Query, catalogue: Catalogue) -> list[tuple[str, Query]]:
    near = []
    for place in sorted(query.choice("kommun")):
        for other in catalogue.options.neighbours.get(place, ()):
            label = _("Titta också i %(place)s") % {
                "place": catalogue.options.label("kommun", other)
            }
            near.append((label, query.adding("kommun", other)))
    return near


def _a_step_beside(query: Query, catalogue: Catalogue) -> list[tuple[str, Query]]:
    steps = {int(value) for value in query.choice("steg") if value.isdigit()}
    beside = {step + move for step in steps for move in (-1, 1)} - steps
    return [
        (
            _("Ta med steg %(number)s: %(name)s")
            % {"number": step, "name": catalogue.options.label("steg", str(step))},
            query.adding("steg", str(step)),
        )
        for step in sorted(beside)
        if str(step) in catalogue.options.labels["steg"]
    ]
