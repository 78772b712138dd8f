from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.models import Intervention, Venue
from catalogue.search.facets import BY_NAME, FACETS
from catalogue.search.filters import read_query
from catalogue.search.options import load_options
from catalogue.search.oracle import plain_matches, plain_search
from catalogue.search.requirements import PARAMETERS, UNSAID, WITHOUT, signed, stance_condition
from tests.factories import (
    make_contact,
    make_county,
    make_intervention,
    make_municipality,
    make_organisation,
    make_requirement,
    make_venue,
)
from tests.sample import part

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def read(address):
    """Return the state that an address stands for."""
    return read_query(QueryDict(address), load_options())


def names(address):
    """Return the names of the entries that an address finds, by the plain search."""
    ids, _ = plain_search(read(address), load_options())
    return [Intervention.objects.get(pk=pk).name for pk in ids]


class TestFacets:
    def test_values_of_one_facet_widen(self):
        make_intervention("A", need_groups=["Unga"])
        make_intervention("B", need_groups=["Skuld"])
        make_intervention("C", need_groups=["Smärta"])

        assert names("behov=unga&behov=skuld") == ["A", "B"]

    def test_two_facets_narrow(self):
        make_intervention("A", need_groups=["Unga"], municipalities=["Köping"])
        make_intervention("B", need_groups=["Unga"], municipalities=["Arboga"])

        assert names("behov=unga&kommun=koping") == ["A"]

    def test_a_kommun_finds_what_the_county_and_the_nation_offer(self):
        make_municipality("Köping")
        county = make_intervention("Länets")
        county.counties.add(make_county())
        make_intervention("Rikets", nationwide=True)
        make_intervention("Annan", municipalities=["Arboga"])

        assert names("kommun=koping") == ["Länets", "Rikets"]

    def test_an_organisation_finds_its_units_and_what_it_takes_part_in(self):
        parent = make_organisation("Staden")
        unit = make_organisation("Enheten", parent=parent)
        make_intervention("A", organisation=unit)
        make_intervention("B", organisation="Annan", participants=["Staden"])

        assert names("organisation=staden") == ["A", "B"]

    def test_only_what_is_said_not_to_be_demanded_is_shown(self):
        make_intervention("A", requirements=["SGI"])
        make_intervention("B", not_required=["SGI"])
        make_intervention("C", requirements_complete=True)
        make_intervention("D")

        assert names("kraver_inte=sgi") == ["B", "C"]
        assert names("inte_angett=sgi") == ["D"]
        assert names("kraver_inte=sgi&inte_angett=sgi") == ["B", "C", "D"]

    def test_what_the_way_in_or_the_only_form_demands_is_a_demand(self):
        for name in ("Remiss", "Bistandsbeslut", "Grupp"):
            make_requirement(name)
        everything = {"requirements_complete": True}
        make_intervention("Vården", access="health_referral", **everything)
        make_intervention("Kommunen", access="municipal_decision", **everything)
        make_intervention("Gruppen", forms=["grupp"], not_required=["Grupp"])
        make_intervention("Båda", forms=["grupp", "enskilt"], **everything)

        assert names("kraver_inte=remiss") == ["Båda", "Kommunen"]
        assert names("kraver_inte=bistandsbeslut") == ["Båda", "Vården"]
        assert names("kraver_inte=grupp") == ["Båda", "Kommunen", "Vården"]
        assert names("inte_angett=grupp") == []

    def test_structural_entries_are_shown_only_when_asked_for(self):
        make_intervention("Stort", scope="structural", access="not_searchable")
        make_intervention("Litet")

        assert names("") == ["Litet"]
        assert names("inriktning=struktur") == ["Stort"]

    def test_a_way_in_of_ones_own_counts_as_applying_oneself(self):
        entry = make_intervention("A", access="professional")
        entry.routes.create(sender="self")

        assert names("tilltrade=egen-ansokan") == ["A"]
        assert names("tilltrade=handlaggare") == ["A"]

    def test_a_short_queue_is_one_that_is_open_and_known(self):
        make_intervention("A", queue_days=28)
        make_intervention("B", queue_days=29)
        make_intervention("C")
        make_intervention("D", queue_days=1, status="full")

        assert names("lage=kort-ko") == ["A"]

    def test_every_word_must_stand_somewhere(self):
        make_intervention("Arbetsträning", summary="I ett kafé.")
        make_intervention("Arbetsträning två")

        assert names("q=TRÄNING+kafé") == ["Arbetsträning"]

    def test_an_entry_and_the_database_say_alike_of_every_demand(self, rich):
        slugs = list(load_options().labels[WITHOUT.name])
        entries = Intervention.objects.published().with_facet_relations()
        for slug in slugs:
            for stance, marks in {"yes": {f"+{slug}"}, "no": {f"-{slug}"}, "unsaid": set()}.items():
                both = {f"+{slug}", f"-{slug}"}
                by_hand = {e.pk for e in entries if both & set(signed(e, slugs)) == marks}
                asked = Intervention.objects.published().filter(stance_condition(slug, [stance]))
                assert by_hand == set(asked.values_list("pk", flat=True)), (slug, stance)

    @pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.name)
    def test_an_entry_and_the_database_answer_alike(self, facet, rich):
        options = load_options()
        entries = Intervention.objects.published().with_facet_relations()
        for value in options.labels[facet.name]:
            wider = {value, *options.accepts.get(value, ())} if facet.name == "kommun" else {value}
            by_hand = {entry.pk for entry in entries if wider & set(facet.values(entry, TODAY))}
            asked = Intervention.objects.published().filter(facet.condition([value], TODAY))
            assert by_hand == set(asked.values_list("pk", flat=True)), value


