"""What an entry must tell before visitors see it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from catalogue.changes.required import lacking, missing
from catalogue.models import Association, Intervention, Membership, Organisation
from catalogue.models.calling import somebody_to_call
from tests.factories import (
    make_complete,
    make_county,
    make_intervention,
    make_municipality,
    make_organisation,
)

pytestmark = pytest.mark.django_db

LATER = {"after_funding": "Kommunen tar över från 2029."}


def lacks(entry):
    return {lack.field for lack in missing(Intervention.objects.get(pk=entry.pk))}


class TestMissing:
    def test_finds_nothing_in_a_complete_entry(self):
        assert lacks(make_complete()) == set()

    def test_finds_all_at_once(self):
        make_intervention()

        assert lacks(make_intervention(reviewed_on=None, status="draft")) == {
            "summary", "purpose", "types", "need_groups", "criteria", "exclusion", "referral",
            "cost_kind", "municipalities", "contacts", "reviewed_on", "valid_until", "leads_to",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("fields", "lacking"),
        [
            ({"summary": " "}, "summary"),
            ({"purpose": ""}, "purpose"),
            ({"types": []}, "types"),
            ({"need_groups": []}, "need_groups"),
            ({"criteria": ""}, "criteria"),
            ({"exclusion": ""}, "exclusion"),
            ({"referral": ""}, "referral"),
            ({"cost_kind": "unknown"}, "cost_kind"),
            ({"municipalities": []}, "municipalities"),
            ({"valid_until": None}, "valid_until"),
        ],
    )
    def test_finds_each(self, fields, lacking):
        assert lacks(make_complete(**fields)) == {lacking}

    def test_takes_a_way_in_for_the_words_about_it_and_its_cost(self):
        entry = make_complete(referral="", cost_kind="unknown")
        entry.routes.create(sender="self", cost_kind="free")

        assert lacks(entry) == set()

    def test_asks_what_follows_though_something_comes_before(self):
        entry = make_complete()
        after = entry.continues_to.get().after

        assert "leads_to" in lacks(after)

    @pytest.mark.parametrize(
        "said", [{"after_funding": "Kommunen tar över."}, {"nothing_replaces": True}, {"step": 5}]
    )
    def test_asks_no_chain_of_what_says_why_or_leads_to_work(self, said):
        assert "leads_to" not in lacks(make_intervention(**said))

    def test_asks_no_person_s_way_into_a_structure(self):
        entry = make_complete(
            scope="structural", access="not_searchable", need_groups=[], criteria="", exclusion="",
            referral="", cost_kind="unknown",
        )  # fmt: skip

        assert lacks(entry) == set()


class TestTheWholeCountry:
    def test_is_said_alone(self):
        assert lacks(make_complete(nationwide=True, municipalities=[])) == set()
        assert lacks(make_complete(nationwide=True, municipalities=["Sala"])) == {"nationwide"}

    def test_names_no_county_either_not_even_as_an_example(self):
        entry = make_complete(nationwide=True, municipalities=[], example=True)
        entry.counties.add(make_county())

        (lack,) = missing(entry)
        assert "Ange det under platser" in lack.reason

    def test_lost_the_places_that_it_named_before(self):
        nation = make_intervention(nationwide=True, municipalities=["Sala"])
        nation.counties.add(make_county())
        town = make_intervention(municipalities=["Sala"])

        migration = import_module("catalogue.migrations.0013_the_whole_country_alone")
        migration.name_the_country_alone(apps, connection.schema_editor())

        assert not nation.municipalities.exists()
        assert not nation.counties.exists()
        assert town.municipalities.exists()


class TestSomebodyToCall:
    @pytest.fixture
    def silent(self):
        """An entry that is complete but for a way to reach anybody."""
        home = make_organisation("Enheten", parent=make_organisation(
            "Kommunen", municipality=make_municipality("Köping")))  # fmt: skip
        entry = make_complete(organisation=home)
        entry.contacts.all().update(phone="")
        return entry

    def test_is_asked_for(self, silent):
        assert [lack.field for lack in missing(silent)] == ["contacts"]
        assert "telefon, e-post eller formulär" in missing(silent)[0].reason

    @pytest.mark.parametrize(
        "way",
        [{"phone": "1177"}, {"email": "a@exempel.se"}, {"form": "https://exempel.se/fraga"}],
    )
    def test_is_a_contact_with_any_way(self, silent, way):
        silent.contacts.update(**way)

        assert lacks(silent) == set()

    @pytest.mark.parametrize(
        "useless", [{"phone": "fråga i växeln"}, {"phone": "1177", "active": False}]
    )
    def test_is_not_what_nobody_can_use(self, silent, useless):
        silent.contacts.update(**useless)

        assert lacks(silent) == {"contacts"}

    @pytest.mark.parametrize("body", ["Enheten", "Kommunen"])
    def test_may_be_at_a_switchboard(self, silent, body):
        Organisation.objects.filter(name=body).update(phone="08-465 004 15")

        assert lacks(silent) == set()

    def test_may_be_at_the_switchboard_of_the_kommun_it_is_in(self, silent):
        region = make_organisation(
            "Regionen", kind="region", municipality=make_municipality("Köping")
        )
        Intervention.objects.filter(pk=silent.pk).update(organisation=region)
        assert lacks(silent) == {"contacts"}

        Organisation.objects.filter(name="Kommunen").update(phone="08-465 004 15")
        assert lacks(silent) == set()

    def test_agrees_with_the_chain(self, silent):
        for place in ("Köping", "Arboga"):
            board = make_organisation(f"{place} kommun", municipality=make_municipality(place))
            for number in ("", "08-465 004 15", "fel"):
                Organisation.objects.filter(pk=board.pk).update(phone=number)
                found = somebody_to_call(Intervention.objects.get(pk=silent.pk))
                assert bool(found.calls) == (lacks(silent) == set())

    def test_is_not_asked_for_what_no_person_takes_part_in(self, silent):
        Intervention.objects.filter(pk=silent.pk).update(
            scope="structural", access="not_searchable"
        )

        assert lacks(silent) == set()


class TestWhatComesAfterTheMoney:
    @pytest.mark.parametrize("financing", ["esf", "project"])
    def test_is_asked_of_projects(self, financing):
        assert lacks(make_complete(financing=financing)) == {"after_funding"}
        assert lacks(make_complete(financing=financing, **LATER)) == set()

    @pytest.mark.parametrize(
        "fields",
        [
            {"financing": "regular"},
            {"financing": "esf", "status": "ended", "nothing_replaces": True},
        ],
    )
    def test_is_not_asked_of_what_goes_on_or_is_over(self, fields):
        assert "after_funding" not in lacks(make_complete(**fields))


class TestWhatAnAssociationPaysFor:
    @pytest.fixture
    def join(self):
        payer = make_organisation("Förbundet", kind="association")
        association = Association.objects.create(organisation=payer)

        def _join(member, **days):
            Membership.objects.create(association=association, organisation=member, **days)

        return _join

    def test_is_run_by_a_member_and_has_two_parties(self, join):
        entry = make_complete(financing="association", **LATER)
        assert lacks(entry) == {"organisation", "participants"}

        join(entry.organisation)
        entry.participants.set([make_organisation("Region Västmanland")])
        assert lacks(entry) == set()

    def test_may_be_run_by_a_member_s_unit(self, join):
        home = make_organisation("Ängsby kommun")
        join(home)
        unit = make_organisation("Enheten", parent=make_organisation("Kontoret", parent=home))

        entry = make_complete(
            financing="association", **LATER, organisation=unit, participants=["Region"]
        )

        assert lacks(entry) == set()

    def test_is_not_run_by_one_who_has_left(self, join):
        home = make_organisation("Ängsby kommun")
        join(home, member_from="2000-01-01", member_to="2020-01-01")

        entry = make_complete(
            financing="association", **LATER, organisation=home, participants=["Region"]
        )

        assert lacks(entry) == {"organisation"}

    def test_counts_the_responsible_party_once(self, join):
        home = make_organisation()
        join(home)
        entry = make_complete(
            organisation=home, financing="association", participants=[home.name], **LATER
        )

        assert lacks(entry) == {"participants"}


class TestTheLists:
    def test_ask_the_same_of_all_that_is_public(self):
        complete, bare = make_complete(), make_intervention()
        make_intervention(status="draft")

        found = Intervention.objects.filter(lacking()).exclude(
            pk=complete.continues_to.get().after_id
        )

        assert list(found) == [bare]
