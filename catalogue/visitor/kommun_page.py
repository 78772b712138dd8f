"""What the page of one kommun shows: whom to call first, then what there is, by area and step."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from catalogue.models import Contact, Municipality, Organisation
from catalogue.models.telephones import dialled
from catalogue.search.areas import Area, AreaCounts, area_of, running_by_kommun
from catalogue.search.cards import Card, make_cards
from catalogue.search.catalogue import Catalogue
from catalogue.search.facets import ACROSS_STEPS, DEFAULT_CHOICES
from catalogue.search.query import Query
from catalogue.search.state import RUNNING

NEAREST = 3


class FrontDoor(NamedTuple):
    """How to reach a kommun; empty where nobody has told."""

    body: Organisation
    phone: str  # the switchboard, or else the number of its nearest contact
    email: str
    hours: str
    address: str


class Stair(NamedTuple):
    """The entries on one step, or across the steps."""

    step: str
    name: str
    cards: Sequence[Card]


class AreaPart(NamedTuple):
    """What is offered as widely as this, and how much that is."""

    area: Area
    total: int
    stairs: Sequence[Stair]


class Need(NamedTuple):
    """A need that something in the kommun meets, and how much."""

    slug: str
    name: str
    total: int


class Near(NamedTuple):
    """Another kommun, and how many entries it has of its own."""

    slug: str
    name: str
    own: int


def kommun_context(place: Municipality, catalogue: Catalogue) -> dict[str, Any]:
    """Return what the template needs."""
    here = Query(
        chosen={**DEFAULT_CHOICES, "kommun": frozenset({place.slug}), "lage": RUNNING},
        order="namn",
    )
    found = catalogue.search(here, limit=len(catalogue.index) or 1)
    counts = running_by_kommun(catalogue)
    neighbours = [_near(slug, counts, catalogue) for slug in _neighbours(place, catalogue)]
    return {
        "place": place,
        "front_door": front_door(place),
        "counts": counts[place.slug],
        "parts": _parts(place, catalogue, make_cards(catalogue, found.ids)),
        "needs": _needs(found.counts["behov"], catalogue),
        "neighbours": neighbours,
        "nearest": [] if counts[place.slug].own else nearest(place, counts, catalogue),
    }


def front_door(place: Municipality) -> FrontDoor | None:
    """Return how to reach the kommun itself, if the catalogue has it as an organisation."""
    bodies = Organisation.objects.current().filter(
        municipality=place, kind=Organisation.Kind.MUNICIPALITY, parent=None
    )
    body = bodies.order_by("pk").first()
    if body is None:
        return None
    contacts = sorted(body.contacts.working(), key=Contact.by_nearness)
    nearest = contacts[0] if contacts else Contact()
    venue = body.venues.filter(protected=False, municipality=place).order_by("pk").first()
    return FrontDoor(
        body=body,
        phone=next((n for n in (body.phone, nearest.phone) if dialled(n)), ""),
        email=body.email or nearest.email,
        hours=body.hours or nearest.phone_hours,
        address=", ".join(filter(None, (venue.address, venue.town))) if venue else "",
    )


def _needs(counts: Mapping[str, int], catalogue: Catalogue) -> list[Need]:
    """Return the needs that something meets, those that most meets first."""
    names = catalogue.options.labels["behov"]
    met = [Need(slug, name, counts[slug]) for slug, name in names.items() if counts.get(slug)]
    return sorted(met, key=lambda need: -need.total)


def _parts(place: Municipality, catalogue: Catalogue, cards: Iterable[Card]) -> list[AreaPart]:
    """Return the cards by area, and in each by step; those across the steps come last."""
    by_area: dict[Area, list[Card]] = {area: [] for area in Area}
    for card in cards:
        places = catalogue.index.values_of(card.entry.pk)["kommun"]
        by_area[area_of(places, place.slug)].append(card)
    return [
        AreaPart(area, len(found), _stairs(found, catalogue))
        for area, found in by_area.items()
        if found
    ]


def _stairs(cards: Sequence[Card], catalogue: Catalogue) -> list[Stair]:
    by_step: dict[str, list[Card]] = {}
    for card in cards:
        step = str(card.entry.step.number) if card.entry.step else ACROSS_STEPS
        by_step.setdefault(step, []).append(card)
    return [
        Stair(step, catalogue.options.label("steg", step), by_step[step])
        for step in catalogue.options.labels["steg"]
        if step in by_step
    ]


def _neighbours(place: Municipality, catalogue: Catalogue) -> Sequence[str]:
    return catalogue.options.neighbours.get(place.slug, ())


def _near(slug: str, counts: dict[str, AreaCounts], catalogue: Catalogue) -> Near:
    return Near(slug, catalogue.options.labels["kommun"][slug], counts[slug].own)


def nearest(place: Municipality, counts: dict[str, AreaCounts], catalogue: Catalogue) -> list[Near]:
    """Return the nearest kommuner with something of their own."""
    others = Municipality.objects.exclude(latitude=None).exclude(longitude=None)
    if place.latitude is None or place.longitude is None:
        return []
    with_own = [other for other in others if other.slug in counts and counts[other.slug].own]
    with_own.sort(key=lambda other: _distance(place, other))
    return [_near(other.slug, counts, catalogue) for other in with_own[:NEAREST]]


def _distance(one: Municipality, other: Municipality) -> float:
    """Return how far apart two kommuner lie, to compare by."""
    narrowing = math.cos(math.radians(one.latitude or 0))
    return math.hypot(
        (one.latitude or 0) - (other.latitude or 0),
        narrowing * ((one.longitude or 0) - (other.longitude or 0)),
    )
