"""Totals, counts and orders of the index equal those of plain Python and plain SQL."""

import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.utils import timezone

from catalogue.engine.documents import Document
from catalogue.engine.stances import Stances
from catalogue.models import Intervention
from catalogue.search.address import ORDERS
from catalogue.search.documents import read_documents
from catalogue.search.facets import DEFAULT_CHOICES, FACETS
from catalogue.search.oracle import plain_search
from catalogue.search.query import Query
from catalogue.search.requirements import (
    PARAMETERS,
    REQUIREMENTS,
    WITHOUT,
    stance_condition,
    stances_asked,
)
from catalogue.search.sync import build
from tests.factories import (
    make_contact,
    make_county,
    make_intervention,
    make_language,
    make_municipality,
    make_organisation,
    make_venue,
)
from tests.sample import part

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()

SEARCHES = part(1_000)
ASKED_OF_THE_ORACLE = part(60)  # it reads every entry several times for each search
WORDS = (
    *("stöd", "arbetsträning", "träning", "samtal", "skulder"),
    *("boendestöd", "coach", "natur", "kafé", "vardag"),
)
DEMANDED = ("SGI", "Remiss", "Svenska", "Grupp", "Bistandsbeslut")
WAYS = ("self", "open", "professional", "health_referral", "municipal_decision")
FACTS = ("gratis", "22", "utan biståndsbeslut", "anonymt", "utan remiss", "kort kö")
ACCESSIBLE = ("", "Hiss till plan 2. Hörslinga.", "En trappa upp utan hiss.", "Ett tyst rum.")
PLACES = {
    "": set(),
    "i Sala": {"sala"},
    "Örebro": {"orebro"},
    "kopings kommun": {"koping"},
    "Åmål eller Arboga": {"amal", "arboga"},
    "Örebro län": set(),  # all of its kommuner
}
PARTS = ("own", "county", "nation", "near", "elsewhere", "ended")
QUERIES = (*WORDS, "traning", "arbetstränning", "stöd i vardagen", "natur samtal coach skulder")


@pytest.fixture
def catalogue():
    _fill(random.Random(5))
    return build()


def day(ahead):
    return TODAY + timedelta(days=ahead)


class Entry(NamedTuple):
    """What the database says of an entry, by plain SQL."""

    document: Document
    answers: dict[str, set[str]]  # facet -> the values that find it
    stances: dict[str, str]  # requirement -> yes, no or unsaid


@pytest.fixture
def entries(catalogue):
    """Every entry, with the values that would find it according to the database."""
    found = {d.id: Entry(d, defaultdict(set), {}) for d in read_documents(catalogue.day)}
    for slug in catalogue.options.labels[WITHOUT.name]:
        for stance in ("yes", "no", "unsaid"):
            asked = Intervention.objects.published().filter(stance_condition(slug, [stance]))
            for pk in asked.values_list("pk", flat=True):
                assert slug not in found[pk].stances
                found[pk].stances[slug] = stance
    for facet in FACETS:
        for value in catalogue.options.labels[facet.name]:
            asked = Intervention.objects.published().filter(facet.condition([value], catalogue.day))
            for pk in asked.values_list("pk", flat=True):
                found[pk].answers[facet.name].add(value)
    return found


