import pytest

from catalogue.models import IncomeSupport
from catalogue.visitor.lists import EntryLists
from tests.factories import (
    make_contact,
    make_county,
    make_intervention,
    make_language,
    make_municipality,
    make_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    entry = make_intervention(
        need_groups=["Utmattning"],
        types=["Praktik"],
        forms=["Grupp"],
        requirements=["Remiss"],
        not_required=["Diagnos"],
        income_supports=["Sjukpenning"],
        municipalities=["Örebro", "Arboga"],
    )
    entry.languages.add(make_language())
    entry.counties.add(make_county())
    return entry


class TestListsOfAnEntry:
    def test_say_what_its_relations_say(self, entry):
        IncomeSupport.objects.update(payer="Försäkringskassan")

        lists = EntryLists(entry)

        for name in ("need_groups", "types", "forms", "requirements", "not_required", "counties"):
            rows = getattr(entry, name).all()
            assert [item.slug for item in lists[name]] == [row.slug for row in rows]
            assert [item.name for item in lists[name]] == [row.name for row in rows]
        assert [item.name for item in lists["municipalities"]] == ["Arboga", "Örebro"]
        assert lists["income_supports"][0].more == "Försäkringskassan"
        assert lists["languages"][0].more == "fi"
        assert lists.slugs("requirements") == {"remiss"}

    def test_stand_in_the_order_of_the_staff(self, entry):
        for name, order in (("Bild", 3), ("Aska", 2), ("Cykel", 1)):
            entry.types.create(name=name, slug=name.lower(), order=order)

        names = [item.name for item in EntryLists(entry)["types"]]

        assert names == ["Cykel", "Aska", "Bild", "Praktik"]

    def test_tell_whom_contacts_venues_and_ways_in_are_for(self, entry):
        sala = make_municipality("Sala")
        contact = make_contact()
        venue = make_organisation().venues.create(name="Huset", municipality=sala)
        route = entry.routes.create(sender="self")
        entry.contacts.add(contact)
        entry.venues.add(venue)
        for row in (contact, venue, route):
            row.municipalities.add(sala)

        lists = EntryLists(entry)

        assert [lists.places(row) for row in (contact, venue, route)] == [["Sala"]] * 3

    def test_are_empty_where_nothing_is_said(self):
        entry = make_intervention()

        assert list(EntryLists(entry)["languages"]) == []
        assert EntryLists(entry).places(entry.routes.create(sender="self")) == []

    def test_take_one_query(self, entry, django_assert_num_queries):
        with django_assert_num_queries(1):
            EntryLists(entry)
