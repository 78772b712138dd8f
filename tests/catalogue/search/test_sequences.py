"""Any sequence of writes, by any path, gives the index that would be built from scratch."""

import datetime
import random
from dataclasses import asdict

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.models import (
    Contact,
    Intervention,
    NeedGroup,
    Organisation,
    SynonymGroup,
    Venue,
)
from catalogue.search.sync import build, follow
from tests.catalogue.search.helpers import answer, ask
from tests.factories import (
    make_contact,
    make_intervention,
    make_need_group,
    make_organisation,
    make_venue,
)
from tests.sample import part

pytestmark = pytest.mark.django_db

WORDS = ["stöd", "arbetsträning", "boendestöd", "skulder", "segelflyg", "samtal", "coach"]
GROUPS = ["Unga", "Skuld", "Smärta"]
QUESTIONS = [
    ask(),
    ask("stöd"),
    ask("träning"),
    ask("segelflyg skulder"),
    ask("hoppetossa"),
    ask(behov="unga"),
    ask("stöd", behov={"unga", "skuld"}, organisation="byn"),
    ask(order="namn", lage="oppen"),
    ask("samtal", order="granskad"),
    ask(nas={"telefon", "inte-angett"}),
    ask("stöd", tider={"kvall", "helg"}, lage="besked"),
]


def text(rng):
    return " ".join(rng.choices(WORDS, k=rng.randint(1, 3)))


def rows(rng, count=3):
    """Return a query for some of the entries."""
    every = sorted(Intervention.objects.values_list("pk", flat=True))
    return Intervention.objects.filter(pk__in=rng.sample(every, min(count, len(every))))


def save_one(rng):
    entry = rows(rng, 1).get()
    entry.name, entry.content = text(rng), text(rng)
    entry.save()


def make_many(rng):
    home = make_organisation("Byn")
    Intervention.objects.bulk_create(
        Intervention(name=text(rng), summary=text(rng), organisation=home, status="planned")
        for _ in range(rng.randint(1, 5))
    )


def relate(rng):
    entry = rows(rng, 1).get()
    groups = [make_need_group(name) for name in rng.sample(GROUPS, rng.randint(0, 2))]
    relation = entry.need_groups
    rng.choice([lambda: relation.set(groups), lambda: relation.add(*groups), relation.clear])()


def plain_sql(rng):
    pk = rows(rng, 1).get().pk
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_intervention SET summary = %s WHERE id = %s", [text(rng), pk]
        )


def remove(rng):
    entry = rows(rng, 1).get()
    with connection.cursor() as cursor:
        for name in ("need_groups", "types", "municipalities"):
            cursor.execute(
                f"DELETE FROM catalogue_intervention_{name} WHERE intervention_id = %s",
                [entry.pk],
            )
        cursor.execute("DELETE FROM catalogue_intervention WHERE id = %s", [entry.pk])


def rename_group(rng):
    NeedGroup.objects.filter(name__in=GROUPS).update(search_words=text(rng))


def rename_organisation(rng):
    Organisation.objects.filter(slug="byn").update(short_name=text(rng)[:40])


def phone(rng):
    rows_of(rng, Contact).update(phone=rng.choice(["", "021-39 00 00"]))


def hours(rng):
    venue = rows_of(rng, Venue).get()
    venue.opening_hours.all().delete()
    if rng.random() < 0.7:
        closes = rng.choice(["18:00", "20:00"])
        venue.opening_hours.create(weekday=rng.randrange(7), opens="10:00", closes=closes)


def notice(rng):
    entry = rows(rng, 1).get()
    day = timezone.localdate() - datetime.timedelta(days=rng.randint(0, 1))
    entry.notices.all().delete()
    if rng.random() < 0.7:
        entry.notices.create(text=text(rng), starts_on=day, ends_on=day)


def move_beside(rng):
    entry = rows(rng, 1).get()
    entry.contacts.set(rows_of(rng, Contact))
    entry.venues.set(rows_of(rng, Venue) if rng.random() < 0.5 else [])


def rows_of(rng, model):
    """Return a query for one of the rows."""
    every = sorted(model.objects.values_list("pk", flat=True))
    return model.objects.filter(pk=rng.choice(every))


def synonyms(rng):
    if rng.random() < 0.5:
        SynonymGroup.objects.create(terms=f"hoppetossa\n{rng.choice(WORDS)}")
    else:
        SynonymGroup.objects.update(active=rng.random() < 0.5)


def undone(rng):
    with transaction.atomic():
        save_one(rng)
        make_many(rng)
        transaction.set_rollback(True)


WAYS = [
    save_one,
    make_many,
    relate,
    plain_sql,
    remove,
    rename_group,
    rename_organisation,
    undone,
    phone,
    hours,
    notice,
    move_beside,
    lambda rng: rows(rng).update(name=text(rng)),
    lambda rng: rows(rng).update(status=rng.choice(["draft", "planned", "paused"])),
]
SELDOM = [synonyms]  # the whole vocabulary is read again
LOOK = "look"  # a request comes and follows what has been written so far
writes = st.lists(
    st.tuples(st.sampled_from([*WAYS, *WAYS, *SELDOM, LOOK, LOOK]), st.integers(0, 10_000)),
    min_size=2,
    max_size=12,
)


@pytest.fixture
def catalogue():
    rng = random.Random(1)
    contacts = [make_contact(name, phone="021-39 00 00") for name in ("Ena", "Andra")]
    venues = [make_venue(name) for name in ("Ena", "Andra")]
    for number in range(24):
        entry = make_intervention(
            text(rng),
            summary=text(rng),
            need_groups=rng.sample(GROUPS, number % 3),
            organisation=["Byn", "Staden"][number % 2],
            status="planned",
        )
        entry.contacts.set(contacts[: number % 3])
        entry.venues.set(venues[: number % 2])


@pytest.mark.slow
class TestAnySequenceOfWrites:
    @settings(max_examples=part(15))
    @given(writes=writes)
    def test_equals_an_index_built_from_scratch(self, catalogue, writes):
        with transaction.atomic():
            state = follow(None)
            for way, seed in writes:
                if way is LOOK:
                    state = follow(state)
                else:
                    way(random.Random(seed))
            state = follow(state)
            fresh = build()
            followed = [answer(state, question) for question in QUESTIONS]
            scratch = [answer(fresh, question) for question in QUESTIONS]
            transaction.set_rollback(True)

        assert followed == scratch
        assert asdict(state.options) == asdict(fresh.options)