def _fill(rng):
    make_organisation("Staden")
    units = [make_organisation(f"Enhet {n}", parent=make_organisation("Staden")) for n in range(2)]
    homes = [*units, make_organisation("Byn"), make_organisation("Regionen")]
    counties = [make_county(), make_county("Örebro län", "18")]
    towns = [
        make_municipality(name, counties[number % 2])
        for number, name in enumerate(["Köping", "Örebro", "Sala", "Åmål", "Arboga"])
    ]
    contacts = [
        make_contact("Mottagningen", phone="021-39 00 00"),
        make_contact("Kansliet", email="a@exempel.se", form="https://www.exempel.se/fraga"),
        make_contact("Växeln", phone="021-39 00 01", broken_on=TODAY),
        make_contact("Ingen"),
    ]
    venues = [
        make_venue(name, accessibility=text)
        for name, text in zip(("Ena", "Andra", "Tredje", "Tysta"), ACCESSIBLE, strict=True)
    ]
    for venue in venues[:3]:
        for weekday in rng.sample(range(7), 3):
            venue.opening_hours.create(
                weekday=weekday,
                opens="10:00",
                closes=rng.choice(["15:00", "18:00", "20:00"]),
                valid_from=rng.choice([None, day(0), day(1)]),
                valid_to=rng.choice([None, day(1), day(2)]),
            )
    for number in range(40):
        structural = number % 13 == 0
        entry = make_intervention(
            " ".join(rng.sample(WORDS, 2)),
            summary=" ".join(rng.choices(WORDS, k=rng.randint(0, 4))),
            content=" ".join(rng.choices(WORDS, k=rng.randint(0, 8))),
            need_groups=rng.sample(["Unga", "Skuld", "Smärta", "Oro"], rng.randint(0, 3)),
            municipalities=[town.name for town in rng.sample(towns, rng.randint(0, 2))],
            types=rng.sample(["coachning", "praktik", "kurs"], rng.randint(0, 2)),
            forms=rng.sample(["grupp", "enskilt"], rng.randint(0, 2)),
            requirements=rng.sample(DEMANDED, rng.randint(0, 2)),
            not_required=rng.sample(DEMANDED, rng.randint(0, 2)),
            requirements_complete=rng.random() < 0.15,
            income_supports=rng.sample(["lön", "sjukpenning"], rng.randint(0, 2)),
            participants=[home.name for home in rng.sample(homes, rng.randint(0, 2))],
            organisation=rng.choice(homes),
            step=rng.choice([None, 1, 2, 3, 5]),
            nationwide=rng.random() < 0.1,
            interpreter=rng.random() < 0.2,
            scope="structural" if structural else "individual",
            access="not_searchable" if structural else rng.choice(WAYS),
            financing=rng.choice(["regular", "esf", "civil"]),
            queue_days=rng.choice([None, 0, 28, 29]),
            cost_kind=rng.choice(list(Intervention.Cost)),
            anonymous=rng.random() < 0.2,
            age_from=rng.choice([None, None, 18, 30]),
            age_to=rng.choice([None, None, 64]),
            status=rng.choice(["open", "open", "planned", "full", "paused", "draft"]),
            steady_contact=rng.choice(["yes", "no", "unknown"]),
            check_in=rng.choice(list(Intervention.CheckIn)),
        )
        entry.contacts.set(rng.sample(contacts, rng.randint(0, 2)))
        entry.venues.set(rng.sample(venues, rng.randint(0, 2)))
        if rng.random() < 0.4:
            starts, lasts = rng.choice([-3, -1, 0, 1]), rng.choice([0, 1, 3])
            entry.notices.create(
                text="Inställt.", starts_on=day(starts), ends_on=day(starts + lasts)
            )
        entry.counties.set(rng.sample(counties, rng.choice([0, 0, 0, 1, 2])))
        if rng.random() < 0.3:
            entry.languages.add(make_language())
        if rng.random() < 0.2:
            entry.routes.create(sender="self")


def random_query(rng, catalogue, words=""):
    """Return a state of the search page with up to four facets chosen."""
    labels = catalogue.options.labels
    picked = rng.sample([facet.name for facet in FACETS], rng.choice([0, 1, 1, 2, 2, 3, 4]))
    chosen = {
        name: frozenset(rng.sample(sorted(labels[name]), min(rng.randint(1, 3), len(labels[name]))))
        for name in picked
    }
    demands = sorted(labels[WITHOUT.name])
    without = frozenset(rng.sample(demands, rng.choice([0, 0, 1, 2])))
    unsaid = frozenset(rng.sample(demands, rng.choice([0, 0, 0, 1, 2])))
    return Query(words, chosen, without, unsaid, order=rng.choice(list(ORDERS)))


def counts_of(catalogue, found):
    """Return the counts as the page shows them, for the values that exist."""
    labels = catalogue.options.labels
    counts = {
        facet.name: {value: found.counts[facet.name].get(value, 0) for value in labels[facet.name]}
        for facet in FACETS
    }
    for asked in PARAMETERS:
        counts[asked.name] = {
            slug: getattr(found.stances(REQUIREMENTS, slug), asked.stance)
            for slug in labels[asked.name]
        }
    return counts


