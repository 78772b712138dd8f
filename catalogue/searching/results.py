"""From what the search found to what the page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.models import Intervention
from catalogue.searching.facets import DEFAULT_CHOICES, FACETS, REQUIREMENT
from catalogue.searching.options import Options
from catalogue.searching.query import PAGE_SIZE, Query

LONG_LISTS = {"behov", "kommun", "organisation", "sprak"}  # show only what gives a hit
OPEN_AT_FIRST = {"behov", "kommun", "tilltrade"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: how many in all, this page's ids in order, and the counts."""

    total: int
    ids: Sequence[int]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One tickable value of a facet."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet as the page shows it."""

    name: str
    label: str
    choices: Sequence[Choice]
    open: bool
    long: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice that can be taken away again."""

    label: str
    address: str


class Results:
    """A page of results with its facets, chips and ways onward."""

    def __init__(self, query: Query, found: Found, options: Options) -> None:
        self.query = query
        self.total = found.total
        self.pages = max(1, -(-found.total // PAGE_SIZE))
        self.page = min(query.page, self.pages)
        self.entries = _in_order(found.ids)
        self.facets = [
            _group(facet.name, facet.label, query.choice(facet.name), found, options)
            for facet in FACETS
        ]
        self.without = _group(REQUIREMENT.name, REQUIREMENT.label, query.without, found, options)
        self.chips = list(_chips(query, options))

    @property
    def previous(self) -> str | None:
        """Return the address of the page before, if there is one."""
        return self.query.at_page(self.page - 1).querystring() or "?" if self.page > 1 else None

    @property
    def next(self) -> str | None:
        """Return the address of the page after, if there is one."""
        return self.query.at_page(self.page + 1).querystring() if self.page < self.pages else None


def _in_order(ids: Sequence[int]) -> list[Intervention]:
    rows = Intervention.objects.with_facet_relations().in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def _group(
    name: str, label: str, chosen: frozenset[str], found: Found, options: Options
) -> FacetGroup:
    counts = found.counts[name]
    choices = [
        Choice(value, text, counts.get(value, 0), value in chosen)
        for value, text in options.labels[name].items()
    ]
    if name in LONG_LISTS:
        choices = [choice for choice in choices if choice.count or choice.chosen]
        choices.sort(key=lambda choice: not choice.chosen)
    return FacetGroup(
        name=name,
        label=label,
        choices=choices,
        open=name in OPEN_AT_FIRST or (bool(chosen) and chosen != DEFAULT_CHOICES.get(name)),
        long=name in LONG_LISTS,
    )


def _chips(query: Query, options: Options) -> list[Chip]:
    chips = []
    if query.words:
        chips.append(Chip(f"”{query.words}”", query.with_words("").querystring() or "?"))
    for facet in FACETS:
        values = query.choice(facet.name)
        if values == DEFAULT_CHOICES.get(facet.name):
            continue
        for value, label in options.labels[facet.name].items():
            if value in values:
                address = query.dropping(facet.name, value).querystring() or "?"
                chips.append(Chip(label, address))
    for value, label in options.labels[REQUIREMENT.name].items():
        if value in query.without:
            address = query.dropping(REQUIREMENT.name, value).querystring() or "?"
            chips.append(Chip(f"Kräver inte {label}", address))
    return chips
