"""From what the search found to what the page shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.engine.found import Found
from catalogue.search.cards import make_cards
from catalogue.search.catalogue import Catalogue
from catalogue.search.extent import counted
from catalogue.search.facet_groups import facet_group, requirements
from catalogue.search.facets import DEFAULT_CHOICES, FACETS
from catalogue.search.headings import headed_parts, on_page
from catalogue.search.nearness import doubt_in_words, not_sought
from catalogue.search.options import Options
from catalogue.search.query import NOTHING, PAGE_SIZE, Query
from catalogue.search.requirements import UNSAID, WITHOUT
from catalogue.search.told import Told, tell
from catalogue.search.ways_out import WayOut, ways_out
from catalogue.search.whereabouts import Whereabouts

FEW = 3  # so few hits that the page offers ways onward


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice that can be taken away, or added."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Preset(Chip):
    """A choice that was made for the visitor, and how many it leaves out."""

    left_out: int


class Results:
    """A page of results with its facets, chips and ways onward."""

    def __init__(self, query: Query, catalogue: Catalogue) -> None:
        found = catalogue.search(query)
        self.query = query
        self.total = found.total
        self.weak, self.nearness = found.weak, found.nearness
        self.not_sought = not_sought(found)
        self.distress = found.plan.distress
        kommun = _kommun_asked(query, found)
        self.lacking = catalogue.neighbourhood.told(found.plan.elsewhere.lacking, kommun)
        self.beside = catalogue.neighbourhood.told(found.plan.elsewhere.beside, kommun)
        self.shortened = found.plan.shortened
        self.pages = max(1, -(-found.total // PAGE_SIZE))
        self.page = min(query.page, self.pages)
        self.told = tell(query, found, catalogue.options)
        self.places = Whereabouts(query, found, catalogue)
        self.cards = make_cards(catalogue, found.ids, found, self.told.asks)
        self.parts = headed_parts(found, catalogue.options)
        self.sections = on_page(self.parts, self.cards, (self.page - 1) * PAGE_SIZE)
        self.facets = [
            facet_group(facet.name, facet.label, query, found, catalogue.options)
            for facet in FACETS
        ]
        self.requirements = requirements(query, found, catalogue.options)
        self.silent = [
            silence
            for silence in self.requirements.silences
            if silence.value in query.without_requirements and silence.count and not silence.chosen
        ]
        self.chips = list(_chips(query, self.places, self.told, catalogue.options))
        self.doubt = doubt_in_words(
            found, narrowed=len(self.chips) - len(self.places.chips) > bool(query.words)
        )
        self.presets = list(_presets(query, found, catalogue.options))
        unasked = self.presets and not self.chips
        self.extent = counted(found.total, found.counts) if unasked else None
        self.recognised = list(_recognised(query, found, catalogue.options))
        self.corrections = [
            (correction.typed, correction.used)
            for correction in found.plan.corrections
            if correction.used  # a blunt word is never shown
        ]
        self.literal_address = query.taken_literally().querystring()
        self.ways_out: list[WayOut] = (
            ways_out(query, catalogue, found.total) if found.total <= FEW or found.weak else []
        )

    @property
    def previous(self) -> str | None:
        """Return the address of the page before, if there is one."""
        return self.query.at_page(self.page - 1).querystring() or "?" if self.page > 1 else None

    @property
    def next(self) -> str | None:
        """Return the address of the page after, if there is one."""
        return self.query.at_page(self.page + 1).querystring() if self.page < self.pages else None


def _chips(query: Query, places: Whereabouts, told: Told, options: Options) -> list[Chip]:
    chips = []
    if query.words:
        chips.append(Chip(f"”{query.words}”", query.with_words("").querystring() or "?"))
    chips += [Chip(label, address) for label, address in places.chips]
    chips += [Chip(fact.text, fact.address) for fact in told.chips]
    for facet in FACETS:
        values = query.choice(facet.name)
        if values == DEFAULT_CHOICES.get(facet.name, NOTHING):
            continue
        for value in options.labels[facet.name]:
            if value in values:
                address = query.dropping(facet.name, value).querystring() or "?"
                chips.append(Chip(options.label(facet.name, value), address))
    for value in options.labels[WITHOUT.name]:
        if value in query.without_requirements:
            address = query.dropping(WITHOUT.name, value).querystring() or "?"
            label = options.not_needed(value)
            chips.append(Chip(label[:1].upper() + label[1:], address))
    for value in options.labels[UNSAID.name]:
        if value in query.unsaid_requirements:
            address = query.dropping(UNSAID.name, value).querystring() or "?"
            chips.append(Chip(options.unsaid(value), address))
    return chips


def _presets(query: Query, found: Found, options: Options) -> Iterator[Preset]:
    """Yield what is chosen for the visitor, and what that leaves out."""
    for name, values in DEFAULT_CHOICES.items():
        if query.choice(name) == values:
            label = ", ".join(options.label(name, value) for value in sorted(values))
            left_out = sum(n for value, n in found.counts[name].items() if value not in values)
            yield Preset(label, query.choosing(name, NOTHING).querystring(), left_out)


def _kommun_asked(query: Query, found: Found) -> str:
    """Return the one kommun that the words or the choices name, if it is one."""
    named = {place.value for place in found.plan.places if place.facet == "kommun"}
    asked = named or query.choice("kommun")
    return next(iter(asked)) if len(asked) == 1 else ""


def _recognised(query: Query, found: Found, options: Options) -> list[Chip]:
    """Offer a place, organisation or need among the words as a choice instead."""
    chips = []
    for name in found.plan.recognised:
        if name.value in query.choice(name.facet):
            continue
        rest = " ".join(query.words.replace(name.typed, " ").split())
        address = query.with_words(rest).adding(name.facet, name.value).querystring()
        chips.append(Chip(options.label(name.facet, name.value), address))
    return chips