@pytest.mark.slow
class TestOracle:
    def test_agrees_with_the_index(self, catalogue):
        rng = random.Random(11)
        for _ in range(ASKED_OF_THE_ORACLE):
            asked = random_query(rng, catalogue)
            query = replace(asked, chosen={**DEFAULT_CHOICES, **asked.chosen})
            ids, counts = plain_search(query, catalogue.options)

            found = catalogue.search(query, limit=1000)

            assert found.total == len(ids)
            assert sorted(found.ids) == sorted(ids)
            assert counts_of(catalogue, found) == {
                facet: {value: counts[facet][value] for value in values}
                for facet, values in catalogue.options.labels.items()
            }


class TestRecount:
    @pytest.mark.slow
    @pytest.mark.parametrize("asked", [("",), QUERIES], ids=["without words", "with words"])
    def test_of_many_searches_agrees_with_the_index(self, catalogue, entries, asked):
        rng = random.Random(12)
        matched = {words: catalogue.search(Query(words), limit=1000).ids for words in asked}
        assert all(matched.values())
        for _ in range(SEARCHES):
            query = random_query(rng, catalogue, rng.choice(asked))
            pool = [entries[pk] for pk in matched[query.words]]

            found = catalogue.search(query, limit=1000)

            hits = [entry for entry in pool if allows(query, entry)]
            assert found.total == len(hits)
            assert found.ids == in_order(query.order, hits)
            assert counts_of(catalogue, found) == recount(query, pool, catalogue)

    @pytest.mark.slow
    @pytest.mark.parametrize("words", ["", "boendestöd", "skulder natur samtal coach"])
    def test_of_searches_with_facts_agrees_with_the_index(self, catalogue, entries, words):
        rng = random.Random(14)
        rows = Intervention.objects.published().with_facet_relations().in_bulk()
        said = {pk: {fact: fact_answer(fact, row) for fact in FACTS} for pk, row in rows.items()}
        without_facts = set(catalogue.search(Query(words), limit=1000).ids)
        for _ in range(part(200)):
            facts = rng.sample(FACTS, rng.choice([1, 1, 2, 3]))
            asked = " ".join([words, *facts]).strip()
            enough = {"yes", "unsaid"} if words else {"yes"}
            ids = catalogue.search(Query(asked), limit=1000).ids
            pool = [entries[pk] for pk in ids]
            query = random_query(rng, catalogue, asked)

            found = catalogue.search(query, limit=1000)

            assert set(ids) == {
                pk for pk in without_facts if {said[pk][fact] for fact in facts} <= enough
            }
            hits = [entry for entry in pool if allows(query, entry)]
            assert found.ids == in_order(query.order, hits)
            assert counts_of(catalogue, found) == recount(query, pool, catalogue)
            others = [pk for pk in without_facts if allows(query, entries[pk])]
            for place, fact in enumerate(found.plan.facts):
                assert found.answers[place] == Stances(
                    *(
                        sum(
                            said[pk][spoken(fact)] == stance
                            and all(
                                said[pk][spoken(other)] in enough
                                for other in found.plan.facts
                                if other != fact
                            )
                            for pk in others
                        )
                        for stance in ("yes", "no", "unsaid")
                    )
                )

    @pytest.mark.slow
    def test_of_searches_with_places_agrees_with_the_index(self, catalogue, entries):
        rng = random.Random(15)
        options = catalogue.options
        for number, pk in enumerate(sorted(entries)):
            if number % 7 == 0:
                Intervention.objects.filter(pk=pk).update(status="ended", nothing_replaces=True)
        catalogue = build()
        documents = {d.id: d for d in read_documents(catalogue.day)}
        for pk, entry in entries.items():
            if "avslutad" in documents[pk].facets["lage"]:
                entry.answers["lage"] = (entry.answers["lage"] & {"besked"}) | {"avslutad"}
        for _ in range(SEARCHES):
            words = rng.choice(QUERIES)
            place = rng.choice(list(PLACES))
            query = random_query(rng, catalogue, f"{words} {place}".strip())
            asked = PLACES[place]
            if place.endswith("län"):
                asked = {
                    slug for slug, (county, _) in options.accepts.items() if county == "lan-18"
                }
            plain = catalogue.search(Query(words, query.chosen), limit=1000).ids

            found = catalogue.search(query, limit=1000)

            pool = [entries[pk] for pk in catalogue.search(Query(words), limit=1000).ids]
            hits = [entry for entry in pool if allows(query, entry)]
            assert set(found.ids) == {entry.document.id for entry in hits}
            if not (query.without_requirements or query.unsaid_requirements):
                assert set(found.ids) == set(plain)  # a place finds nothing more, nothing less
            assert counts_of(catalogue, found) == recount(query, pool, catalogue)
            folded = not query.choice("lage")
            stand = {pk: part_of(documents[pk], asked, options, folded=folded) for pk in found.ids}
            order = [PARTS.index(stand[pk]) for pk in found.ids]
            assert order == sorted(order)
            if asked or folded:
                assert +Counter(found.parts) == Counter(stand.values())
            if query.order != "relevans":
                for name in PARTS:
                    own = [entry for entry in hits if stand[entry.document.id] == name]
                    mine = [pk for pk in found.ids if stand[pk] == name]
                    assert mine == in_order(query.order, own)

    def test_of_pages_gives_the_whole(self, catalogue):
        rng = random.Random(13)
        for _ in range(part(100)):
            query = random_query(rng, catalogue, rng.choice(["", *QUERIES]))
            whole = catalogue.search(query, limit=1000).ids

            pages = [
                catalogue.search(query.at_page(number), limit=7).ids
                for number in range(1, 2 + len(whole) // 7)
            ]

            assert [pk for page in pages for pk in page][: len(whole)] == whole


def part_of(document, asked, options, *, folded):
    """Return where a hit is to stand."""
    said = set(document.facets["kommun"])
    if folded and "avslutad" in document.facets["lage"]:
        return "ended"
    if said & asked:
        return "own"
    if said & {options.accepts[slug][0] for slug in asked}:
        return "county"
    return "nation" if asked and "hela-landet" in said else "elsewhere"


def spoken(fact):
    """Return which of `FACTS` was heard."""
    (said,) = (said for said in FACTS if said.startswith(fact.typed))
    return said


def fact_answer(fact, entry):
    """Return what an entry says of a fact: yes, no, or nothing."""
    krav = entry.stated_requirements
    no_demands = krav.waived(["bistandsbeslut", "remiss"])
    low, high = entry.age_from, entry.age_to
    yes, no = {
        "gratis": (entry.cost_kind in {"free", "bought", "paid_work"}, entry.cost_kind == "fee"),
        "22": (
            (low, high) != (None, None) and (low or 0) <= 22 <= (120 if high is None else high),
            (low or 0) > 22 or (120 if high is None else high) < 22,
        ),
        "utan biståndsbeslut": ("bistandsbeslut" in no_demands, "bistandsbeslut" in krav.yes),
        "anonymt": (entry.anonymous, False),
        "utan remiss": (
            "remiss" in no_demands or entry.self_service,
            "remiss" in krav.yes and not entry.self_service,
        ),
        "kort kö": (
            entry.status == "open" and entry.queue_days is not None and entry.queue_days <= 28,
            entry.status in {"full", "paused", "planned"} or (entry.queue_days or 0) > 28,
        ),
    }[fact]
    return "yes" if yes else "no" if no else "unsaid"


def allows(query, entry, but=""):
    """Tell whether the choices, all or all but those of a facet or requirement, take the entry."""
    return all(
        values & entry.answers[facet] for facet, values in query.chosen.items() if facet != but
    ) and all(
        entry.stances[slug] in wanted
        for slug, wanted in stances_asked(
            query.without_requirements, query.unsaid_requirements
        ).items()
        if slug != but
    )


def in_order(order, hits):
    keys = {
        "relevans": lambda d: 0,  # as they came: choices do not change what is most relevant
        "namn": lambda d: (d.name_key, d.id),
        "granskad": lambda d: (-d.reviewed_on, d.name_key, d.id),
        "ko": lambda d: (10**9 if d.queue_days is None else d.queue_days, d.name_key, d.id),
    }
    return [entry.document.id for entry in sorted(hits, key=lambda e: keys[order](e.document))]


def recount(query, pool, catalogue):
    counts = {}
    for facet in FACETS:
        seen = Counter(
            value
            for entry in pool
            if allows(query, entry, but=facet.name)
            for value in entry.answers[facet.name]
        )
        values = catalogue.options.labels[facet.name]
        counts[facet.name] = {value: seen[value] for value in values}
    for asked in PARAMETERS:
        counts[asked.name] = {
            slug: sum(
                entry.stances[slug] == asked.stance
                for entry in pool
                if allows(query, entry, but=slug)
            )
            for slug in catalogue.options.labels[asked.name]
        }
    return counts
