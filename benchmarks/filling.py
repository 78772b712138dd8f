"""Put generated entries into an empty database of the site, as fast as it takes them."""

import datetime
import random
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from benchmarks import corpus
from catalogue.models import (
    Contact,
    County,
    Intervention,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    Notice,
    Organisation,
    Requirement,
    Step,
    Venue,
    VenueHours,
)

BATCH = 2_000
change_log = import_module("catalogue.migrations.0002_change_log")
# facet of the generator -> (model, number of rows)
LISTS: dict[str, tuple[Any, int]] = {
    "behov": (NeedGroup, 25),
    "typ": (InterventionType, 12),
    "krav": (Requirement, 9),
    "organisation": (Organisation, corpus.ORGANISATIONS),
    "språk": (Language, 10),
}
SAID = ("unknown", "yes", "unknown", "no")
CHECK_IN = ("unknown", "weekly", "unknown", "monthly", "seldom")
ONE_IN_SO_MANY = 50  # entries with a notice
FIRST, LAST = datetime.date(2020, 1, 1), datetime.date(2099, 1, 1)
RELATIONS = {"behov": "need_groups", "typ": "types", "krav": "requirements", "språk": "languages"}


def fill(entries: Iterable[corpus.Entry]) -> None:
    """Write the lists and the entries. The change log does not run: nobody follows yet."""
    with connection.schema_editor() as editor:
        change_log.drop_triggers(None, editor)
    fill_lists()
    waiting = iter(entries)
    while batch := list(islice(waiting, BATCH)):
        with transaction.atomic():
            write(batch)
    with connection.schema_editor() as editor:
        change_log.create_triggers(None, editor)
    Step.objects.update(meaning="")  # the first change gives the database its name


def fill_lists() -> None:
    """Write places, needs, organisations …, named by the generator."""
    rng = random.Random(17)
    County.objects.bulk_create(
        County(code=f"{n:02}", name=f"Län {n}", slug=f"lan-{n}", region_name=f"Region {n}")
        for n in range(corpus.COUNTIES)
    )
    counties = list(County.objects.order_by("code"))
    Municipality.objects.bulk_create(
        Municipality(
            code=f"{n % corpus.COUNTIES:02}{n // corpus.COUNTIES:02}",
            name=name.capitalize(),
            formal_name=f"{name.capitalize()} kommun",
            slug=name,
            county=counties[n % corpus.COUNTIES],
        )
        for n, name in enumerate(corpus.PLACES)
    )
    Step.objects.bulk_create(Step(number=n, name=f"Steg {n}") for n in range(1, 6))
    for facet, (model, size) in LISTS.items():
        names = {corpus.text(rng, 2): None for _ in range(3 * size)}
        rows = []
        for number, name in enumerate(islice(names, size)):
            more = {Language: {"code": f"x{number}"}, Requirement: {"without": name}}
            slug = f"{slugify(facet)}-{number}"
            rows.append(
                model(name=f"{name.capitalize()} {number}", slug=slug, **more.get(model, {}))
            )
        model.objects.bulk_create(rows)
    fill_houses()


def fill_houses() -> None:
    """Give every organisation a place with opening hours, and somebody who answers; some do not."""
    place = Municipality.objects.order_by("pk")[0]
    bodies = list(Organisation.objects.order_by("pk"))
    Contact.objects.bulk_create(
        Contact(organisation=body, function="Mottagningen", phone="+4621390000" if n % 4 else "")
        for n, body in enumerate(bodies)
    )
    venues = Venue.objects.bulk_create(
        Venue(organisation=body, name="Huset", municipality=place) for body in bodies
    )
    VenueHours.objects.bulk_create(
        VenueHours(
            venue=venue,
            weekday=day,
            opens=datetime.time(9),
            closes=datetime.time(20 if n % 5 == day else 16),
        )
        for n, venue in enumerate(venues)
        for day in range(n % 7)
    )


def write(batch: list[corpus.Entry]) -> list[Intervention]:
    """Write a batch of entries with their relations."""
    keys = {facet: _keys(model) for facet, (model, _) in LISTS.items()}
    places, counties, steps = _keys(Municipality), _keys(County), _keys(Step, "number")
    rows = Intervention.objects.bulk_create(
        Intervention(
            name=entry.fields["name"][:200],
            slug=slugify(entry.fields["name"])[:80],
            summary=entry.fields["summary"][:200],
            content=entry.fields["content"],
            criteria=entry.fields["audience"],
            organisation_id=keys["organisation"][_number(entry, "organisation")],
            step_id=steps[int(_number(entry, "steg").rpartition("-")[2]) + 1],
            nationwide="hela-landet" in entry.facets["kommun"],
            status="open",
            reviewed_on=datetime.date.fromordinal(entry.reviewed_on),
            queue_days=entry.queue_days,
            steady_contact=SAID[entry.id % len(SAID)],
            check_in=CHECK_IN[entry.id % len(CHECK_IN)],
        )
        for entry in batch
    )
    pairs = list(zip(rows, batch, strict=True))
    for facet, relation in RELATIONS.items():
        own = keys[facet]
        _relate(relation, ((row, own[_slug(v)]) for row, e in pairs for v in e.facets[facet]))
    near = ((row, value) for row, entry in pairs for value in entry.facets["kommun"])
    near_places = [(row, places[value]) for row, value in near if value in places]
    _relate("municipalities", near_places)
    wide = [(row, v) for row, entry in pairs for v in entry.facets["kommun"] if v[:4] == "lan-"]
    _relate("counties", ((row, counties[value]) for row, value in wide))
    contacts, venues = (_keys(model, "organisation__slug") for model in (Contact, Venue))
    homes = [(row, _number(entry, "organisation")) for row, entry in pairs]
    _relate("contacts", ((row, contacts[home]) for row, home in homes))
    _relate("venues", ((row, venues[home]) for row, home in homes))
    told = [row for row in rows if row.pk % ONE_IN_SO_MANY == 0]
    Notice.objects.bulk_create(
        Notice(intervention=row, text="Inställt.", starts_on=FIRST, ends_on=LAST) for row in told
    )
    return rows


def _keys(model: Any, field: str = "slug") -> dict[Any, int]:
    return dict(model.objects.values_list(field, "pk"))


def _slug(value: str) -> str:
    """Return the slug of one of the generator's values."""
    return value.replace("org-", "organisation-")


def _number(entry: corpus.Entry, facet: str) -> str:
    return _slug(entry.facets[facet][0])


def _relate(relation: str, pairs: Iterable[tuple[Intervention, int]]) -> None:
    """Write the rows of a many-to-many relation."""
    field = Intervention._meta.get_field(relation)
    through: Any = field.remote_field.through  # type: ignore[union-attr]
    other = field.m2m_reverse_field_name()  # type: ignore[union-attr]
    rows: Iterator[Any] = (
        through(**{"intervention_id": row.pk, f"{other}_id": pk}) for row, pk in pairs
    )
    through.objects.bulk_create(rows, batch_size=BATCH)