class TestHours:
    """Evening and weekend are said by the hours that hold today, and by nothing else."""

    @pytest.mark.parametrize(
        ("hours", "found"),
        [
            ({"weekday": 0, "opens": "09:00", "closes": "18:00"}, []),
            ({"weekday": 0, "opens": "09:00", "closes": "18:01"}, ["kvall"]),
            ({"weekday": 4, "opens": "20:00", "closes": "00:00"}, ["kvall"]),
            ({"weekday": 4, "opens": "20:00", "closes": "02:00", "past_midnight": True}, ["kvall"]),
            ({"weekday": 5, "opens": "10:00", "closes": "12:00"}, ["helg"]),
            ({"weekday": 6, "opens": "18:00", "closes": "20:00"}, ["helg"]),
        ],
    )
    def test_are_read_as_a_clock_is(self, hours, found):
        make_venue().opening_hours.create(**hours)
        make_intervention("A").venues.set(Venue.objects.all())

        wanted = [value for value in ("kvall", "helg", "inte-angett") if names(f"tider={value}")]

        assert wanted == found

    @pytest.mark.parametrize(
        ("since", "until", "holds"),
        [(None, None, True), (0, 0, True), (-9, -1, False), (1, 9, False), (None, -1, False)],
    )
    def test_hold_from_a_day_to_another(self, since, until, holds):
        make_intervention("A").venues.add(venue := make_venue())
        days = {"valid_from": since, "valid_to": until}
        venue.opening_hours.create(
            weekday=5,
            opens="10:00",
            closes="12:00",
            **{
                name: None if ahead is None else TODAY + timedelta(days=ahead)
                for name, ahead in days.items()
            },
        )

        assert names("tider=helg") == (["A"] if holds else [])
        assert names("tider=inte-angett") == ([] if holds else ["A"])

    def test_that_nobody_has_said_are_not_known(self):
        make_intervention("Utan plats")
        make_intervention("Utan tider").venues.add(make_venue())

        assert names("tider=inte-angett") == ["Utan plats", "Utan tider"]


class TestWaysToReach:
    def test_are_those_of_contacts_that_work(self):
        for name, fields in {
            "Telefon": {"phone": "021-39 00 00"},
            "Mejl": {"email": "a@exempel.se"},
            "Formulär": {"form": "https://www.exempel.se/fraga"},
            "Trasig": {"phone": "021-39 00 01", "broken_on": TODAY},
            "Nedlagd": {"phone": "021-39 00 02", "active": False},
            "Tom": {},
        }.items():
            make_intervention(name).contacts.add(make_contact(name, **fields))

        assert names("nas=telefon") == ["Telefon"]
        assert names("nas=epost&nas=formular") == ["Formulär", "Mejl"]
        assert names("nas=inte-angett") == ["Nedlagd", "Tom", "Trasig"]


class TestNotices:
    def test_are_there_from_their_first_day_to_their_last(self):
        for name, first, last in [
            ("I dag", 0, 0),
            ("I går", -2, -1),
            ("I morgon", 1, 2),
            ("Länge", -3, 3),
        ]:
            make_intervention(name).notices.create(
                text="Inställt.",
                starts_on=TODAY + timedelta(days=first),
                ends_on=TODAY + timedelta(days=last),
            )

        assert names("lage=besked") == ["I dag", "Länge"]


class TestThreeAnswers:
    def test_are_told_apart(self):
        for name, said in {"Ja": "yes", "Nej": "no", "Tyst": "unknown"}.items():
            make_intervention(name, steady_contact=said)

        assert names("kontaktperson=ja") == ["Ja"]
        assert names("kontaktperson=nej") == ["Nej"]
        assert names("kontaktperson=inte-angett&kontaktperson=ja") == ["Ja", "Tyst"]

    def test_how_often_is_one_of_them_or_not_said(self):
        make_intervention("Ofta", check_in="weekly")
        make_intervention("Tyst")

        assert names("avstamning=varje-vecka") == ["Ofta"]
        assert names("avstamning=inte-angett") == ["Tyst"]


