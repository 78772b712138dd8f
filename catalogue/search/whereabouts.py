"""What the page says of the places in a search: what was heard, doubted, and found there."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.engine.found import Found
from catalogue.engine.groups import AskedPlace, Doubt, Plan
from catalogue.search.areas import AreaCounts, running_by_kommun
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import county_value
from catalogue.search.neighbours import Switchboard
from catalogue.search.options import Options
from catalogue.search.parts import COUNTY, NATION, OWN, kommuner_of, of_the_place
from catalogue.search.query import Query
from catalogue.search.ways_out import WayOut

MOST_NEAR = 4
LOOSE_ENDS = re.compile(r"^(och|eller)\s+|\s+(och|eller)$", re.IGNORECASE)


class OtherReading(NamedTuple):
    """Words that were read in one way, and the search that reads them in the other."""

    typed: str
    place: str
    address: str


class Whereabouts:
    """The places of a search as the page shows them."""

    def __init__(self, query: Query, found: Found, catalogue: Catalogue) -> None:
        self.query, self.found, self.catalogue = query, found, catalogue
        self.options, self.plan = catalogue.options, found.plan
        self.asked = bool(found.plan.places)
        self.names = place_names(found.plan, catalogue.options)
        self.unknown = ", ".join(f"”{word}”" for word in found.plan.unknown_places)
        self.nothing = self.asked and not of_the_place(found.parts)

    @cached_property
    def chips(self) -> list[tuple[str, str]]:
        """Return each place, and the search without it."""
        return [
            (self._label(place), self._without([place]).querystring() or "?")
            for place in self.plan.places
        ]

    @cached_property
    def words_too(self) -> list[OtherReading]:
        """Return the places that are ordinary words as well."""
        literal = self.query.taken_literally().querystring()
        return [
            OtherReading(place.typed, self._label(place), literal)
            for place in self.plan.places
            if place.doubt is Doubt.WORD
        ]

    @cached_property
    def places_too(self) -> list[OtherReading]:
        """Return the words that are the names of places as well."""
        return [
            OtherReading(place.typed, self._label(place), self._only([place]).querystring())
            for place in self.plan.passed_over
        ]

    @cached_property
    def split(self) -> AreaCounts:
        """Return how widely that is offered which holds for the places."""
        return AreaCounts(*(self.found.parts.get(name, 0) for name in (OWN, COUNTY, NATION)))

    @cached_property
    def partly(self) -> str:
        """Say how many of those of the place meet all that was asked, where not all do."""
        count, full = of_the_place(self.found.parts), of_the_place(self.found.full_parts)
        if full == count:
            return ""
        if not full:
            return _("Ingen av dem passar allt du skrev, men de passar en del av det.")
        told = ngettext(
            "%(num)s av dem passar allt du skrev.", "%(num)s av dem passar allt du skrev.", full
        )
        return told % {"num": full} + " " + _("De andra passar en del av det.")

    @cached_property
    def only(self) -> str:
        """Return the search that shows nothing else, if something else is shown."""
        shows_all = of_the_place(self.found.parts) == self.found.total
        if self.nothing or shows_all or self.query.choice("kommun"):
            return ""
        return self._only(self.plan.places).querystring()

    @cached_property
    def uncovered(self) -> str:
        """Return the kommuner that are asked for of which the catalogue has nothing of its own."""
        if not self.asked or self.found.parts.get(OWN):
            return ""
        running = running_by_kommun(self.catalogue)
        lacking = [
            place
            for place in self.plan.places
            if place.value in running and not running[place.value].own
        ]
        return in_a_row(self._label(place) for place in lacking)

    @cached_property
    def nearest(self) -> list[WayOut]:
        """Return where it is to be found, beside the place and in its county."""
        if not self.nothing or not self.found.total or self.query.choice("kommun"):
            return []
        asked, counts = kommuner_of(self.plan, self.options), self.found.counts["kommun"]
        beside = {other for slug in asked for other in self.options.neighbours.get(slug, ())}
        near = sorted(
            (-counts[slug], self.options.label("kommun", slug), slug)
            for slug in beside - asked
            if counts.get(slug)
        )
        rest = self._without(self.plan.places)
        ways = [
            WayOut(name, rest.adding("kommun", slug).querystring(), -count)
            for count, name, slug in near[:MOST_NEAR]
        ]
        return ways + self._in_the_county(rest)

    @cached_property
    def switchboards(self) -> list[Switchboard]:
        """Return the names and numbers of the kommuner, where these are known."""
        known = self.catalogue.neighbourhood.switchboards
        return [known[slug] for slug, _name in self.kommuner if slug in known]

    @cached_property
    def kommuner(self) -> list[tuple[str, str]]:
        """Return the kommuner that are asked for by name, as slug and name."""
        known = self.options.labels["kommun"]
        return [(p.value, known[p.value]) for p in self.plan.places if p.value in known]

    def _in_the_county(self, rest: Query) -> list[WayOut]:
        counties = {self.options.accepts[slug][0] for slug, _name in self.kommuner}
        ways = []
        for code, name in self.options.counties.items():
            if county_value(code) in counties:
                asked = rest.with_words(f"{rest.words} {name}")
                count = of_the_place(self.catalogue.search(asked, limit=1).parts)
                if count:
                    ways.append(WayOut(name, asked.querystring(), count))
        return ways

    def _label(self, place: AskedPlace) -> str:
        return place_label(place, self.options)

    def _without(self, places: Iterable[AskedPlace]) -> Query:
        return self.query.with_words(without(self.plan.text, places))

    def _only(self, places: Sequence[AskedPlace]) -> Query:
        asked = kommuner_of(Plan(places=tuple(places)), self.options)
        return self._without(places).choosing("kommun", asked)


def place_names(plan: Plan, options: Options) -> str:
    """Return the places of a plan, in a row."""
    return in_a_row(dict.fromkeys(place_label(place, options) for place in plan.places))


def place_label(place: AskedPlace, options: Options) -> str:
    """Return what a kommun or a county is called."""
    counties = {county_value(code): name for code, name in options.counties.items()}
    return counties.get(place.value) or options.label(place.facet, place.value)


def in_a_row(names: Iterable[str]) -> str:
    """Return names as one lists them: with commas, and before the last an "och"."""
    *others, last = [*names] or [""]
    if not others:
        return last
    return _("%(names)s och %(last)s") % {"names": ", ".join(others), "last": last}


def without(text: str, places: Iterable[AskedPlace]) -> str:
    """Return a search text without the places, and without what joined them."""
    for place in sorted(places, key=lambda place: -place.start):
        text = f"{text[: place.start]} {text[place.end :]}"
    return LOOSE_ENDS.sub("", " ".join(text.split()))