@pytest.fixture
def rich(db):
    """A small catalogue in which every facet has something to tell apart."""
    county = make_county()
    contacts = [
        make_contact("Mottagningen", phone="021-39 00 00", email="a@exempel.se"),
        make_contact("Kansliet", form="https://www.exempel.se/fraga"),
        make_contact("Växeln", phone="021-39 00 01", broken_on=TODAY),
    ]
    late, closed, silent = (make_venue(name) for name in ("Sena", "Stängda", "Tysta"))
    late.opening_hours.create(weekday=2, opens="17:00", closes="20:00")
    late.opening_hours.create(weekday=6, opens="10:00", closes="14:00", valid_to=TODAY)
    closed.opening_hours.create(weekday=5, opens="10:00", closes="14:00", valid_from=TOMORROW)
    for number in range(24):
        entry = make_intervention(
            f"Insats {'träning' if number % 3 else 'samtal'} {number}",
            need_groups=[["Unga", "Skuld", "Smärta"][number % 3]] + (["Oro"] if number % 4 else []),
            municipalities=[["Köping", "Arboga", "Sala"][number % 3]] if number % 5 else [],
            types=[["coachning", "praktik"][number % 2]],
            forms=[["enskilt", "grupp"], ["grupp"], []][number % 3],
            requirements=[r for i, r in enumerate(["SGI", "Remiss", "Grupp"]) if number >> i & 1],
            not_required=["SGI", "Grupp"] if number % 4 == 1 else [],
            requirements_complete=number % 10 == 3,
            income_supports=["lön"] if number % 7 == 0 else [],
            participants=["Region Mitt"] if number % 6 == 0 else [],
            organisation=["Staden", "Byn"][number % 2],
            step=number % 6 or None,
            nationwide=number % 11 == 0,
            interpreter=number % 9 == 0,
            access=list(Intervention.Access)[number % 7],
            financing=list(Intervention.Financing)[number % 6],
            queue_days=[None, 0, 28, 90][number % 4],
            status=["open", "open", "planned", "full", "paused", "draft"][number % 6],
            steady_contact=["yes", "no", "unknown"][number % 3],
            check_in=list(Intervention.CheckIn)[number % 5],
        )
        entry.contacts.set(row for place, row in enumerate(contacts) if number >> place & 1)
        entry.venues.set(
            row for place, row in enumerate([late, closed, silent]) if number >> place & 1
        )
        if number % 5 == 0:
            last = TODAY if number % 2 else TODAY - timedelta(days=1)
            entry.notices.create(text="Inställt.", starts_on=last, ends_on=last)
        if number % 8 == 0:
            entry.counties.add(county)
        if number % 10 == 0:
            entry.routes.create(sender="self")
    make_intervention("Stort", scope="structural", access="not_searchable", need_groups=["Unga"])
    make_intervention("Slut", status="ended", nothing_replaces=True, municipalities=["Sala"])


def addresses(options):
    """Build random states of the search page out of what there is to choose."""

    def some(facet):
        values = st.sampled_from(sorted(options.labels[facet]))
        return st.lists(values, max_size=2, unique=True)

    names_ = [*BY_NAME, *(asked.name for asked in PARAMETERS)]
    chosen = st.lists(st.sampled_from(names_), max_size=3, unique=True).flatmap(
        lambda picked: st.fixed_dictionaries({name: some(name) for name in picked})
    )
    return st.tuples(st.sampled_from(["", "träning", "samtal 3", "finnsinte"]), chosen)


def as_query(words, chosen):
    address = QueryDict(mutable=True)
    address["q"] = words
    for name, values in chosen.items():
        address.setlist(name, values)
    return read_query(address, load_options())


def alone_in_its_facet(query, name, value):
    """Return the search with one value alone, where others of its facet may have been chosen."""
    if name == UNSAID.name:
        return query.unsaying(value)
    if name == WITHOUT.name:
        return replace(
            query,
            without_requirements=query.without_requirements | {value},
            unsaid_requirements=query.unsaid_requirements - {value},
        )
    return replace(query, chosen={**query.chosen, name: frozenset({value})})


@pytest.mark.slow
class TestCounts:
    def test_they_equal_what_each_choice_would_find(self, rich):
        """Ask the database once for every value, and compare with the count beside it."""
        options = load_options()

        @settings(max_examples=part(25))
        @given(addresses(options))
        def check(state):
            query = as_query(*state)
            _, counts = plain_search(query, options)
            for name in ("behov", "kommun", "tilltrade", "lage", WITHOUT.name, UNSAID.name):
                for value in options.labels[name]:
                    alone = alone_in_its_facet(query, name, value)
                    found = plain_matches(alone, options)
                    assert counts[name][value] == found.count(), (name, value)

        check()
